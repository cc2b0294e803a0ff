import { Easy, asciiUrl } from '@curlew/async';
import { applyRequest, outlastsReset, type CurlOptions, type PostFields } from './curl-options.js';

/** An easy handle that goes from request to request, with a record of what is set on it. */
export class RequestHandle {
  readonly easy = new Easy();
  /** The options, if nothing is set but these and a URL. */
  #options: CurlOptions | undefined = undefined;
  #url: string | undefined = undefined;
  /** Whether it has something of its request even after `reset()`. */
  #hasMemory = false;
  #isExposed = false;

  /** Prepares it for a request. @throws {TypeError | RangeError} naming the option that was refused */
  prepare(url: string, postFields: PostFields | undefined, options: CurlOptions, failOnHttpError: boolean): void {
    // Most requests have the options of the one before: nothing but the URL is set anew, if that has changed.
    if (postFields !== undefined || this.#options !== options) this.#setAll(url, postFields, options, failOnHttpError);
    else if (this.#url !== url) this.easy.setOpt('URL', asciiUrl(url));
    this.#url = url;
  }

  #setAll(url: string, postFields: PostFields | undefined, options: CurlOptions, failOnHttpError: boolean): void {
    this.#reset();
    applyRequest(this.easy, url, options, postFields);
    if (failOnHttpError) this.easy.setOpt('FAILONERROR', true);
    if (outlastsReset(options)) this.#hasMemory = true;
    else if (postFields === undefined) this.#options = options;
  }

  /** Takes back everything that is set. */
  #reset(): void {
    this.#options = undefined;
    this.#url = undefined;
    this.easy.reset();
  }

  /** Notes that somebody outside gets it: no other request may have it, whatever he does with it, and when. */
  expose(): void {
    this.#isExposed = true;
  }

  /**
   * It is idle: what its request alone had does not stay in memory.
   * @returns whether another request may have it
   */
  recycle(): boolean {
    if (this.#isExposed) return false;
    if (this.#hasMemory) {
      this.easy.close();
      return false;
    }
    if (this.#options === undefined) this.#reset();
    return true;
  }
}
