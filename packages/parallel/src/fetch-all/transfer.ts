import type { RequestOptions, Response, Session } from '@curlew/async';
import { download, isDownload } from '../download/download.js';
import type { Move } from './continuation.js';
import type { Host } from './host.js';
import { RobotsError } from './robots.js';
import type { Task } from './task.js';

/** The outcome of one attempt. */
export interface Outcome {
  /** Undefined if nothing was sent because the file existed. */
  outcome: Response | Error | undefined;
  savedTo: string | undefined;
  isUnchanged: boolean;
}

/** The part of a run that its transfers use. */
export interface TransferRun {
  session: Session;
  /** The run's `decompress` option. */
  decompress: RequestOptions['decompress'];
  /** Gives the place at one host back and waits for a place at the host of a URL. */
  move: (task: Task, from: Host, url: string) => Move;
}

/** One attempt of a request, with its redirects; each redirect needs a place at its host. */
export class Transfer {
  readonly #run: TransferRun;
  readonly #task: Task;
  /** The host at which it occupies a place. */
  host: Host;
  /** When its first request was sent, in milliseconds of performance.now(). */
  readonly startedAt: number;
  #move: Move | undefined;
  /** Whether the request has ended; a callback of the user's may still be running. */
  #isOver = false;

  constructor(run: TransferRun, task: Task, host: Host, startedAt: number) {
    this.#run = run;
    this.#task = task;
    this.host = host;
    this.startedAt = startedAt;
  }

  async send(): Promise<Outcome> {
    const { method, url, options } = this.#task;
    const { session } = this.#run;
    try {
      keepTo(this.host, url);
      const beforeRedirect = async (next: string) => {
        await options?.beforeRedirect?.(next);
        if (this.#isOver) return;
        this.#move = this.#run.move(this.#task, this.host, next);
        this.host = await this.#move.arrived;
        this.#move = undefined;
        keepTo(this.host, next);
      };
      // The end of the run closes its connections, so requests need no listener on its signal.
      if (!options || !isDownload(options)) {
        const outcome = await session.request(method, url, { ...options, beforeRedirect });
        return { outcome, savedTo: undefined, isUnchanged: false };
      }
      const { response, savedTo, isUnchanged } = await download(session, method, url, {
        ...options,
        ...this.#undecoded(options),
        beforeRedirect,
      });
      return { outcome: response, savedTo, isUnchanged };
    } catch (error) {
      return { outcome: error as Error, savedTo: undefined, isUnchanged: false };
    } finally {
      // It may have timed out while it waited.
      this.#isOver = true;
      this.#move?.leave();
    }
  }

  /**
   * Disables decoding, because the bytes of a decoded body could neither be counted nor requested by range. Skipped if
   * the run's option already says so.
   */
  #undecoded({ decompress }: RequestOptions): RequestOptions {
    return decompress === false || this.#run.decompress === false ? {} : { decompress: false };
  }
}

/** @throws {RobotsError} */
function keepTo(host: Host, url: string): void {
  if (host.robots?.isAllowed(url) === false) throw new RobotsError(`${url}: the robots.txt of ${host.origin} disallows it`);
}
