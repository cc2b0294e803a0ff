import { AcurlError, CurlStateError, CurlWrapper, type Response, type Session } from '../../src/index.js';
import { origin, session, wrapper } from './fixture.js';

interface Echo {
  method: string;
  path: string;
  headers: Record<string, string>;
  rawHeaders: string[];
  body: string;
  length: number;
}
const echo = (response: Response) => response.json<Echo>();

describe('a session', () => {
  it.each(['get', 'post', 'put', 'patch', 'delete', 'options'] as const)('sends %s with the method of that name', async (name) => {
    const response = await session[name](`${origin.http}/echo`);
    expect([response.statusCode, echo(response).method, response.request.method]).toEqual([200, name.toUpperCase(), name.toUpperCase()]);
  });

  it('sends HEAD, and does not wait for a body', async () => {
    const response = await session.head(`${origin.http}/bytes/10`, { timeout: 2000 });
    expect([response.statusCode, response.body.length, response.headers.get('Content-Length')]).toEqual([200, 0, '10']);
  });

  it('sends any other method', async () => {
    expect(echo(await session.request('PROPFIND', `${origin.http}/echo`)).method).toBe('PROPFIND');
  });

  it('sends only the headers of libcurl and a User-Agent, and decodes the body', async () => {
    const { headers } = echo(await session.get(`${origin.http}/echo`));
    expect(Object.keys(headers).sort()).toEqual(['accept', 'accept-encoding', 'host', 'user-agent']);
    for (const encoding of ['gzip', 'br'])
      expect((await session.get(`${origin.http}/encoded/${encoding}`)).text).toBe('compressed text '.repeat(100));
  });

  it('resolves each URL by itself, whatever was requested before', async () => {
    const own = wrapper.session({ baseUrl: origin.http });
    const asked = ['/echo?1', '/echo?1', '/echo?2', '/echo?1', `${origin.http}/echo?1`, `${origin.http}/echo?1`];
    const got: string[] = [];
    for (const url of asked) {
      got.push(echo(await own.get(url)).path);
      // Changes the URL of the handle on the way, and what it is set to.
      await own.get('/redirect/1');
      got.push(echo(await own.post(url, { data: 'x' })).path);
      got.push(echo(await own.get(url, { headers: { 'X-A': 'b' } })).path);
      await expect(own.get('nowhere://x')).rejects.toBeInstanceOf(AcurlError);
    }
    expect(got).toEqual(asked.flatMap((url) => Array.from({ length: 3 }, () => `/echo${url.slice(-2)}`)));
  });

  it('reuses connections of its wrapper, also those of other sessions', async () => {
    const made: number[] = [];
    for (const each of [session, wrapper.session(), session]) made.push((await each.get(`${origin.http}/bytes/1`)).newConnections);
    expect(made).toEqual([1, 0, 0]);
  });

  it('keeps the connections of fifty requests at once for the next fifty', async () => {
    const fifty = async () => {
      const responses = await Promise.all(Array.from({ length: 50 }, () => session.get(`${origin.http}/delay/50/1`)));
      return responses.reduce((sum, { newConnections }) => sum + newConnections, 0);
    };
    expect(await fifty()).toBe(50);
    expect(await fifty()).toBe(0);
  });

  it('resumes only TLS sessions of its own', async () => {
    await origin.resetCounts();
    const get = (from: Session) =>
      from.get(`${origin.https}/bytes/1`, { ca: origin.caFile, curlOptions: { FRESH_CONNECT: true, FORBID_REUSE: true } });
    for (let round = 0; round < 3; round++) await get(session);
    await get(wrapper.session());
    expect(await origin.counts()).toMatchObject({ tlsHandshakes: 4, tlsResumed: 2 });
  });

  it('runs requests at the same time', async () => {
    await origin.resetCounts();
    await Promise.all(Array.from({ length: 30 }, () => session.get(`${origin.http}/meet/30`)));
    expect((await origin.counts()).maxActive).toBe(30);
  });

  it('sends nothing more once it is closed', async () => {
    session.close();
    session.close();
    await expect(session.get(`${origin.http}/bytes/1`)).rejects.toBeInstanceOf(CurlStateError);
    await wrapper.close();
    expect([session.closed, wrapper.closed]).toEqual([true, true]);
    expect(() => wrapper.session()).toThrow(CurlStateError);
  });

  it('lets running requests end normally, redirects and cookies included', async () => {
    const to = encodeURIComponent('/delay/50');
    const pending = session.get(`${origin.http}/location?to=${to}`, { cookies: { a: '1' } });
    const streamed = session.stream('GET', `${origin.http}/delay/50`);
    session.close();
    expect(await pending).toMatchObject({ statusCode: 200, cookies: { a: '1' } });
    expect((await (await streamed).bytes()).length).toBeGreaterThan(0);
    await expect(session.get(`${origin.http}/bytes/1`)).rejects.toBeInstanceOf(CurlStateError);
    expect(session.cookies()).toEqual({ a: '1' });
  });

  it('aborts running requests when its wrapper is closed', async () => {
    const pending = session.get(`${origin.http}/delay/5000`);
    const outcome = expect(pending).rejects.toMatchObject({ code: 'ERR_CURL_CANCELLED' });
    while ((await origin.counts()).active < 1);
    await wrapper.close();
    await outcome;
  });
});

