import { Share, argumentError, checkNames, checkObject, checkString, constants } from '@curlew/core-native';
import { LockData, type LockDataName } from './lock-data.js';

const KINDS = Object.keys(LockData).join(', ');

/** Options of the constructor. */
export interface CurlShareOptions {
  /** Detach the easy handles that use the share when it is closed. Default true; with false close() refuses. */
  detachOnClose?: boolean;
  /** The {@link CurlShare.token} of a share in another thread, to use the same data. Default: data of its own. */
  token?: string;
}

/** A kind of data: its name, or libcurl's number. */
export type LockDataKind = LockDataName | (typeof LockData)[LockDataName];

/**
 * pycurl's `CurlShare`: cookies, DNS results, TLS sessions, connections and more, used by several easy handles.
 *
 * @example
 * using share = new CurlShare();
 * share.share('COOKIE', 'DNS');
 * easy.setOpt('SHARE', share);
 */
export class CurlShare extends Share {
  /** Whether {@link CurlShare.close} detaches handles that use the share. */
  readonly detachOnClose: boolean;

  /**
   * Corresponds to `curl_share_init()`.
   * @throws {TypeError} the options are not an object, or the token is not a string
   * @throws {CurlStateError} no thread of this process has a share with this token open
   */
  constructor(options: CurlShareOptions = {}) {
    checkObject('new CurlShare', 'options', options, 'an object like { detachOnClose: true }');
    checkNames('new CurlShare', options, { detachOnClose: true, token: true });
    super(options.token);
    this.detachOnClose = Boolean(options.detachOnClose ?? true);
  }

  /**
   * The share of another thread: `new CurlShare({ ...options, token })`.
   *
   * @example
   * // Here: new Worker(file, { workerData: { token: share.token } })
   * // and there, in the worker:
   * using share = CurlShare.fromToken(workerData.token);
   * easy.setOpt('SHARE', share);
   * @throws as the constructor
   */
  static fromToken(token: string, options: Omit<CurlShareOptions, 'token'> = {}): CurlShare {
    checkString('fromToken', '', token, 'the token of a share');
    return new this({ ...options, token });
  }

  /**
   * Shares these kinds of data, one after the other.
   * @throws {TypeError} no kind given, or an unknown one
   * @throws {ShareError} libcurl refuses: a handle uses the share already, or other threads may ({@link CurlShare.token})
   * @throws {CurlStateError} closed, or other threads may use the share and the kind is not allowed there
   */
  share(...kinds: LockDataKind[]): this {
    return this.#each('share', constants.CURLSHOPT_SHARE, kinds);
  }

  /** Stops sharing these kinds of data. @throws as {@link CurlShare.share} */
  unshare(...kinds: LockDataKind[]): this {
    return this.#each('unshare', constants.CURLSHOPT_UNSHARE, kinds);
  }

  /** How often libcurl has used data of this kind through the share, from all threads. @throws as `Share.usesOf` of core-native */
  override usesOf(kind: LockDataName | number): number {
    return super.usesOf(numberOf('usesOf', kind));
  }

  #each(operation: string, option: number, kinds: LockDataKind[]): this {
    if (kinds.length === 0) throw argumentError(operation, '', `at least one kind of data (${KINDS})`, kinds);
    for (const kind of kinds) this.setOpt(option, numberOf(operation, kind));
    return this;
  }

  /**
   * Frees the share. With `detachOnClose` the handles that use it are detached first; they stay usable. May be called
   * again.
   * @throws {ShareError} CURLSHE_IN_USE: a handle uses it and `detachOnClose` is false, or its transfer is running; the
   * share stays open
   */
  override close(): void {
    if (this.detachOnClose && !this.closed) this.detach();
    super.close();
  }
}

function numberOf(operation: string, kind: LockDataName | number): number {
  if (typeof kind === 'string' && Object.hasOwn(LockData, kind)) return LockData[kind];
  if (typeof kind === 'number') return kind;
  throw argumentError(operation, '', `a kind of data (${KINDS})`, kind);
}
