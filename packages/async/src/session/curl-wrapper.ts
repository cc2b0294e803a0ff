import { CurlStateError, checkInteger, checkNames, checkObject } from '@curlew/core-native';
import { AsyncCurlMulti } from '../async-curl-multi.js';
import type { SessionOptions } from './options/index.js';
import { SessionResources } from './pool/session-resources.js';
import { Session, type SessionOwner } from './session.js';

/** Limits on the connections of a wrapper; 0 for none. */
export interface CurlWrapperOptions {
  /** Idle connections that are kept; 1000 by default. */
  maxConnects?: number;
  /** Connections to one host. */
  maxHostConnections?: number;
  /** Connections in all. */
  maxTotalConnections?: number;
  /** Streams of one HTTP/2 connection; 100 by default. */
  maxConcurrentStreams?: number;
}

/** libcurl's option for each of them. */
const OPTIONS = {
  maxConnects: 'MAXCONNECTS',
  maxHostConnections: 'MAX_HOST_CONNECTIONS',
  maxTotalConnections: 'MAX_TOTAL_CONNECTIONS',
  maxConcurrentStreams: 'MAX_CONCURRENT_STREAMS',
} as const satisfies Record<keyof CurlWrapperOptions, string>;

/**
 * The connections of any number of sessions, on Node's event loop; acurl's `CurlWrapper`, without its loop argument.
 *
 * @example
 * const wrapper = new CurlWrapper();
 * const session = wrapper.session();
 * console.log((await session.get('https://example.com/')).statusCode);
 * await wrapper.close();
 */
export class CurlWrapper {
  readonly #multi = new AsyncCurlMulti();
  /** Those that may still be closed; who drops a session without closing it loses nothing. */
  readonly #sessions = new Map<WeakKey, WeakRef<Session>>();
  readonly #collected = new FinalizationRegistry<WeakKey>((key) => this.#sessions.delete(key));

  /** @throws {TypeError} a limit is no whole number from 0 */
  constructor(options: CurlWrapperOptions = {}) {
    checkObject('', 'wrapper', options, 'an object of limits');
    checkNames('wrapper', options, OPTIONS);
    const limits: CurlWrapperOptions = { maxConnects: 1000, ...options };
    for (const [name, option] of Object.entries(OPTIONS)) {
      const value = limits[name as keyof typeof OPTIONS];
      if (value === undefined) continue;
      this.#multi.setOpt(option, checkInteger('', name, value, { max: 0x7fffffff }));
    }
  }

  /** A session with cookies of its own. @throws {TypeError} a wrong option @throws {CurlStateError} closed */
  session(options: SessionOptions = {}): Session {
    if (this.closed) throw new CurlStateError('the wrapper is closed', 'ERR_CURL_CLOSED', 'session');
    return this.#sessionOn(new SessionResources(), options);
  }

  #sessionOn(resources: SessionResources, options: SessionOptions): Session {
    const key = {};
    const owner: SessionOwner = {
      multi: this.#multi,
      resources,
      extend: (more) => this.#sessionOn(resources, more),
      closed: () => this.#sessions.delete(key),
    };
    const session = new Session(owner, options);
    this.#sessions.set(key, new WeakRef(session));
    this.#collected.register(session, key);
    return session;
  }

  /** Gives up what is under way, closes all sessions, and frees everything. May be called again. */
  async close(): Promise<void> {
    await this.#multi.aclose();
    for (const session of [...this.#sessions.values()]) session.deref()?.close();
  }

  get closed(): boolean {
    return this.#multi.closed;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}
