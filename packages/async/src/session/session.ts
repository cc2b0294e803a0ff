import { CurlShare } from '@curlew/share';
import { CurlStateError } from '@curlew/core-native';
import type { AsyncCurlMulti } from '../async-curl-multi.js';
import type { Cookie } from '../http/cookie.js';
import { invalidOption } from '../http/invalid-option.js';
import type { Response } from '../http/response.js';
import { openWebSocket } from '../websocket/open-web-socket.js';
import type { WebSocketConnection } from '../websocket/web-socket-connection.js';
import { CookieJar } from './cookie-jar.js';
import { CollectedTransfer } from './collected-transfer.js';
import { sessionFetch } from './fetch.js';
import { HandlePool } from './handle-pool.js';
import { checkKnown } from './known-options.js';
import { checkFunction } from './option-checks.js';
import { prepareBody } from './request-body.js';
import { keepsSettings, planSettings, type PlanSettings } from './plan-settings.js';
import { planRequest, withUrl, type Asked, type Plan } from './request-plan.js';
import type { RequestOptions, SessionHooks, SessionOptions } from './request-options.js';
import { runRequest, type ResponseCallback, type RunHost } from './request-run.js';
import { StreamedTransfer } from './streamed-transfer.js';

/**
 * Requests that share cookies, DNS results, TLS sessions and HSTS; acurl's `Session`. Connections are its wrapper's.
 *
 * @example
 * const session = new CurlWrapper().session({ baseUrl: 'https://example.com' });
 * const response = await session.get('/');
 * console.log(response.statusCode, response.text);
 */
export class Session {
  readonly #share = new CurlShare().share('COOKIE', 'DNS', 'SSL_SESSION', 'HSTS');
  readonly #host: RunHost;
  readonly #onClose: (session: Session) => void;
  readonly #defaults: SessionOptions;
  /** What holds for requests that say nothing else. */
  readonly #settings: PlanSettings;
  /** By method: the last of the requests without options of their own. */
  readonly #plainPlans = new Map<string, Plan>();
  /** Requests under way, redirects and retries included. */
  #running = 0;
  #closed = false;

