import { startOrigin, type Origin } from '@curlew-internal/test-origin';
import { CurlWrapper, type Progress, type Session } from '../../src/index.js';

let origin: Origin;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());

const START: Progress = { transferred: 0, total: 0 };

describe.each([
  ['the event loop', false],
  ['a thread', true],
])('the progress of a transfer on %s', (_where, thread) => {
  let wrapper: CurlWrapper;
  let session: Session;
  let down: Progress[];
  let up: Progress[];
  beforeEach(() => {
    wrapper = new CurlWrapper({ thread });
    [down, up] = [[], []];
    session = wrapper.session({
      onDownloadProgress: (progress) => void down.push(progress),
      onUploadProgress: (progress) => void up.push(progress),
    });
  });
  afterEach(() => wrapper.close());

  it('begins with 0 of 0 and ends with the whole body', async () => {
    const response = await session.get(`${origin.http}/bytes/1000`);
    expect(response.body).toHaveLength(1000);
    expect(down).toEqual([START, { transferred: 1000, total: 1000 }]);
    expect(up).toEqual([START]);
  });

  it('never goes back', async () => {
    await session.post(`${origin.http}/echo`, { data: Buffer.alloc(3_000_000, 'x') });
    for (const seen of [down, up]) {
      expect(seen[0]).toEqual(START);
      expect(seen.map(({ transferred }) => transferred)).toEqual(seen.map(({ transferred }) => transferred).sort((a, b) => a - b));
    }
    expect(up.at(-1)).toEqual({ transferred: 3_000_000, total: 3_000_000 });
  });

  it('of a stream begins with 0 of 0 and ends with the whole body', async () => {
    const response = await session.stream('GET', `${origin.http}/bytes/300000`);
    await response.bytes();
    expect([down[0], down.at(-1)]).toEqual([START, { transferred: 300_000, total: 300_000 }]);
  });

  it('without a body is reported once', async () => {
    await session.get(`${origin.http}/status/204`);
    expect([down, up]).toEqual([[START], [START]]);
  });

  it('begins again after a redirect', async () => {
    await session.get(`${origin.http}/redirect/1`);
    expect(down.filter(({ transferred }) => transferred === 0)).toEqual([START, START]);
  });

  it('begins before the server has answered', async () => {
    const abort = new AbortController();
    const pending = session.get(`${origin.http}/delay/60000`, { signal: abort.signal, onDownloadProgress: () => abort.abort() });
    await expect(pending).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('fails the request when the first call throws', async () => {
    const failure = new Error('of the caller');
    const onUploadProgress = () => {
      throw failure;
    };
    await expect(session.get(`${origin.http}/bytes/1`, { onUploadProgress })).rejects.toMatchObject({
      code: 'CURLE_ABORTED_BY_CALLBACK',
      cause: failure,
    });
  });

  it('is not reported inside the call that starts the request', async () => {
    const pending = session.get(`${origin.http}/bytes/1`);
    expect([down, up]).toEqual([[], []]);
    await pending;
  });
});
