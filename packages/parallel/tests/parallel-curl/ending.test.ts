import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startOrigin, type Origin } from '@curlew-internal/test-origin';
import { AsyncCurlMulti } from '@curlew/async';
import { ParallelCurl } from '../../src/index.js';

let origin: Origin;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());

describe('abort', () => {
  it('passes null and the reason to the callbacks of running requests, and rejects waiting ones', async () => {
    const parallel = new ParallelCurl(1);
    const seen: unknown[] = [];
    const running = parallel.startRequest(
      `${origin.http}/stall`,
      (content, _url, handle) => void seen.push(content, handle.errstr, handle.errno),
    );
    const waiting = parallel.startRequest(`${origin.http}/bytes/1`, () => void seen.push('must not be called'));
    await running;
    parallel.abort(new Error('no longer wanted'));
    await expect(waiting).rejects.toThrow('no longer wanted');
    expect((await running.result).error).toMatchObject({ message: 'no longer wanted' });
    await parallel.finishAllRequests();
    expect(seen).toEqual([null, 'no longer wanted', 42]);
    expect((await parallel.startRequest(`${origin.http}/bytes/1`).result).content).toHaveLength(1);
    await parallel.close();
  });

  it('does nothing without requests', async () => {
    const parallel = new ParallelCurl();
    parallel.abort();
    await parallel.close();
    expect(parallel.outstandingRequests.size).toBe(0);
  });
});

describe('a handle that is closed during its transfer', () => {
  it('ends its request with an error, without holding up others', async () => {
    const parallel = new ParallelCurl(1);
    const seen: unknown[] = [];
    const request = parallel.startRequest(
      `${origin.http}/delay/5000`,
      (content, _url, handle) => void seen.push(content, handle.status, handle.headerBlock, handle.getInfo('EFFECTIVE_URL')),
    );
    await request;
    for (const easy of parallel.outstandingRequests.keys()) easy.close();
    const { content, error, handle } = await request.result;
    expect([content, error, handle!.status]).toEqual([null, expect.any(Error), 0]);
    expect(seen).toEqual([null, 0, '', '']);
    expect((await parallel.startRequest(`${origin.http}/bytes/1`).result).content).toHaveLength(1);
    await parallel.close();
  });
});

describe('a handle that the program keeps', () => {
  it('is not given to another request', async () => {
    const parallel = new ParallelCurl(1);
    const first = parallel.startRequest(`${origin.http}/delay/50`);
    const [kept] = [...parallel.outstandingRequests.keys()];
    await using multi = new AsyncCurlMulti();
    // Between the end of its transfer and that of its request.
    parallel.abort();
    const mine = multi.addHandle(kept!.setOpt('URL', `${origin.http}/delay/100`));
    expect((await first.result).error).toBeDefined();
    expect((await parallel.startRequest(`${origin.http}/bytes/1`).result).content).toHaveLength(1);
    expect((await mine).getInfo('RESPONSE_CODE')).toBe(200);
    await parallel.close();
  });
});

describe('close', () => {
  it('finishes running and waiting requests, and accepts no more', async () => {
    const parallel = new ParallelCurl(2);
    let done = 0;
    for (let index = 0; index < 5; index++) void parallel.startRequest(`${origin.http}/delay/20`, () => void (done += 1));
    await parallel.close();
    await parallel.close();
    expect(done).toBe(5);
    expect(() => parallel.startRequest(`${origin.http}/bytes/1`)).toThrow(/startRequest.*closed|closed.*startRequest/);
  });

  it('is called by `await using`, and waits for requests that callbacks have started', async () => {
    const sizes: number[] = [];
    {
      await using parallel = new ParallelCurl(1);
      await parallel.startRequest(`${origin.http}/bytes/1`, (content) => {
        sizes.push(content!.length);
        void parallel.startRequest(`${origin.http}/bytes/2`, (next) => void sizes.push(next!.length));
      });
    }
    expect(sizes).toEqual([1, 2]);
  });
});

describe('a program that does not close anything', () => {
  it('is kept alive by outstanding requests, and ends then', async () => {
    const program = `const { ParallelCurl } = require(${JSON.stringify(join(__dirname, '..', '..', 'dist', 'index.cjs'))});
      const parallel = new ParallelCurl(1);
      for (const size of [1, 2, 3]) parallel.startRequest(${JSON.stringify(`${origin.http}/bytes/`)} + size, (content) => console.log(content.length));`;
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', program], { timeout: 10_000 });
    expect(stdout).toBe('1\n2\n3\n');
  });
});

describe('the old spellings', () => {
  it('are the same functions and values', async () => {
    const parallel = new ParallelCurl();
    expect([parallel.startrequest, parallel.setmaxrequests, parallel.setoptions, parallel.finishallrequests]).toEqual([
      parallel.startRequest,
      parallel.setMaxRequests,
      parallel.setOptions,
      parallel.finishAllRequests,
    ]);
    parallel.setmaxrequests(2);
    parallel.setoptions({ USERAGENT: 'old' });
    const { result } = parallel.startrequest(`${origin.http}/delay/20`);
    expect([parallel.max_requests, [...parallel.outstanding_requests.values()]]).toEqual([2, [`${origin.http}/delay/20`]]);
    parallel.multi_handle.setOpt('MAXCONNECTS', 5);
    await parallel.finishallrequests();
    expect((await result).handle!.status).toBe(200);
    await parallel.close();
  });
});
