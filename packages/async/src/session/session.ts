import { CurlStateError, argumentError, checkFunction, checkObject } from '@curlew/core-native';
import { CancelledError } from '../curl-future.js';
import type { AsyncCurlMulti } from '../async-curl-multi.js';
import { sessionFetch } from '../fetch/fetch.js';
import { Cookie } from '../http/cookie.js';
import { RequestError } from '../http/errors.js';
import { headerFields } from '../http/header-fields.js';
import { normaliseUrl, webSocketUrl } from '../http/normalise-url.js';
import type { Response } from '../http/response.js';
import { WebSocketTransfer } from '../websocket/web-socket-transfer.js';
import type { WebSocketConnection } from '../websocket/web-socket-connection.js';
import { EventStream, type EventStreamOptions } from './event-stream.js';
import { NO_HOOKS, withHooks } from './hooks/hooks.js';
import { checkBaseUrl } from './options/base-url.js';
import {
  checkRequestNames,
  checkSessionNames,
  checkSettings,
  usesSessionSettings,
  type CheckedSettings,
  type RequestOptions,
  type SessionOptions,
} from './options/index.js';
import type { SessionResources } from './pool/session-resources.js';
import { NO_BODY, prepareBody } from './request/prepared-body.js';
import {
  isNearlyPlain,
  mergedFields,
  prepareRequest,
  withFile,
  withUrl,
  type PreparedRequest,
  type SessionDefaults,
} from './request/prepared-request.js';
import { runRequest, type MakeTransfer, type RequestHost, type ResponseCallback, type Transport } from './request/run-request.js';
import { SessionFetch } from './session-fetch.js';
import { collected } from './transfer/collected-transfer.js';
import { streamed } from './transfer/streamed-transfer.js';

/** The part of a wrapper that its sessions use. @internal */
export interface SessionOwner {
  readonly multi: AsyncCurlMulti;
  readonly resources: SessionResources;
  /** Takes the place of the network, for tests. */
  readonly transport: Transport | undefined;
  /** Makes a session with the same resources. */
  extend(options: SessionOptions): Session;
  /** Called when the session is closed. */
  closed(): void;
}

/**
 * Requests that share cookies, DNS results, TLS sessions and HSTS; acurl's `Session`. Connections belong to its
 * wrapper.
 *
 * @example
 * const session = new CurlWrapper().session({ baseUrl: 'https://example.com' });
 * const response = await session.get('/');
 * console.log(response.statusCode, response.text);
 */
export class Session {
  readonly #host: RequestHost;
  readonly #owner: SessionOwner;
  readonly #options: SessionOptions;
  /** The session's settings, for requests without settings of their own. */
  readonly #settings: CheckedSettings;
  readonly #defaults: SessionDefaults;
  /** By method: the last request without options, and the URL that was given for it. */
  readonly #plainRequests = new Map<string, { given: string | URL; request: PreparedRequest }>();
  readonly #fetches: SessionFetch;
  #closed = false;
  /** Aborted when the session closes, to end waiting event streams. */
  readonly #closing = new AbortController();

