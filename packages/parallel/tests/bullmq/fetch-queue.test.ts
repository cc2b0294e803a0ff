import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Queue, QueueEvents } from 'bullmq';
import { startRedis, type Redis } from '../../../../internal/test-servers/index.mjs';
import { fetchQueue, type FetchJobData, type FetchQueueOptions, type FetchResult } from '../../src/bullmq.js';
import { serve, stopServing } from '../serve.js';

let redis: Redis | undefined;
let queue: Queue<FetchJobData>;
let events: QueueEvents;
let connection: { host: string; port: number };
let number = 0;

beforeAll(async () => {
  redis = await startRedis();
  if (!redis) throw new Error('these tests need a Redis: apt-get install redis-server');
  connection = { host: '127.0.0.1', port: redis.port };
}, 120_000);
afterAll(async () => {
  stopServing();
  await redis?.stop();
});
beforeEach(async () => {
  queue = new Queue(`queue-${(number += 1)}`, { connection });
  // job.waitUntilFinished() listens to its queue, and the tests wait for up to 100 jobs at once.
  queue.setMaxListeners(100);
  events = new QueueEvents(queue.name, { connection });
  await events.waitUntilReady();
});
afterEach(async () => {
  await events.close();
  await queue.close();
});

const inThisProcess = (handler: (result: FetchResult) => unknown, options: Partial<FetchQueueOptions> = {}) =>
  fetchQueue(queue.name, handler, { connection, ...options });

