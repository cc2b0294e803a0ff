// The frames of HTTP/2, byte for byte: what servers of tests send that a library would not.

const TYPES = { data: 0, headers: 1, reset: 3, settings: 4, goaway: 7, windowUpdate: 8 };
const END_STREAM = 1;
const END_HEADERS = 4;
const ACK = 1;

function frame(type, flags, stream, payload = Buffer.alloc(0)) {
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.length, 0, 3);
  head[3] = TYPES[type];
  head[4] = flags;
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, payload]);
}

const numbers = (...values) => {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, index) => bytes.writeUInt32BE(value, 4 * index));
  return bytes;
};

const settings = () => frame('settings', 0, 0);
/** ":status: 200" is entry 8 of HPACK's static table. */
const headers = (stream) => frame('headers', END_HEADERS, stream, Buffer.from([0x88]));
const data = (stream, body, { end = true } = {}) => frame('data', end ? END_STREAM : 0, stream, Buffer.from(body));
const answer = (stream, body) => Buffer.concat([headers(stream), data(stream, body)]);
const reset = (stream, error) => frame('reset', 0, stream, numbers(error));
const goaway = (lastStream, error) => frame('goaway', 0, 0, numbers(lastStream, error));

/** Reads what a client sends, and calls back with the number of each stream that asks for something. Acknowledges settings. */
function readRequests(socket, onRequest) {
  let bytes = Buffer.alloc(0);
  let left = 24; // of the client's preface
  socket.on('error', () => {});
  socket.write(settings());
  socket.on('data', (chunk) => {
    bytes = Buffer.concat([bytes, chunk]);
    if (bytes.length < left) return;
    bytes = bytes.subarray(left);
    left = 0;
    while (bytes.length >= 9 && bytes.length >= 9 + bytes.readUIntBE(0, 3)) {
      const [type, flags, stream] = [bytes[3], bytes[4], bytes.readUInt32BE(5)];
      bytes = bytes.subarray(9 + bytes.readUIntBE(0, 3));
      if (type === TYPES.settings && !(flags & ACK)) socket.write(frame('settings', ACK, 0));
      if (type === TYPES.headers) onRequest(stream);
    }
  });
}

module.exports = { frame, numbers, headers, data, answer, reset, goaway, readRequests };
