// A server on HTTP/2 with TLS in a thread of its own, for a client that blocks. Its first stream gets the beginning of a
// body. When told to go on it sends the rest of that in a TLS record, and the answer to the second stream behind it.
const { createServer } = require('node:tls');
const { parentPort, workerData } = require('node:worker_threads');
const { http2Frames, readHttp2Requests } = require('@curlew-internal/test-origin');

const { answer, data, headers } = http2Frames;
const RECORD = 16 * 1024;
const { key, cert, shared, ends } = workerData;
const steps = new Int32Array(shared);
/** Says that a step is done: 0 the second request has come, 1 all is in the hands of the kernel. */
const done = (step) => {
  Atomics.store(steps, step, 1);
  Atomics.notify(steps, step);
};

let connection;
const server = createServer({ key, cert, ALPNProtocols: ['h2'] }, (socket) => {
  connection = socket;
  readHttp2Requests(socket, (stream) => {
    if (stream === 1) socket.write(Buffer.concat([headers(1), data(1, 'begin', { end: false })]));
    else done(0);
  });
});
parentPort.once('message', () => {
  const rest = data(1, Buffer.alloc(RECORD - 9, 'x'), { end: ends });
  connection.write(Buffer.concat([rest, answer(3, 'second')]), () => done(1));
});
server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
