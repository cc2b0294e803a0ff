import { CurlShare } from '@curlew/share';
import { CookieJar } from './cookie-jar.js';
import { HandlePool } from './handle-pool.js';

/**
 * The resources that a session shares with the sessions extended from it: cookies, DNS results, TLS sessions, HSTS, and
 * idle handles. They are freed when all these sessions are closed and no request is running.
 */
export class SessionResources {
  readonly share: CurlShare;
  readonly pool: HandlePool;
  readonly jar: CookieJar;
  /** The number of open sessions. */
  #users = 0;
  /** The number of running requests, redirects and retries included. */
  #running = 0;
  #onFree: (() => void) | undefined;

  /** @param options.hasCookies false for requests that neither send nor store cookies */
  constructor({ hasCookies = true } = {}) {
    this.share = new CurlShare().share('DNS', 'SSL_SESSION', 'HSTS', ...(hasCookies ? (['COOKIE'] as const) : []));
    this.pool = new HandlePool(this.share, { hasCookies });
    this.jar = new CookieJar(this.share);
  }

  /** Sets the function to call when everything has been freed. */
  onFree(callback: () => void): void {
    this.#onFree = callback;
  }

  /** Called by each session that starts to use the resources. */
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
    // The share can be closed only when no handle uses it.
    if (this.share.users === 0) this.share.close();
    this.#onFree?.();
    this.#onFree = undefined;
  }
}