/** Another process that shares the queue; resolves when it takes jobs. */
async function worker(options: object = {}): Promise<{ child: ChildProcess; done: string[] }> {
  const program = join(__dirname, '..', 'programs', 'queue-worker.mjs');
  const child = spawn(process.execPath, [program, queue.name, String(redis!.port), JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const done: string[] = [];
  const lines = createInterface({ input: child.stdout });
  await once(lines, 'line');
  lines.on('line', (line) => done.push(line));
  return { child, done };
}

async function end({ child }: { child: ChildProcess }): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}

/** A server that counts how often each path was asked for. */
async function countingServer(delay = 0): Promise<{ host: string; asked: Map<string, number>; at: number[] }> {
  const asked = new Map<string, number>();
  const at: number[] = [];
  const host = await serve((request, response) => {
    asked.set(request.url!, (asked.get(request.url!) ?? 0) + 1);
    at.push(performance.now());
    setTimeout(() => response.end('body'), delay);
  });
  return { host, asked, at };
}

describe('a job', () => {
  it('is fetched, handed over, and keeps what the handler returns', async () => {
    const { host } = await countingServer();
    const fetching = inThisProcess(({ response, url }) => ({ url, length: response!.body.length }));
    const job = await queue.add('fetch', { url: `${host}/a`, body: { a: 1 } });
    expect(await job.waitUntilFinished(events)).toEqual({ url: `${host}/a`, length: 4 });
    await fetching.close();
  });

  it('that is not a request, or whose transfer fails, fails without affecting others and is retried as it says', async () => {
    const { host } = await countingServer();
    const fetching = inThisProcess(() => 'done');
    const wrong = await queue.add('fetch', {} as never);
    const refused = await queue.add('fetch', { url: 'http://127.0.0.1:1/' }, { attempts: 2 });
    const right = await queue.add('fetch', { url: `${host}/b` });
    await expect(wrong.waitUntilFinished(events)).rejects.toThrow(/"url" is missing/);
    await expect(refused.waitUntilFinished(events)).rejects.toThrow(/CURLE_COULDNT_CONNECT/);
    expect(await right.waitUntilFinished(events)).toBe('done');
    expect((await queue.getJob(refused.id!))!.attemptsMade).toBe(2);
    await fetching.close();
  });

  it('fails with the exception of a user’s function, and so do those after it', async () => {
    const host = await serve((_request, response) => void response.writeHead(503).end());
    const delay = () => {
      throw new Error('boom');
    };
    const fetching = inThisProcess(() => 'done', { retry: { limit: 1, delay } });
    for (const path of ['/a', '/b']) {
      const job = await queue.add('fetch', { url: host + path });
      await expect(job.waitUntilFinished(events)).rejects.toThrow('boom');
    }
    await fetching.close();
  });

  it('is acknowledged only if its handler succeeds', async () => {
    const { host, asked } = await countingServer();
    let calls = 0;
    const fetching = inThisProcess(() => {
      if ((calls += 1) === 1) throw new Error('the disk is full');
      return 'stored';
    });
    const job = await queue.add('fetch', { url: `${host}/c` }, { attempts: 2 });
    expect(await job.waitUntilFinished(events)).toBe('stored');
    expect(asked.get('/c')).toBe(2);
    await fetching.close();
  });
});

describe('the data of a job', () => {
  const failureOf = async (data: object, options: Partial<FetchQueueOptions> = {}) => {
    const fetching = inThisProcess(() => 'done', options);
    const job = await queue.add('fetch', data as FetchJobData, { attempts: 3 });
    const outcome = await job.waitUntilFinished(events).catch((error: Error) => error.message);
    await fetching.close();
    return [outcome as unknown, (await queue.getJob(job.id!))!.attemptsMade];
  };

  it.each([
    [
      { url: 'http://host/', curlOptions: { PROTOCOLS_STR: 'file' } },
      /unknown field "curlOptions"; expected url, method, headers, body, key$/,
    ],
    [{ url: 'http://host/', saveTo: '/etc/passwd' }, /unknown field "saveTo"/],
    [{ url: 'http://host/', file: 'x' }, /unknown field "file"/],
    [{ url: 'file:///etc/passwd' }, /"url": expected an http or https URL, got "file:\/\/\/etc\/passwd"/],
    [{ url: 5 }, /"url": expected an http or https URL, got 5/],
    [{ url: 'http://host/', method: 'GET /' }, /"method": expected a word like GET/],
    [{ url: 'http://host/', headers: { a: 1 } }, /"headers": expected an object of strings/],
    [{ url: 'http://host/', timeout: 1 }, /unknown field "timeout"/],
    [[], /expected an object, got \[\]/],
  ])('%j is refused at once', async (data, message) => {
    expect(await failureOf(data)).toEqual([expect.stringMatching(message), 1]);
  });

  it('may have what the worker allows, which is checked like other options', async () => {
    const { host } = await countingServer(300);
    const allow = ['timeout' as const, 'retry' as const];
    expect((await failureOf({ url: host, timeout: 50 }, { allow }))[0]).toMatch(/CURLE_OPERATION_TIMEDOUT/);
    expect((await failureOf({ url: host, timeout: 'x' }, { allow }))[0]).toMatch(/timeout: expected milliseconds/);
    expect((await failureOf({ url: host, retry: 'x' }, { allow }))[0]).toMatch(/retry: expected a number of times/);
    const fetching = inThisProcess(() => 'done', { allow });
    expect(await (await queue.add('fetch', { url: host })).waitUntilFinished(events)).toBe('done');
    await fetching.close();
  });

  it('may name a file below the directory of the worker', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'curlew-jobs-'));
    const { host } = await countingServer();
    for (const file of ['../out', '/etc/x', 'a/../../x', '.', '..', 'a\0b', ''])
      expect((await failureOf({ url: host, file }, { directory }))[0]).toMatch(/"file": expected a/);
    const fetching = inThisProcess(({ savedTo, key }) => [savedTo, key], { directory });
    const job = await queue.add('fetch', { url: host, file: 'a/b.txt', key: { id: 7 } });
    expect(await job.waitUntilFinished(events)).toEqual([join(directory, 'a', 'b.txt'), { id: 7 }]);
    expect(readFileSync(join(directory, 'a', 'b.txt'), 'utf8')).toBe('body');
    await fetching.close();
    rmSync(directory, { recursive: true });
  });
});

describe('a host that asks for a pause', () => {
  it('takes no place: jobs of others are done meanwhile', async () => {
    const bad = await serve((_request, response) => void response.writeHead(429, { 'retry-after': '3600' }).end());
    const slow = await serve((_request, response) => void setTimeout(() => response.end(), 20_000).unref());
    const { host } = await countingServer();
    const retry = { limit: 2, maxRetryAfter: 4_000_000 };
    const fetching = inThisProcess(() => 'done', { max: 4, maxPerHost: 2, retry, maxHostPause: 4_000_000 });
    await queue.addBulk(
      Array.from({ length: 100 }, (_, index) => ({ name: 'fetch', data: { url: `${index % 2 ? bad : slow}/${index}` } })),
    );
    const jobs = await queue.addBulk(Array.from({ length: 20 }, (_, index) => ({ name: 'fetch', data: { url: `${host}/${index}` } })));
    const start = performance.now();
    await Promise.all(jobs.map((job) => job.waitUntilFinished(events)));
    expect(performance.now() - start).toBeLessThan(20_000);
    await fetching.close(true);
  }, 40_000);

  it('is retried as often as the worker says, in whichever process', async () => {
    let asked = 0;
    const flaky = await serve((_request, response) => void response.writeHead((asked += 1) <= 2 ? 503 : 200).end());
    const fetching = inThisProcess(({ response, attempts }) => [response!.statusCode, attempts], { retry: { limit: 2, delay: () => 100 } });
    const job = await queue.add('fetch', { url: flaky });
    expect(await job.waitUntilFinished(events)).toEqual([200, 3]);
    await fetching.close();
  });
});

