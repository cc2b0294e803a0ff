import { AsyncCurlMulti, CancelledError, type CurlFuture, type Easy } from '@curlew/async';
import Denque from 'denque';
import type { PostFields } from './curl-options.js';
import { HandlePool } from './handle-pool.js';
import { Outstanding } from './outstanding.js';
import { ParallelBase } from './parallel-base.js';
import { ParallelRequest, type SettleRequest } from './parallel-request.js';
import { addOldSpellings } from './old-spellings.js';
import type { RequestHandle } from './request-handle.js';
import { TransferHandle } from './transfer-handle.js';

/**
 * Called when a request is done.
 * @param content the body, or null when the transfer failed; an HTTP error status is a success with its body
 * @param url the URL as it was given
 * @param handle the finished transfer, for its infos
 * @param userData the value given to {@link ParallelCurl.startRequest}
 */
export type RequestCallback<T = unknown> = (
  content: Buffer | null,
  url: string,
  handle: TransferHandle,
  userData: T,
) => void | Promise<void>;

interface Job {
  url: string;
  callback: RequestCallback<never> | undefined;
  userData: unknown;
  postFields: PostFields | undefined;
  settle: Pick<SettleRequest<never>, 'started' | 'refused' | 'done'>;
}

/** A request that is running. */
interface Running {
  job: Job;
  handle: RequestHandle;
  future: CurlFuture;
}

/** The old spellings; the same functions. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- addOldSpellings puts them on the prototype
export interface ParallelCurl {
  /** The old spelling of {@link ParallelCurl.startRequest}. */
  startrequest: ParallelCurl['startRequest'];
  /** The old spelling of {@link ParallelCurl.setMaxRequests}. */
  setmaxrequests: ParallelCurl['setMaxRequests'];
  /** The old spelling of {@link ParallelCurl.setOptions}. */
  setoptions: ParallelCurl['setOptions'];
  /** The old spelling of {@link ParallelCurl.finishAllRequests}. */
  finishallrequests: ParallelCurl['finishAllRequests'];
  /** The old spelling of {@link ParallelCurl.maxRequests}. */
  readonly max_requests: number;
  /** The old spelling of {@link ParallelCurl.outstandingRequests}. */
  readonly outstanding_requests: ReadonlyMap<Easy, string>;
  /** The old spelling of {@link ParallelCurl.multiHandle}. */
  readonly multi_handle: Pick<AsyncCurlMulti, 'setOpt'>;
}

/**
 * Many fetches at once with a limit and callbacks; pyparallelcurl's `ParallelCurl`.
 *
 * @example
 * const parallel = new ParallelCurl(10);
 * for (const url of urls) await parallel.startRequest(url, (content, url) => console.log(url, content?.length));
 * await parallel.finishAllRequests();
 */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- see above
export class ParallelCurl extends ParallelBase {
  readonly #multi = new AsyncCurlMulti();
  readonly #pool = new HandlePool();
  readonly #waiting = new Denque<Job>();
  readonly #running = new Set<Running>();
  #errors: unknown[] = [];
  /** The transfers and callbacks that finishAllRequests waits for. */
  readonly #outstanding = new Outstanding();
  #closed = false;

