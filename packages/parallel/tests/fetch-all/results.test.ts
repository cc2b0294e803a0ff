import { startOrigin, type Origin } from '@curlew-internal/test-origin';
import { fetchAll, type FetchProgress, type FetchRequest, type FetchResult, type FetchSource } from '../../src/index.js';

let origin: Origin;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());
beforeEach(() => origin.resetCounts());

const all = async (results: AsyncIterable<FetchResult>): Promise<FetchResult[]> => {
  const collected: FetchResult[] = [];
  for await (const result of results) collected.push(result);
  return collected;
};
const urls = (count: number, path: (index: number) => string): string[] =>
  Array.from({ length: count }, (_, index) => origin.http + path(index));

/** The origin hears of connections that were given up a little later. */
async function nothingIsActive(): Promise<void> {
  for (let round = 0; round < 50 && (await origin.counts()).active > 0; round++) await new Promise((resolve) => setTimeout(resolve, 10));
  expect((await origin.counts()).active).toBe(0);
}

describe('fetchAll', () => {
  it('runs as many requests at a time as allowed, and no more', async () => {
    const results = await all(
      fetchAll(
        urls(40, () => '/delay/50'),
        { max: 10 },
      ),
    );
    expect(results).toHaveLength(40);
    expect((await origin.counts()).maxActive).toBe(10);
  });

  it('runs requests in parallel', async () => {
    const results = await all(
      fetchAll(
        urls(40, () => '/meet/10'),
        { max: 10 },
      ),
    );
    expect(results).toHaveLength(40);
  });

  it('returns results in the order of completion, or in that of the source', async () => {
    const delays = [150, 10, 80];
    const source = () => delays.map((ms) => `${origin.http}/delay/${ms}`);
    expect((await all(fetchAll(source()))).map(({ index }) => index)).toEqual([1, 2, 0]);
    expect((await all(fetchAll(source(), { ordered: true }))).map(({ index }) => index)).toEqual([0, 1, 2]);
  });

  it('accepts requests with method, body and key', async () => {
    const source: FetchRequest[] = [
      { url: `${origin.http}/echo`, method: 'POST', json: { a: 1 }, key: 'mine' },
      new URL(`${origin.http}/bytes/3`),
    ];
    const [post, get] = await all(fetchAll(source, { ordered: true, headers: { 'X-All': '1' } }));
    expect(post).toMatchObject({ key: 'mine', request: source[0], url: `${origin.http}/echo` });
    expect(post!.response!.json()).toMatchObject({ method: 'POST', body: '{"a":1}', headers: { 'x-all': '1' } });
    expect(get!.response!.body).toHaveLength(3);
  });

  it('returns a failure as a result, and continues', async () => {
    const results = await all(
      fetchAll([`${origin.refused}/`, `${origin.http}/status/404`, 'foo://x', `${origin.http}/bytes/1`], { ordered: true }),
    );
    expect(results.map(({ response, error }) => response?.statusCode ?? (error as { code?: string }).code)).toEqual([
      'CURLE_COULDNT_CONNECT',
      404,
      'CURLE_UNSUPPORTED_PROTOCOL',
      200,
    ]);
  });

  it('reads its source only as fast as results are taken', async () => {
    let pulled = 0;
    function* endless() {
      for (;;) yield `${origin.http}/bytes/1?${(pulled += 1)}`;
    }
    let seen = 0;
    for await (const { response } of fetchAll(endless(), { max: 5 })) {
      expect(response!.statusCode).toBe(200);
      seen += 1;
      // A reader that is slow.
      await new Promise((resolve) => setTimeout(resolve, 2));
      expect(pulled - seen).toBeLessThanOrEqual(6);
      if (seen === 50) break;
    }
    expect(seen).toBe(50);
  });

  it('runs 20,000 requests without using more memory', async () => {
    function* many() {
      for (let index = 0; index < 20_000; index++) yield `${origin.http}/bytes/100?${index}`;
    }
    let [count, before] = [0, 0];
    for await (const { response } of fetchAll(many(), { max: 20 })) {
      expect(response!.statusCode).toBe(200);
      count += 1;
      if (count === 5000) {
        globalThis.gc!();
        before = process.memoryUsage().heapUsed;
      }
    }
    globalThis.gc!();
    expect(count).toBe(20_000);
    // 15,000 kept results would be some 30 MB.
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(8_000_000);
  }, 60_000);

  it('aborts running requests when its loop is left, and closes the source', async () => {
    let ended = false;
    async function* source() {
      try {
        yield `${origin.http}/bytes/1`;
        for (;;) yield `${origin.http}/stall`;
      } finally {
        ended = true;
      }
    }
    for await (const result of fetchAll(source(), { max: 5 })) {
      expect(result.response!.statusCode).toBe(200);
      break;
    }
    expect(ended).toBe(true);
    await nothingIsActive();
  });

  it('ends with its signal', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error('enough')), 50);
    await expect(
      all(
        fetchAll(
          urls(10, () => '/stall'),
          { signal: controller.signal },
        ),
      ),
    ).rejects.toThrow('enough');
    await nothingIsActive();
  });

  it('obeys a limit per host without holding up other hosts', async () => {
    const other = origin.http.replace('127.0.0.1', 'localhost');
    const source = [...urls(10, () => '/delay/60'), ...Array.from({ length: 4 }, () => `${other}/bytes/1`)];
    const results = await all(fetchAll(source, { max: 8, maxPerHost: 2 }));
    expect((await origin.counts()).maxActive).toBeLessThanOrEqual(4);
    // The others do not wait for those that came before them.
    expect(results.slice(0, 6).filter(({ url }) => url.startsWith(other)).length).toBeGreaterThanOrEqual(3);
  });

  it('starts the given number of requests per second', async () => {
    const start = performance.now();
    await all(
      fetchAll(
        urls(11, () => '/bytes/1'),
        { rate: 50 },
      ),
    );
    expect(performance.now() - start).toBeGreaterThanOrEqual(195);
  });

  it('skips URLs that were requested before', async () => {
    const source = [
      ...urls(3, () => '/bytes/1'),
      { url: `${origin.http}/echo`, method: 'POST' },
      { url: `${origin.http}/echo`, method: 'POST' },
    ];
    expect(await all(fetchAll(source, { deduplicate: true }))).toHaveLength(3);
  });

  it('retries, and accepts the other options of a session', async () => {
    const [result] = await all(fetchAll([`${origin.http}/flaky/all/2`], { retry: { limit: 3, delay: () => 5 } }));
    expect(result!.response!.text).toBe('3');
    const [slow] = await all(fetchAll([`${origin.http}/stall`], { timeout: 100 }));
    expect(slow!.error).toMatchObject({ kind: 'timeout' });
  });

  it('reports its progress', async () => {
    const seen: FetchProgress[] = [];
    await all(fetchAll([...urls(3, () => '/bytes/100'), `${origin.refused}/`], { onProgress: (progress) => seen.push(progress) }));
    expect(seen).toHaveLength(4);
    expect(seen.at(-1)).toMatchObject({ started: 4, succeeded: 3, failed: 1, running: 0, bytes: 300 });
    expect(seen.at(-1)!.rate).toBeGreaterThan(0);
  });

  it('returns the results before an error of its source', async () => {
    const boom = new Error('boom');
    async function* broken() {
      yield `${origin.http}/bytes/1`;
      throw boom;
    }
    const seen: FetchResult[] = [];
    await expect(
      (async () => {
        for await (const result of fetchAll(broken())) seen.push(result);
      })(),
    ).rejects.toBe(boom);
    expect(seen).toHaveLength(1);
  });

  it.each([
    [5, {}, /expected an iterable of requests/],
    [[], { max: 0 }, /max: expected a whole number from 1/],
    [[], { concurrency: 5 }, /fetchAll: "concurrency" is not one of its options: max, .*headers/],
    [[], { maxPerHost: 1.5 }, /maxPerHost: expected/],
    [[], { rate: -1 }, /rate: expected requests per second/],
    [[], { ratePerHost: 'x' }, /ratePerHost: expected requests per second/],
    [[], { delayPerHost: -1 }, /delayPerHost: expected milliseconds/],
    [[], { runTimeout: NaN }, /runTimeout: expected milliseconds/],
    [[], { adaptive: 5 }, /adaptive: expected a boolean, or an object/],
    [[], { adaptive: { min: 0 } }, /adaptive.min: expected a whole number from 1/],
    [[], { robots: '' }, /robots: expected/],
    [[], { signal: {} }, /signal: expected an AbortSignal/],
    [[], { onProgress: 1 }, /onProgress: expected a function/],
    [[], { retry: -1 }, /retry: limit: expected/],
    [[], { timeout: 'x' }, /timeout/],
    [[], null, /options: expected an object/],
  ])('refuses %j, %j', (source, options, message) => {
    expect(() => fetchAll(source as FetchSource, options as never)).toThrow(message);
  });

  it.each([
    [[5], /request 0 of the source: expected a URL/],
    [['http://127.0.0.1:1/', { url: 'x', priority: 'high' }], /priority of request 1: expected a number/],
    [[{ url: 'x', retry: 'often' }], /retry: expected/],
  ])('refuses %j from a source', async (source, message) => {
    await expect(all(fetchAll(source as FetchSource))).rejects.toThrow(message);
  });
});
