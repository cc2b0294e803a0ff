import { checkObject } from '@curlew/core-native';
import { CurlWrapper } from '../session/curl-wrapper.js';
import { checkBaseUrl } from '../session/options/base-url.js';
import type { SessionOptions } from '../session/options/index.js';
import type { Session } from '../session/session.js';
import { Mock } from './mock/mock.js';

/** A session whose network is mocked. */
export interface MockedSession extends AsyncDisposable {
  /** A real session, whose transfers the mock answers. */
  readonly session: Session;
  /** The mocked network: replies, and the requests so far. */
  readonly mock: Mock;
  /** Gives up what is under way, and frees everything. May be called again. */
  close(): Promise<void>;
}

/** A wrapper whose sessions all use the same mocked network. */
export interface MockedWrapper extends AsyncDisposable {
  /** A real wrapper, whose sessions' transfers the mock answers. */
  readonly wrapper: CurlWrapper;
  /** The mocked network: replies and requests so far. */
  readonly mock: Mock;
  /** Gives up what is under way, and frees everything. May be called again. */
  close(): Promise<void>;
}

/**
 * A real session whose transfers a mock answers: redirects, retries, cookies, hooks, limits, `fetch`, streams and
 * `diagnostics_channel` work as usual. A request without a reply rejects with an {@link UnmatchedRequestError}.
 *
 * @example
 * const { session, mock } = mockSession({ baseUrl: 'https://api.example.com' });
 * mock.origin().get('/users/1').reply(200, { name: 'Ada' });
 * console.log((await session.get('/users/1')).json());
 * mock.assertDone();
 * @param options as for {@link CurlWrapper.session}
 * @throws {TypeError} a wrong option
 */
export function mockSession(options: SessionOptions = {}): MockedSession {
  checkObject('', 'session', options, 'an object of options');
  const { wrapper, mock, ...ending } = mockedWrapper(checkBaseUrl(options.baseUrl));
  return { session: wrapper.session(options), mock, ...ending };
}

/** Makes a mocked wrapper, for a program that makes sessions itself from a wrapper that it is given. */
export function mockWrapper(): MockedWrapper {
  return mockedWrapper(undefined);
}

function mockedWrapper(baseUrl: string | undefined): MockedWrapper {
  const mock = new Mock(baseUrl);
  const wrapper = new CurlWrapper({}, mock.transport);
  const close = async () => {
    mock.close();
    await wrapper.close();
  };
  return { wrapper, mock, close, [Symbol.asyncDispose]: close };
}
