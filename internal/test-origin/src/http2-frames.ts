import type { Socket } from 'node:net';

/** The frames of HTTP/2, byte for byte, for servers that send frames which no library sends. */
const TYPES = { data: 0, headers: 1, reset: 3, settings: 4, goaway: 7, windowUpdate: 8 };
const END_STREAM = 1;
const END_HEADERS = 4;
const ACK = 1;
const HEAD = 9;
/** The length of the client's connection preface in bytes. */
const PREFACE = 24;

function frame(type: keyof typeof TYPES, flags: number, stream: number, payload: Buffer = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(HEAD);
  head.writeUIntBE(payload.length, 0, 3);
  head[3] = TYPES[type];
  head[4] = flags;
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, payload]);
}

/** Numbers of 32 bits. */
function numbers(...values: number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, index) => bytes.writeUInt32BE(value, 4 * index));
  return bytes;
}

export const http2Frames = {
  frame,
  numbers,
  /** The headers of a response with status 200, which is entry 8 of HPACK's static table. */
  headers: (stream: number): Buffer => frame('headers', END_HEADERS, stream, Buffer.from([0x88])),
  data: (stream: number, body: string | Buffer, { end = true } = {}): Buffer =>
    frame('data', end ? END_STREAM : 0, stream, Buffer.from(body as string)),
  /** A complete response with status 200. */
  answer: (stream: number, body: string): Buffer => Buffer.concat([http2Frames.headers(stream), http2Frames.data(stream, body)]),
  /** RST_STREAM */
  reset: (stream: number, error: number): Buffer => frame('reset', 0, stream, numbers(error)),
  goaway: (lastStream: number, error: number): Buffer => frame('goaway', 0, 0, numbers(lastStream, error)),
};

/** Speaks just enough HTTP/2 on a socket to call back with the number of each stream that requests something. */
export function readHttp2Requests(socket: Socket, onRequest: (stream: number) => void): void {
  let bytes = Buffer.alloc(0);
  let preface = PREFACE;
  socket.on('error', () => {});
  socket.write(frame('settings', 0, 0));
  socket.on('data', (chunk: Buffer) => {
    bytes = Buffer.concat([bytes, chunk]);
    if (bytes.length < preface) return;
    bytes = bytes.subarray(preface);
    preface = 0;
    while (bytes.length >= HEAD && bytes.length >= HEAD + bytes.readUIntBE(0, 3)) {
      const [type, flags, stream] = [bytes[3]!, bytes[4]!, bytes.readUInt32BE(5)];
      bytes = bytes.subarray(HEAD + bytes.readUIntBE(0, 3));
      if (type === TYPES.settings && !(flags & ACK)) socket.write(frame('settings', ACK, 0));
      if (type === TYPES.headers) onRequest(stream);
    }
  });
}
