import { startOrigin, type Origin } from '@curlew-internal/test-origin';
import { ParallelCurlSync } from '../../src/index.js';

let origin: Origin;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());

beforeEach(() => origin.resetCounts());

describe('ParallelCurlSync', () => {
  it.each([10, 50])('with a limit of %d runs as many of 50 requests at once, never more', async (limit) => {
    const parallel = new ParallelCurlSync(limit);
    for (let index = 0; index < 50; index++) parallel.startRequest(`${origin.http}/meet/${limit}`);
    parallel.close();
    expect(await origin.counts()).toMatchObject({ requests: 50, maxActive: limit });
  });

  it('blocks only while the allowed number is outstanding', () => {
    using parallel = new ParallelCurlSync(2);
    let done = 0;
    // The second one ends when the third one is sent.
    const doneAt = ['/delay/50', '/meet/2', '/meet/2'].map((path) => {
      parallel.startRequest(origin.http + path, () => void (done += 1));
      return done;
    });
    expect(doneAt).toEqual([0, 0, 1]);
    parallel.finishAllRequests();
    expect(done).toBe(3);
  });

  it('passes content, URL, handle and user data to the callback', () => {
    const seen: unknown[] = [];
    const parallel = new ParallelCurlSync();
    const callback = (content: Buffer | null, url: string, { errno, status }: { errno: number; status: number }, data: unknown) =>
      void seen.push([content?.toString(), url, errno, status, data]);
    parallel.startRequest(`${origin.http}/status/404`, callback, { a: 1 });
    parallel.finishAllRequests();
    parallel.startRequest(`${origin.refused}/`, callback);
    parallel.close();
    expect(seen).toEqual([
      ['status 404', `${origin.http}/status/404`, 0, 404, { a: 1 }],
      [undefined, `${origin.refused}/`, 7, 0, {}],
    ]);
  });

  it('lets callbacks start the next request with a limit of 1', () => {
    using parallel = new ParallelCurlSync(1);
    const sizes: number[] = [];
    const next = (size: number): void =>
      parallel.startRequest(`${origin.http}/bytes/${size}`, (content) => {
        sizes.push(content!.length);
        if (size < 50) next(size + 1);
      });
    next(1);
    parallel.finishAllRequests();
    expect(sizes).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
  });

  it('finishes all requests when callbacks throw, and reports it at the end', () => {
    const parallel = new ParallelCurlSync(3);
    let fine = 0;
    for (let index = 0; index < 9; index++)
      parallel.startRequest(`${origin.http}/bytes/1`, () => {
        if (index === 2) throw new Error('two');
        fine += 1;
      });
    expect(() => parallel.finishAllRequests()).toThrow(AggregateError);
    parallel.finishAllRequests();
    expect(fine).toBe(8);
    parallel.close();
    parallel.close();
  });

  it('refuses invalid requests at once, and continues', () => {
    const parallel = new ParallelCurlSync(1, { TIMEOUT: 'x' as never });
    expect(() => parallel.startRequest(`${origin.http}/bytes/1`)).toThrow(/TIMEOUT/);
    expect(() => parallel.startRequest(5 as never)).toThrow(/url: expected a string/);
    expect(() => parallel.startRequest('x', 'y' as never)).toThrow(/callback: expected a function/);
    parallel.setoptions({});
    parallel.setmaxrequests('4');
    let body = '';
    parallel.startrequest(`${origin.http}/echo`, (content) => void (body = content!.toString()), {}, { a: 'b' });
    parallel.finishallrequests();
    expect([JSON.parse(body), parallel.max_requests]).toMatchObject([{ method: 'POST', body: 'a=b' }, 4]);
    parallel.close();
    expect(() => parallel.startRequest(`${origin.http}/`)).toThrow(/closed/);
  });
});
