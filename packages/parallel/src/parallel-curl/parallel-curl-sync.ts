import type { EasyError, Easy } from '@curlew/async';
import { CurlMulti } from '@curlew/multi';
import Denque from 'denque';
import type { PostFields } from './curl-options.js';
import { HandlePool } from './handle-pool.js';
import { addOldSpellings } from './old-spellings.js';
import { ParallelBase } from './parallel-base.js';
import type { RequestHandle } from './request-handle.js';
import { TransferHandle } from './transfer-handle.js';

/** Called when a request is done; see {@link RequestCallback}. A promise that it returns is not waited for. */
export type SyncRequestCallback<T = unknown> = (content: Buffer | null, url: string, handle: TransferHandle, userData: T) => void;

interface Job {
  url: string;
  callback: SyncRequestCallback<never> | undefined;
  userData: unknown;
  handle: RequestHandle;
}

/** The longest wait in seconds; libcurl's own timer and its sockets end a wait earlier. */
const LONGEST_WAIT = 1;

/** The old spellings; the same functions. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- addOldSpellings puts them on the prototype
export interface ParallelCurlSync {
  /** The old spelling of {@link ParallelCurlSync.startRequest}. */
  startrequest: ParallelCurlSync['startRequest'];
  /** The old spelling of {@link ParallelCurlSync.setMaxRequests}. */
  setmaxrequests: ParallelCurlSync['setMaxRequests'];
  /** The old spelling of {@link ParallelCurlSync.setOptions}. */
  setoptions: ParallelCurlSync['setOptions'];
  /** The old spelling of {@link ParallelCurlSync.finishAllRequests}. */
  finishallrequests: ParallelCurlSync['finishAllRequests'];
  /** The old spelling of {@link ParallelCurlSync.maxRequests}. */
  readonly max_requests: number;
}

/**
 * {@link ParallelCurl} for programs that block, as the original does: `startRequest` returns when the request has been
 * started, and callbacks run inside `startRequest` and `finishAllRequests`. The rest of the process is blocked
 * meanwhile.
 *
 * @example
 * using parallel = new ParallelCurlSync(10);
 * for (const url of urls) parallel.startRequest(url, (content, url) => console.log(url, content?.length));
 * parallel.finishAllRequests();
 */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- see above
export class ParallelCurlSync extends ParallelBase {
  readonly #multi = new CurlMulti();
  readonly #pool = new HandlePool();
  readonly #running = new Map<Easy, Job>();
  /** Finished transfers whose callbacks have not run yet; their slots are free. */
  readonly #finished = new Denque<{ job: Job; error: Error | undefined }>();
  #errors: unknown[] = [];

  /**
   * Blocks while `maxRequests` are outstanding, and starts a request.
   * @param userData passed to the callback; a new object for each request when left out
   * @param postFields makes the request a POST with these
   * @throws {TypeError} the URL is not a string, the callback is not a function, or libcurl refuses an option
   * @throws {CurlStateError} closed
   */
  startRequest<T = Record<string, never>>(
    url: string,
    callback?: SyncRequestCallback<T>,
    userData: T = {} as T,
    postFields?: PostFields,
  ): void {
    this.checkRequest(this.closed, url, callback);
    while (this.#running.size >= this.maxRequests) this.#step();
    const handle = this.#pool.take();
    try {
      this.prepare(handle, url, postFields);
      this.#multi.addHandle(handle.easy);
    } catch (error) {
      handle.easy.close();
      throw error;
    }
    this.#running.set(handle.easy, { url, callback, userData, handle });
    // The request is sent now, because the caller may be busy for a while.
    this.#advance();
  }

  /**
   * Blocks until no request is outstanding, including those started by callbacks.
   * @throws {AggregateError} callbacks threw; all other requests were completed
   */
  finishAllRequests(): void {
    while (this.#running.size > 0 || this.#finished.length > 0) this.#step();
    if (this.#errors.length === 0) return;
    const errors = this.#errors;
    this.#errors = [];
    throw new AggregateError(errors, `${errors.length} of the callbacks threw`);
  }

  /** Finishes all requests and frees the handles. May be called again. @throws as {@link ParallelCurlSync.finishAllRequests} */
  close(): void {
    if (this.closed) return;
    try {
      this.finishAllRequests();
    } finally {
      this.#pool.close();
      this.#multi.close();
    }
  }

  /** Whether it was closed. */
  get closed(): boolean {
    return this.#multi.closed;
  }

  [Symbol.dispose](): void {
    this.close();
  }

  /** Runs due callbacks; if there are none, runs libcurl, and waits if it has no results. */
  #step(): void {
    if (this.#finished.length === 0) this.#advance();
    if (this.#finished.length === 0 && this.#running.size > 0) {
      this.#multi.poll(LONGEST_WAIT);
      this.#advance();
    }
    // One by one, because a callback may call this itself.
    for (let due = this.#finished.length; due > 0 && this.#finished.length > 0; due--) this.#deliver();
  }

  /** Runs libcurl, and frees the slots of finished transfers. */
  #advance(): void {
    this.#multi.perform();
    const [, succeeded, failed] = this.#multi.infoRead();
    for (const easy of succeeded) this.#free(easy, undefined);
    for (const [easy, code] of failed) this.#free(easy, easy.failure(code));
  }

  #free(easy: Easy, error: EasyError | undefined): void {
    const job = this.#running.get(easy)!;
    this.#running.delete(easy);
    this.#multi.removeHandle(easy);
    this.#finished.push({ job, error });
  }

  #deliver(): void {
    const { job, error } = this.#finished.shift()!;
    const handle = new TransferHandle(job.handle.easy, error);
    try {
      job.callback?.(handle.content, job.url, handle, job.userData as never);
    } catch (thrown) {
      this.#errors.push(thrown);
    }
    handle.release();
    this.#pool.give(job.handle);
  }
}
addOldSpellings(ParallelCurlSync.prototype);
