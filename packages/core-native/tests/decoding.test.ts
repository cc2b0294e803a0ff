import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as zlib from 'node:zlib';
import { bytesOf, needing, runProgram, startOrigin } from '@curlew-internal/test-origin';
import { BodyQueue, Easy, type EasyError, Multi, bodyStream, numberInfos, versionInfo } from '../src/index.js';
import { QueueLog, start } from './queue-log.js';
import { response, startRawServer, type RawServer } from './raw-server.js';
import { zstdFrame, zstdRun } from './zstd-frames.js';

const TEXT = Buffer.from('text that repeats itself, text that repeats itself. '.repeat(40));
const MIXED = Buffer.concat([bytesOf(100_000), Buffer.alloc(300_000), bytesOf(5)]);

const directory = mkdtempSync(join(tmpdir(), 'curlew-decoding-'));
afterAll(() => rmSync(directory, { recursive: true }));

let easy: Easy;
let server: RawServer | undefined;
const multis: Multi[] = [];
beforeEach(() => (easy = new Easy().setDecoding(true)));
afterEach(async () => {
  for (const multi of multis.splice(0)) multi.close();
  easy.close();
  await server?.close();
  server = undefined;
});

const go = () => {
  const multi = start(easy);
  multis.push(multi);
  return multi;
};
const serve = async (body: Buffer | string, coding: string | string[], status = '200 OK') => {
  await server?.close();
  const lines = [coding].flat().map((value) => `Content-Encoding: ${value}`);
  // In pieces of no good size, some of one byte.
  server = await startRawServer(async (socket) => {
    const bytes = response(status, body, ...lines);
    const head = bytes.indexOf('\r\n\r\n') + 4;
    socket.write(bytes.subarray(0, head));
    for (let index = head; index < Math.min(bytes.length, head + 12); index++) {
      await new Promise((resolve) => setImmediate(resolve));
      socket.write(bytes.subarray(index, index + 1));
    }
    socket.write(bytes.subarray(head + 12));
  });
  easy.setOpts({ URL: server.url });
};

/** On the event loop. */
const finish = () =>
  new Promise<number>((resolve) => {
    const multi = new Multi().attach({ onDone: (_, code) => resolve(code) });
    multis.push(multi);
    multi.addHandle(easy);
  });
const orThrow = (code: number) => {
  if (code !== 0) throw easy.failure(code);
};

/** All destinations of a body; each returns the bytes that have arrived, or throws. */
const sinks: Record<string, () => Promise<Buffer>> = {
  memory: async () => {
    orThrow(await finish());
    return easy.takeBody();
  },
  'a file': async () => {
    const path = join(directory, 'body');
    const descriptor = openSync(path, 'w');
    try {
      easy.setOpt('WRITEDATA', descriptor);
      orThrow(await finish());
    } finally {
      closeSync(descriptor);
      easy.setOpt('WRITEDATA', null);
    }
    return readFileSync(path);
  },
  'a queue': async () => {
    const log = new QueueLog(easy);
    go();
    const parts: Buffer[] = [];
    for (;;) {
      const bytes = log.queue.read();
      if (bytes) parts.push(bytes);
      else if (log.queue.drained) break;
      else await Promise.race([log.next('readable'), log.next('end')]);
    }
    orThrow(log.queue.endCode!);
    return Buffer.concat(parts);
  },
  'a reader with memory of its own': async () => {
    const log = new QueueLog(easy);
    go();
    const parts: Buffer[] = [];
    const target = new Uint8Array(1000);
    for (;;) {
      const count = log.queue.readInto(target);
      if (count > 0) parts.push(Buffer.from(target.subarray(0, count)));
      else if (log.queue.drained) break;
      else await Promise.race([log.next('readable'), log.next('end')]);
    }
    orThrow(log.queue.endCode!);
    return Buffer.concat(parts);
  },
  'a stream': async () => {
    const body = bodyStream(easy);
    go();
    return Buffer.concat(await body.toArray());
  },
};

