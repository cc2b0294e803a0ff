import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { bytesOf, needing, standstill } from '@curlew-internal/test-origin';
import { Easy, Multi, constants, uploadFrom, type UploadChunks, type UploadOptions } from '../src/index.js';

/** A server whose answers a test decides; on the event loop of the test, so a busy one stops it. */
let answer: (request: IncomingMessage, response: ServerResponse) => unknown;
const server = createServer((request, response) => {
  // A request whose upload is given up is aborted.
  Promise.resolve(answer(request, response)).catch(() => {});
});
let url: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

let multi: Multi;
let ended: (code: number) => void;
let onRemoved: () => void;
let onTestEnd: () => unknown;
beforeEach(() => {
  onTestEnd = () => {};
  answer = async (request, response) => response.end(await bodyOf(request));
  onRemoved = () => {};
  multi = new Multi().attach({ onDone: (_, code) => ended(code), onRemoved: () => onRemoved() }, { thread: true });
});
afterEach(async () => {
  multi.close();
  await onTestEnd();
});

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Starts an upload on the thread; resolves to its CURLcode. */
function send(easy: Easy, source: UploadChunks, options?: UploadOptions): Promise<number> {
  uploadFrom(easy.setOpts({ URL: url, UPLOAD: true }), source, options);
  multi.addHandle(easy);
  return new Promise((resolve) => (ended = resolve));
}

async function* piecesOf(bytes: Buffer, size: number, milliseconds = 0): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) {
    if (milliseconds > 0) await pause(milliseconds);
    yield bytes.subarray(at, at + size);
  }
}

const MB = 1024 * 1024;

/** A server that answers the first request of each connection with its body, and closes the connection at the second one. */
const ONCE_PER_CONNECTION = `
  const used = new Set();
  const server = require('node:http').createServer((request, response) => {
    if (used.has(request.socket)) return request.socket.destroy();
    used.add(request.socket);
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk)).on('end', () => response.end(Buffer.concat(chunks)));
  });
  server.listen(0, '127.0.0.1', () => require('node:worker_threads').parentPort.postMessage(server.address().port));
`;

