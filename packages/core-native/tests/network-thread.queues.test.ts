import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { bytesOf, runProgram, startOrigin, type Origin } from '@curlew-internal/test-origin';
import { Easy, Multi, constants, numberInfos, type BodyQueue } from '../src/index.js';
import { QueueLog } from './queue-log.js';
import { startRawServer, type RawServer } from './raw-server.js';

let origin: Origin;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());

let multi: Multi;
let server: RawServer | undefined;
beforeEach(() => (multi = new Multi().attach({ onDone: () => {} }, { thread: true })));
afterEach(async () => {
  multi.close();
  await server?.close();
  server = undefined;
});

const MB = 1024 * 1024;
const HIGH_WATER_MARK = 64 * 1024;

const busyFor = (ms: number) => {
  for (const until = performance.now() + ms; performance.now() < until;);
};

/** Keeps JavaScript busy until the queue is full, and for a while longer. */
function fillWhileBusy({ queue }: QueueLog): void {
  for (const end = performance.now() + 10_000; queue.size < HIGH_WATER_MARK && performance.now() < end;) busyFor(50);
  expect(queue.size).toBeGreaterThanOrEqual(HIGH_WATER_MARK);
  busyFor(200);
}

/** Starts a transfer whose body goes to a queue. */
function open(url: string, options: { decode?: boolean; limit?: number } = {}): QueueLog {
  const easy = new Easy().setOpts({ URL: url, CAINFO: origin.caFile }).setDecoding(options.decode ?? false);
  if (options.limit !== undefined) easy.setBodyLimit(options.limit);
  const log = new QueueLog(easy);
  multi.addHandle(easy);
  return log;
}

async function serveGzip(body: Buffer): Promise<string> {
  const head = `HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${body.length}\r\n\r\n`;
  server = await startRawServer(Buffer.concat([Buffer.from(head), body]));
  return server.url;
}

/** Reads to the end, in the given way. */
async function sizeAndHash({ queue }: QueueLog, read: (queue: BodyQueue) => Buffer | undefined): Promise<[number, string]> {
  const hash = createHash('sha1');
  let size = 0;
  for (;;) {
    const bytes = read(queue);
    if (bytes) {
      size += bytes.length;
      hash.update(bytes);
    } else if (queue.drained) return [size, hash.digest('hex')];
    else await new Promise((resolve) => setImmediate(resolve));
  }
}

const hashOf = (bytes: Buffer): [number, string] => [bytes.length, createHash('sha1').update(bytes).digest('hex')];

