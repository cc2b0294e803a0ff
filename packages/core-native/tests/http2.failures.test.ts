import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { http2Frames, readHttp2Requests } from '@curlew-internal/test-origin';
import { Easy, Multi, constants, type EasyError } from '../src/index.js';

const { answer, data, frame, goaway, headers, numbers, reset } = http2Frames;

/** Without the patches of deps/patches/curl libcurl keeps connections that failed, and says less about why they did. */
const withPatches = process.env.CURLEW_LIBCURL === 'system' ? describe.skip : describe;

interface Outcome {
  code: number;
  body: string;
  error: EasyError | undefined;
}

let multi: Multi;
let server: Server;
const sockets = new Set<Socket>();
const running = new Map<Easy, (code: number) => void>();
let onRequest: (socket: Socket, stream: number) => void;

beforeEach(async () => {
  multi = new Multi().attach({ onDone: (easy, code) => running.get(easy)!(code), onRemoved: () => {} });
  server = createServer((socket) => {
    sockets.add(socket);
    readHttp2Requests(socket, (stream) => onRequest(socket, stream));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => {
  multi.close();
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  server.close();
});

function get(options: Parameters<Easy['setOpts']>[0] = {}): Promise<Outcome> {
  const easy = new Easy().setOpts({
    URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    HTTP_VERSION: constants.CURL_HTTP_VERSION_2_PRIOR_KNOWLEDGE,
    TIMEOUT_MS: 10_000,
    PIPEWAIT: 1,
    ...options,
  });
  return new Promise((resolve) => {
    running.set(easy, (code) => {
      resolve({ code, body: easy.takeBody().toString(), error: code === 0 ? undefined : easy.failure(code) });
      easy.close();
    });
    multi.addHandle(easy);
  });
}

/** The codes with which a server ends a connection, and not a stream only. */
const failures: [string, (stream: number) => Buffer | undefined][] = [
  ['a window of the connection that overflows', () => frame('windowUpdate', 0, 0, numbers(0x7fffffff))],
  ['a window update of nothing', () => frame('windowUpdate', 0, 0, numbers(0))],
  ['data of the connection', () => data(0, 'data')],
  ['settings of a wrong size', () => frame('settings', 0, 0, Buffer.alloc(5))],
  ['headers that HPACK does not allow', (stream) => frame('headers', 4, stream, Buffer.from([0xff, 0xff, 0xff, 0xff, 0xff, 0xff]))],
  ['a frame that is too large', () => frame('settings', 0, 0, Buffer.alloc(40_000))],
  ['a protocol other than HTTP/2', () => Buffer.from('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')],
  ['GOAWAY', (stream) => goaway(stream, 0)],
  ['the end', () => undefined],
];

withPatches('a connection that a server breaks', () => {
  it.each(failures)('by %s is not reused, and its other transfers end with it', async (_, failure) => {
    let isBad = true;
    const waiting: number[] = [];
    onRequest = (socket, stream) => {
      if (!isBad) return socket.write(answer(stream, 'well'));
      if (waiting.push(stream) < 3) return;
      const bytes = failure(stream);
      if (bytes) socket.write(bytes);
      // GOAWAY lets the streams that it covers continue; only the end of the connection breaks them.
      if (!bytes || bytes.subarray(3, 4)[0] === 7) socket.end();
    };
    const first = await Promise.all([get(), get(), get()]);
    expect(first.map(({ code }) => code)).not.toContain(0);
    expect(first.map(({ code }) => code)).not.toContain(constants.CURLE_OPERATION_TIMEDOUT);
    isBad = false;
    for (let index = 0; index < 5; index++) expect(await get()).toMatchObject({ code: 0, body: 'well' });
    expect(sockets.size).toBe(2);
  });
});

withPatches('the kind of a failure of HTTP/2', () => {
  const NO_ERROR = 0;
  const PROTOCOL_ERROR = 1;
  const INTERNAL_ERROR = 2;
  const REFUSED_STREAM = 7;
  const CANCEL = 8;
  const ENHANCE_YOUR_CALM = 11;
  type Fault = (socket: Socket, stream: number) => unknown;

  it.each<[string, string, RegExp, Fault]>([
    ['the end before the answer', 'receive', /closed by server before stream 1 ended/, (socket) => socket.end()],
    ['the end behind the headers', 'receive', /closed by server before stream 1 ended/, (socket, stream) => socket.end(headers(stream))],
    ['the end behind GOAWAY', 'receive', /GOAWAY \(error 0x0 NO_ERROR\)/, (socket, stream) => socket.end(goaway(stream, NO_ERROR))],
    ['GOAWAY and "calm"', 'receive', /0xb ENHANCE_YOUR_CALM/, (socket, stream) => socket.end(goaway(stream, ENHANCE_YOUR_CALM))],
    ['GOAWAY and our fault', 'protocol', /0x1 PROTOCOL_ERROR/, (socket, stream) => socket.end(goaway(stream, PROTOCOL_ERROR))],
    ['a reset that asks for calm', 'receive', /ENHANCE_YOUR_CALM/, (socket, stream) => socket.write(reset(stream, ENHANCE_YOUR_CALM))],
    ['a reset for an error inside', 'receive', /INTERNAL_ERROR/, (socket, stream) => socket.write(reset(stream, INTERNAL_ERROR))],
    ['a reset that cancels', 'receive', /CANCEL/, (socket, stream) => socket.write(reset(stream, CANCEL))],
    ['a reset for our fault', 'protocol', /PROTOCOL_ERROR/, (socket, stream) => socket.write(reset(stream, PROTOCOL_ERROR))],
    ['a refused stream', 'receive', /refused by server/, (socket, stream) => socket.write(reset(stream, REFUSED_STREAM))],
    ['GOAWAY before it', 'receive', /refused by server/, (socket) => socket.write(goaway(0, NO_ERROR))],
    ['broken frames', 'protocol', /nghttp2/, (socket) => socket.write(data(0, 'data'))],
  ])('for %s is "%s"', async (_, kind, text, fault) => {
    onRequest = fault;
    const { error } = await get();
    expect(error).toMatchObject({ kind, detail: expect.stringMatching(text) });
  });

  it('is "receive" when the connection ends within the body', async () => {
    onRequest = (socket, stream) => socket.end(Buffer.concat([headers(stream), data(stream, 'part', { end: false })]));
    expect(await get()).toMatchObject({ body: 'part', error: { code: 'CURLE_PARTIAL_FILE', kind: 'receive' } });
  });
});
