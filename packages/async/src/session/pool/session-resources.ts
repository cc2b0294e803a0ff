import { CurlShare } from '@curlew/share';
import { CookieJar } from './cookie-jar.js';
import { HandlePool } from './handle-pool.js';

/**
 * Everything that a session and the sessions extended from it have in common: cookies, DNS results, TLS sessions, HSTS,
 * and the idle handles. It is freed when all of them are closed and no request is under way.
 */
export class SessionResources {
  readonly share: CurlShare;
  readonly pool: HandlePool;
  readonly jar: CookieJar;
  /** The sessions that are open. */
  #users = 0;
  /** Requests under way, redirects and retries included. */
  #running = 0;
  #onFree: (() => void) | undefined;

  /** @param options.hasCookies false for requests that neither send nor store cookies */
  constructor({ hasCookies = true } = {}) {
    this.share = new CurlShare().share('DNS', 'SSL_SESSION', 'HSTS', ...(hasCookies ? (['COOKIE'] as const) : []));
    this.pool = new HandlePool(this.share, { hasCookies });
    this.jar = new CookieJar(this.share);
  }

  /** Sets what is called when everything is freed. */
  onFree(callback: () => void): void {
    this.#onFree = callback;
  }

  /** Called by each session that begins to use it. */
  retain(): void {
    this.#users += 1;
  }

  /** Called by each session that closes. */
  release(): void {
    this.#users -= 1;
    if (this.#users > 0) return;
    this.pool.close();
    this.#free();
  }

  begun(): void {
    this.#running += 1;
  }

  ended(): void {
    this.#running -= 1;
    this.#free();
  }

  #free(): void {
    if (this.#users > 0 || this.#running > 0) return;
    this.jar.close();
    // The share lives as long as a handle uses it.
    if (this.share.users === 0) this.share.close();
    this.#onFree?.();
    this.#onFree = undefined;
  }
}
