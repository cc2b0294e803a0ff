import { startOrigin, type Origin } from '@curlew-internal/test-origin';
import { Mime } from '@curlew/async';
import { ParallelCurl, type TransferHandle } from '../../src/index.js';

let origin: Origin;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());
beforeEach(() => origin.resetCounts());

async function run(limit: number, count: number, path: string): Promise<void> {
  const parallel = new ParallelCurl(limit);
  for (let index = 0; index < count; index++) void parallel.startRequest(origin.http + path);
  await parallel.close();
}

describe('ParallelCurl', () => {
  it.each([10, 50])('with a limit of %d runs as many of 50 requests at once, never more', async (limit) => {
    await run(limit, 50, `/meet/${limit}`);
    const { maxActive, requests } = await origin.counts();
    expect(requests).toBe(50);
    expect(maxActive).toBe(limit);
  });

  it('with a limit of 1 runs them one after the other', async () => {
    await run(1, 8, '/delay/20');
    expect(await origin.counts()).toMatchObject({ requests: 8, maxActive: 1 });
  });

  it('has no limit with 0', async () => {
    await run(0, 80, '/meet/80');
    expect(await origin.counts()).toMatchObject({ requests: 80, maxActive: 80 });
  });

  it('passes content, URL, handle and user data to the callback', async () => {
    const parallel = new ParallelCurl();
    const seen: unknown[] = [];
    await parallel.startRequest(
      `${origin.http}/bytes/3`,
      (content, url, handle, data) => void seen.push(content?.length, url, handle.getInfo('RESPONSE_CODE'), data),
      { my: 'data' },
    );
    await parallel.finishAllRequests();
    expect(seen).toEqual([3, `${origin.http}/bytes/3`, 200, { my: 'data' }]);
    await parallel.close();
  });

  it('creates user data for each request without any', async () => {
    const parallel = new ParallelCurl();
    const seen: object[] = [];
    for (let index = 0; index < 2; index++)
      await parallel.startRequest(`${origin.http}/bytes/1`, (_content, _url, _handle, data) => void seen.push(data));
    await parallel.close();
    expect(seen).toEqual([{}, {}]);
    expect(seen[0]).not.toBe(seen[1]);
  });

  it('passes the body of an HTTP error, and null with the error of a failed transfer', async () => {
    const parallel = new ParallelCurl();
    const seen = new Map<string, [string | undefined, number]>();
    const callback = (content: Buffer | null, url: string, handle: TransferHandle) =>
      void seen.set(url, [content?.toString(), handle.errno]);
    await parallel.startRequest(`${origin.http}/status/404`, callback);
    await parallel.startRequest(`${origin.refused}/`, callback);
    await parallel.close();
    expect(seen.get(`${origin.http}/status/404`)).toEqual(['status 404', 0]);
    expect(seen.get(`${origin.refused}/`)).toEqual([undefined, 7]);
  });

  it('resolves when a request has started, so awaiting holds a producer back', async () => {
    const parallel = new ParallelCurl(2);
    const order: string[] = [];
    // The second one ends when the third one is sent.
    for (const path of ['/delay/50', '/meet/2', '/meet/2', '/bytes/1']) {
      await parallel.startRequest(origin.http + path, () => void order.push('ended'));
      order.push('started');
    }
    await parallel.close();
    expect(order.slice(0, 4)).toEqual(['started', 'started', 'ended', 'started']);
  });

  it('lets a callback start the next request with a limit of 1, and waits for it', async () => {
    const parallel = new ParallelCurl(1);
    const sizes: number[] = [];
    const next = (size: number): PromiseLike<void> =>
      parallel.startRequest(`${origin.http}/bytes/${size}`, async (content) => {
        sizes.push(content!.length);
        if (size < 5) await next(size + 1);
      });
    await next(1);
    await parallel.finishAllRequests();
    expect(sizes).toEqual([1, 2, 3, 4, 5]);
    await parallel.close();
  });

  it('finishes all requests when callbacks throw or reject, and reports it at the end', async () => {
    const parallel = new ParallelCurl(3);
    let fine = 0;
    for (let index = 0; index < 9; index++)
      void parallel.startRequest(`${origin.http}/bytes/1`, () => {
        if (index === 2) throw new Error('two');
        if (index === 5) return Promise.reject(new Error('five'));
        fine += 1;
      });
    const error: AggregateError = await parallel.finishAllRequests().then(
      () => Promise.reject(new Error('it resolved')),
      (thrown: AggregateError) => thrown,
    );
    expect(error.errors.map(({ message }: Error) => message).sort()).toEqual(['five', 'two']);
    expect(fine).toBe(7);
    await parallel.finishAllRequests();
    await parallel.close();
  });

  it.each([
    ['by name', { COOKIEFILE: '' }],
    ['by number', { 10031: '' }],
  ])('keeps the cookies of an option %s for one request, whatever handle the next one gets', async (_what, options) => {
    const parallel = new ParallelCurl(1, options);
    const cookies = async () => (await parallel.startRequest(`${origin.http}/cookies`).result).content?.toString();
    await parallel.startRequest(`${origin.http}/cookies/sid/secret`).result;
    expect(await cookies()).toBe('{"cookie":""}');
    parallel.setOptions({});
    expect(await cookies()).toBe('{"cookie":""}');
    await parallel.close();
  });

  it('rejects a bad option through the promise of its request, and continues', async () => {
    const parallel = new ParallelCurl(1, { TIMEOUT: 'x' as never });
    await expect(parallel.startRequest(`${origin.http}/bytes/1`)).rejects.toThrow('TIMEOUT');
    parallel.setOptions({});
    let length = 0;
    await parallel.startRequest(`${origin.http}/bytes/1`, (content) => void (length = content!.length));
    await parallel.close();
    expect(length).toBe(1);
  });

  it.each([
    ['text', 'a=1', 'a=1'],
    ['bytes', Buffer.from([0, 255]), '\0\xff'],
    ['a map', { a: 'b c', n: 1 }, 'a=b+c&n=1'],
    ['parameters', new URLSearchParams({ q: 'ü' }), 'q=%C3%BC'],
  ])('posts %s', async (_what, fields, body) => {
    const parallel = new ParallelCurl();
    let echoed: unknown;
    await parallel.startRequest(`${origin.http}/echo`, (content) => void (echoed = JSON.parse(content!.toString())), {}, fields);
    await parallel.close();
    expect(echoed).toMatchObject({ method: 'POST', body });
  });

  it('accepts options by name and by number, for requests that start later', async () => {
    const agents: unknown[] = [];
    const parallel = new ParallelCurl(10, { USERAGENT: 'first' });
    const ask = () =>
      parallel.startRequest(
        `${origin.http}/echo`,
        (content) => void agents.push((JSON.parse(content!.toString()) as { headers: Record<string, string> }).headers['user-agent']),
      );
    await ask();
    await parallel.finishAllRequests();
    parallel.setOptions({ 10018: 'second' });
    await ask();
    await parallel.finishAllRequests();
    parallel.setOptions({});
    await ask();
    await parallel.close();
    expect(agents).toEqual(['first', 'second', undefined]);
  });

  it('starts waiting requests when the limit is raised', async () => {
    const parallel = new ParallelCurl(1);
    for (let index = 0; index < 5; index++) void parallel.startRequest(`${origin.http}/delay/200`);
    parallel.setMaxRequests('5');
    await parallel.close();
    expect((await origin.counts()).maxActive).toBe(5);
  });

  it('lets running requests finish when the limit is lowered', async () => {
    const parallel = new ParallelCurl({ maxRequests: 6 });
    for (let index = 0; index < 6; index++) void parallel.startRequest(`${origin.http}/delay/200`);
    while ((await origin.counts()).active < 6);
    parallel.setMaxRequests(1);
    await parallel.startRequest(`${origin.http}/delay/1`, (content) => expect(content).not.toBeNull());
    expect(parallel.outstandingRequests.size).toBe(1);
    await parallel.close();
    expect((await origin.counts()).maxActive).toBe(6);
  });

  it('also accepts its settings as an object, and refuses unknown ones', async () => {
    const parallel = new ParallelCurl({ maxRequests: '3', options: { USERAGENT: 'settings' } });
    expect([parallel.maxRequests, parallel.options]).toEqual([3, { USERAGENT: 'settings' }]);
    await parallel.close();
    expect(() => new ParallelCurl({ USERAGENT: 'x' } as never)).toThrow(/unknown setting "USERAGENT".*`options`/);
    expect(() => new ParallelCurl(1, 'x')).toThrow(/options: expected an object/);
  });

  it('copies its options, so a later change of the object has no effect', async () => {
    const options: Record<string, string> = { USERAGENT: 'first' };
    const parallel = new ParallelCurl(1, options);
    options.USERAGENT = 'changed';
    let agent: string | undefined;
    await parallel.startRequest(
      `${origin.http}/echo`,
      (content) => void (agent = (JSON.parse(content!.toString()) as { headers: Record<string, string> }).headers['user-agent']),
    );
    await parallel.close();
    expect([agent, new ParallelCurl().options]).toEqual(['first', {}]);
    expect(() => Object.assign(parallel.options, { URL: 'x' })).toThrow(TypeError);
  });

  it('posts a Mime as a form, and a megabyte', async () => {
    const parallel = new ParallelCurl();
    const mime = new Mime();
    mime.addPart().name('field').data('value');
    const bodies: string[] = [];
    const callback = (content: Buffer | null) => void bodies.push((JSON.parse(content!.toString()) as { body: string }).body);
    await parallel.startRequest(`${origin.http}/echo`, callback, {}, mime);
    await parallel.finishAllRequests();
    await parallel.startRequest(`${origin.http}/echo`, callback, {}, 'x'.repeat(1 << 20));
    await parallel.close();
    expect(bodies[0]).toContain('name="field"\r\n\r\nvalue');
    expect(bodies[1]).toHaveLength(1 << 20);
  });

  it('queues a hundred thousand without slowing down', async () => {
    const parallel = new ParallelCurl(1);
    void parallel.startRequest(`${origin.http}/delay/50`);
    const results = Array.from({ length: 100_000 }, () => parallel.startRequest(`${origin.http}/bytes/1`));
    for (const request of results) request.catch(() => {});
    // The processor's time: others may be busy with it.
    const before = process.cpuUsage();
    parallel.abort();
    await parallel.close();
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(2000);
    await expect(results.at(-1)).rejects.toMatchObject({ code: 'ERR_CURL_CANCELLED' });
  });

  it.each<[unknown, ErrorConstructor]>([
    ['many', TypeError],
    ['', TypeError],
    [null, TypeError],
    [[], TypeError],
    [NaN, RangeError],
    [1.5, RangeError],
  ])('refuses %p as a limit with a %p', (limit, Type) => {
    expect(() => new ParallelCurl(limit as never)).toThrow(Type);
  });

  it('leaves no option of a request on the handle of the next one', async () => {
    const parallel = new ParallelCurl(1);
    const method = async (...rest: [postFields?: string]) =>
      (
        JSON.parse(String((await parallel.startRequest(`${origin.http}/echo`, undefined, {}, ...rest).result).content)) as {
          method: string;
        }
      ).method;
    expect([await method(), await method('x=1'), await method(), await method()]).toEqual(['GET', 'POST', 'GET', 'GET']);
    parallel.setOptions({ CUSTOMREQUEST: 'DELETE' });
    expect([await method(), await method()]).toEqual(['DELETE', 'DELETE']);
    parallel.setOptions({});
    expect(await method()).toBe('GET');
    // A caller may have changed a handle that it had access to.
    const request = parallel.startRequest(`${origin.http}/echo`);
    const [easy] = [...parallel.outstandingRequests.keys()];
    await request.started;
    const { handle } = await request.result;
    expect(handle!.status).toBe(200);
    easy!.setOpt('CUSTOMREQUEST', 'PUT');
    const { content } = await parallel.startRequest(`${origin.http}/echo`).result;
    expect(JSON.parse(String(content))).toMatchObject({ method: 'GET' });
    await parallel.close();
  });

  it('reuses handles, and with them connections', async () => {
    const parallel = new ParallelCurl(2);
    for (let index = 0; index < 20; index++) await parallel.startRequest(`${origin.http}/bytes/1`);
    await parallel.close();
    const { connections, requests } = await origin.counts();
    expect(requests).toBe(20);
    // One of them may be that of this very question.
    expect(connections).toBeLessThanOrEqual(3);
  });

  it('fetches only with http and https', async () => {
    const parallel = new ParallelCurl();
    let code: string | undefined;
    await parallel.startRequest('file:///etc/passwd', (_content, _url, handle) => void (code = handle.error?.code));
    await parallel.close();
    expect(code).toBe('CURLE_UNSUPPORTED_PROTOCOL');
  });
});
