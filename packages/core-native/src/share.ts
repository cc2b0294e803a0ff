import { Status, binding, type NativeShare } from './binding.js';
import { makeShareError } from './errors.js';
import { errorOfStatus } from './native-status.js';

/** What easy.ts may do with a share; not exported by the package. */
export let shareAccess: {
  native(share: unknown): NativeShare | undefined;
};

/**
 * A libcurl share handle: data that easy handles of one thread use together (`easy.setOpt('SHARE', share)`). A share
 * lives as long as a handle uses it.
 */
export class Share {
  readonly #native: NativeShare;
  #closed = false;

  static {
    shareAccess = {
      native: (share) => (typeof share === 'object' && share !== null && #native in share ? share.#native : undefined),
    };
  }

  /** Corresponds to `curl_share_init()`. */
  constructor() {
    this.#native = new binding.Share();
  }

  /**
   * Shares one kind of data, or stops sharing it; corresponds to `curl_share_setopt()`.
   * @param option CURLSHOPT_SHARE or CURLSHOPT_UNSHARE
   * @param data one of CURL_LOCK_DATA_*
   * @throws {TypeError | RangeError} not such numbers
   * @throws {ShareError} libcurl refuses: a handle uses the share, or the kind is unknown
   * @throws {CurlStateError} closed
   */
  setOpt(option: number, data: number): this {
    const status = this.#native.setOpt(option, data);
    if (status === Status.ok) return this;
    const asked = { operation: 'share setOpt', expected: 'CURLSHOPT_SHARE or CURLSHOPT_UNSHARE and a kind of data', value: data };
    throw errorOfStatus(status, asked) ?? makeShareError(status, 'share setOpt');
  }

  /** How many easy handles use it. */
  get users(): number {
    return this.#native.userCount();
  }

  /**
   * Takes the share from every easy handle whose transfer is not running; they stay usable.
   * @returns how many handles still use it
   */
  detach(): number {
    return this.#native.detach();
  }

  /**
   * Frees the share; corresponds to `curl_share_cleanup()`. May be called again.
   * @throws {ShareError} CURLSHE_IN_USE while a handle uses it; nothing was changed
   */
  close(): void {
    if (this.#closed) return;
    const status = this.#native.close();
    if (status !== Status.ok) throw makeShareError(status, 'share close', `${this.users} easy handles use it`);
    this.#closed = true;
  }

  /** Whether {@link Share.close} was called. */
  get closed(): boolean {
    return this.#closed;
  }

  [Symbol.dispose](): void {
    this.close();
  }
}
