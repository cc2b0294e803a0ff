import { Readable } from 'node:stream';
import { constants } from '@curlew/core-native';
import { CurlWrapper, type AcurlError, type RequestOptions, type SessionOptions } from '../../src/index.js';
import { startOrigin, type Origin } from '../../src/testing.js';
import { errorOf, mocked } from './fixture.js';

async function* slow() {
  yield await Promise.resolve('a');
  await new Promise((resolve) => setTimeout(resolve, 500));
  yield 'b';
}

// The same on a real server and on a mock.
let origin: Origin;
let setCookies: string[] = [];
beforeAll(
  async () =>
    (origin = await startOrigin({
      routes: {
        '/set/*': () => ({ headers: setCookies.map((line) => ['set-cookie', line] as const) }),
        '/say': (request) => ({ body: request.text === '"slow"' ? slow() : 'abc' }),
        '/*': {},
      },
    })),
);
afterAll(() => origin.close());

type Sent = [method: string, options?: RequestOptions, session?: SessionOptions];

describe('the headers that a mock notes are those that a server gets', () => {
  it.each<[name: string, ...Sent]>([
    ['GET', 'GET'],
    ['HEAD', 'HEAD'],
    ['POST without a body', 'POST'],
    ['PUT without a body', 'PUT'],
    ['DELETE', 'DELETE'],
    ['JSON', 'POST', { json: { a: 1 } }],
    ['data', 'POST', { data: 'a=1' }],
    ['bytes without a type', 'POST', { body: new Uint8Array([1]) }],
    ['a typed body', 'PUT', { body: 'grün', headers: { 'Content-Type': 'text/css' } }],
    ['a Blob', 'POST', { body: new Blob(['abc'], { type: 'image/png' }) }],
    ['a large body', 'POST', { body: 'x'.repeat(2_000_000) }],
    ['credentials', 'GET', { auth: ['ada', 'pass:word'] }],
    ['credentials for a challenge', 'GET', { auth: ['ada', 'pw'], authType: 'digest' }],
    ['own headers', 'GET', { headers: { Accept: 'text/html', 'User-Agent': 'me', 'X-Empty': '', Host: 'other.example.com' } }],
    ['headers of the session', 'GET', { headers: { 'X-A': '2' } }, { headers: { 'X-A': '1', 'X-B': '1' }, userAgent: null }],
    ['no decoding', 'GET', {}, { decompress: false }],
    ['cookies', 'GET', { cookies: { a: '1', b: '2' } }],
    ['cookies of a header', 'GET', { cookies: { a: '1' }, headers: { Cookie: 'own=1' } }],
    ['options of libcurl', 'GET', { curlOptions: { REFERER: 'https://example.com/', RANGE: '0-9', COOKIE: 'c=1' } }],
    ['a bearer token', 'GET', { curlOptions: { HTTPAUTH: constants.CURLAUTH_BEARER, XOAUTH2_BEARER: 'token' } }],
  ])('%s', async (_, method, options = {}, settings = {}) => {
    await using wrapper = new CurlWrapper();
    await wrapper.session(settings).request(method, `${origin.url}/x`, options);
    const { session, mock } = mocked(settings);
    mock.origin(origin.url).intercept().reply(200);
    await session.request(method, `${origin.url}/x`, options);
    const sorted = (fields: readonly (readonly [string, string])[]) =>
      fields.map(([name, value]) => `${name.toLowerCase()}: ${value}`).sort();
    const got = origin.requests.at(-1)!;
    expect(sorted(mock.calls[0]!.headersTuple)).toEqual(sorted(got.headersTuple));
    expect(mock.calls[0]!.body.equals(got.body)).toBe(true);
  });

  it('also for a stream of unknown and of known length', async () => {
    await using wrapper = new CurlWrapper();
    const { session, mock } = mocked();
    mock.origin(origin.url).intercept().reply(200).persist();
    for (const length of [undefined, 2]) {
      for (const each of [wrapper.session(), session]) await each.post(`${origin.url}/x`, { body: Readable.from(['ab']), length });
      const framing = (headers: ReadonlyMap<string, string>) => [
        headers.get('content-length'),
        headers.get('transfer-encoding'),
        headers.get('expect'),
      ];
      expect(framing(mock.calls.at(-1)!.headers)).toEqual(framing(origin.requests.at(-1)!.headers));
    }
  });

  it('also with user and password in the URL', async () => {
    await using wrapper = new CurlWrapper();
    const url = `${origin.url.replace('//', '//a%40b:p%20w@')}/x`;
    await wrapper.session().get(url, { auth: ['other', 'x'] });
    const { session, mock } = mocked();
    mock.origin(origin.url).intercept().reply(200);
    await session.get(url, { auth: ['other', 'x'] });
    expect(mock.calls[0]!.headers.get('authorization')).toBe(origin.requests.at(-1)!.headers.get('authorization'));
  });
});