describe('uploadFrom on a thread', () => {
  it.each([
    ['of many small chunks', 200_000, 7, 0],
    ['of a few large chunks', 20 * MB, 5 * MB, 0],
    ['that is slower than the network', 300_000, 50_000, 20],
  ])('sends a source %s', async (_, size, piece, milliseconds) => {
    const easy = new Easy();
    expect(await send(easy, piecesOf(bytesOf(size), piece, milliseconds))).toBe(0);
    expect(easy.takeBody().equals(bytesOf(size))).toBe(true);
  });

  it('sends synchronous sources, texts and empty chunks', async () => {
    const easy = new Easy();
    expect(await send(easy, ['a', '', Buffer.from('b'), new Uint8Array(0), 'ü'])).toBe(0);
    expect(easy.takeBody().toString()).toBe('abü');
    expect(await send(easy, [])).toBe(0);
    expect(easy.takeBody()).toHaveLength(0);
  });

  needing('real time').it('sends the bytes that it has while JavaScript is busy', async () => {
    const easy = new Easy();
    let sent = 0;
    const source = function* () {
      yield Buffer.alloc(200_000);
      for (const end = performance.now() + 10_000; sent < 200_000 && performance.now() < end;) {
        for (const until = performance.now() + 50; performance.now() < until;);
        sent = Number(easy.getInfo('SIZE_UPLOAD_T'));
      }
    };
    expect(await send(easy, source())).toBe(0);
    expect(sent).toBeGreaterThanOrEqual(200_000);
  });

  it('reads a source no further than half a megabyte ahead of a server that does not read', async () => {
    answer = (request) => void request.pause();
    let given = 0;
    const source = async function* () {
      for (;;) {
        given += 100_000;
        yield Buffer.alloc(100_000);
        await pause(0);
      }
    };
    const easy = new Easy();
    void send(easy, source());
    // The buffers of the sockets fill up first.
    await standstill(() => given);
    expect(given - Number(easy.getInfo('SIZE_UPLOAD_T'))).toBeLessThan(MB / 2);
    const closed = new Promise<void>((resolve) => (onRemoved = resolve));
    multi.removeHandle(easy);
    await closed;
  });

  it('opens a source again when the server demands credentials, and keeps the beginning of one that it cannot open', async () => {
    answer = async (request, response) => {
      const body = await bodyOf(request);
      const isDenied = !request.headers.authorization?.includes('response=');
      if (isDenied) response.writeHead(401, { 'www-authenticate': 'Digest realm="a", nonce="b", qop="auth"' });
      response.end(isDenied ? 'denied' : body);
    };
    const credentials = { USERPWD: 'user:password', HTTPAUTH: constants.CURLAUTH_ANY };
    const body = bytesOf(3 * MB);
    let opened = 1;
    const restart = () => ((opened += 1), piecesOf(body, 70_000, 1));
    const easy = new Easy().setOpts(credentials);
    expect(await send(easy, piecesOf(body, 70_000, 1), { restart, length: body.length })).toBe(0);
    expect([opened, easy.takeBody().equals(body)]).toEqual([2, true]);
    const kept = new Easy().setOpts(credentials);
    expect(await send(kept, piecesOf(bytesOf(60_000), 7000))).toBe(0);
    expect(kept.takeBody().equals(bytesOf(60_000))).toBe(true);
    const tooLarge = new Easy().setOpts(credentials);
    expect(await send(tooLarge, piecesOf(bytesOf(70_000), 7000))).toBe(constants.CURLE_SEND_FAIL_REWIND);
  });

  it('sends a source again when one kept connection after the other closes before JavaScript knows of it', async () => {
    const server = new Worker(ONCE_PER_CONNECTION, { eval: true });
    onTestEnd = () => server.terminate();
    const [port] = (await once(server, 'message')) as [number];
    const body = bytesOf(100_000);
    const upload = (): [Easy, Promise<number>] => {
      const easy = new Easy().setOpts({ URL: `http://127.0.0.1:${port}/`, UPLOAD: true, TIMEOUT_MS: 3000, INFILESIZE_LARGE: body.length });
      uploadFrom(easy, [body], { restart: () => [body] });
      multi.addHandle(easy);
      return [easy, new Promise((resolve) => codes.set(easy, resolve))];
    };
    const codes = new Map<Easy, (code: number) => void>();
    multi.close();
    multi = new Multi().attach({ onDone: (easy, code) => codes.get(easy)!(code) }, { thread: true });
    await Promise.all(Array.from({ length: 3 }, () => upload()[1]));
    const [easy, code] = upload();
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    expect([await code, easy.takeBody().equals(body)]).toEqual([0, true]);
  });

  it.each<[string, () => UploadChunks, UploadOptions, string]>([
    [
      'throws',
      async function* () {
        yield 'a';
        await pause(5);
        throw new Error('boom');
      },
      {},
      'boom',
    ],
    [
      'throws at once',
      () => ({
        [Symbol.iterator]: () => ({
          next: () => {
            throw new Error('at once');
          },
        }),
      }),
      {},
      'at once',
    ],
    ['yields a number', () => [1 as never], {}, 'uploadFrom: chunk: expected a string or bytes, got 1'],
    ['is too short', () => ['abc'], { length: 4 }, 'uploadFrom: source: expected 4 bytes, got 3'],
    ['is too long', () => ['abc', 'def'], { length: 4 }, "uploadFrom: source: expected 4 bytes, got '6 or more'"],
  ])('fails when its source %s', async (_, source, options, message) => {
    const easy = new Easy();
    const length = options.length === undefined ? {} : { INFILESIZE_LARGE: options.length };
    expect(await send(easy.setOpts(length), source(), options)).toBe(constants.CURLE_ABORTED_BY_CALLBACK);
    expect(easy.failure(constants.CURLE_ABORTED_BY_CALLBACK).cause).toMatchObject({ message });
  });

  it('closes its source when the transfer ends first: by the answer, a time limit, its removal, the close of the multi', async () => {
    let opened = 0;
    let closed = 0;
    const endless = async function* () {
      opened += 1;
      try {
        for (;;) {
          await pause(1);
          yield 'x';
        }
      } finally {
        closed += 1;
      }
    };
    const isOpen = async (easy: Easy) => {
      const before = opened;
      void send(easy, endless());
      while (opened === before) await pause(1);
    };
    answer = (request, response) => request.once('data', () => response.writeHead(403, { connection: 'close' }).end());
    expect([constants.CURLE_OK, constants.CURLE_SEND_ERROR]).toContain(await send(new Easy(), endless()));
    answer = () => {};
    // A slow machine needs more time to open the source.
    for (let ms = 50; opened < 2; ms *= 2)
      expect(await send(new Easy().setOpt('TIMEOUT_MS', ms), endless())).toBe(constants.CURLE_OPERATION_TIMEDOUT);
    const easy = new Easy();
    await isOpen(easy);
    multi.removeHandle(easy);
    await isOpen(new Easy());
    multi.close();
    while (closed < 4) await pause(1);
    expect(closed).toBe(4);
  });

  needing('sockets of a thread').it(
    'runs there, and takes the callbacks off the handle, so that its next transfer does as well',
    async () => {
      const easy = new Easy();
      await send(easy, ['a']);
      expect(multi.connections()).toMatchObject([{ onThread: true }]);
      easy.takeBody();
      easy.setOpts({ URL: url, UPLOAD: false, HTTPGET: true });
      multi.addHandle(easy);
      expect(await new Promise<number>((resolve) => (ended = resolve))).toBe(0);
      expect(multi.connections()).toMatchObject([{ onThread: true }]);
    },
  );
});
