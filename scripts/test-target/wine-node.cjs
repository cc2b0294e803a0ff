// Loaded before every program of Node for Windows under Wine, which does not know TCP_KEEPIDLE: a socket of which
// setKeepAlive is asked before it has one, as fetch does, would fail to connect.
const { Socket } = require('node:net');

const { setKeepAlive } = Socket.prototype;
Socket.prototype.setKeepAlive = function (...args) {
  if (this.connecting) this.once('connect', () => setKeepAlive.apply(this, args));
  else setKeepAlive.apply(this, args);
  return this;
};