describe('a body queue of a transfer on a thread', () => {
  it('fills up to its high-water mark while JavaScript is busy', async () => {
    const log = open(`${origin.http}/bytes/${5 * MB}`);
    await log.was('headers');
    fillWhileBusy(log);
    expect(log.queue.size).toBeLessThan(2 * HIGH_WATER_MARK);
    expect(await sizeAndHash(log, (queue) => queue.read())).toEqual(hashOf(bytesOf(5 * MB)));
    expect(log.queue.endCode).toBe(0);
  });

  it('is decoded on the thread, and no further than to its high-water mark', async () => {
    const log = open(await serveGzip(gzipSync(Buffer.alloc(200 * MB))), { decode: true });
    await log.was('headers');
    fillWhileBusy(log);
    expect(log.queue.size).toBeLessThan(3 * HIGH_WATER_MARK);
    let size = 0;
    let largest = 0;
    while (!log.queue.drained) {
      size += log.queue.read()?.length ?? 0;
      largest = Math.max(largest, log.queue.size);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect([size, log.queue.endCode]).toEqual([200 * MB, 0]);
    expect(largest).toBeLessThan(3 * HIGH_WATER_MARK);
  }, 60_000);

  it.each<[string, (queue: BodyQueue) => Buffer | undefined]>([
    ['all there is', (queue) => queue.read()],
    ['1,000 bytes', (queue) => queue.read(1000)],
    [
      'memory of the reader',
      (queue) => {
        const target = Buffer.alloc(30_001);
        const count = queue.readInto(target);
        return count > 0 ? target.subarray(0, count) : undefined;
      },
    ],
  ])('is read in order by %s, with 20 others beside it', async (_, read) => {
    const sizes = Array.from({ length: 21 }, (_, index) => 1 + index * 61_007);
    const logs = sizes.map((size, index) => open(`${index % 2 ? origin.http : origin.https}/bytes/${size}`));
    const results = await Promise.all(logs.map((log) => sizeAndHash(log, read)));
    expect(results).toEqual(sizes.map((size) => hashOf(bytesOf(size))));
  });

  it('is whole at once when it is small, with its headers', async () => {
    const log = open(`${origin.http}/bytes/3000`);
    await log.was('end');
    expect(log.told).toEqual(['headers', 'readable', 'end 0']);
    expect(log.queue.whole).toBe(true);
    const outcome = log.queue.takeOutcome(log.easy, numberInfos('RESPONSE_CODE'));
    expect(outcome.body.equals(bytesOf(3000))).toBe(true);
    expect(outcome.headerBlock.toString()).toMatch(/^HTTP\/1.1 200 OK\r\n/);
  });

  it('keeps the bytes of a transfer that is taken out in its middle', async () => {
    const log = open(`${origin.http}/bytes/${5 * MB}`);
    while (log.queue.size < HIGH_WATER_MARK) await pause(5);
    multi.removeHandle(log.easy);
    expect(log.told.at(-1)).toBe('end -1');
    const [size] = await sizeAndHash(log, (queue) => queue.read());
    expect(size).toBeGreaterThanOrEqual(HIGH_WATER_MARK);
  });

  it('may be cancelled at any time, and its handle used again', async () => {
    const easy = new Easy();
    for (let round = 0; round < 40; round++) {
      easy.setOpt('URL', `${origin.http}/bytes/${round % 2 ? 100 : MB}`);
      const log = new QueueLog(easy);
      multi.addHandle(easy);
      if (round % 4 > 1) await pause(round % 5);
      log.queue.read();
      log.queue.cancel();
      expect(multi.has(easy)).toBe(false);
    }
    const log = new QueueLog(easy.setOpt('URL', `${origin.http}/bytes/5`));
    multi.addHandle(easy);
    await log.was('end 0');
  });

  it('fails for a body that is too large once decoded, invalid, or cut off', async () => {
    const zeros = gzipSync(Buffer.alloc(MB));
    const invalid = Buffer.from(zeros);
    invalid.fill(0xff, 100);
    for (const [body, limit, code] of [
      [zeros, 100_000, constants.CURLE_FILESIZE_EXCEEDED],
      [invalid, MB, constants.CURLE_BAD_CONTENT_ENCODING],
      [zeros.subarray(0, -20), MB, constants.CURLE_BAD_CONTENT_ENCODING],
    ] as const) {
      const log = open(await serveGzip(body), { decode: true, limit });
      const [size] = await sizeAndHash(log, (queue) => queue.read());
      expect(log.queue.endCode).toBe(code);
      expect(log.easy.errorDetail).not.toBe('');
      expect(size).toBeLessThanOrEqual(MB);
      await server!.close();
    }
  });

  it.each([20_000, 100_000])('gives all of the first %i decoded bytes when that is the limit', async (limit) => {
    const log = open(await serveGzip(gzipSync(Buffer.alloc(MB))), { decode: true, limit });
    const [size] = await sizeAndHash(log, (queue) => queue.read());
    expect([size, log.queue.endCode]).toEqual([limit, constants.CURLE_FILESIZE_EXCEEDED]);
  });

  it('does not keep the process when nobody reads it', async () => {
    const ended = await runProgram(join(__dirname, 'programs', 'exit-mid-transfer.mjs'), [origin.http, 'unread', 'thread']);
    expect(ended).toMatchObject({ code: 0, signal: null, stderr: '' });
  });
});
