import { CurlStateError, argumentError } from '@curlew/async';
import type { CurlOptions, PostFields } from './curl-options.js';
import { parseMaxRequests } from './max-requests.js';
import type { RequestHandle } from './request-handle.js';
import { copyOptions, readSettings, type ParallelCurlSettings } from './settings.js';

/** The common base of ParallelCurl and ParallelCurlSync: the limit, and the options of requests. */
export abstract class ParallelBase {
  readonly #failOnHttpError: boolean;
  #maxRequests: number;
  #options: CurlOptions;

  /**
   * @param maxRequests how many requests may be outstanding, or {@link ParallelCurlSettings}; 0, a negative number or
   * Infinity for no limit
   * @param options libcurl options for every request
   * @throws {TypeError} a limit that is not a whole number, or an unknown setting
   */
  constructor(maxRequests: number | string | ParallelCurlSettings = 10, options: CurlOptions = {}) {
    const settings = readSettings(maxRequests, options);
    this.#maxRequests = settings.maxRequests as number;
    this.#options = settings.options;
    this.#failOnHttpError = settings.failOnHttpError;
  }

  /** How many requests may be outstanding; Infinity for no limit. */
  get maxRequests(): number {
    return this.#maxRequests;
  }

  /** The libcurl options of requests that start from now on; a frozen copy. */
  get options(): CurlOptions {
    return this.#options;
  }

  /** Changes the limit at once. @throws {TypeError} not a whole number */
  setMaxRequests(maxRequests: number | string): void {
    this.#maxRequests = parseMaxRequests(maxRequests);
  }

  /** Changes the libcurl options of requests that start from now on. They are copied. @throws {TypeError} not an object */
  setOptions(options: CurlOptions): void {
    this.#options = copyOptions(options);
  }

  /** @throws {CurlStateError} closed @throws {TypeError} the URL is not a string, or the callback is not a function */
  protected checkRequest(isClosed: boolean, url: unknown, callback: unknown): void {
    if (isClosed) throw new CurlStateError('this object is closed', 'ERR_CURL_CLOSED', 'startRequest');
    if (typeof url !== 'string') throw argumentError('', 'url', 'a string', url);
    if (callback !== undefined && typeof callback !== 'function') throw argumentError('', 'callback', 'a function', callback);
  }

  /** Prepares a handle. @throws {TypeError | RangeError} naming the option that was refused */
  protected prepare(handle: RequestHandle, url: string, postFields: PostFields | undefined): void {
    handle.prepare(url, postFields, this.#options, this.#failOnHttpError);
  }
}
