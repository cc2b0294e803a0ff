import { Cookie, type Session, type SessionOptions } from '../../src/index.js';
import { origin, session, wrapper } from './fixture.js';

// Every public method of a Session in every state: the result, or an error that says why not; never a crash.

const OK = 'ok';
const CLOSED = 'ERR_CURL_CLOSED';

/** By name, because `resolve` is not asked about an address. */
const url = () => `${origin.http.replace('127.0.0.1', 'localhost')}/bytes/5`;
const cookie = () => new Cookie({ domain: '127.0.0.1', name: 'a', value: 'b' });

/** Each operation, and its outcome on a session that is closed; on an open one all succeed. */
const OPERATIONS: Record<string, [(on: Session) => unknown, closed: string]> = {
  get: [(on) => on.get(url()), CLOSED],
  head: [(on) => on.head(url()), CLOSED],
  post: [(on) => on.post(url()), CLOSED],
  put: [(on) => on.put(url()), CLOSED],
  patch: [(on) => on.patch(url()), CLOSED],
  delete: [(on) => on.delete(url()), CLOSED],
  options: [(on) => on.options(url()), CLOSED],
  request: [(on) => on.request('GET', url()), CLOSED],
  stream: [async (on) => (await on.stream('GET', url())).discard(), CLOSED],
  fetch: [(on) => on.fetch(url()), CLOSED],
  ws: [async (on) => (await on.ws(`${origin.http.replace('http', 'ws')}/ws`)).terminate(), CLOSED],
  events: [(on) => on.events(url()), CLOSED],
  extend: [(on) => on.extend().close(), CLOSED],
  responseCallback: [(on) => on.responseCallback, OK],
  setResponseCallback: [(on) => on.setResponseCallback(null), OK],
  cookies: [(on) => on.cookies(), OK],
  cookieList: [(on) => on.cookieList(), OK],
  setCookie: [(on) => on.setCookie(cookie()), CLOSED],
  eraseAllCookies: [(on) => on.eraseAllCookies(), CLOSED],
  eraseSessionCookies: [(on) => on.eraseSessionCookies(), CLOSED],
  saveCookies: [(on) => on.saveCookies(), OK],
  loadCookies: [(on) => on.loadCookies(cookie().format()), CLOSED],
  closed: [(on) => on.closed, OK],
  close: [(on) => on.close(), OK],
};

async function outcomeOf(action: () => unknown): Promise<string> {
  try {
    await action();
    return OK;
  } catch (error) {
    const { code, cause } = error as { code?: string; cause?: { code?: string } };
    return code ?? cause?.code ?? String(error);
  }
}

/** The places in which a session calls its user while a request is under way. */
const CALLBACKS: Record<string, (call: () => void) => SessionOptions> = {
  allowAddress: (call) => ({ allowAddress: () => (call(), true) }),
  resolve: (call) => ({ resolve: () => (call(), '127.0.0.1') }),
  proxy: (call) => ({ proxy: () => (call(), null) }),
  onDownloadProgress: (call) => ({ onDownloadProgress: call }),
  'hooks.beforeRequest': (call) => ({ hooks: { beforeRequest: call } }),
  'hooks.afterResponse': (call) => ({ hooks: { afterResponse: call } }),
};

it('every public member is in the table', () => {
  const names = Object.getOwnPropertyNames(Object.getPrototypeOf(session)).filter((name) => name !== 'constructor');
  expect(Object.keys(OPERATIONS).sort()).toEqual([...names, 'fetch'].sort());
});

describe.each(Object.entries(OPERATIONS))('%s', (_, [operation, closed]) => {
  it('when the session is open, and when it is closed', async () => {
    expect(await outcomeOf(() => operation(session))).toBe(OK);
    session.close();
    expect(await outcomeOf(() => operation(session))).toBe(closed);
  });

  it('when the wrapper is closed', async () => {
    await wrapper.close();
    expect(await outcomeOf(() => operation(session))).toBe(closed);
  });

  it.each(Object.entries(CALLBACKS))('inside %s', async (__, optionsOf) => {
    let outcome: Promise<string> | undefined;
    let isCalled = false;
    const call = () => {
      // The operation may come back to this callback.
      if (isCalled) return;
      isCalled = true;
      outcome = outcomeOf(() => operation(calling));
    };
    const calling: Session = wrapper.session(optionsOf(call));
    await calling.get(url());
    expect(await outcome).toBe(OK);
  });
});
