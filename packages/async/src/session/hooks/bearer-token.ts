import { AsyncLocalStorage } from 'node:async_hooks';
import { argumentError, checkFunction, checkNames, checkObject } from '@curlew/core-native';
import type { ResponseContext, SessionHooks } from './hooks.js';
import type { OutgoingRequest } from './outgoing-request.js';

/** Options of {@link bearerToken}. */
export interface BearerTokenOptions {
  /** The first token. Default: `refresh` is called for the first request. */
  token?: string | undefined;
  /**
   * Gets a new token. Only one call runs at a time, however many requests wait for it; if it fails, they all fail with
   * its error. Requests that it makes itself, also on the same session, are sent without a token.
   */
  refresh: () => string | Promise<string>;
  /** The statuses that mean that a token is no longer valid. Default 401. */
  statusCodes?: readonly number[] | undefined;
}

const KNOWN: Readonly<Record<keyof BearerTokenOptions, true>> = { token: true, refresh: true, statusCodes: true };

/** How many tokens are remembered, because requests with an old token may be answered late. */
const REMEMBERED = 16;

const tokenOf = (authorization: string | undefined) => /^Bearer (.*)$/.exec(authorization ?? '')?.[1];

/** The token of a session's requests, which is replaced when the server no longer accepts it. */
class BearerToken {
  #token: string | undefined;
  readonly #issued: (string | undefined)[] = [];
  #refreshing: Promise<string> | undefined;
  readonly #inRefresh = new AsyncLocalStorage<true>();
  readonly #refresh: () => string | Promise<string>;

  constructor(token: string | undefined, refresh: () => string | Promise<string>) {
    this.#take(token);
    this.#refresh = refresh;
  }

  #take(token: string | undefined): void {
    this.#token = token;
    this.#issued.push(token);
    if (this.#issued.length > REMEMBERED) this.#issued.shift();
  }

  /** Whether this object issued the token, as opposed to the caller. */
  hasIssued(token: string): boolean {
    return this.#issued.includes(token);
  }

  /** The current token, or a promise of the one that is being fetched. */
  current(): string | Promise<string> {
    return this.#refreshing ?? this.#token ?? this.renew();
  }

  /** @param rejected the token that the server refused; it may have been replaced by now */
  async replace(rejected: string): Promise<void> {
    if (this.#refreshing === undefined && this.#token !== undefined && this.#token !== rejected) return;
    await (this.#refreshing ?? this.renew());
  }

  /** @throws the error of `refresh`, as a rejection */
  renew(): Promise<string> {
    // Started in a microtask, so that requests made by `refresh` already see it in progress.
    const refreshing = Promise.resolve().then(() => this.#inRefresh.run(true, this.#refresh));
    this.#refreshing = refreshing.then((token: unknown) => {
      if (typeof token !== 'string') throw argumentError('bearerToken', 'the result of refresh', 'a string', token);
      this.#take(token);
      return token;
    });
    const done = () => (this.#refreshing = undefined);
    this.#refreshing.then(done, done);
    return this.#refreshing;
  }

  /** Whether the call comes from within `refresh`, whose own requests cannot wait for it. */
  get isRefreshing(): boolean {
    return this.#inRefresh.getStore() === true;
  }
}

/**
 * Hooks that send `Authorization: Bearer …` with each request. When the server answers 401 they get a new token, once
 * for all requests, and send those requests again. The token goes to every origin that the session is asked for, so do
 * not use such a session for foreign URLs. It does not follow a redirect to another origin, and a request with its own
 * Authorization header is left unchanged.
 *
 * @example
 * const session = wrapper.session({
 *   baseUrl: 'https://api.example.com',
 *   hooks: bearerToken({ refresh: async () => (await login()).token }),
 * });
 * @throws {TypeError} naming the option with a wrong value
 */
export function bearerToken(options: BearerTokenOptions): SessionHooks {
  checkObject('bearerToken', 'options', options, 'an object with refresh');
  checkNames('bearerToken', options, KNOWN);
  const refresh = checkFunction<BearerTokenOptions['refresh']>('bearerToken', 'refresh', options.refresh);
  if (options.token !== undefined && typeof options.token !== 'string')
    throw argumentError('bearerToken', 'token', 'a string', options.token);
  const bearer = new BearerToken(options.token, refresh);
  const statusCodes = options.statusCodes ?? [401];
  return {
    beforeRequest: async (request: OutgoingRequest) => {
      if (bearer.isRefreshing || !request.keepsCredentials || request.auth || request.headers.has('authorization')) return;
      request.headers.set('Authorization', `Bearer ${await bearer.current()}`);
    },
    afterResponse: async (response, { repeats, keepsCredentials, repeat }: ResponseContext) => {
      if (bearer.isRefreshing || repeats > 0 || !keepsCredentials || !statusCodes.includes(response.statusCode)) return undefined;
      const sent = tokenOf(response.request.headers.Authorization);
      if (sent === undefined || !bearer.hasIssued(sent)) return undefined;
      await bearer.replace(sent);
      return repeat();
    },
  };
}