describe('a failure is the same', () => {
  const thrower = () => {
    throw new Error('boom');
  };
  const broken = async function* () {
    yield await Promise.resolve('a');
    throw new Error('boom');
  };
  it.each<[name: string, options: () => RequestOptions]>([
    ['when a progress callback throws', () => ({ onDownloadProgress: thrower })],
    ['when the body of a request fails', () => ({ body: broken() })],
    ['when the body of a request is too short', () => ({ body: ['a'], length: 2 })],
    ['when the body of the response is too large', () => ({ maxResponseSize: 2 })],
    ['when the signal is none', () => ({ signal: 5 as never })],
    ['when the signal was aborted', () => ({ signal: AbortSignal.abort(new Error('enough')) })],
    ['when it takes too long', () => ({ timeout: 30, json: 'slow' })],
  ])('%s', async (_, options) => {
    await using wrapper = new CurlWrapper();
    const { session, mock } = mocked();
    mock
      .origin(origin.url)
      .intercept()
      .reply((call) => ({ body: call.text === '"slow"' ? slow() : 'abc' }));
    const [real, mocking] = [
      await errorOf<AcurlError>(wrapper.session().post(`${origin.url}/say`, options())),
      await errorOf<AcurlError>(session.post(`${origin.url}/say`, options())),
    ];
    const parts = ({ name, code, kind, operation, url, cause }: AcurlError) => ({
      name,
      code,
      kind,
      operation,
      url,
      cause: (cause as Error | undefined)?.message,
    });
    expect(parts(mocking)).toEqual(parts(real));
  });
});

describe('a Set-Cookie line gives the same cookie', () => {
  const soon = new Date(Date.now() + 3_600_000).toUTCString();
  it.each([
    ['a=1'],
    ['a=1; Path=/'],
    ['a=1; path=/set; HttpOnly; SameSite=Lax'],
    ['a=1; Path=relative'],
    ['a=1; Path=""'],
    ['a=1; Domain=127.0.0.1'],
    ['a=1; Domain=.0.0.1'],
    ['a=1; Domain=example.com'],
    ['a=1; Secure'],
    ['a=1; Max-Age=3600'],
    ['a=1; Max-Age=0'],
    ['a=1; Max-Age=-1'],
    ['a=1; Max-Age="3600"'],
    ['a=1; Max-Age=abc'],
    [`a=1; Expires=${soon}`],
    [`a=1; Expires=${soon.replace(/(\d\d) (\w{3}) (\d{4})/, '$1-$2-$3')}`],
    ['a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT'],
    ['a=1; Expires=Mon, 01 Jan 2001 00:00:00 GMT; Max-Age=3600'],
    ['a=1; Expires=nonsense'],
    ['a="quoted value"'],
    ['a=b=c'],
    ['a='],
    ['=x'],
    ['novalue'],
    ['a = spaced '],
    ['__Secure-a=1'],
    ['__Secure-a=1; Secure'],
    ['__Host-a=1; Secure; Path=/'],
    ['__Host-a=1; Secure'],
    ['a=1\tb'],
    ['a=1;;; Path=/;'],
    ['a=1; Path='],
    ['a=1; Max-Age='],
    ['a=1; Max-Age=12x'],
    ['a=1; Max-Age=99999999999999999999'],
    ['a=1; Expires=Fri Dec 31 2100 12:00:00'],
    ['a=1; Domain='],
    ['a=1; httponly=false; secure=false'],
    [''],
  ])('%j', async (line) => {
    await using wrapper = new CurlWrapper();
    const real = wrapper.session();
    const before = 'before=1; Path=/set';
    const { session, mock } = mocked();
    const url = `${origin.url}/set/deep/file`;
    const start = Date.now();
    for (const lines of [[before], [line]]) {
      setCookies = lines;
      await real.get(url);
      mock
        .origin(origin.url)
        .get('/set/deep/file')
        .reply(200, '', { headers: setCookies.map((each) => ['set-cookie', each] as const) });
      await session.get(url);
    }
    const shown = (of: typeof session) =>
      of
        .cookieList()
        .map((cookie) => ({ ...cookie, expiration: expect.any(Number) as number }))
        .sort((a, b) => a.name.localeCompare(b.name));
    expect(shown(session)).toEqual(shown(real));
    const times = (of: typeof session) =>
      of
        .cookieList()
        .map(({ expiration }) => expiration)
        .sort((a, b) => a - b);
    // libcurl rounds the longest time to minutes, and either may have had the line in a later second.
    const most = 61 + (Date.now() - start) / 1000;
    for (const [at, time] of times(real).entries()) expect(Math.abs(times(session)[at]! - time)).toBeLessThanOrEqual(most);
  });

  it('also when it replaces or removes an existing one', async () => {
    await using wrapper = new CurlWrapper();
    const real = wrapper.session();
    const { session, mock } = mocked();
    const url = `${origin.url}/set/x`;
    for (const line of [
      'a=1; Path=/',
      'a=2; Path=/',
      'b=1; Path=/',
      'a=; Path=/; Max-Age=0',
      'b=; Path=/; Expires=Thu, 01 Jan 1970 00:00:01 GMT',
      'c=1',
    ]) {
      setCookies = [line];
      const response = await real.get(url);
      mock
        .origin(origin.url)
        .get('/set/x')
        .reply(200, '', { headers: { 'set-cookie': line } });
      expect((await session.get(url)).cookies).toEqual(response.cookies);
    }
    expect(session.cookies()).toEqual({ c: '1' });
  });
});
