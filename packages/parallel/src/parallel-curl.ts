import { AsyncCurlMulti, type CurlError, Easy } from '@curlew/async';
import { applyRequest, type CurlOptions, type PostFields } from './curl-options.js';
import { TransferHandle } from './transfer-handle.js';

/**
 * Called when a request is done.
 * @param content the body, or null when the transfer failed; an HTTP error status is a success with its body
 * @param url the URL as it was asked for
 * @param handle what libcurl knows about the transfer
 * @param userData what was given to {@link ParallelCurl.startRequest}
 */
export type RequestCallback<T = unknown> = (
  content: Buffer | null,
  url: string,
  handle: TransferHandle,
  userData: T,
) => void | Promise<void>;

interface Waiting {
  url: string;
  callback: RequestCallback<never> | undefined;
  userData: unknown;
  postFields: PostFields | undefined;
  started(): void;
  refused(error: unknown): void;
}

/** Idle handles kept for the next requests; more are closed. */
const POOL = 64;

/**
 * Many fetches at once with a limit and callbacks; pyparallelcurl's `ParallelCurl`.
 *
 * @example
 * const parallel = new ParallelCurl(10);
 * for (const url of urls) await parallel.startRequest(url, (content, url) => console.log(url, content?.length));
 * await parallel.finishAllRequests();
 */
export class ParallelCurl {
  readonly #multi = new AsyncCurlMulti();
  readonly #pool: Easy[] = [];
  readonly #waiting: Waiting[] = [];
  #errors: unknown[] = [];
  #finishing: (() => void)[] = [];
  #running = 0;
  /** Transfers and callbacks that finishAllRequests waits for. */
  #outstanding = 0;
  #maxRequests = 10;
  #options: CurlOptions = {};

  /**
   * @param maxRequests how many requests may be outstanding; 0, a negative number or Infinity for no limit
   * @param options libcurl options for every request
   */
  constructor(maxRequests: number | string = 10, options: CurlOptions = {}) {
    this.setMaxRequests(maxRequests);
    this.setOptions(options);
  }

  /** How many requests may be outstanding; Infinity for no limit. */
  get maxRequests(): number {
    return this.#maxRequests;
  }

  /**
   * Changes the limit at once: raising it starts waiting requests, lowering it lets the running ones finish.
   * @throws {TypeError} not a whole number
   */
  setMaxRequests(maxRequests: number | string): void {
    const number = typeof maxRequests === 'string' && maxRequests.trim() !== '' ? Number(maxRequests) : maxRequests;
    if (typeof number !== 'number' || !(Number.isInteger(number) || number === Infinity))
      throw new TypeError(`maxRequests: expected a whole number (0 or less for no limit), got ${String(maxRequests)}`);
    this.#maxRequests = number <= 0 ? Infinity : number;
    this.#startWaiting();
  }

  /** Changes the libcurl options of requests that start from now on. They are copied. */
  setOptions(options: CurlOptions): void {
    if (typeof options !== 'object' || options === null)
      throw new TypeError(`options: expected an object of libcurl options, got ${String(options)}`);
    this.#options = { ...options };
  }

  /**
   * Starts a request as soon as fewer than `maxRequests` are outstanding, in the order of the calls.
   * @param userData passed to the callback; a new object for each request when left out
   * @param postFields makes it a POST of these
   * @returns a promise that resolves when the request has been started, so that awaiting it holds a producer back. It
   * rejects, and nothing is sent, when libcurl refuses an option.
   */
  startRequest<T = Record<string, never>>(
    url: string,
    callback?: RequestCallback<T>,
    userData: T = {} as T,
    postFields?: PostFields,
  ): Promise<void> {
    if (typeof url !== 'string') throw new TypeError(`url: expected a string, got ${typeof url}`);
    if (callback !== undefined && typeof callback !== 'function')
      throw new TypeError(`callback: expected a function, got ${typeof callback}`);
    return new Promise((started, refused) => {
      this.#outstanding += 1;
      this.#waiting.push({ url, callback: callback, userData, postFields, started, refused });
      this.#startWaiting();
    });
  }

  /**
   * Waits until nothing is outstanding: every transfer, every callback, and what callbacks have started.
   * @throws {AggregateError} callbacks threw; nothing else was lost by that
   */
  async finishAllRequests(): Promise<void> {
    if (this.#outstanding > 0) await new Promise<void>((resolve) => this.#finishing.push(resolve));
    if (this.#errors.length === 0) return;
    const errors = this.#errors;
    this.#errors = [];
    throw new AggregateError(errors, `${errors.length} of the callbacks threw`);
  }

  /** Finishes all requests and frees the handles. */
  async close(): Promise<void> {
    try {
      await this.finishAllRequests();
    } finally {
      for (const easy of this.#pool.splice(0)) easy.close();
      await this.#multi.aclose();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /** The old spelling of {@link ParallelCurl.startRequest}. */
  startrequest<T = Record<string, never>>(
    url: string,
    callback?: RequestCallback<T>,
    userData?: T,
    postFields?: PostFields,
  ): Promise<void> {
    return this.startRequest(url, callback, userData, postFields);
  }

  /** The old spelling of {@link ParallelCurl.setMaxRequests}. */
  setmaxrequests(maxRequests: number | string): void {
    this.setMaxRequests(maxRequests);
  }

  /** The old spelling of {@link ParallelCurl.setOptions}. */
  setoptions(options: CurlOptions): void {
    this.setOptions(options);
  }

  /** The old spelling of {@link ParallelCurl.finishAllRequests}. */
  finishallrequests(): Promise<void> {
    return this.finishAllRequests();
  }

  #startWaiting(): void {
    while (this.#running < this.#maxRequests && this.#waiting.length > 0) this.#start(this.#waiting.shift()!);
  }

  #start(request: Waiting): void {
    const easy = this.#pool.pop() ?? new Easy();
    try {
      applyRequest(easy, request.url, this.#options, request.postFields);
      const future = this.#multi.addHandle(easy);
      this.#running += 1;
      request.started();
      void future.then(
        () => this.#finish(easy, request, undefined),
        (error: unknown) => this.#finish(easy, request, error),
      );
    } catch (error) {
      // Nothing was sent. The slot is free, and the caller is told through the promise.
      this.#recycle(easy);
      request.refused(error);
      this.#settleOne();
    }
  }

  async #finish(easy: Easy, request: Waiting, error: unknown): Promise<void> {
    // The slot is free before the callback runs, so that a callback can start the next request with a limit of 1.
    this.#running -= 1;
    this.#startWaiting();
    const failure = error === undefined ? undefined : (error as CurlError);
    const handle = new TransferHandle(easy, failure);
    try {
      await request.callback?.(failure ? null : easy.takeBody(), request.url, handle, request.userData as never);
    } catch (thrown) {
      this.#errors.push(thrown);
    }
    handle.release();
    this.#recycle(easy);
    this.#settleOne();
  }

  #settleOne(): void {
    this.#outstanding -= 1;
    if (this.#outstanding > 0) return;
    for (const resolve of this.#finishing.splice(0)) resolve();
  }

  #recycle(easy: Easy): void {
    if (this.#pool.length >= POOL || easy.closed) {
      easy.close();
      return;
    }
    this.#pool.push(easy.reset());
  }
}