const codings: [string, string | string[], (body: Buffer) => Buffer][] = [
  ['gzip', 'gzip', (body) => zlib.gzipSync(body)],
  ['gzip by its other name, in other letters', 'X-GZip', (body) => zlib.gzipSync(body)],
  [
    'several gzip members',
    'gzip',
    (body) => Buffer.concat([zlib.gzipSync(body.subarray(0, 3)), zlib.gzipSync(''), zlib.gzipSync(body.subarray(3))]),
  ],
  ['gzip with garbage behind it', 'gzip', (body) => Buffer.concat([zlib.gzipSync(body), Buffer.from('\x1fgarbage')])],
  ['zlib', 'deflate', (body) => zlib.deflateSync(body)],
  ['raw deflate', 'deflate', (body) => zlib.deflateRawSync(body)],
  ['stored raw deflate', 'deflate', (body) => zlib.deflateRawSync(body, { level: 0 })],
  ['brotli', 'br', (body) => zlib.brotliCompressSync(body)],
  ['zstd', 'zstd', zstdFrame],
  [
    'several zstd frames',
    'zstd',
    (body) => Buffer.concat([zstdFrame(body.subarray(0, 9)), zstdFrame(Buffer.alloc(0)), zstdFrame(body.subarray(9))]),
  ],
  ['two codings', 'gzip, br', (body) => zlib.brotliCompressSync(zlib.gzipSync(body))],
  ['two codings in two lines', ['deflate', 'zstd'], (body) => zstdFrame(zlib.deflateSync(body))],
  ['five codings', 'gzip,br , ,identity,zstd,gzip', (body) => zlib.gzipSync(zstdFrame(zlib.brotliCompressSync(zlib.gzipSync(body))))],
  ['identity', 'identity', (body) => body],
  ['a coding that nobody knows', 'aws-chunked', (body) => body],
  ['one that is unknown among others', 'gzip, utf-8', (body) => zlib.gzipSync(body)],
];

/** Only the vendored build has the libraries for it. */
const own = versionInfo().linked === 'vendored' ? describe : describe.skip;

