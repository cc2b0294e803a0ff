import { CurlShare as Share } from '@curlew/share';
import { scopeConstants, pycurlConstants } from './constants.js';
import { asPycurl, pycurlError } from './errors/as-pycurl.js';
import { error } from './errors/errors.js';
import { cInt, checkKeywords } from './python/arguments.js';
import { isTrue } from './python/truth.js';

const shares = new WeakMap<CurlShare, Share>();

/** The share behind pycurl's. */
export const shareOf = (share: CurlShare): Share => shares.get(share)!;

/** Options of the constructor; Python's keyword arguments. */
export interface CurlShareKeywords {
  detach_on_close?: boolean;
}

/** pycurl's `CurlShare`. */
export class CurlShare {
  readonly #share: Share;

  /** @throws {TypeError} a keyword other than `detach_on_close`, or a positional argument */
  constructor(keywords: CurlShareKeywords = {}) {
    if (typeof keywords !== 'object' || keywords === null) throw new TypeError('CurlShare() takes no positional arguments');
    checkKeywords(keywords, ['detach_on_close']);
    this.#share = new Share({ detachOnClose: keywords.detach_on_close === undefined || isTrue(keywords.detach_on_close) });
    shares.set(this, this.#share);
  }

  /**
   * Shares a kind of data, or stops sharing it: `setopt(SH_SHARE, LOCK_DATA_COOKIE)`.
   * @throws {TypeError} not such an option or kind
   * @throws {error} a Curl uses the share, or it is closed
   */
  setopt(option: number, value: number): void {
    const number = cInt(option);
    if ((typeof value !== 'number' && typeof value !== 'boolean') || !Number.isInteger(Number(value)))
      throw new TypeError('invalid arguments to setopt');
    if (number !== pycurlConstants.SH_SHARE && number !== pycurlConstants.SH_UNSHARE)
      throw new TypeError('integers are not supported for this option');
    this.#checkOpen('setopt');
    if (!KINDS.has(value)) throw new TypeError('invalid arguments to setopt');
    asPycurl('setopt', () => this.#share.setOpt(number, value), 'share handle');
  }

  /** Shares these kinds, one after the other. @throws as {@link CurlShare.setopt} */
  share(...kinds: number[]): void {
    this.#each('share', pycurlConstants.SH_SHARE, kinds);
  }

  /** Stops sharing these kinds of data (LOCK_DATA_*). @throws as {@link CurlShare.setopt} */
  unshare(...kinds: number[]): void {
    this.#each('unshare', pycurlConstants.SH_UNSHARE, kinds);
  }

  #each(method: string, option: number, kinds: number[]): void {
    if (kinds.length === 0) throw new TypeError('at least one LOCK_DATA_* argument required');
    if (kinds.some((kind) => Array.isArray(kind)))
      throw new TypeError('list/tuple arguments are not expanded; pass each LOCK_DATA_* constant individually');
    if (kinds.some((kind) => !Number.isInteger(kind) && typeof kind !== 'boolean'))
      throw new TypeError('arguments must be LOCK_DATA_* integers');
    this.#checkOpen(method);
    for (const kind of kinds) this.setopt(option, kind);
  }

  #checkOpen(method: string): void {
    if (this.#share.closed) throw new error(`cannot invoke ${method}() - no share handle`);
  }

  /** Frees the share, after detaching the Curl objects that use it. @throws {error} `detach_on_close` is false, or one is running */
  close(): void {
    try {
      asPycurl('close', () => this.#share.close(), 'share handle');
    } catch (thrown) {
      const { users } = this.#share;
      throw pycurlError([`cannot close CurlShare: still in use by ${users} active Curl object${users === 1 ? '' : 's'}`], thrown);
    }
  }

  /** Whether it was closed. */
  get closed(): boolean {
    return this.#share.closed;
  }

  [Symbol.dispose](): void {
    this.close();
  }
}
scopeConstants(CurlShare.prototype, 'CurlShare');

const { LOCK_DATA_COOKIE, LOCK_DATA_DNS, LOCK_DATA_SSL_SESSION, LOCK_DATA_CONNECT, LOCK_DATA_PSL, LOCK_DATA_HSTS } = pycurlConstants;
const KINDS = new Set<number>([LOCK_DATA_COOKIE, LOCK_DATA_DNS, LOCK_DATA_SSL_SESSION, LOCK_DATA_CONNECT, LOCK_DATA_PSL, LOCK_DATA_HSTS]);
