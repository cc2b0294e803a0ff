import { Status, binding, hasFailed, type NativeShare } from './binding.js';
import { CurlStateError, argumentError, errorOfStatus, makeShareError } from './errors/index.js';
import { constants } from './generated/constants.js';

/** Internal access to a share for easy.ts; not exported by the package. */
export let shareAccess: {
  native(share: unknown): NativeShare | undefined;
};

/**
 * A libcurl share handle: data that several easy handles use (`easy.setOpt('SHARE', share)`). A share lives as long as
 * a handle uses it.
 */
export class Share {
  readonly #native: NativeShare;
  #closed = false;

  static {
    shareAccess = {
      native: (share) => (typeof share === 'object' && share !== null && #native in share ? share.#native : undefined),
    };
  }

  /**
   * Corresponds to `curl_share_init()`.
   * @param token of a share in another thread of this process ({@link Share.token}), to use the same data; without it
   *   the share has its own data
   * @throws {TypeError} not a token
   * @throws {CurlStateError} no thread has that share open
   */
  constructor(token?: string) {
    if (token !== undefined && typeof token !== 'string') throw argumentError('new Share', '', 'the token of a share', token);
    this.#native = new binding.Share(token);
    // A native share without data answers like a closed one.
    if (!hasFailed(this.#native.usesOf(0))) return;
    if (token === undefined) throw makeShareError(constants.CURLSHE_NOMEM, 'new Share');
    throw new CurlStateError('no thread of this process has a share with this token open', 'ERR_CURL_CLOSED', 'new Share');
  }

  /**
   * The token with which other threads of this process can open the share; send it through `workerData` or
   * `postMessage` and give it to their constructor. Each thread opens and closes a share of its own, and the data lives
   * as long as one of them has it open. Once this was called, the kinds of data are fixed.
   * @throws {CurlStateError} closed, or the share has kinds that libcurl does not allow between threads: connections,
   *   cookies, HSTS
   */
  get token(): string {
    const token = this.#native.token();
    if (hasFailed(token)) throw errorOfStatus(token.failed, { operation: 'share token' })!;
    return token;
  }

  /**
   * How often libcurl has used data of this kind through the share, from all threads. 0 means that the handles do not
   * use the shared data.
   * @param data one of CURL_LOCK_DATA_*
   * @throws {CurlStateError} closed
   */
  usesOf(data: number): number {
    const uses = this.#native.usesOf(data);
    if (!hasFailed(uses)) return uses;
    throw errorOfStatus(uses.failed, { operation: 'share usesOf', expected: 'a kind of data (CURL_LOCK_DATA_*)', value: data })!;
  }

  /**
   * Shares one kind of data, or stops sharing it; corresponds to `curl_share_setopt()`.
   * @param option CURLSHOPT_SHARE or CURLSHOPT_UNSHARE
   * @param data one of CURL_LOCK_DATA_*
   * @throws {TypeError | RangeError} not an option and a kind of data
   * @throws {ShareError} libcurl refuses: a handle uses the share, or the kind is unknown
   * @throws {CurlStateError} closed
   */
  setOpt(option: number, data: number): this {
    const status = this.#native.setOpt(option, data);
    if (status === Status.ok) return this;
    const asked = { operation: 'share setOpt', expected: 'CURLSHOPT_SHARE or CURLSHOPT_UNSHARE and a kind of data', value: data };
    throw errorOfStatus(status, asked) ?? makeShareError(status, 'share setOpt');
  }

  /** How many easy handles of this thread use it. */
  get users(): number {
    return this.#native.userCount();
  }

  /**
   * Detaches every easy handle whose transfer is not running; the handles stay usable.
   * @returns how many handles still use it
   */
  detach(): number {
    return this.#native.detach();
  }

  /**
   * Frees the share, or this thread's part of it; corresponds to `curl_share_cleanup()`. May be called again.
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
