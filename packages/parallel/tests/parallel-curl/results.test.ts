import { startOrigin, type Origin } from '@curlew-internal/test-origin';
import { ParallelCurl, type TransferHandle } from '../../src/index.js';

let origin: Origin;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());

describe('the handle of a callback', () => {
  it('has status, headers and any info, by name and by number', async () => {
    const parallel = new ParallelCurl();
    let seen: unknown[] = [];
    await parallel.startRequest(`${origin.http}/bytes/3`, (_content, _url, handle) => {
      seen = [handle.status, handle.headers.get('Content-Length'), handle.getInfo('LOCAL_PORT') > 0, handle.getInfo(0x200002)];
      expect(() => handle.getInfo(5)).toThrow(/getInfo: expected the name or number of an info, got 5/);
    });
    await parallel.close();
    expect(seen).toEqual([200, '3', true, 200]);
  });

  it('is a snapshot afterwards, whose errors name the available infos', async () => {
    const parallel = new ParallelCurl();
    let kept: TransferHandle | undefined;
    await parallel.startRequest(`${origin.http}/bytes/3`, (_content, _url, handle) => void (kept = handle));
    await parallel.close();
    expect([kept!.status, kept!.headers.get('content-length'), kept!.getInfo('EFFECTIVE_URL')]).toEqual([
      200,
      '3',
      `${origin.http}/bytes/3`,
    ]);
    expect([kept!.errno, kept!.errstr, kept!.error]).toEqual([0, '', undefined]);
    expect(kept!.getInfo('TOTAL_TIME_T')).toBeGreaterThan(0);
    expect(() => kept!.getInfo('LOCAL_PORT')).toThrow(/it is available until the callback has returned; later only RESPONSE_CODE/);
  });

  it('has the same type and redirect during the callback and after it', async () => {
    const parallel = new ParallelCurl();
    const infos = ['CONTENT_TYPE', 'REDIRECT_URL', 'PRIMARY_IP', 'RESPONSE_CODE'] as const;
    for (const path of ['/redirect/1', '/bytes/1', '/status/304', '/echo']) {
      let during: unknown[] = [];
      const request = parallel.startRequest(`${origin.http}${path}`, (_content, _url, handle) => {
        during = infos.map((info) => handle.getInfo(info));
      });
      const { handle } = await request.result;
      expect(infos.map((info) => handle!.getInfo(info))).toEqual(during);
    }
    const { handle } = await parallel.startRequest(`${origin.http}/redirect/1`).result;
    expect(handle!.getInfo('REDIRECT_URL')).toBe(`${origin.http}/echo`);
    await parallel.close();
  });

  it('stays valid until the promise of its callback is done', async () => {
    const parallel = new ParallelCurl(1);
    let port = 0;
    await parallel.startRequest(`${origin.http}/bytes/3`, async (_content, _url, handle) => {
      // Another request would use the handle if it were free.
      await parallel.startRequest(`${origin.http}/bytes/1`).result;
      port = handle.getInfo('LOCAL_PORT');
    });
    await parallel.close();
    expect(port).toBeGreaterThan(0);
  });
});

describe('the result of a request', () => {
  it('is the outcome, after the callback', async () => {
    const parallel = new ParallelCurl();
    const order: string[] = [];
    const request = parallel.startRequest(`${origin.http}/bytes/2`, () => void order.push('callback'), { my: 'data' });
    await request.started;
    const { content, url, userData, handle, error } = await request.result;
    expect([content!.length, url, userData, handle!.status, error]).toEqual([2, `${origin.http}/bytes/2`, { my: 'data' }, 200, undefined]);
    expect(order).toEqual(['callback']);
    await parallel.close();
  });

  it('has the error of a failed transfer, and an HTTP error with its body', async () => {
    const parallel = new ParallelCurl();
    const failed = await parallel.startRequest(`${origin.refused}/`).result;
    expect([failed.content, (failed.error as { code?: string }).code, failed.handle!.errno]).toEqual([null, 'CURLE_COULDNT_CONNECT', 7]);
    const missing = await parallel.startRequest(`${origin.http}/status/404`).result;
    expect([missing.content!.toString(), missing.error, missing.handle!.status]).toEqual(['status 404', undefined, 404]);
    await parallel.close();
  });

  it('is a failure for an HTTP error with failOnHttpError', async () => {
    const parallel = new ParallelCurl({ failOnHttpError: true });
    let given: unknown = 'not called';
    const { content, error, handle } = await parallel.startRequest(`${origin.http}/status/404`, (body) => void (given = body)).result;
    expect([given, content, (error as { code?: string }).code, handle!.status]).toEqual([null, null, 'CURLE_HTTP_RETURNED_ERROR', 404]);
    expect((await parallel.startRequest(`${origin.http}/bytes/1`).result).error).toBeUndefined();
    await parallel.close();
  });

  it('has the reason of a request that was refused, and no handle', async () => {
    const parallel = new ParallelCurl(1, { TIMEOUT: 'x' as never });
    const request = parallel.startRequest(`${origin.http}/bytes/1`);
    await expect(request).rejects.toThrow(/TIMEOUT/);
    expect(await request.result).toMatchObject({ content: null, handle: null, error: expect.objectContaining({ name: 'TypeError' }) });
    await parallel.close();
  });
});
