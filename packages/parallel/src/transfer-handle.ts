import type { CurlError, Easy, EasyInfos } from '@curlew/async';

/**
 * What a callback may ask about its finished transfer; the seed's curl handle. Valid until the callback, and the promise
 * that it returns, is done: then the handle goes to the next request.
 */
export class TransferHandle {
  #easy: Easy | undefined;
  #headers: Buffer | undefined;
  /** The transfer's error, or undefined when it succeeded (an HTTP error status is a success). */
  readonly error: CurlError | undefined;

  /** @internal */
  constructor(easy: Easy, error: CurlError | undefined) {
    this.#easy = easy;
    this.error = error;
  }

  /**
   * What libcurl knows about the transfer; corresponds to `curl_easy_getinfo()`.
   * @param info libcurl's name without CURLINFO_, such as `RESPONSE_CODE`
   * @throws {Error} the callback is over
   */
  getInfo<K extends keyof EasyInfos>(info: K): EasyInfos[K] {
    return this.#handle().getInfo(info);
  }

  /** The header lines as received, one block per response. */
  get headerBlock(): string {
    this.#headers ??= this.#handle().takeHeaderBlock();
    return this.#headers.toString('latin1');
  }

  /** libcurl's number of the error, 0 for none. */
  get errno(): number {
    return this.error?.errno ?? 0;
  }

  /** What went wrong, '' for nothing. pycurl's `errstr()`. */
  get errstr(): string {
    return this.error?.message ?? '';
  }

  /** @internal */
  release(): void {
    this.#easy = undefined;
  }

  #handle(): Easy {
    if (!this.#easy) throw new Error('the transfer handle is only valid until its callback is done; take what you need from it there');
    return this.#easy;
  }
}