own('a body that is decoded', () => {
  describe.each(Object.keys(sinks))('into %s', (sink) => {
    it.each(codings)('the body is decoded exactly: %s', async (name, coding, encode) => {
      for (const body of [TEXT, MIXED, Buffer.from('x')]) {
        await serve(encode(body), coding);
        const expected = name.includes('unknown') ? encode(body) : body;
        expect((await sinks[sink]!()).equals(expected)).toBe(true);
      }
    });

    it.each(['200 OK', '204 No Content', '304 Not Modified'])('the body may be empty (%s)', async (status) => {
      await serve('', 'gzip, br', status);
      expect(await sinks[sink]!()).toHaveLength(0);
    });

    it('the body may be empty (HEAD)', async () => {
      await serve(zlib.gzipSync(TEXT), 'gzip');
      easy.setOpt('NOBODY', true);
      expect(await sinks[sink]!()).toHaveLength(0);
    });

    it.each([
      ['gzip', zlib.gzipSync(MIXED), [1, 9, 1000, -1]],
      ['deflate', zlib.deflateSync(MIXED), [1, 1000, -1]],
      ['deflate', zlib.deflateRawSync(MIXED), [1, 1000, -1]],
      ['br', zlib.brotliCompressSync(MIXED), [1, 100, -1]],
      ['zstd', zstdFrame(MIXED), [3, 5, 1000, -1]],
      ['gzip', Buffer.concat([zlib.gzipSync(TEXT), zlib.gzipSync(TEXT)]), [-1]],
    ])('the body is an error when it is truncated (%s)', async (coding, encoded, lengths) => {
      for (const length of lengths) {
        await serve(encoded.subarray(0, length < 0 ? encoded.length + length : length), coding);
        const error = (await sinks[sink]!().catch((failure: unknown) => failure)) as EasyError;
        expect(error).toMatchObject({
          name: 'EasyError',
          code: 'CURLE_BAD_CONTENT_ENCODING',
          kind: 'body',
          detail: `the body ends in the middle of its ${coding} coding`,
        });
      }
    });

    it.each([
      ['gzip', 'this is no gzip at all', 'the body is not valid gzip: incorrect header check'],
      ['br', '\xff\xff\xff\xff\xff\xff\xff', /^the body is not valid br: /],
      ['zstd', 'this is no zstd at all', 'the body is not valid zstd: Unknown frame descriptor'],
      ['gzip, br', zlib.brotliCompressSync('this is no gzip'), 'the body is not valid gzip: incorrect header check'],
      ['gzip,gzip,gzip,gzip,gzip,gzip', 'x', 'the body has 6 content codings; at most 5 are undone'],
    ])('the body is an error when it is not in its coding (%s)', async (coding, body, detail) => {
      await serve(Buffer.isBuffer(body) ? body : Buffer.from(body, 'latin1'), coding);
      await expect(sinks[sink]!()).rejects.toMatchObject({
        code: 'CURLE_BAD_CONTENT_ENCODING',
        kind: 'body',
        detail: typeof detail === 'string' ? detail : expect.stringMatching(detail),
      });
    });

    it('the body is counted by its decoded size', async () => {
      easy.setBodyLimit(MIXED.length);
      await serve(zlib.gzipSync(MIXED), 'gzip');
      expect((await sinks[sink]!()).equals(MIXED)).toBe(true);
      easy.setBodyLimit(MIXED.length - 1);
      await serve(zlib.gzipSync(MIXED), 'gzip');
      await expect(sinks[sink]!()).rejects.toMatchObject({
        code: 'CURLE_FILESIZE_EXCEEDED',
        detail: `the body is larger than ${MIXED.length - 1} bytes`,
      });
    });
  });

  it('a body is refused when its zstd window is larger than 8 MiB', async () => {
    const frame = zstdFrame(TEXT);
    frame[5] = 14 << 3;
    await serve(frame, 'zstd');
    await expect(sinks.memory!()).rejects.toMatchObject({ detail: expect.stringContaining('requires too much memory') });
  });

  it('the decoded body is that of the final response', async () => {
    await server?.close();
    server = await startRawServer(
      response('302 Found', 'no br at all', 'Location: /there', 'Content-Encoding: br'),
      response('200 OK', zlib.gzipSync(TEXT), 'Content-Encoding: gzip'),
    );
    easy.setOpts({ URL: server.url, FOLLOWLOCATION: true });
    expect((await sinks.memory!()).equals(TEXT)).toBe(true);
  });

  it('a body is decoded at once under perform(), and in a multi that the program drives', async () => {
    const program = join(__dirname, 'programs', 'nothing');
    void program;
    // Another process serves, because this one blocks.
    const origin = await startOrigin();
    easy.setOpt('URL', `${origin.http}/bomb/50`);
    expect(easy.perform().takeBody()).toHaveLength(50 * 1024 * 1024);
    const queue = new BodyQueue(easy, {});
    easy.perform();
    let size = 0;
    while (!queue.drained) {
      const bytes = queue.read();
      if (bytes) size += bytes.length;
      else await new Promise((resolve) => setImmediate(resolve));
    }
    expect(size).toBe(50 * 1024 * 1024);
    const driven = new Multi();
    driven.addHandle(easy);
    while (driven.perform() > 0) driven.poll(1000);
    expect(driven.infoRead().messages).toEqual([{ easy, code: 0 }]);
    driven.close();
    expect(easy.takeBody()).toHaveLength(50 * 1024 * 1024);
    await origin.close();
  });

  it('a small body is complete at once', async () => {
    server = await startRawServer(response('200 OK', zlib.gzipSync(TEXT), 'Content-Encoding: gzip'));
    easy.setOpt('URL', server.url);
    const states: unknown[] = [];
    const log = new QueueLog(
      easy,
      {},
      {
        headers: ({ queue }) =>
          states.push(queue.ended, queue.whole, queue.takeOutcome(easy, numberInfos('RESPONSE_CODE')).body.toString()),
      },
    );
    go();
    await log.was('end 0');
    expect(states).toEqual([true, true, TEXT.toString()]);
  });
});

