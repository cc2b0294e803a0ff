import { startOrigin, unclearErrors, type Misuse, type Origin } from '@curlew-internal/test-origin';
import {
  AsyncCurlMulti,
  Cookie,
  CurlWrapper,
  asciiUrl,
  bearerToken,
  parseCookieString,
  redactHeaders,
  sessionCookieForUrl,
  trustStore,
  type OutgoingRequest,
  type Response,
  type Session,
  type WebSocketConnection,
} from '../src/index.js';
import { mockSession } from '../src/testing.js';

let origin: Origin;
let wrapper: CurlWrapper;
let session: Session;
let response: Response;
let socket: WebSocketConnection;
let outgoing: OutgoingRequest;
beforeAll(async () => {
  origin = await startOrigin();
  wrapper = new CurlWrapper();
  session = wrapper.session();
  const hooks = { beforeRequest: (request: OutgoingRequest) => void (outgoing = request) };
  response = await session.get(`${origin.http}/bytes/1`, { hooks });
  socket = await session.ws(origin.http);
});
afterAll(async () => {
  await wrapper.close();
  await origin.close();
});

const NOT_JSON = /is not valid JSON/;
/** The messages of the Fetch standard, in Node's words. */
const OF_FETCH = /^Failed to parse URL|^fetch: expected|^RequestInit|^Request constructor/;

const cases: [string, () => Misuse][] = [
  [
    'Session',
    () => {
      const url = `${origin.http}/bytes/1`;
      const ofUrl = Object.fromEntries(
        ['get', 'head', 'post', 'put', 'patch', 'delete', 'options', 'events', 'fetch'].map((name) => [name, [url]]),
      );
      return {
        make: () => wrapper.session(),
        valid: { ...ofUrl, ws: [origin.http], request: ['GET', url], stream: ['GET', url] },
        clear: OF_FETCH,
      };
    },
  ],
  ['Response', () => ({ make: () => response, clear: NOT_JSON })],
  ['Request', () => ({ make: () => response.request })],
  ['Cookie', () => ({ make: () => new Cookie({ domain: 'example.com', name: 'a', value: 'b' }) })],
  ['CurlWrapper', () => ({ make: () => new CurlWrapper() })],
  // Internal.
  ['AsyncCurlMulti', () => ({ make: () => new AsyncCurlMulti(), except: ['whenIdle'] })],
  ['WebSocketConnection', () => ({ make: () => socket, except: ['pump', 'end', 'terminate'] })],
  ['OutgoingRequest', () => ({ make: () => outgoing })],
  ['OutgoingHeaders', () => ({ make: () => outgoing.headers })],
  ['Mock', () => ({ make: () => mockSession().mock, except: ['transport', 'close'], clear: /^ENOENT/ })],
  ['MockOrigin', () => ({ make: () => mockSession().mock.origin('http://example.com') })],
  ['MockRoute', () => ({ make: () => mockSession().mock.origin('http://example.com').get('/'), except: ['mismatches', 'take'] })],
  [
    'the functions and constructors',
    () => ({
      make: () => ({
        wrapper: (options: never) => new CurlWrapper(options),
        multi: (options: never) => new AsyncCurlMulti(options),
        cookie: (fields: never) => new Cookie(fields),
        session: (options: never) => wrapper.session(options),
        asciiUrl,
        bearerToken,
        parseCookieString,
        redactHeaders,
        sessionCookieForUrl,
        trustStore,
        mockSession,
      }),
      valid: { sessionCookieForUrl: ['http://example.com', 'name', 'value'] },
    }),
  ],
];

describe('a wrong argument is named by the error of', () => {
  it.each(cases)('%s', async (_name, misuse) => {
    expect(await unclearErrors(misuse())).toEqual([]);
  });
});

it('setCookie says that it wants a Cookie', () => {
  for (const value of [{}, undefined, { domain: 'example.com', name: 'a', value: 'b' }])
    expect(() => session.setCookie(value as never)).toThrow(/^setCookie: cookie: expected a Cookie, got /);
});

it.each([
  [{ name: 'a', value: 'b' }, 'text without control characters'],
  [{ domain: 'example.com', name: 'a', value: 'b', isSecure: 'no' }, 'isSecure: expected true or false'],
  [{ domain: 'example.com', name: 'a', value: 'b', expiration: new Date() }, 'expiration: expected seconds from'],
])('a Cookie is not made of %p', (fields, expected) => {
  expect(() => new Cookie(fields as never)).toThrow(expected);
});
