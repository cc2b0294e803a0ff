import { inspect } from 'node:util';
import type { RequestOptions } from '../src/index.js';
import { origin, session, wrapper } from './session/fixture.js';

// Everything that a program may log by mistake contains this word, so that it is found wherever it appears.
const SECRET = 'hunter2';

const withPassword = (url: string) => url.replace('://', `://user:${SECRET}@`);

const CREDENTIALS: RequestOptions = {
  auth: ['user', SECRET],
  headers: { Authorization: `Bearer ${SECRET}`, 'X-Api-Key': SECRET, 'X-Plain': 'visible' },
  cookies: { session: SECRET },
};

/** All that `console.log`, a logger that writes JSON, and `util.inspect` with every option show of a value. */
const logged = (value: unknown) =>
  [
    inspect(value),
    JSON.stringify(value),
    inspect(value, { depth: Infinity, getters: true }),
    inspect({ in: [value] }, { depth: Infinity, colors: true }),
    value instanceof Error ? (value.stack ?? '') : '',
  ].join('\n');

const failureOf = (promise: Promise<unknown>): Promise<Error> =>
  promise.then(
    () => {
      throw new Error('it did not fail');
    },
    (error: Error) => error,
  );

describe('a log shows no password of', () => {
  it('a response and its request', async () => {
    const response = await session.get(withPassword(`${origin.http}/bytes/3`), CREDENTIALS);
    expect(response.url).toContain(SECRET);
    expect(logged(response)).not.toContain(SECRET);
    expect(logged(response.request)).not.toContain(SECRET);
  });

  it('a response that followed a redirect', async () => {
    const response = await session.get(withPassword(`${origin.http}/redirect/1`), CREDENTIALS);
    expect(response.history[0]!.redirectUrl).toContain(SECRET);
    expect(logged(response)).not.toContain(SECRET);
  });

  it('a response that sets cookies', async () => {
    const response = await session.get(`${origin.http}/cookies/name/${SECRET}`);
    expect(response.headers.get('set-cookie')).toContain(SECRET);
    expect(inspect(response).replaceAll(`/cookies/name/${SECRET}`, '')).not.toContain(SECRET);
  });

  it('a failed transfer', async () => {
    const error = await failureOf(session.get(withPassword(`${origin.refused}/`), CREDENTIALS));
    expect(error).toMatchObject({ code: 'CURLE_COULDNT_CONNECT' });
    expect(logged(error)).not.toContain(SECRET);
  });

  it('a request that failed after its response', async () => {
    const error = await failureOf(session.get(withPassword(`${origin.http}/redirect/3`), { ...CREDENTIALS, maxRedirects: 1 }));
    expect(error).toMatchObject({ code: 'ERR_CURL_REDIRECT' });
    expect(logged(error)).not.toContain(SECRET);
  });

  it('the request that a hook gets', async () => {
    const seen: string[] = [];
    await session.get(withPassword(`${origin.http}/bytes/3`), {
      ...CREDENTIALS,
      hooks: { beforeRequest: (request) => void seen.push(logged(request)) },
    });
    expect(seen).toHaveLength(1);
    expect(seen[0]).not.toContain(SECRET);
  });

  it('a session, its wrapper, its socket and its event stream', async () => {
    const own = wrapper.session({ auth: ['user', SECRET], baseUrl: withPassword(origin.http), proxy: undefined });
    await using socket = await own.ws('/');
    expect([own, wrapper, socket, own.events('/events')].map(logged).join()).not.toContain(SECRET);
  });

  it('a URL that fetch refuses', async () => {
    for (const url of [`http://user:${SECRET}@[`, withPassword(origin.http)]) {
      const error = await failureOf(session.fetch(url));
      expect(error).toBeInstanceOf(TypeError);
      expect(logged(error)).not.toContain(SECRET);
    }
  });
});

it('a response is shown with its status, its headers and its body', async () => {
  const response = await session.get(`${origin.http}/bytes/3`, { headers: { 'X-Plain': 'visible', 'x-plain': 'twice' } });
  expect(inspect(response)).toMatch(/^Response \{\n {2}statusCode: 200,\n {2}url: 'http:/);
  expect(inspect(response)).toContain("'X-Plain': 'visible'");
  expect(inspect(response)).toMatch(/body: <Buffer/);
  expect(inspect(await session.stream('GET', `${origin.http}/bytes/3`))).toContain("body: '(a stream)'");
  expect(inspect({ response }, { depth: 0 })).toBe('{ response: [Response] }');
});
