import { CurlWrapper } from '../../src/index.js';
import { closeServers, serve } from '../serve.js';

afterEach(closeServers);

const slow = (milliseconds: number) => serve((_, response) => void setTimeout(() => response.end('done'), milliseconds));

describe('timeout.connect', () => {
  // The system's libcurl lacks the patch.
  (process.env.CURLEW_LIBCURL === 'system' ? it.skip : it)('does not count the time that a request waits for a place', async () => {
    const url = await slow(150);
    await using wrapper = new CurlWrapper({ maxHostConnections: 1 });
    const session = wrapper.session({ timeout: { connect: 300 } });
    const responses = await Promise.all(Array.from({ length: 5 }, () => session.get(url)));
    expect(responses.map(({ text }) => text)).toEqual(Array(5).fill('done'));
  });
});

describe('timeout.total', () => {
  it('applies while a request waits for a place', async () => {
    const url = await serve(() => {});
    await using wrapper = new CurlWrapper({ maxHostConnections: 1 });
    const session = wrapper.session();
    const first = session.get(url).catch(() => {});
    await expect(session.get(url, { timeout: 100 })).rejects.toMatchObject({ code: 'CURLE_OPERATION_TIMEDOUT', kind: 'timeout' });
    await wrapper.close();
    await first;
  });

  it('that is Infinity or 0 means no limit', async () => {
    const url = await slow(50);
    await using wrapper = new CurlWrapper();
    for (const timeout of [Infinity, 0, { total: Infinity, connect: Infinity }])
      expect((await wrapper.session().get(url, { timeout })).text).toBe('done');
  });
});

describe('Retry-After', () => {
  it.each(['-5', '0', '1, 2', 'Thu, 01 Jan 1970 00:00:00 GMT', 'soon'])(
    '%s does not mean "at once": the policy’s backoff applies',
    async (value) => {
      let [requests, first] = [0, 0];
      const url = await serve((_, response) => {
        requests += 1;
        if (requests === 1) first = performance.now();
        if (requests === 1) response.writeHead(503, { 'Retry-After': value }).end();
        else response.end(String(performance.now() - first));
      });
      await using wrapper = new CurlWrapper();
      const asked: number[] = [];
      const retry = { limit: 1, delay: (attempt: number) => (asked.push(attempt), 1) };
      expect((await wrapper.session().get(url, { retry })).statusCode).toBe(200);
      expect(asked).toEqual([1]);
    },
  );

  it('with a fraction of a second is that long', async () => {
    let [requests, first] = [0, 0];
    const url = await serve((_, response) => {
      requests += 1;
      if (requests === 1) first = performance.now();
      if (requests === 1) response.writeHead(503, { 'Retry-After': '0.2' }).end();
      else response.end(String(performance.now() - first));
    });
    await using wrapper = new CurlWrapper();
    expect(Number((await wrapper.session().get(url, { retry: 1 })).text)).toBeGreaterThan(180);
  });
});

describe('retry', () => {
  it.each([
    [{ limit: 1, delay: 5 }, TypeError],
    [{ limit: 1, methods: 'GET' }, TypeError],
    [{ limit: 1, statusCodes: [9999] }, RangeError],
    [{ limit: -1 }, RangeError],
    [{ limit: 1, maxRetryAfter: 'x' }, TypeError],
  ])('%j is refused at once', async (retry, Type) => {
    await using wrapper = new CurlWrapper();
    expect(() => wrapper.session({ retry: retry as never })).toThrow(Type);
  });
});