own('a body that becomes very much', () => {
  const MB = 1024 * 1024;
  const SIZE = 200 * MB;

  needing('real time').it.each(['gzip', 'br'])(
    'decoding does not block the event loop, collected or read as fast as the body arrives (%s)',
    async (coding) => {
      const ended = await runProgram(join(__dirname, 'programs', 'dense.mjs'), [coding], { timeout: 110_000 });
      expect(ended).toMatchObject({ code: 0, stderr: '' });
      const seen = JSON.parse(ended.stdout) as Record<string, { size: number; longest: number }>;
      // It takes some 6 and 20 ms; libcurl's own decoding blocks the loop all the time, 280 and 480 ms.
      for (const { size, longest } of Object.values(seen)) {
        expect(size).toBe(200_000_000);
        expect(longest).toBeLessThan(process.env.CURLEW_SANITIZE ? 2000 : 100);
      }
    },
    120_000,
  );

  it('a body is decoded as it is read, at most 64 KiB at a time', async () => {
    server = await startRawServer(response('200 OK', zstdRun(0, SIZE), 'Content-Encoding: zstd'));
    easy.setOpt('URL', server.url);
    const log = new QueueLog(easy);
    go();
    let size = 0;
    let most = 0;
    for (;;) {
      const bytes = log.queue.read();
      if (bytes) {
        size += bytes.length;
        most = Math.max(most, bytes.length);
      } else if (log.queue.drained) break;
      else await Promise.race([log.next('readable'), log.next('end')]);
    }
    expect([size, log.queue.endCode]).toEqual([SIZE, 0]);
    expect(most).toBe(64 * 1024);
    // A thread has decoded all of it by the end.
    expect(log.queue.whole).toBe(process.env.CURLEW_TEST_THREAD !== undefined);
  });

  it('decoding leaves time for other bodies, and does not delay them', async () => {
    server = await startRawServer(response('200 OK', zlib.gzipSync(Buffer.alloc(SIZE)), 'Content-Encoding: gzip'));
    const small = await startRawServer(response('200 OK', zlib.gzipSync(TEXT), 'Content-Encoding: gzip'));
    const ended: string[] = [];
    const names = new Map<Easy, string>();
    await new Promise<void>((resolve) => {
      const multi = new Multi().attach({
        onDone(handle, code) {
          ended.push(`${names.get(handle)} ${code} ${handle.takeBody().length}`);
          if (ended.length === 6) resolve();
        },
      });
      multis.push(multi);
      for (const [name, url] of [
        ...Array.from({ length: 3 }, () => ['dense', server!.url]),
        ...Array.from({ length: 3 }, () => ['small', small.url]),
      ]) {
        const handle = new Easy().setDecoding(true).setOpt('URL', url!);
        names.set(handle, name!);
        multi.addHandle(handle);
      }
    });
    await small.close();
    expect(ended.slice(0, 3)).toEqual(Array(3).fill(`small 0 ${TEXT.length}`));
    expect(ended.slice(3)).toEqual(Array(3).fill(`dense 0 ${SIZE}`));
  });

  it('a body may be abandoned or closed during decoding', async () => {
    server = await startRawServer(response('200 OK', zlib.gzipSync(Buffer.alloc(SIZE)), 'Content-Encoding: gzip'));
    easy.setOpt('URL', server.url);
    const multi = go();
    while (server.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
    const hasBegun = async () => {
      while (easy.getInfo('SIZE_DOWNLOAD_T') === 0) await new Promise((resolve) => setImmediate(resolve));
    };
    await hasBegun();
    multi.removeHandle(easy);
    multi.addHandle(easy);
    await hasBegun();
    easy.close();
    expect(multi.size).toBe(0);
  });
});

describe('setDecoding', () => {
  it('sets Accept-Encoding, and can be undone', async () => {
    await serve(zlib.gzipSync(TEXT), 'gzip');
    expect((await sinks.memory!()).equals(TEXT)).toBe(true);
    expect(server!.requests[0]).toMatch(/^Accept-Encoding: .*gzip.*br/m);
    easy.setDecoding(false);
    expect((await sinks.memory!()).equals(zlib.gzipSync(TEXT))).toBe(true);
    expect(server!.requests[1]).not.toContain('Accept-Encoding');
    const copy = easy.setDecoding(true).duplicate();
    easy.close();
    easy = copy;
    expect((await sinks.memory!()).equals(TEXT)).toBe(true);
    const { url } = server!;
    easy.reset().setOpt('URL', url);
    expect((await sinks.memory!()).equals(zlib.gzipSync(TEXT))).toBe(true);
  });

  it('requires a boolean and an open handle', () => {
    for (const wrong of [1, 'gzip', null, undefined])
      expect(() => easy.setDecoding(wrong as never)).toThrow(/^setDecoding: expected a boolean, got/);
    easy.close();
    expect(() => easy.setDecoding(true)).toThrow(expect.objectContaining({ code: 'ERR_CURL_CLOSED' }));
  });
});
