import { startOrigin, type Origin } from '@curlew-internal/test-origin';
import { type AcurlError, CurlWrapper, type RetryOptions, type Session } from '../../src/index.js';

let origin: Origin;
let wrapper: CurlWrapper;
let session: Session;
let keys = 0;
beforeAll(async () => {
  origin = await startOrigin();
  wrapper = new CurlWrapper();
  session = wrapper.session();
});
afterAll(async () => {
  await wrapper.close();
  await origin.close();
});
beforeEach(() => origin.resetCounts());

/** A path that fails so many times and then succeeds. */
const flaky = (failures: number, status = 503, retryAfter?: number | string) =>
  `${origin.http}/flaky/${++keys}/${failures}/${status}${retryAfter === undefined ? '' : `/${retryAfter}`}`;
const quick = (limit: number, more: Partial<RetryOptions> = {}): RetryOptions => ({ limit, delay: () => 5, ...more });

describe('retries', () => {
  it('are off by default', async () => {
    expect((await session.get(flaky(1))).statusCode).toBe(503);
    expect((await origin.counts()).requests).toBe(1);
  });

  it('repeat a request that is answered with 503 or a similar status, until it succeeds', async () => {
    const response = await session.get(flaky(2), { retry: quick(3) });
    expect([response.statusCode, response.text]).toEqual([200, '3']);
  });

  it('return the last response when they are used up', async () => {
    expect((await session.get(flaky(9), { retry: quick(2) })).statusCode).toBe(503);
    expect((await origin.counts()).requests).toBe(3);
  });

  it('repeat transfers that fail, and reject with the last failure', async () => {
    const seen: AcurlError[] = [];
    const own = wrapper.session({ hooks: { onError: (error) => void seen.push(error) } });
    const failure = await own.get(`${origin.refused}/`, { retry: quick(2) }).catch((error: unknown) => error);
    expect(seen).toHaveLength(3);
    expect(failure).toBe(seen[2]);
  });

  it('do not repeat unsafe methods, permanent failures and other statuses', async () => {
    expect((await session.post(flaky(1), { retry: quick(2) })).statusCode).toBe(503);
    expect((await session.get(flaky(1, 404), { retry: quick(2) })).statusCode).toBe(404);
    await expect(session.get('foo://x', { retry: quick(2) })).rejects.toMatchObject({ code: 'CURLE_UNSUPPORTED_PROTOCOL' });
    expect((await session.post(flaky(1), { retry: quick(2, { methods: ['POST'] }) })).statusCode).toBe(200);
    expect((await session.get(flaky(1, 418), { retry: quick(2, { statusCodes: [418] }) })).statusCode).toBe(200);
  });

  it('wait as long as Retry-After says, up to their maximum', async () => {
    const start = performance.now();
    expect((await session.get(flaky(1, 429, 1), { retry: quick(1) })).statusCode).toBe(200);
    expect(performance.now() - start).toBeGreaterThanOrEqual(990);
    const date = encodeURIComponent(new Date(Date.now() + 3_600_000).toUTCString());
    expect((await session.get(flaky(1, 503, date), { retry: quick(1) })).statusCode).toBe(503);
    expect((await session.get(flaky(1, 503, 0), { retry: quick(1) })).statusCode).toBe(200);
  });

  it('end with the time limit of the whole request, and with its signal', async () => {
    // Each delay is longer than the time limit of the test.
    expect((await session.get(flaky(99), { retry: { limit: 99, delay: () => 100_000 }, timeout: 200 })).statusCode).toBe(503);
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 30);
    await expect(session.get(flaky(99, 503, 60), { retry: 5, signal: controller.signal })).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('reject with the reason of a signal that aborts while they wait', async () => {
    const reason = new Error('no longer wanted');
    const abort = new AbortController();
    const request = session.get(flaky(1), { retry: { limit: 1, delay: () => 2e9 }, signal: abort.signal });
    setTimeout(() => abort.abort(reason), 200);
    await expect(request).rejects.toBe(reason);
  });

  it('require a number of milliseconds from the delay function', async () => {
    for (const wrong of [undefined, Number.NaN, '5'])
      await expect(session.get(flaky(1), { retry: { limit: 1, delay: () => wrong as number } })).rejects.toThrow(
        /retry: the result of delay: expected a number of milliseconds/,
      );
  });

  it('wait as long as they are asked to', async () => {
    const options = { retry: { limit: 1, maxRetryAfter: Infinity }, signal: AbortSignal.timeout(200) };
    await expect(session.get(flaky(1, 503, 3e6), options)).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('never send a stream twice', async () => {
    async function* parts() {
      yield 'x';
    }
    expect((await session.put(flaky(1), { body: parts(), retry: quick(2) })).statusCode).toBe(503);
    expect((await session.put(flaky(1), { data: 'x', retry: quick(2) })).statusCode).toBe(200);
  });
});
