import { startOrigin, type Origin } from '@curlew-internal/test-origin';
import { CurlWrapper, RequestError, type Response, type Session } from '../../src/index.js';
import { closeServers, serve } from '../serve.js';

let origin: Origin;
let wrapper: CurlWrapper;
let session: Session;
/** The same server under another name, and so another origin. */
let elsewhere: string;
beforeAll(async () => {
  origin = await startOrigin();
  elsewhere = origin.http.replace('127.0.0.1', 'localhost');
});
afterAll(() => origin.close());
beforeEach(() => {
  wrapper = new CurlWrapper();
  session = wrapper.session();
});
afterEach(() => wrapper.close());
afterEach(closeServers);

const echo = (response: Response) => response.json<{ method: string; headers: Record<string, string>; body: string }>();
const locationTo = (url: string) => `/location?to=${encodeURIComponent(url)}`;

describe('redirects', () => {
  it('are followed, and the history has every response in order', async () => {
    const response = await session.get(`${origin.http}/redirect/3`);
    expect(response.history.map(({ statusCode, url }) => [statusCode, url])).toEqual([
      [302, `${origin.http}/redirect/3`],
      [302, `${origin.http}/redirect/2/302`],
      [302, `${origin.http}/redirect/1/302`],
    ]);
    expect([response.url, response.statusCode, response.redirectUrl]).toEqual([`${origin.http}/echo`, 200, null]);
    expect(response.history[0]!.redirectUrl).toBe(`${origin.http}/redirect/2/302`);
    expect(response.history[2]!.history).toHaveLength(2);
  });

  it.each([
    [301, ['POST']],
    [302, ['POST']],
    [303, ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']],
  ])('with %i turn %j into GET without a body', async (status, methods) => {
    for (const method of methods) {
      const {
        method: sent,
        body,
        headers,
      } = echo(await session.request(method, `${origin.http}/redirect/1/${status}`, { json: { a: 1 } }));
      expect([sent, body, headers['content-type'], headers['content-length']]).toEqual(['GET', '', undefined, undefined]);
    }
  });

  it.each([301, 302])('with %i keep all other methods and their bodies', async (status) => {
    for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      const sent = echo(await session.request(method, `${origin.http}/redirect/1/${status}`, { json: { a: 1 } }));
      expect([sent.method, sent.body, sent.headers['content-type']]).toEqual([method, '{"a":1}', 'application/json']);
    }
  });

  it.each([300, 304, 305, 306, 309])('do not include %i, whatever its Location', async (status) => {
    const response = await session.get(`${origin.http}/location?to=/echo&status=${status}`);
    expect([response.statusCode, response.redirectUrl]).toEqual([status, null]);
  });

  it.each([307, 308])('with %i keep method and body', async (status) => {
    const { method, body, headers } = echo(await session.put(`${origin.http}/redirect/2/${status}`, { json: { a: 1 } }));
    expect([method, body, headers['content-type']]).toEqual(['PUT', '{"a":1}', 'application/json']);
  });

  it('of HEAD stay HEAD', async () => {
    const response = await session.head(`${origin.http}/redirect/2`, { timeout: 3000 });
    expect([response.statusCode, response.history.length, response.request.method]).toEqual([200, 2, 'HEAD']);
  });

  it('end with an error that has the response when there is one too many', async () => {
    expect((await session.get(`${origin.http}/redirect/5`)).statusCode).toBe(200);
    const failure = await session.get(`${origin.http}/redirect/6`).catch((error: unknown) => error as RequestError);
    expect(failure).toBeInstanceOf(RequestError);
    expect(failure).toMatchObject({ message: 'Max Redirects', code: 'ERR_CURL_REDIRECT' });
    expect([(failure as RequestError).response.statusCode, (failure as RequestError).response.history.length]).toEqual([302, 5]);
    await expect(session.get(`${origin.http}/redirect/1`, { maxRedirects: 0 })).rejects.toThrow('Max Redirects');
    expect((await session.get(`${origin.http}/redirect/9`, { maxRedirects: 9 })).history).toHaveLength(9);
  });

  it('are returned as they are with allowRedirects: false', async () => {
    const response = await session.get(`${origin.http}/redirect/1`, { allowRedirects: false });
    expect([response.statusCode, response.redirectUrl, response.history]).toEqual([302, `${origin.http}/echo`, []]);
  });

  // acurl ended the process here.
  it.each([300, 304])('with %i but without a Location are ordinary responses', async (status) => {
    const response = await session.get(`${origin.http}/status/${status}`);
    expect([response.statusCode, response.redirectUrl]).toEqual([status, null]);
  });

  it('loops end at the limit', async () => {
    await origin.resetCounts();
    await expect(session.get(`${origin.http}/loop`)).rejects.toThrow('Max Redirects');
    expect((await origin.counts()).requests).toBe(6);
  });
});

