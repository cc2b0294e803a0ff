import { CurlStateError, argumentError, asciiUrl, type Easy } from '@curlew/async';
import { applyRequest, outlastsReset, type CurlOptions, type PostFields } from './curl-options.js';
import { parseMaxRequests } from './max-requests.js';
import { copyOptions, readSettings, type ParallelCurlSettings } from './settings.js';

/** The common base of ParallelCurl and ParallelCurlSync: the limit, and the options of requests. */
export abstract class ParallelBase {
  readonly #failOnHttpError: boolean;
  /** Handles with nothing set on them but these options, and a URL. */
  readonly #readied = new WeakMap<Easy, CurlOptions>();
  /** Handles that have something of their request even after `reset()`. */
  readonly #hasMemory = new WeakSet<Easy>();
  /** Handles that somebody outside may have. */
  readonly #exposed = new WeakSet<Easy>();
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
  protected prepare(easy: Easy, url: string, postFields: PostFields | undefined): void {
    const options = this.#options;
    // Most requests have the options of the one before: nothing but the URL is set anew.
    if (postFields === undefined && this.#readied.get(easy) === options) return void easy.setOpt('URL', asciiUrl(url));
    this.#unready(easy);
    applyRequest(easy, url, options, postFields);
    if (this.#failOnHttpError) easy.setOpt('FAILONERROR', true);
    if (outlastsReset(options)) this.#hasMemory.add(easy);
    else if (postFields === undefined) this.#readied.set(easy, options);
  }

  /** Takes back everything that is set on a handle. */
  #unready(easy: Easy): void {
    this.#readied.delete(easy);
    easy.reset();
  }

  /** Notes that somebody outside gets a handle: no other request may have it, whatever he does with it, and when. */
  protected expose(easy: Easy): void {
    this.#exposed.add(easy);
  }

  /**
   * A handle is idle: what its request alone had does not stay in memory.
   * @returns whether another request may have it
   */
  protected recycle(easy: Easy): boolean {
    if (this.#exposed.has(easy)) return false;
    if (this.#hasMemory.has(easy)) {
      easy.close();
      return false;
    }
    if (!this.#readied.has(easy)) this.#unready(easy);
    return true;
  }
}