  /** The URLs of the requests that are running, by their handles, which no other request gets; a copy. */
  get outstandingRequests(): ReadonlyMap<Easy, string> {
    const running = [...this.#running];
    for (const { handle } of running) handle.expose();
    return new Map(running.map(({ handle, job }) => [handle.easy, job.url]));
  }

  /** The multi that runs the transfers, for setting libcurl's multi options. */
  get multiHandle(): Pick<AsyncCurlMulti, 'setOpt'> {
    return this.#multi;
  }

  /**
   * Changes the limit at once: raising it starts waiting requests, lowering it lets the running ones finish.
   * @throws {TypeError} not a whole number
   */
  override setMaxRequests(maxRequests: number | string): void {
    super.setMaxRequests(maxRequests);
    this.#startWaiting();
  }

  /**
   * Starts a request as soon as fewer than `maxRequests` are outstanding, in the order of the calls.
   * @param userData passed to the callback; a new object for each request when left out
   * @param postFields makes the request a POST with these
   * @returns a promise that resolves when the request has been started, so that awaiting it throttles a producer; its
   *   `result` is a promise of the outcome. It rejects, and nothing is sent, if libcurl refuses an option.
   * @throws {TypeError} the URL is not a string, or the callback is not a function
   * @throws {CurlStateError} closed
   */
  startRequest<T = Record<string, never>>(
    url: string,
    callback?: RequestCallback<T>,
    userData: T = {} as T,
    postFields?: PostFields,
  ): ParallelRequest<T> {
    this.checkRequest(this.#closed, url, callback);
    const settle = ParallelRequest.create<T>();
    const job: Job = { url, callback, userData, postFields, settle };
    this.#outstanding.add();
    if (this.#waiting.length === 0 && this.#running.size < this.maxRequests) this.#start(job);
    else this.#waiting.push(job);
    return settle.request;
  }

  /**
   * Waits until no transfer and no callback is outstanding, including those started by callbacks. Inside a callback it
   * waits for the others: not for this callback, nor for others that wait here.
   * @throws {AggregateError} callbacks threw; all other requests were completed
   */
  async finishAllRequests(): Promise<void> {
    await this.#outstanding.ended();
    if (this.#errors.length === 0) return;
    const errors = this.#errors;
    this.#errors = [];
    throw new AggregateError(errors, `${errors.length} of the callbacks threw`);
  }

  /**
   * Aborts running requests, whose callbacks get null and the reason as the handle's error, and rejects waiting ones.
   * More requests can be started afterwards.
   */
  abort(reason: Error = new CancelledError('the ParallelCurl was aborted')): void {
    const waiting = this.#waiting.toArray();
    this.#waiting.clear();
    for (const { future } of [...this.#running]) future.cancel(reason);
    for (const job of waiting) this.#refuse(job, reason);
  }

  /**
   * Finishes all requests and frees the handles; afterwards only their callbacks can start requests. May be called
   * again.
   * @throws as {@link ParallelCurl.finishAllRequests}
   */
  async close(): Promise<void> {
    try {
      await this.finishAllRequests();
    } finally {
      this.#closed = true;
      this.#pool.close();
      await this.#multi.aclose();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #startWaiting(): void {
    while (this.#running.size < this.maxRequests && this.#waiting.length > 0) this.#start(this.#waiting.shift()!);
  }

  #start(job: Job): void {
    const handle = this.#pool.take();
    try {
      this.prepare(handle, job.url, job.postFields);
      const running = { job, handle, future: this.#multi.addHandle(handle.easy) };
      this.#running.add(running);
      job.settle.started();
      this.#await(running);
    } catch (error) {
      // Nothing was sent. The slot is free, and the caller is told through the promise.
      handle.easy.close();
      this.#refuse(job, error);
    }
  }

  #await(running: Running): void {
    void running.future.then(
      () => this.#finish(running, undefined),
      (error: unknown) => this.#finish(running, error as Error),
    );
  }

  #refuse({ url, userData, settle }: Job, error: unknown): void {
    settle.refused(error);
    settle.done({ url, content: null, handle: null, userData: userData as never, error: error as Error });
    this.#outstanding.remove();
  }

  #finish(running: Running, error: Error | undefined): void {
    // The slot is free before the callback runs, so that a callback can start the next request with a limit of 1.
    this.#running.delete(running);
    this.#startWaiting();
    const { url, callback, userData } = running.job;
    const handle = new TransferHandle(running.handle.easy, error);
    let called: void | Promise<void> = undefined;
    try {
      if (callback) called = this.#outstanding.callInside(() => callback(handle.content, url, handle, userData as never));
    } catch (thrown) {
      this.#errors.push(thrown);
    }
    if (called === undefined) this.#done(running, handle);
    else void this.#doneAfter(called, running, handle);
  }

  async #doneAfter(called: Promise<void>, running: Running, handle: TransferHandle): Promise<void> {
    try {
      await called;
    } catch (thrown) {
      this.#errors.push(thrown);
    }
    this.#done(running, handle);
  }

  #done(running: Running, handle: TransferHandle): void {
    const { url, userData, settle } = running.job;
    handle.release();
    this.#pool.give(running.handle);
    settle.done({ url, content: handle.content, handle, userData: userData as never, error: handle.error });
    this.#outstanding.remove();
  }
}
addOldSpellings(ParallelCurl.prototype);