  /** @internal */
  constructor(multi: AsyncCurlMulti, options: SessionOptions, onClose: (session: Session) => void) {
    if (typeof options !== 'object' || options === null) throw invalidOption('session', 'an object of options', options);
    checkKnown('session', options);
    if (options.baseUrl !== undefined && !URL.canParse(options.baseUrl)) throw invalidOption('baseUrl', 'an absolute URL', options.baseUrl);
    this.#onClose = onClose;
    this.#defaults = { ...options };
    this.#host = {
      multi,
      pool: new HandlePool(this.#share),
      jar: new CookieJar(this.#share),
      hooks: checkedHooks(options.hooks),
      responseCallback: undefined,
      begun: () => void (this.#running += 1),
      ended: () => this.#ended(),
    };
    // Wrong defaults are told now, not by the first request.
    this.#settings = planSettings(this.#defaults, {});
    this.#plainPlan('GET', 'http://localhost/');
  }

  get(url: string, options?: RequestOptions): Promise<Response> {
    return this.request('GET', url, options);
  }

  head(url: string, options?: RequestOptions): Promise<Response> {
    return this.request('HEAD', url, options);
  }

  post(url: string, options?: RequestOptions): Promise<Response> {
    return this.request('POST', url, options);
  }

  put(url: string, options?: RequestOptions): Promise<Response> {
    return this.request('PUT', url, options);
  }

  patch(url: string, options?: RequestOptions): Promise<Response> {
    return this.request('PATCH', url, options);
  }

  delete(url: string, options?: RequestOptions): Promise<Response> {
    return this.request('DELETE', url, options);
  }

  options(url: string, options?: RequestOptions): Promise<Response> {
    return this.request('OPTIONS', url, options);
  }

  /**
   * Sends a request and collects the answer.
   * @throws {TypeError} a wrong option, as a rejection; nothing was sent
   * @throws {AcurlError} the transfer failed
   * @throws {RequestError} too many redirects, or one that must not be followed
   * @throws {CurlStateError} the session or its wrapper is closed
   * @throws the reason of an aborted signal
   */
  request(method: string, url: string, options?: RequestOptions): Promise<Response> {
    // Not an async function, which would wrap the promise that it returns in another and wait for it three times.
    try {
      const plan = this.#plan(method, url, options);
      return plan instanceof Promise
        ? plan.then((ready) => runRequest(this.#host, ready, CollectedTransfer))
        : runRequest(this.#host, plan, CollectedTransfer);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  /**
   * Sends a request and resolves when the headers are there. The body is `response.stream`, with backpressure: who reads
   * slowly makes the server send slowly.
   * @throws as {@link Session.request}
   */
  async stream(method: string, url: string, options?: RequestOptions): Promise<Response> {
    if (options?.saveTo !== undefined) throw invalidOption('saveTo', 'nothing: the body is a stream', options.saveTo);
    return runRequest(this.#host, await this.#plan(method, url, options), StreamedTransfer);
  }

  /** The WHATWG `fetch` on this session, for libraries that take one; a bound function. */
  readonly fetch = (input: string | URL | globalThis.Request, init?: RequestInit): Promise<globalThis.Response> =>
    sessionFetch(this, input, init);

  /**
   * Opens a WebSocket (`ws://`, `wss://`) with the session's cookies, headers and settings; resolves when the server has
   * agreed to it.
   *
   * @example
   * const socket = await session.ws('wss://example.com/feed');
   * await socket.send('hello');
   * for await (const message of socket) console.log(message);
   * @throws as {@link Session.request}
   */
  async ws(url: string, options: RequestOptions = {}): Promise<WebSocketConnection> {
    return openWebSocket(this.#host, await this.#plan('GET', url, options));
  }

  #plan(method: string, url: string, options: RequestOptions | undefined): Plan | Promise<Plan> {
    if (this.#closed) throw new CurlStateError('the session is closed', 'ERR_CURL_CLOSED', String(method));
    if (options === undefined) return this.#plainPlan(method, url);
    if (typeof options !== 'object' || options === null) throw invalidOption('options', 'an object', options);
    const body = prepareBody(options);
    if (body instanceof Promise) return body.then((prepared) => this.#planWith({ method, url, options, body: prepared }));
    return this.#planWith({ method, url, options, body });
  }

  #planWith(asked: Asked): Plan {
    if (keepsSettings(asked.options)) return planRequest(this.#defaults, this.#settings, true, asked);
    return planRequest(this.#defaults, planSettings(this.#defaults, asked.options), false, asked);
  }

  #plainPlan(method: string, url: string): Plan {
    const last = this.#plainPlans.get(method) ?? this.#planWith({ method, url: 'http://localhost/', options: {}, body: { kind: 'none' } });
    const plan = last.hop.url === url ? last : withUrl(last, url, this.#defaults.baseUrl);
    this.#plainPlans.set(method, plan);
    return plan;
  }

  /** Called for each response, redirects included; acurl's `response_callback`. */
  get responseCallback(): ResponseCallback | undefined {
    return this.#host.responseCallback;
  }

  set responseCallback(callback: ResponseCallback | undefined) {
    this.#host.responseCallback = callback;
  }

  /** Sets {@link Session.responseCallback}; undefined takes it back. @throws {TypeError} not a function */
  setResponseCallback(callback: ResponseCallback | undefined): void {
    checkFunction('responseCallback', callback);
    this.responseCallback = callback;
  }

  /** The cookies of the jar by name; of those with the same name the last. */
  cookies(): Record<string, string> {
    return Object.fromEntries(this.cookieList().map(({ name, value }) => [name, value]));
  }

  /** The cookies of the jar with all that is known of them. */
  cookieList(): readonly Cookie[] {
    return this.#host.jar.list();
  }

  /** Adds a cookie to the jar. */
  setCookie(cookie: Cookie): void {
    this.#host.jar.add([cookie]);
  }

  eraseAllCookies(): void {
    this.#host.jar.erase('ALL');
  }

  /** Erases the cookies that have no time of their own. */
  eraseSessionCookies(): void {
    this.#host.jar.erase('SESS');
  }

  /** The jar as the text of a Netscape cookie file. */
  saveCookies(): string {
    return this.#host.jar.save();
  }

  /** Adds the cookies of such a text. @throws {TypeError} a line is no cookie; none is added then */
  loadCookies(text: string): void {
    this.#host.jar.load(text);
  }

  /** Takes no more requests; those that are under way end as they would. Frees the idle handles. May be called again. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#onClose(this);
    this.#host.pool.close();
    this.#free();
  }

  #ended(): void {
    this.#running -= 1;
    if (this.#closed) this.#free();
  }

  #free(): void {
    if (this.#running > 0) return;
    this.#host.jar.close();
    // The share lives as long as a handle uses it.
    if (this.#share.users === 0) this.#share.close();
  }

  get closed(): boolean {
    return this.#closed;
  }

  [Symbol.dispose](): void {
    this.close();
  }
}

function checkedHooks(hooks: SessionHooks = {}): SessionHooks {
  if (typeof hooks !== 'object' || (hooks as unknown) === null) throw invalidOption('hooks', 'an object of functions', hooks);
  checkKnown('hooks', hooks);
  for (const [name, hook] of Object.entries(hooks) as [string, unknown][]) checkFunction(`hooks.${name}`, hook);
  return { ...hooks };
}
