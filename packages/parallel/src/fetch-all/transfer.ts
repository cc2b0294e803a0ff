import type { RequestOptions, Response, Session } from '@curlew/async';
import { download, isDownload } from '../download/download.js';
import type { Host } from './host.js';
import { RobotsError } from './robots.js';
import type { Task } from './task.js';

/** What has become of one try. */
export interface Outcome {
  /** Undefined when nothing was sent, because the file was there. */
  outcome: Response | Error | undefined;
  savedTo: string | undefined;
  isUnchanged: boolean;
}

/** What a run does for its transfers. */
export interface TransferRun {
  session: Session;
  /** libcurl options of all requests. */
  decompress: RequestOptions['decompress'];
  /** Gives the place at one host back, and waits for one at the host of a URL. @returns that host */
  move: (task: Task, from: Host, url: string) => Promise<Host>;
}

/** One try of a request, with its redirects: each has to have a place at the host that it leads to. */
export class Transfer {
  readonly #run: TransferRun;
  readonly #task: Task;
  /** Where it has its place. */
  host: Host;
  /** Of its first request, in milliseconds of performance.now(). */
  readonly startedAt: number;

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
        this.host = await this.#run.move(this.#task, this.host, next);
        keepTo(this.host, next);
      };
      // The end of the run is the end of its connections: no request needs a listener on its signal.
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
    }
  }

  /** Bytes of a decoded body could neither be counted nor asked for. A run that says so itself is quicker. */
  #undecoded({ decompress }: RequestOptions): RequestOptions {
    return decompress === false || this.#run.decompress === false ? {} : { decompress: false };
  }
}

/** @throws {RobotsError} */
function keepTo(host: Host, url: string): void {
  if (host.robots?.isAllowed(url) === false) throw new RobotsError(`${url}: the robots.txt of ${host.origin} asks not to`);
}
