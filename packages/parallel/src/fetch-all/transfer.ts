import { savedTo, type RequestOptions, type Response, type Session } from '@curlew/async';
import { download, isDownload, isManaged } from '../download/download.js';
import type { DownloadOptions } from '../download/download-options.js';
import { IncompleteFileError } from '../download/incomplete-file-error.js';
import type { Move } from './continuation.js';
import type { FetchResult } from './fetch-options.js';
import type { Host } from './host.js';
import { RobotsError } from './robots.js';
import type { Task } from './task.js';

/** Read once: in Node it is a getter that costs more than the sum. */
const TIME_ORIGIN = performance.timeOrigin;

/** The part of a run that its transfers use. */
export interface TransferRun {
  session: Session;
  /** The run's `decompress` option. */
  decompress: RequestOptions['decompress'];
  /** Gives the place at one host back and waits for a place at the host of a URL. */
  move: (task: Task, from: Host, url: string) => Move;
  /** Takes the outcome of a transfer that has ended. */
  ended: (transfer: Transfer) => void;
}

/** One attempt of a request, with its redirects; each redirect needs a place at its host. */
export class Transfer {
  readonly #run: TransferRun;
  readonly task: Task;
  /** The host at which it occupies a place. */
  host: Host;
  /** When its first request was sent, in milliseconds of performance.now(). */
  readonly startedAt: number;
  /** The response, or why there is none; undefined if nothing was sent because the file existed. */
  outcome: Response | Error | undefined = undefined;
  savedTo: string | undefined = undefined;
  isUnchanged = false;
  #move: Move | undefined;
  /** Whether the request has ended; a callback of the user's may still be running. */
  #isOver = false;

  constructor(run: TransferRun, task: Task, host: Host, startedAt: number) {
    this.#run = run;
    this.task = task;
    this.host = host;
    this.startedAt = startedAt;
  }

  /** Sends the request, and gives the run its outcome later. */
  send(): void {
    // Not an async function: it would save some 500 bytes of state while it waits.
    this.#request().then(
      (outcome) => this.#ended(outcome),
      (error: unknown) => this.#ended(error as Error),
    );
  }

  #request(): Promise<Response | undefined> {
    const { method, url, options } = this.task;
    try {
      if (this.host.robots) keepTo(this.host, url);
    } catch (error) {
      return Promise.reject(error);
    }
    // The end of the run closes its connections, so requests need no listener on its signal.
    const beforeRedirect = (next: string) => this.#redirect(next);
    if (options) return this.#requestWith({ ...options, beforeRedirect });
    return this.#run.session.request(method, url, { beforeRedirect });
  }

  #ended(outcome: Response | Error | undefined): void {
    this.outcome = outcome;
    if (this.task.options?.saveTo !== undefined && outcome && !(outcome instanceof Error)) this.#noteFile(outcome);
    this.#isOver = true;
    // It may have timed out while it waited.
    this.#move?.leave();
    this.#run.ended(this);
  }

  #noteFile(response: Response): void {
    this.savedTo ??= savedTo(response);
    // A success of HTTP's all the same, so the program would look for the file.
    if (this.savedTo === undefined && response.statusCode === 206)
      this.outcome = new IncompleteFileError(
        `${this.task.options!.saveTo!}: the server sent a part of the file that was not asked for (206)`,
      );
  }

  /** The result for the caller. @param now when it has ended, in milliseconds of performance.now() */
  resultAt(now: number): FetchResult {
    const { index, request, url, key, attempt: attempts } = this.task;
    const startTime = (TIME_ORIGIN + this.startedAt) / 1000;
    const result: FetchResult = { index, request, url, key, attempts, startTime, duration: (now - this.startedAt) / 1000 };
    const { outcome } = this;
    if (outcome instanceof Error) result.error = outcome;
    else if (outcome) result.response = outcome;
    if (this.savedTo !== undefined) result.savedTo = this.savedTo;
    if (this.isUnchanged) result.isUnchanged = true;
    return result;
  }

  #requestWith(options: RequestOptions & DownloadOptions): Promise<Response | undefined> {
    const { method, url } = this.task;
    const { session } = this.#run;
    if (!isDownload(options)) return session.request(method, url, options);
    // The bytes of a decoded body could neither be counted nor requested by range. Mostly the run's option says so.
    if (this.#run.decompress !== false) options.decompress = false;
    return isManaged(options) ? this.#download(options) : session.request(method, url, options);
  }

  async #download(options: RequestOptions & DownloadOptions): Promise<Response | undefined> {
    const { method, url } = this.task;
    const { response, savedTo: path, isUnchanged } = await download(this.#run.session, method, url, options);
    this.savedTo = path;
    this.isUnchanged = isUnchanged;
    return response;
  }

  async #redirect(next: string): Promise<void> {
    await this.task.options?.beforeRedirect?.(next);
    if (this.#isOver) return;
    this.#move = this.#run.move(this.task, this.host, next);
    this.host = await this.#move.arrived;
    this.#move = undefined;
    keepTo(this.host, next);
  }
}

/** @throws {RobotsError} */
function keepTo(host: Host, url: string): void {
  if (host.robots?.isAllowed(url) === false) throw new RobotsError(`${url}: the robots.txt of ${host.origin} disallows it`);
}
