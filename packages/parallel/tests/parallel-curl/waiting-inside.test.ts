import { startOrigin, type Origin } from '@curlew-internal/test-origin';
import { ParallelCurl } from '../../src/index.js';

let origin: Origin;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());

// A wait for itself would have no end, so each of these tests would time out.
describe('finishAllRequests inside a callback', () => {
  it('waits for the other requests', async () => {
    const parallel = new ParallelCurl();
    const log: string[] = [];
    void parallel.startRequest(`${origin.http}/delay/200`, () => void log.push('other'));
    void parallel.startRequest(`${origin.http}/bytes/1`, async () => {
      await Promise.resolve();
      await parallel.finishAllRequests();
      log.push('inside');
    });
    await parallel.finishAllRequests();
    log.push('outside');
    expect(log).toEqual(['other', 'inside', 'outside']);
    await parallel.close();
  });

  it('waits for the callbacks of others, and for requests that it starts itself', async () => {
    const parallel = new ParallelCurl();
    const log: string[] = [];
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    void parallel.startRequest(`${origin.http}/bytes/1`, async () => {
      await held;
      log.push('other');
    });
    void parallel.startRequest(`${origin.http}/bytes/1`, async () => {
      void parallel.startRequest(`${origin.http}/bytes/1`, () => {
        log.push('own');
        release();
      });
      await parallel.finishAllRequests();
      log.push('inside');
    });
    await parallel.finishAllRequests();
    expect(log).toEqual(['own', 'other', 'inside']);
    await parallel.close();
  });

  it('does not wait for callbacks that wait as well', async () => {
    const parallel = new ParallelCurl(2);
    const ended: number[] = [];
    for (const index of [0, 1, 2, 3])
      void parallel.startRequest(`${origin.http}/bytes/1`, async () => {
        await Promise.all([parallel.finishAllRequests(), parallel.finishAllRequests()]);
        ended.push(index);
      });
    await parallel.finishAllRequests();
    expect(ended.sort()).toEqual([0, 1, 2, 3]);
    await parallel.close();
  });

  it('rejects with what other callbacks threw so far', async () => {
    const parallel = new ParallelCurl();
    void parallel.startRequest(`${origin.http}/bytes/1`, () => {
      throw new Error('thrown');
    });
    let errors: unknown;
    void parallel.startRequest(`${origin.http}/delay/50`, async () => {
      errors = await parallel.finishAllRequests().catch((error: AggregateError) => error.errors as unknown[]);
    });
    await parallel.finishAllRequests();
    expect(errors).toEqual([expect.objectContaining({ message: 'thrown' })]);
    await parallel.close();
  });

  it('waits for its callback when it is called after that has returned', async () => {
    const parallel = new ParallelCurl();
    const log: string[] = [];
    let later: Promise<void> | undefined;
    void parallel.startRequest(`${origin.http}/bytes/1`, () => {
      later = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
        void parallel.startRequest(`${origin.http}/bytes/1`, () => void log.push('request'));
        return parallel.finishAllRequests().then(() => void log.push('finished'));
      });
    });
    await parallel.finishAllRequests();
    await later;
    expect(log).toEqual(['request', 'finished']);
    await parallel.close();
  });
});

it('close inside a callback waits for the other requests, and refuses more', async () => {
  const parallel = new ParallelCurl();
  const log: unknown[] = [];
  void parallel.startRequest(`${origin.http}/delay/50`, () => void log.push('other'));
  const { result } = parallel.startRequest(`${origin.http}/bytes/1`, async () => {
    await parallel.close();
    log.push('closed');
    await parallel.startRequest(`${origin.http}/bytes/1`);
  });
  await result;
  expect(log).toEqual(['other', 'closed']);
  await expect(parallel.close()).rejects.toMatchObject({ errors: [{ code: 'ERR_CURL_CLOSED' }] });
});