describe('headers', () => {
  it('are a map, pairs, repeated values, or Headers', async () => {
    const url = `${origin.http}/echo`;
    expect(echo(await session.get(url, { headers: { 'X-One': '1', 'X-Many': ['a', 'b'] } })).headers).toMatchObject({
      'x-one': '1',
      'x-many': 'a, b',
    });
    expect(echo(await session.get(url, { headers: [['X-Two', '2']] })).headers).toMatchObject({ 'x-two': '2' });
    expect(echo(await session.get(url, { headers: new Headers({ 'X-Three': '3' }) })).headers).toMatchObject({ 'x-three': '3' });
  });

  it('may be empty, and are sent so', async () => {
    expect(echo(await session.get(`${origin.http}/echo`, { headers: { 'X-Empty': '' } })).headers).toMatchObject({ 'x-empty': '' });
  });

  it.each([
    { 'X-A': 'b\r\nInjected: 1' },
    { 'X-A': 'b\nInjected: 1' },
    { 'X-A': 'b\0' },
    { 'X A': 'b' },
    { 'X-A\r\nInjected': 'b' },
    { '': 'b' },
  ])('refuse a value that would form another header: %p', async (headers) => {
    await origin.resetCounts();
    await expect(session.get(`${origin.http}/echo`, { headers })).rejects.toThrow(TypeError);
    expect((await origin.counts()).requests).toBe(0);
  });

  it('of a session are defaults', async () => {
    const own = wrapper.session({ headers: { 'X-Both': 'session', 'X-Session': '1' } });
    const { headers } = echo(await own.get(`${origin.http}/echo`, { headers: { 'x-both': 'request' } }));
    expect(headers).toMatchObject({ 'x-both': 'request', 'x-session': '1' });
  });
});

describe('data', () => {
  it('is text or bytes, urlencoded by default', async () => {
    const text = echo(await session.post(`${origin.http}/echo`, { data: 'a=1&b=ü' }));
    expect([text.headers['content-type'], Buffer.from(text.body, 'latin1').toString()]).toEqual([
      'application/x-www-form-urlencoded',
      'a=1&b=ü',
    ]);
    const bytes = echo(await session.post(`${origin.http}/echo`, { data: Buffer.from([0, 1, 255]), headers: { 'content-type': 'x/y' } }));
    expect([bytes.headers['content-type'], bytes.body]).toEqual(['x/y', '\0\x01\xff']);
  });

  it('may be empty', async () => {
    for (const data of ['', Buffer.alloc(0)]) {
      const { headers, length } = echo(await session.post(`${origin.http}/echo`, { data }));
      expect([headers['content-length'], length]).toEqual(['0', 0]);
    }
  });

  it('is sent with any method', async () => {
    for (const method of ['GET', 'PUT', 'DELETE', 'PATCH'])
      expect(echo(await session.request(method, `${origin.http}/echo`, { data: 'x' }))).toMatchObject({ method, body: 'x' });
  });

  it('of several megabytes arrives', async () => {
    expect(echo(await session.post(`${origin.http}/echo`, { data: 'x'.repeat(3_000_000) })).length).toBe(3_000_000);
  });

  it.each(['POST', 'PUT', 'PATCH'])('that is absent leaves %s with a length of 0 and no type', async (method) => {
    const { headers } = echo(await session.request(method, `${origin.http}/echo`));
    expect([headers['content-length'], headers['content-type']]).toEqual(['0', undefined]);
  });
});