describe('processes that share a queue', () => {
  it('do each job at least once although some are killed during a transfer', async () => {
    const { host, asked } = await countingServer(300);
    const workers = await Promise.all([worker({ max: 4 }), worker({ max: 4 }), worker({ max: 4 })]);
    const urls = Array.from({ length: 60 }, (_, index) => `${host}/${index}`);
    const jobs = await queue.addBulk(urls.map((url) => ({ name: 'fetch', data: { url } })));
    // The first twelve jobs are done, and the next twelve in progress.
    while (asked.size < 24) await new Promise((resolve) => setTimeout(resolve, 5));
    workers[0].child.kill('SIGKILL');
    workers[1].child.kill('SIGKILL');
    await Promise.all(jobs.map((job) => job.waitUntilFinished(events)));
    expect(asked.size).toBe(60);
    expect(await queue.getJobCounts('completed', 'failed')).toEqual({ completed: 60, failed: 0 });
    // Only the jobs in progress of the killed processes were repeated.
    const repeated = [...asked.values()].filter((count) => count > 1).length;
    expect(repeated).toBeGreaterThan(0);
    expect(repeated).toBeLessThanOrEqual(8);
    await Promise.all(workers.map(end));
  }, 40_000);

  it('keep a common rate', async () => {
    const { host, at } = await countingServer();
    const workers = await Promise.all([worker({ rate: 10 }), worker({ rate: 10 })]);
    const jobs = await queue.addBulk(Array.from({ length: 30 }, (_, index) => ({ name: 'fetch', data: { url: `${host}/${index}` } })));
    await Promise.all(jobs.map((job) => job.waitUntilFinished(events)));
    for (const start of at) expect(at.filter((time) => time >= start && time < start + 900).length).toBeLessThanOrEqual(20);
    expect(at.at(-1)! - at[0]!).toBeGreaterThanOrEqual(1800);
    expect(workers.every(({ done }) => done.length > 0)).toBe(true);
    await Promise.all(workers.map(end));
  }, 20_000);

  it('obey limits per host', async () => {
    let [active, most] = [0, 0];
    const host = await serve((_request, response) => {
      most = Math.max(most, (active += 1));
      setTimeout(() => ((active -= 1), response.end()), 30);
    });
    const fetching = inThisProcess(() => null, { max: 20, maxPerHost: 3 });
    const jobs = await queue.addBulk(Array.from({ length: 20 }, (_, index) => ({ name: 'fetch', data: { url: `${host}/${index}` } })));
    await Promise.all(jobs.map((job) => job.waitUntilFinished(events)));
    expect(most).toBe(3);
    await fetching.close();
  });
});

describe('close', () => {
  it('waits for jobs in progress', async () => {
    const { host, asked } = await countingServer(200);
    const fetching = inThisProcess(() => 'done', { max: 2 });
    const jobs = await queue.addBulk([1, 2, 3].map((index) => ({ name: 'fetch', data: { url: `${host}/${index}` } })));
    while (asked.size < 2) await new Promise((resolve) => setTimeout(resolve, 10));
    await fetching.close();
    expect(await Promise.all(jobs.map((job) => job.getState()))).toEqual(['completed', 'completed', 'waiting']);
    await inThisProcess(() => 'done').close();
  });

  it('refuses wrong options', () => {
    expect(() => fetchQueue('x', 5 as never, { connection })).toThrow(/handler: expected a function/);
    expect(() => fetchQueue('x', () => 1, { connection, maxPerHost: 0 })).toThrow(/maxPerHost/);
  });
});
