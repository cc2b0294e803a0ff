import { CurlError } from '../../src/index.js';
import { UnmatchedRequestError, type RequestPattern } from '../../src/testing.js';
import { API, errorOf, mocked } from './fixture.js';

describe('a request is matched by', () => {
  const url = `${API}/v1/users?page=2&sort=name`;
  const options = { headers: { 'X-Tenant': 'acme' }, json: { name: 'Ada', tags: ['a'] } };

  it.each<[name: string, pattern: RequestPattern]>([
    ['nothing in particular', {}],
    ['its method, in any case', { method: 'post' }],
    ['path and query as a text', { path: '/v1/users?page=2&sort=name' }],
    ['a query in another order', { path: '/v1/users?sort=name&page=2' }],
    ['a path with any query', { path: '/v1/users', query: true }],
    ['a query as a map', { path: '/v1/users', query: { page: 2, sort: 'name' } }],
    ['a query as URLSearchParams', { query: new URLSearchParams('sort=name&page=2') }],
    ['a query by a function', { query: (query) => query.get('page') === '2' }],
    ['a regular expression for path and query', { path: /^\/v\d\/users\?page=/g }],
    ['a function of the URL', { path: (asked) => asked.searchParams.has('sort') }],
    ['anything with a test, as a URLPattern has', { path: { test: (asked: string) => asked.startsWith(`${API}/v1/`) } }],
    ['a header', { headers: { 'x-tenant': 'acme' } }],
    ['a pattern for a header', { headers: { 'X-TENANT': /^a/ } }],
    ['a function of a header', { headers: { 'x-other': (value) => value === undefined } }],
    ['a body as text', { body: '{"name":"Ada","tags":["a"]}' }],
    ['a pattern for the body', { body: /"Ada"/ }],
    ['a body as bytes', { body: Buffer.from('{"name":"Ada","tags":["a"]}') }],
    ['a function of the body', { body: (text) => text.length > 5 }],
    ['a value that its JSON equals', { body: { tags: ['a'], name: 'Ada' } }],
  ])('%s', async (_, pattern) => {
    const { session, mock } = mocked();
    const route = mock.origin(API).intercept(pattern).reply(201).persist();
    expect((await session.post(url, options)).statusCode).toBe(201);
    expect((await session.post(url, options)).statusCode).toBe(201);
    expect(route.calls).toHaveLength(2);
  });

  it.each<[name: string, pattern: RequestPattern, why: RegExp]>([
    ['method', { method: 'GET' }, /method: expected GET, got POST/],
    ['path', { path: '/v1/user', query: true }, /path: expected \/v1\/user, got \/v1\/users/],
    ['path by a pattern', { path: /users$/ }, /path: \/v1\/users\?page=2&sort=name does not match \/users\$\//],
    ['path by a function', { path: () => false }, /path: the function returned false/],
    ['query that the path has not', { path: '/v1/users' }, /query: expected none, got page=2&sort=name/],
    ['query', { path: '/v1/users', query: { page: 3 } }, /query: expected page=3, got page=2&sort=name/],
    ['header', { headers: { 'x-tenant': 'other' } }, /header x-tenant: expected "other", got "acme"/],
    ['missing header', { headers: { 'x-trace': /./ } }, /header x-trace: none does not match/],
    ['body', { body: 'x' }, /body: expected "x", got "\{/],
    ['JSON', { body: { name: 'Bob' } }, /body: expected "\{\\"name\\":\\"Bob\\"\}", got/],
    ['bytes', { body: Buffer.from('x') }, /body: expected other bytes/],
  ])('but not with another %s, as the error says', async (_, pattern, why) => {
    const { session, mock } = mocked();
    mock.origin(API).intercept(pattern).reply(200);
    const error = await errorOf<UnmatchedRequestError>(session.post(url, options));
    expect(error).toBeInstanceOf(UnmatchedRequestError);
    expect(error.message).toMatch(why);
    expect(error.message).toContain(`no reply to POST ${url}`);
  });

  it.each<[name: string, pattern: Parameters<ReturnType<typeof mocked>['mock']['origin']>[0]]>([
    ['a text', API],
    ['a URL', new URL(`${API}/`)],
    ['a regular expression', /\.example\.com$/],
    ['a function', (origin: string) => origin === API],
  ])('an origin as %s', async (_, origin) => {
    const { session, mock } = mocked();
    mock.origin(origin).get('/').reply(204);
    expect((await session.get(API)).statusCode).toBe(204);
    await expect(session.get('http://api.example.org/')).rejects.toThrow('origin: expected');
  });

  it('a path after that of the base URL, which is the default origin', async () => {
    const { session, mock } = mocked({ baseUrl: `${API}/v1/` });
    mock.origin().get('/users').reply(200, 'users');
    expect((await session.get('users')).text).toBe('users');
    expect(() => mocked().mock.origin()).toThrow(/origin: expected a URL/);
  });

  it.each(['get', 'head', 'post', 'put', 'patch', 'delete', 'options'] as const)('the method %s', async (method) => {
    const { session, mock } = mocked();
    mock.origin(API)[method]('/x').reply(202);
    expect((await session[method](`${API}/x`)).statusCode).toBe(202);
    mock.assertDone();
  });
});

describe('replies', () => {
  it('are used one after another, each as often as configured', async () => {
    const { session, mock } = mocked();
    mock.origin(API).get('/').reply(500).times(2).reply(200);
    const statuses = [];
    for (let at = 0; at < 3; at++) statuses.push((await session.get(API)).statusCode);
    expect(statuses).toEqual([500, 500, 200]);
    await expect(session.get(API)).rejects.toThrow('it has replied already (3×); use times(n) or persist() to let it reply again');
  });

  it('of the first route that matches come first', async () => {
    const { session, mock } = mocked();
    mock.origin(API).get('/').reply(200, 'first');
    mock.origin(API).intercept().reply(200, 'any').persist();
    expect((await session.get(API)).text).toBe('first');
    expect((await session.get(API)).text).toBe('any');
  });

  it('that were not used are pending and fail assertDone, as do requests without a reply', async () => {
    const { session, mock } = mocked();
    mock.origin(API).get('/a').reply(200).times(2);
    mock.origin(API).post(/b/).reply(200).persist();
    mock.origin(API).get('/c').reply(200);
    await session.get(`${API}/a`);
    await session.get(`${API}/c`);
    expect(mock.pending()).toEqual([`GET ${API}/a`, `POST ${API} /b/`]);
    expect(() => mock.assertDone()).toThrow(`replies that no request has used:\n  GET ${API}/a\n  POST ${API} /b/`);
    await session.get(`${API}/a`);
    await session.post(`${API}/b`);
    mock.assertDone();
    await session.get(`${API}/d`).catch(() => {});
    expect(() => mock.assertDone()).toThrow(`no reply to GET ${API}/d`);
    mock.reset();
    mock.assertDone();
    expect(mock.calls).toEqual([]);
  });

  it('need a status or a function; times, delay and persist need a reply', () => {
    const route = mocked().mock.origin(API).get('/');
    expect(() => route.times(2)).toThrow('there is no reply yet');
    expect(() => route.reply(99)).toThrow(/status: expected/);
    expect(() => route.reply('200' as never)).toThrow(/expected a status or a function/);
    expect(() => route.reply(200, 5 as never)).toThrow(/body: expected text, bytes, a stream/);
    expect(() => route.reply(200, '', { header: {} } as never)).toThrow(/header/);
    expect(() => route.replyWithError('CURLE_NO_SUCH' as never)).toThrow(/failure: expected a code like CURLE_COULDNT_CONNECT/);
    expect(() => route.reply(200).times(0)).toThrow(/count/);
  });
});

describe('a request without a reply', () => {
  it('names the replies there are', async () => {
    const { session } = mocked();
    const error = await errorOf<UnmatchedRequestError>(session.get(`${API}/a?b=1`));
    expect(error.message).toContain(`mock.origin('${API}').intercept({ method: 'GET', path: '/a?b=1' }).reply(200)`);
    expect(error).toMatchObject({ code: 'ERR_CURL_NOT_MOCKED', kind: 'config', operation: 'GET', url: `${API}/a?b=1` });
    expect(error).toBeInstanceOf(CurlError);
  });

  it('names the closest replies first', async () => {
    const { session, mock } = mocked();
    mock.origin('https://other.example.com').get('/a').reply(200);
    mock.origin(API).get('/b').reply(200);
    mock.origin(API).post('/a').reply(200);
    mock
      .origin(API)
      .get('/a', { headers: { accept: 'text/html' } })
      .reply(200);
    const { message } = await errorOf(session.get(`${API}/a`));
    const order = [`GET ${API}/a\n`, `POST ${API}/a\n`, `GET ${API}/b\n`].map((text) => message.indexOf(text));
    expect(order.every((at) => at > 0)).toBe(true);
    expect([...order].sort((a, b) => a - b)).toEqual(order);
    expect(message).toContain('and 1 more');
  });

  it('is neither retried nor reported to onError, because it is a mistake of the test', async () => {
    const told: unknown[] = [];
    const { session, mock } = mocked({ retry: 3, hooks: { onError: (error) => void told.push(error) } });
    await expect(session.get(API)).rejects.toThrow(UnmatchedRequestError);
    expect([mock.calls.length, told.length]).toEqual([1, 0]);
  });

  it('does not show the password of its URL', async () => {
    const { session } = mocked();
    expect((await errorOf(session.get('https://ada:secret@example.com/'))).message).not.toContain('secret');
  });

  it('is the cause when fetch fails', async () => {
    const { session } = mocked();
    expect((await errorOf(session.fetch(API))).cause).toBeInstanceOf(UnmatchedRequestError);
  });
});
