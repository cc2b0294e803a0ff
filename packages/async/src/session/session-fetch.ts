import type { FetchTransport } from '../fetch/fetch.js';
import type { FetchRequest } from '../fetch/fetch-request.js';
import { fetchHeaderRule, sessionHeaderRule } from '../http/header-policy.js';
import type { Response } from '../http/response.js';
import { checkSettings, type CheckedSettings, type SessionOptions } from './options/index.js';
import { SessionResources } from './pool/session-resources.js';
import { prepareBody } from './request/prepared-body.js';
import { prepareRequest, type PreparedRequest, type SessionDefaults } from './request/prepared-request.js';
import type { RedirectRules } from './request/redirect.js';
import { FETCH_REDIRECTS, runRequest, type RequestHost } from './request/run-request.js';
import { streamed } from './transfer/streamed-transfer.js';

/** The Fetch standard's limit. */
const MOST_REDIRECTS = 20;

/** Sends the requests of a session's `fetch`: with the session's settings, but the standard's redirects. */
export class SessionFetch implements FetchTransport {
  readonly #host: RequestHost;
  readonly #options: SessionOptions;
  readonly #defaults: SessionDefaults;
  readonly #rules: RedirectRules;
  readonly #checkOpen: () => void;
  /** The last call without an init; an identical call arrives as the same object. */
  #last: { call: FetchRequest; request: PreparedRequest } | undefined;
  #settings: { follow: CheckedSettings; manual: CheckedSettings } | undefined;
  #cookieless: { host: RequestHost; resources: SessionResources } | undefined;

  /** @param checkOpen throws when the session is closed */
  constructor(host: RequestHost, options: SessionOptions, defaults: SessionDefaults, checkOpen: () => void) {
    this.#host = host;
    this.#options = options;
    this.#defaults = defaults;
    this.#checkOpen = checkOpen;
    // The caller of fetch may not know the session's own headers, so these stay with their origin.
    const own = new Set(defaults.fields.map(([name]) => name.toLowerCase()));
    this.#rules = {
      ...FETCH_REDIRECTS,
      keepsHeader: (name, reach) => (own.has(name.toLowerCase()) ? sessionHeaderRule : fetchHeaderRule)(name, reach),
    };
  }

  get baseUrl(): string | undefined {
    return this.#defaults.baseUrl;
  }

  send(call: FetchRequest): Promise<Response> {
    this.#checkOpen();
    const host = call.omitsCookies ? this.#hostWithoutCookies() : this.#host;
    return runRequest(host, this.#prepare(call), streamed, this.#rules);
  }

  #prepare(call: FetchRequest): PreparedRequest {
    if (this.#last?.call === call) return this.#last.request;
    const { method, url, options = {}, redirect } = call;
    const body = prepareBody(options);
    const request = prepareRequest(this.#defaults, this.#settingsFor(redirect === 'follow'), true, { method, url, options, body });
    if (call.options === undefined) this.#last = { call, request };
    return request;
  }

  #settingsFor(follows: boolean): CheckedSettings {
    const settings = (this.#settings ??= {
      follow: checkSettings(this.#options, { maxRedirects: MOST_REDIRECTS, allowRedirects: true, allowDowngrade: true }),
      manual: checkSettings(this.#options, { allowRedirects: false }),
    });
    return follows ? settings.follow : settings.manual;
  }

  /** The host for requests that neither send nor store the session's cookies. */
  #hostWithoutCookies(): RequestHost {
    if (this.#cookieless === undefined) {
      const session = this.#host;
      const resources = new SessionResources({ hasCookies: false });
      resources.retain();
      const { share, pool, jar } = resources;
      const host: RequestHost = {
        multi: session.multi,
        transport: session.transport,
        share,
        pool,
        jar,
        resources,
        // Read each time, because the session's callback may be replaced at any time.
        get responseCallback() {
          return session.responseCallback;
        },
      };
      this.#cookieless = { resources, host };
    }
    return this.#cookieless.host;
  }

  /** Frees the idle handles, and the rest when the last request has finished. */
  close(): void {
    this.#cookieless?.resources.release();
  }
}