describe('a redirect to another origin', () => {
  const options = {
    auth: ['user', 'secret'] as const,
    headers: {
      Authorization: 'Bearer token',
      Cookie: 'own=1',
      'X-Api-Key': 'key',
      'Proxy-Authorization': 'p',
      Accept: 'a/b',
      'User-Agent': 'me',
    },
  };

  // acurl sent them along.
  it('sends no credentials and no headers of the caller there', async () => {
    const { headers } = echo(await session.get(`${origin.http}${locationTo(`${elsewhere}/echo`)}`, options));
    expect(headers).toMatchObject({ accept: 'a/b', 'user-agent': 'me' });
    for (const name of ['authorization', 'cookie', 'x-api-key', 'proxy-authorization']) expect(headers).not.toHaveProperty(name);
  });

  it('and back again sends none either', async () => {
    const back = `${elsewhere}${locationTo(`${origin.http}/echo`)}`;
    const { headers } = echo(await session.get(`${origin.http}${locationTo(back)}`, options));
    expect(headers).not.toHaveProperty('authorization');
    expect(headers).not.toHaveProperty('x-api-key');
  });

  it('sends them if it stays within the origin', async () => {
    const { headers } = echo(await session.get(`${origin.http}/redirect/1`, { headers: { 'X-Api-Key': 'key' }, auth: ['a', 'b'] }));
    expect(headers).toMatchObject({ 'x-api-key': 'key', authorization: `Basic ${Buffer.from('a:b').toString('base64')}` });
  });

  it('sends the body of a 307, but no credentials', async () => {
    // The echo behind a 307 by way of the other name.
    const { headers, body } = echo(
      await session.post(`${origin.http}/location?to=${encodeURIComponent(`${elsewhere}/echo`)}&status=307`, {
        data: 'x',
        auth: ['a', 'b'],
      }),
    );
    expect([body, headers.authorization]).toEqual(['x', undefined]);
  });
});

describe('a redirect that is refused', () => {
  it.each(['ftp://127.0.0.1/', 'file:///etc/passwd', 'javascript:alert(1)'])('leads to %s', async (target) => {
    await expect(session.get(`${origin.http}${locationTo(target)}`)).rejects.toThrow(/the redirect is not followed: it leads to/);
  });

  it.each(['ftp://user:secret@127.0.0.1/', 'http://user:secret@[/'])('leads to %s: the message has no password', async (target) => {
    await expect(session.get(`${origin.http}${locationTo(target)}`)).rejects.toThrow(`it leads to "${target.replace('user:secret@', '')}"`);
  });

  it('leads from https to http, unless that is allowed', async () => {
    const options = { ca: origin.caFile };
    const url = `${origin.https}${locationTo(`${origin.http}/bytes/3`)}`;
    await expect(session.get(url, options)).rejects.toThrow(/from https to http:\/\/127.0.0.1/);
    expect((await session.get(url, { ...options, allowDowngrade: true })).body).toHaveLength(3);
  });

  it('would need a stream a second time', async () => {
    async function* parts() {
      yield 'x';
    }
    await expect(session.post(`${origin.http}/redirect/1/307`, { body: parts() })).rejects.toThrow(/its body was a stream/);
    expect((await session.post(`${origin.http}/redirect/1/303`, { body: parts() })).statusCode).toBe(200);
  });
});

describe('a redirect after a hook has changed the URL', () => {
  it('sends no credentials and no headers of the caller if the hook led to another origin', async () => {
    const other = await serve((request, response) => {
      if (request.url === '/away') return void response.writeHead(307, { location: '/next' }).end();
      response.end(JSON.stringify(request.headers));
    });
    const url = await serve((_request, response) => response.end());
    const own = wrapper.session({
      auth: ['me', 'secret'],
      headers: { 'X-Key': 'secret', Accept: 'text/plain' },
      hooks: { beforeRequest: (request) => void (request.history.length === 0 && (request.url = `${other}/away`)) },
    });
    const options = { headers: { Authorization: 'Bearer secret' }, cookies: { sid: 'secret' } };
    for (const text of [(await own.get(url, options)).text, await (await own.fetch(url, { headers: options.headers })).text()]) {
      expect(JSON.parse(text)).toMatchObject({ accept: 'text/plain' });
      expect(text).not.toContain('secret');
    }
  });
});
