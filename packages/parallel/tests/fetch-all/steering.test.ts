import { startOrigin, type Origin } from '@curlew-internal/test-origin';
import { fetchAll, type FetchProgress, type FetchResult } from '../../src/index.js';
import { collect } from '../collect.js';

let origin: Origin;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());
beforeEach(() => origin.resetCounts());

const urls = (count: number, path: string) => Array.from({ length: count }, (_, index) => `${origin.http}${path}?${index}`);
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
/** Waits for a condition; the test's own time limit ends it. */
const until = async (condition: () => boolean) => {
  while (!condition()) await wait(1);
};

describe('a run', () => {
  it('sends nothing before its first result is requested', async () => {
    const run = fetchAll(urls(3, '/bytes/1'));
    run.max = 5;
    run.resume();
    await wait(50);
    expect((await origin.counts()).requests).toBe(0);
    expect(await collect(run)).toHaveLength(3);
  });

  it('sends nothing while it is paused, and continues afterwards', async () => {
    const run = fetchAll(urls(20, '/delay/20'), { max: 2 });
    const results = collect(run);
    await until(() => run.progress.succeeded > 0);
    run.pause();
    const { started } = run.progress;
    await until(() => run.progress.running === 0);
    await wait(100);
    expect(run.progress.started).toBe(started);
    run.resume();
    expect(await results).toHaveLength(20);
  });

  it('changes its limit at once', async () => {
    const run = fetchAll(urls(30, '/delay/50'), { max: 1 });
    const results = collect(run);
    await until(() => run.progress.running === 1);
    run.max = 10;
    expect(run.progress.running).toBe(10);
    await results;
    expect((await origin.counts()).maxActive).toBeGreaterThan(1);
    expect(() => (run.max = 0)).toThrow(/max: expected a whole number from 1/);
  });

  it('finishes the tasks it has read when it is drained', async () => {
    let taken = 0;
    function* endless() {
      for (;;) yield `${origin.http}/delay/10?${(taken += 1)}`;
    }
    const run = fetchAll(endless(), { max: 5, onProgress: ({ succeeded }) => void (succeeded === 20 && run.drain()) });
    const results = await collect(run);
    expect(results).toHaveLength(taken);
    expect(taken).toBeGreaterThan(5);
  });

  it('drops waiting tasks when it is drained with that option, also with ordered', async () => {
    const run = fetchAll(urls(30, '/delay/50'), { max: 10, maxPerHost: 2, ordered: true });
    const results = collect(run);
    await until(() => run.progress.succeeded >= 2);
    const { started } = run.progress;
    run.drain({ dropWaiting: true });
    expect(await results).toHaveLength(started);
    expect(started).toBeLessThan(30);
    expect(run.progress).toMatchObject({ running: 0, waiting: 0 });
  });

  it('ends although its source has not returned yet', async () => {
    async function* waits() {
      yield `${origin.http}/bytes/1`;
      await new Promise(() => {});
    }
    for await (const { response } of fetchAll(waits(), { max: 5 })) {
      expect(response!.statusCode).toBe(200);
      break;
    }
    const run = fetchAll(waits(), { max: 5 });
    await run.next();
    const pending = run.next();
    await run.return();
    expect(await pending).toEqual({ done: true, value: undefined });
  });

  it('gives each of several callers of next() a result of its own, and then reports the end to all of them', async () => {
    const run = fetchAll(urls(4, '/bytes/1'), { max: 2 });
    const steps = await Promise.all(Array.from({ length: 7 }, () => run.next()));
    const seen = steps.slice(0, 4).map(({ value }) => (value as FetchResult).index);
    expect(seen.sort()).toEqual([0, 1, 2, 3]);
    expect(steps.slice(4)).toEqual(Array.from({ length: 3 }, () => ({ done: true, value: undefined })));
    await expect(run.next()).resolves.toEqual({ done: true, value: undefined });
  });

  it('reports an error of its source once, after all results', async () => {
    function* failing() {
      yield* urls(2, '/bytes/1');
      throw new Error('the list is broken');
    }
    const run = fetchAll(failing(), { max: 1 });
    const steps = await Promise.allSettled(Array.from({ length: 4 }, () => run.next()));
    expect(steps.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(steps[3]).toMatchObject({ value: { done: true } });
    await expect(run.return()).resolves.toEqual({ done: true, value: undefined });
  });

  it('ends a waiting next() when it is returned, and rejects it with the exception of closing the source', async () => {
    const broken = {
      [Symbol.iterator]: () => ({
        next: () => ({ done: false as const, value: `${origin.http}/stall` }),
        return: () => {
          throw new Error('cannot be closed');
        },
      }),
    };
    const run = fetchAll(broken, { max: 1 });
    const pending = run.next();
    await run.return();
    await expect(pending).rejects.toThrow('cannot be closed');
    await expect(run.next()).resolves.toEqual({ done: true, value: undefined });
  });

  it('that is not iterated can be ended', async () => {
    await using run = fetchAll(urls(3, '/bytes/1'));
    expect(run.progress.started).toBe(0);
  });

  it('ends after its time limit', async () => {
    // Nothing else ends these requests.
    await expect(collect(fetchAll(urls(5, '/stall'), { runTimeout: 100 }))).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('loses no request to a rate limit, however late its source ends', async () => {
    expect(await collect(fetchAll(urls(6, '/bytes/1'), { max: 1, rate: 100 }))).toHaveLength(6);
    expect(await collect(fetchAll(urls(6, '/bytes/1'), { max: 10, ratePerHost: 100, ordered: true }))).toHaveLength(6);
  });
});

describe('progress and statistics', () => {
  it('have the total of an array, and the remaining time', async () => {
    const seen: FetchProgress[] = [];
    await collect(fetchAll(urls(10, '/delay/20'), { max: 1, onProgress: (progress) => seen.push(progress) }));
    expect(seen[4]).toMatchObject({ total: 10, succeeded: 5 });
    expect(seen[4]!.eta).toBeGreaterThan(0.05);
    expect(seen.at(-1)!.eta).toBe(0);
    const results = fetchAll(new Set(urls(1, '/bytes/1')));
    await collect(results);
    expect([results.progress.total, results.progress.eta]).toEqual([undefined, undefined]);
  });

  it('count statuses, errors and latencies', async () => {
    const run = fetchAll([...urls(20, '/delay/30'), ...urls(2, '/status/404'), `${origin.refused}/`]);
    await collect(run);
    const { statusCodes, errors, latency, succeeded, failed, bytes, seconds } = run.statistics;
    expect([statusCodes, errors, succeeded, failed]).toEqual([{ 200: 20, 404: 2 }, { CURLE_COULDNT_CONNECT: 1 }, 22, 1]);
    expect(latency.p50).toBeGreaterThanOrEqual(0.03);
    expect(latency.p90).toBeGreaterThanOrEqual(latency.p50);
    expect(latency.max).toBeLessThanOrEqual(seconds);
    expect(latency.mean).toBeGreaterThan(0.02);
    expect(bytes).toBeGreaterThan(0);
    expect(fetchAll([]).statistics.latency).toEqual({ mean: 0, p50: 0, p90: 0, p99: 0, max: 0 });
  });

  it('that throw end the run with their exception', async () => {
    const boom = new Error('boom');
    const onProgress = () => {
      throw boom;
    };
    await expect(collect(fetchAll(urls(3, '/bytes/1'), { onProgress }))).rejects.toBe(boom);
    const delay = () => {
      throw boom;
    };
    await expect(collect(fetchAll(urls(1, '/status/503'), { retry: { limit: 1, delay } }))).rejects.toBe(boom);
  });
});

describe('priorities', () => {
  it('order waiting requests, and may differ within a host', async () => {
    const source = [0, 0, 5, -1, 9].map((priority, index) => ({ url: `${origin.http}/bytes/${index + 1}`, priority }));
    const other = { url: `${origin.http.replace('127.0.0.1', 'localhost')}/bytes/6`, priority: 7 };
    const run = fetchAll([...source, other], { max: 1, lookahead: 10 });
    const order = (await collect(run)).map(({ index }: FetchResult) => index);
    expect(order).toEqual([4, 5, 2, 0, 1, 3]);
  });
});