  /** @internal */
  constructor(owner: SessionOwner, options: SessionOptions) {
    checkObject('', 'session', options, 'an object of options');
    checkSessionNames(options);
    this.#options = { ...options };
    // Wrong defaults are refused here rather than by the first request.
    this.#settings = checkSettings(this.#options, {});
    this.#defaults = {
      baseUrl: checkBaseUrl(options.baseUrl),
      fields: headerFields(options.headers),
      hooks: withHooks(NO_HOOKS, options.hooks),
    };
    const { multi, resources, transport } = owner;
    const { share, pool, jar } = resources;
    this.#owner = owner;
    this.#host = {
      multi,
      transport,
      share,
      pool,
      jar,
      responseCallback: undefined,
      resources,
    };
    this.#fetches = new SessionFetch(this.#host, this.#options, this.#defaults, () => this.#checkOpen('fetch'));
    resources.retain();
  }

  /**
   * Creates a session that inherits this one's options: headers are merged by name, hooks are appended, a relative
   * `baseUrl` is resolved against this one's, and any other option replaces the inherited one. Both share cookies, DNS
   * results, TLS sessions and connections; each is closed separately.
   * @throws {TypeError} a wrong option @throws {CurlStateError} closed
   * @example
   * const admin = session.extend({ baseUrl: 'admin/', headers: { 'X-Role': 'admin' } });
   */
  extend(options: SessionOptions = {}): Session {
    this.#checkOpen('extend');
    checkObject('extend', 'options', options);
    checkSessionNames(options);
    if (options.isolated !== undefined)
      throw argumentError(
        'extend',
        'isolated',
        'undefined, because both sessions share their connections',
        options.isolated,
        'ERR_CURL_INVALID_ARG_VALUE',
      );
    const { baseUrl, fields, hooks } = this.#defaults;
    const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
    return this.#owner.extend({
      ...this.#options,
      ...given,
      baseUrl: options.baseUrl === undefined ? baseUrl : checkBaseUrl(options.baseUrl, baseUrl),
      headers: mergedFields(fields, headerFields(options.headers)),
      hooks: withHooks(hooks, options.hooks),
    });
  }

  /** Sends a GET. @throws as {@link Session.request} */
  get(url: string | URL, options?: RequestOptions): Promise<Response> {
    return this.request('GET', url, options);
  }

  /** Sends a HEAD. @throws as {@link Session.request} */
  head(url: string | URL, options?: RequestOptions): Promise<Response> {
    return this.request('HEAD', url, options);
  }

  /** Sends a POST. @throws as {@link Session.request} */
  post(url: string | URL, options?: RequestOptions): Promise<Response> {
    return this.request('POST', url, options);
  }

  /** Sends a PUT. @throws as {@link Session.request} */
  put(url: string | URL, options?: RequestOptions): Promise<Response> {
    return this.request('PUT', url, options);
  }

  /** Sends a PATCH. @throws as {@link Session.request} */
  patch(url: string | URL, options?: RequestOptions): Promise<Response> {
    return this.request('PATCH', url, options);
  }

  /** Sends a DELETE. @throws as {@link Session.request} */
  delete(url: string | URL, options?: RequestOptions): Promise<Response> {
    return this.request('DELETE', url, options);
  }

  /** Sends an OPTIONS. @throws as {@link Session.request} */
  options(url: string | URL, options?: RequestOptions): Promise<Response> {
    return this.request('OPTIONS', url, options);
  }

  /**
   * Sends a request and collects the response in memory.
   * @throws {TypeError} a wrong option, as a rejection; nothing was sent
   * @throws {AcurlError} the transfer failed
   * @throws {RequestError} too many redirects, or one that must not be followed
   * @throws {CurlStateError} the session or its wrapper is closed
   * @throws the reason of an aborted signal
   */
  request(method: string, url: string | URL, options?: RequestOptions): Promise<Response> {
    // Not an async function, which would wrap the returned promise and cost three more microtasks.
    try {
      return runRequest(this.#host, this.#prepare(method, url, options), collected, undefined, options?.beforeRedirect);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  /**
   * Sends a request and resolves when the headers have arrived. The body is `response.stream`, with backpressure:
   * reading slowly slows the server down.
   * @throws as {@link Session.request}
   */
  async stream(method: string, url: string | URL, options?: RequestOptions): Promise<Response> {
    if (options?.saveTo !== undefined)
      throw argumentError('stream', 'saveTo', 'undefined, because the body is a stream', options.saveTo, 'ERR_CURL_INVALID_ARG_VALUE');
    return runRequest(this.#host, this.#prepare(method, url, options), streamed, undefined, options?.beforeRedirect);
  }

  /**
   * The WHATWG `fetch` on this session, for libraries that take one; a bound function. Redirects, errors and headers are
   * the standard's; cookies, timeouts, proxies and everything else are the session's. A relative URL is resolved against
   * the session's `baseUrl`.
   *
   * @example
   * const client = new OpenAI({ fetch: session.fetch });
   * @throws {TypeError} `fetch failed`, with the {@link AcurlError} or {@link RequestError} as its `cause`
   */
  readonly fetch = (input: string | URL | globalThis.Request, init?: RequestInit): Promise<globalThis.Response> =>
    sessionFetch(this.#fetches, input, init);

  /**
   * Opens a WebSocket with the session's cookies, headers and settings; resolves when the server has accepted it. As in
   * browsers, `http://` means `ws://`, `https://` means `wss://`, and a relative URL is resolved against the `baseUrl`.
   *
   * @example
   * const socket = await session.ws('wss://example.com/feed');
   * await socket.send('hello');
   * for await (const message of socket) console.log(message);
   * @throws as {@link Session.request}
   */
  async ws(url: string | URL, options: RequestOptions = {}): Promise<WebSocketConnection> {
    const made: WebSocketTransfer[] = [];
    const opened: MakeTransfer = (host, state, request) => {
      const transfer = new WebSocketTransfer(host, state, request);
      made.push(transfer);
      return transfer;
    };
    let open: WebSocketTransfer | undefined;
    try {
      const target = webSocketUrl(url, this.#defaults.baseUrl);
      const response = await runRequest(this.#host, this.#prepare('GET', target, options), opened, undefined, options.beforeRedirect);
      open = made.find((transfer) => transfer.opens(response));
      if (open) return open.connection;
      throw new RequestError('a hook answered the request, so no WebSocket was opened', response, 'ERR_CURL_REPEAT');
    } finally {
      // A hook may have failed, or repeated the request, after a connection was opened.
      for (const transfer of made) if (transfer !== open) transfer.giveUp(new CancelledError('a hook discarded the WebSocket'));
    }
  }

  /**
   * The events that a server sends (`text/event-stream`), as an async iterable that reconnects by itself.
   * @throws {TypeError} a wrong option
   * @example
   * for await (const { event, data } of session.events('/feed')) console.log(event, JSON.parse(data));
   */
  events(url: string | URL, options: EventStreamOptions = {}): EventStream {
    this.#checkOpen('events');
    checkObject('events', 'options', options);
    return new EventStream((method, request) => this.stream(method, url, request), options, this.#closing.signal);
  }

  #checkOpen(operation: string): void {
    if (this.#closed) throw new CurlStateError('the session is closed', 'ERR_CURL_CLOSED', operation);
  }

  #prepare(method: string, url: string | URL, options: RequestOptions | undefined): PreparedRequest {
    this.#checkOpen(String(method));
    return options === undefined ? this.#preparePlain(method, url) : this.#prepareWith(method, url, options);
  }

  #prepareWith(method: string, url: string | URL, options: RequestOptions): PreparedRequest {
    checkObject('', 'options', options);
    if (options.beforeRedirect !== undefined) checkFunction('', 'beforeRedirect', options.beforeRedirect);
    if (isNearlyPlain(options)) return withFile(this.#preparePlain(method, url), options.saveTo);
    checkRequestNames(options);
    const usesOwn = usesSessionSettings(options);
    const settings = usesOwn ? this.#settings : checkSettings(this.#options, options);
    return prepareRequest(this.#defaults, settings, usesOwn, { method, url, options, body: prepareBody(options) });
  }

  /** Reuses the last prepared request without options, since most callers call the same service again and again. */
  #preparePlain(method: string, url: string | URL): PreparedRequest {
    const last = this.#plainRequests.get(method);
    if (last !== undefined && last.given === url) return last.request;
    const request = last
      ? withUrl(last.request, normaliseUrl(url, this.#defaults.baseUrl))
      : prepareRequest(this.#defaults, this.#settings, true, { method, url, options: {}, body: NO_BODY });
    // The caller may change a URL object.
    if (typeof url === 'string') this.#plainRequests.set(method, { given: url, request });
    return request;
  }

  /** Called for each response, redirects included; acurl's `response_callback`. */
  get responseCallback(): ResponseCallback | undefined {
    return this.#host.responseCallback;
  }

  set responseCallback(callback: ResponseCallback | undefined) {
    this.#host.responseCallback = callback;
  }

  /** Sets {@link Session.responseCallback}; null or undefined removes it. @throws {TypeError} not a function */
  setResponseCallback(callback: ResponseCallback | null | undefined): void {
    if (callback !== undefined && callback !== null) checkFunction('', 'responseCallback', callback);
    this.responseCallback = callback ?? undefined;
  }

  /** The cookies of the jar by name; of cookies with the same name, the last one. After {@link Session.close}, the last ones. */
  cookies(): Record<string, string> {
    return Object.fromEntries(this.cookieList().map(({ name, value }) => [name, value]));
  }

  /** The cookies of the jar with all their fields. */
  cookieList(): readonly Cookie[] {
    return this.#host.jar.list();
  }

  /** Adds a cookie to the jar. @throws {TypeError} not a {@link Cookie} @throws {CurlStateError} closed */
  setCookie(cookie: Cookie): void {
    if (!(cookie instanceof Cookie)) throw argumentError('setCookie', 'cookie', 'a Cookie', cookie);
    this.#host.jar.add([cookie]);
  }

  /** Empties the jar. @throws {CurlStateError} closed */
  eraseAllCookies(): void {
    this.#host.jar.erase('ALL');
  }

  /** Erases the session cookies. @throws {CurlStateError} closed */
  eraseSessionCookies(): void {
    this.#host.jar.erase('SESS');
  }

  /** The jar as the text of a Netscape cookie file. */
  saveCookies(): string {
    return this.#host.jar.save();
  }

  /**
   * Adds the cookies of a Netscape cookie file's text.
   * @throws {TypeError} a line is not a cookie, or its cookie is for a public suffix; then none is added @throws {CurlStateError} closed
   */
  loadCookies(text: string): void {
    this.#host.jar.load(text);
  }

  /**
   * Closes the session: it accepts no more requests, and running ones finish normally. Frees the idle handles. May be
   * called again.
   */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#closing.abort(new CurlStateError('the session is closed', 'ERR_CURL_CLOSED', 'events'));
    this.#owner.closed();
    this.#fetches.close();
    this.#owner.resources.release();
  }

  /** Whether the session is closed. */
  get closed(): boolean {
    return this.#closed;
  }

  [Symbol.dispose](): void {
    this.close();
  }
}