describe('json', () => {
  it.each([[{ a: [1, 'ü'] }], [[]], [0], [false], [null], ['text']])('sends %j with its type', async (json) => {
    const { headers, body } = echo(await session.post(`${origin.http}/echo`, { json }));
    expect([headers['content-type'], JSON.parse(Buffer.from(body, 'latin1').toString())]).toEqual(['application/json', json]);
  });

  it('keeps a given type, however it is spelled', async () => {
    const { rawHeaders } = echo(await session.post(`${origin.http}/echo`, { json: {}, headers: { 'content-TYPE': 'a/b' } }));
    expect(rawHeaders.filter((name) => name.toLowerCase() === 'content-type')).toHaveLength(1);
    expect(rawHeaders).toContain('a/b');
  });

  it('refuses values that JSON cannot express', async () => {
    await expect(session.post(`${origin.http}/echo`, { json: () => {} })).rejects.toThrow(/json: expected a value that JSON can express/);
  });
});

describe('body', () => {
  const post = async (body: never) => echo(await session.post(`${origin.http}/echo`, { body }));

  it('has the type that fits it', async () => {
    expect(await post('text' as never)).toMatchObject({ body: 'text', headers: { 'content-type': 'text/plain;charset=UTF-8' } });
    expect(await post(new URLSearchParams({ a: 'ü' }) as never)).toMatchObject({ body: 'a=%C3%BC' });
    expect(await post(new Blob(['blob'], { type: 'a/b' }) as never)).toMatchObject({ body: 'blob', headers: { 'content-type': 'a/b' } });
    const bytes = await post(new Uint8Array([1, 2]) as never);
    expect([bytes.body, bytes.headers['content-type']]).toEqual(['\x01\x02', undefined]);
  });

  it('may be a form with files', async () => {
    const form = new FormData();
    form.append('field', 'value');
    form.append('file', new Blob(['content'], { type: 'text/x' }), 'name.txt');
    const { headers, body } = await post(form as never);
    expect(headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(body).toContain('name="field"\r\n\r\nvalue');
    expect(body).toMatch(/name="file"; filename="name.txt"\r\nContent-Type: text\/x\r\n\r\ncontent/);
  });

  it('may be a stream or an iterable, which is sent as it is read', async () => {
    async function* parts() {
      yield 'one ';
      await new Promise((resolve) => setTimeout(resolve, 10));
      yield Buffer.from('two');
    }
    for (const body of [parts(), new Blob(['one two']).stream(), ['one ', 'two']])
      expect(await post(body as never)).toMatchObject({ method: 'POST', body: 'one two', headers: { 'transfer-encoding': 'chunked' } });
  });

  it('fails with the error that its source throws', async () => {
    const boom = new Error('boom');
    // eslint-disable-next-line require-yield -- it fails before that
    async function* broken() {
      throw boom;
    }
    await expect(session.post(`${origin.http}/echo`, { body: broken() })).rejects.toMatchObject({ cause: boom });
  });

  it('excludes data and json', async () => {
    for (const options of [
      { data: '', json: {} },
      { json: null, body: '' },
      { data: 'x', body: 'y' },
    ])
      await expect(session.post(`${origin.http}/echo`, options)).rejects.toThrow('give at most one of data, json and body');
  });
});

describe('other options', () => {
  it('params are added to the query', async () => {
    expect(echo(await session.get(`${origin.http}/echo?a=1#f`, { params: { b: 'x y', c: 3 } })).path).toBe('/echo?a=1&b=x+y&c=3');
  });

  it('baseUrl is the base of relative URLs', async () => {
    const own = wrapper.session({ baseUrl: `${origin.http}/echo/` });
    expect(echo(await own.get('users?x=1')).path).toBe('/echo/users?x=1');
    expect((await own.get(`${origin.http}/bytes/3`)).body).toHaveLength(3);
  });

  it('auth is Basic by default, also with a colon in the user name', async () => {
    expect((await session.get(`${origin.http}/auth/user/secret`, { auth: ['user', 'secret'] })).text).toBe('welcome');
    expect((await session.get(`${origin.http}/auth/user/secret`)).statusCode).toBe(401);
    const { headers } = echo(await session.get(`${origin.http}/echo`, { auth: ['a', 'b:c'] }));
    expect(headers.authorization).toBe(`Basic ${Buffer.from('a:b:c').toString('base64')}`);
  });

  it('TLS is verified unless verify is false', async () => {
    await expect(session.get(`${origin.https}/bytes/1`)).rejects.toMatchObject({ code: 'CURLE_PEER_FAILED_VERIFICATION', kind: 'tls' });
    expect((await session.get(`${origin.https}/bytes/1`, { ca: origin.caFile })).statusCode).toBe(200);
    expect((await session.get(`${origin.https}/bytes/1`, { verify: false })).statusCode).toBe(200);
  });

  it('httpVersion is the version that is used; 2 uses one connection for all requests', async () => {
    const own = wrapper.session({ ca: origin.caFile });
    expect((await own.get(`${origin.https}/bytes/1`)).httpVersion).toBe('2');
    expect((await own.get(`${origin.https}/bytes/1`, { httpVersion: '1.1' })).httpVersion).toBe('1.1');
    const many = await Promise.all(Array.from({ length: 20 }, () => own.get(`${origin.https}/delay/50`)));
    expect(many.map(({ httpVersion, newConnections }) => [httpVersion, newConnections])).toEqual(many.map(() => ['2', 0]));
  });

  it('httpVersion 3 falls back to a version that the server supports', async () => {
    expect((await session.get(`${origin.https}/bytes/1`, { ca: origin.caFile, httpVersion: '3' })).httpVersion).toMatch(/^(2|1\.1)$/);
    await expect(session.get(`${origin.https}/bytes/1`, { ca: origin.caFile, httpVersion: '3-only' })).rejects.toMatchObject({
      name: 'AcurlError',
    });
  });

  it('progress is reported in both directions', async () => {
    const [down, up]: { transferred: number; total: number }[][] = [[], []];
    await session.post(`${origin.http}/echo`, {
      data: 'x'.repeat(500_000),
      onDownloadProgress: (progress) => down!.push(progress),
      onUploadProgress: (progress) => up!.push(progress),
    });
    expect(up!.at(-1)).toEqual({ transferred: 500_000, total: 500_000 });
    expect(down!.at(-1)!.transferred).toBeGreaterThan(500_000);
  });

  it('curlOptions are libcurl options, applied last', async () => {
    expect(
      echo(await session.get(`${origin.http}/echo`, { curlOptions: { USERAGENT: 'mine', ACCEPT_ENCODING: 'identity' } })).headers,
    ).toMatchObject({
      'user-agent': 'mine',
      'accept-encoding': 'identity',
    });
    // And the next request of the same handle knows nothing of them.
    expect(echo(await session.get(`${origin.http}/echo`)).headers['user-agent']).toMatch(/^curlew/);
  });

  it.each([
    [{ headers: 5 }, /headers: expected/],
    [{ headers: { a: 5 } }, /header a: expected a string, got 5/],
    [{ cookies: { a: 5 } }, /cookie a: expected a string or a Cookie/],
    [{ auth: 'user' }, /auth: expected two strings/],
    [{ auth: ['a', 1] }, /auth: expected two strings/],
    [{ cert: ['a'] }, /cert: expected two strings/],
    [{ data: 5 }, /data: expected a string or bytes, got 5/],
    [{ body: 5 }, /body: expected text, bytes, a form/],
    [{ allowRedirects: 'no' }, /allowRedirects: expected true or false/],
    [{ maxRedirects: -1 }, /maxRedirects: expected a whole number/],
    [{ timeout: 'soon' }, /timeout: expected milliseconds/],
    [{ timeout: { connect: -1 } }, /timeout: connect: expected milliseconds/],
    [{ httpVersion: '4' }, /httpVersion: expected one of .*1.1/],
    [{ retry: 'yes' }, /retry: expected a number of times/],
    [{ maxResponseSize: 1.5 }, /maxResponseSize: expected a whole number/],
    [{ proxy: 5 }, /proxy: expected a URL, a function or null/],
    [{ authType: 'magic' }, /authType: expected one of basic/],
    [{ verify: 0 }, /verify: expected true or false/],
    [{ params: 'a=b' }, /params: expected URLSearchParams or a map/],
    [{ timout: 5 }, /request: "timout" is not one of its options: .*timeout/],
    [{ timeout: { totl: 5 } }, /timeout: "totl" is not one of its options: total, connect, stall/],
    [{ retry: { limit: 1, backoff: 5 } }, /retry: "backoff" is not one of its options/],
    [{ hooks: { before: () => {} } }, /hooks: "before" is not one of its options/],
    [{ signal: 5 }, /signal: expected an AbortSignal/],
    [{ ca: 5 }, /ca: expected text in PEM, or the path of a file, got 5/],
    [{ noProxy: 5 }, /noProxy: expected a string/],
    [{ saveTo: 5 }, /saveTo: expected a path/],
    [{ cert: ['k', 'c'], passphrase: 5 }, /passphrase: expected a string/],
    [{ onUploadProgress: 5 }, /onUploadProgress: expected a function/],
    [{ onDownloadProgress: {} }, /onDownloadProgress: expected a function/],
    [{ curlOptions: 5 }, /curlOptions: expected an object/],
    [{ curlOptions: { NOPE: 5 } }, /"NOPE" is not an option of libcurl/],
    [5, /options: expected an object/],
  ])('%j is refused, and nothing is sent', async (options, message) => {
    await origin.resetCounts();
    await expect(session.get(`${origin.http}/bytes/1`, options as never)).rejects.toThrow(message);
    expect((await origin.counts()).requests).toBe(0);
  });

  it.each([5, undefined, null])('%p is not a URL', async (url) => {
    await expect(session.get(url as never)).rejects.toThrow(/url: expected a string/);
  });

  it('of a session are checked when it is created', () => {
    expect(() => wrapper.session({ timeout: 'x' as never })).toThrow(/timeout/);
    expect(() => new CurlWrapper({ maxIdleConnections: -1 })).toThrow(/maxIdleConnections: expected a whole number/);
    expect(() => wrapper.session({ cookies: {} } as never)).toThrow(/session: "cookies" is not one of its options: .*baseUrl/);
    expect(() => wrapper.session({ baseUrl: 5 as never })).toThrow(/baseUrl: expected an absolute URL .*, got 5/);
    expect(() => wrapper.session({ hooks: { before: () => {} } as never })).toThrow(/hooks: "before" is not one of its options/);
    expect(() => wrapper.session({ hooks: { onError: 5 as never } })).toThrow(/hooks.onError: expected a function, got 5/);
    expect(() => wrapper.session({ hooks: 5 as never })).toThrow(/hooks: expected an object/);
    expect(() => new CurlWrapper({ maxIdleConnection: 5 } as never)).toThrow(
      /wrapper: "maxIdleConnection" is not one of its options: maxIdleConnections/,
    );
  });

  it('limits of a wrapper are obeyed', async () => {
    await origin.resetCounts();
    await using limited = new CurlWrapper({ maxHostConnections: 2 });
    const own = limited.session();
    await Promise.all(Array.from({ length: 8 }, () => own.get(`${origin.http}/delay/20`)));
    expect((await origin.counts()).maxActive).toBe(2);
  });
});

describe('a transfer that fails', () => {
  it("rejects with libcurl's code and text, the request, and its phase", async () => {
    const failure = await session.get(`${origin.refused}/x`, { headers: { 'X-A': '1' } }).catch((error: unknown) => error as AcurlError);
    expect(failure).toBeInstanceOf(AcurlError);
    expect(failure).toMatchObject({
      name: 'AcurlError',
      code: 'CURLE_COULDNT_CONNECT',
      errno: 7,
      kind: 'connect',
      phase: 'connecting',
      url: `${origin.refused}/x`,
    });
    expect((failure as AcurlError).message).toMatch(/^curl failed with code 7 Could ?n.t connect to server/i);
    expect((failure as AcurlError).message).toContain(`${origin.refused}/x`);
    expect((failure as AcurlError).request.headers).toEqual({ 'X-A': '1' });
  });

  it.each(['ftp://127.0.0.1/', 'file:///etc/passwd', 'foo://x'])('if %s is not http', async (url) => {
    await expect(session.get(url)).rejects.toMatchObject({ code: 'CURLE_UNSUPPORTED_PROTOCOL' });
  });

  it.each(['', 'http://a b/', 'http://'])('if the URL is %p', async (url) => {
    await expect(session.get(url)).rejects.toMatchObject({ name: 'TypeError', code: 'ERR_CURL_INVALID_ARG_VALUE' });
  });
});

describe('an AbortSignal', () => {
  it('ends a request with its reason, and the connection with it', async () => {
    await origin.resetCounts();
    const controller = new AbortController();
    const pending = session.get(`${origin.http}/delay/5000`, { signal: controller.signal });
    const rejected = expect(pending).rejects.toThrow('enough');
    while ((await origin.counts()).active < 1);
    controller.abort(new Error('enough'));
    await rejected;
    for (let round = 0; round < 50 && (await origin.counts()).aborted === 0; round++)
      await new Promise((resolve) => setTimeout(resolve, 10));
    expect((await origin.counts()).aborted).toBe(1);
    expect((await session.get(`${origin.http}/bytes/2`)).body).toHaveLength(2);
  });

  it('that is already aborted sends nothing', async () => {
    await origin.resetCounts();
    await expect(session.get(`${origin.http}/bytes/1`, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
    await expect(session.get(`${origin.http}/delay/5000`, { signal: AbortSignal.timeout(300) })).rejects.toMatchObject({
      name: 'TimeoutError',
    });
    expect((await origin.counts()).requests).toBe(1);
  });
});
