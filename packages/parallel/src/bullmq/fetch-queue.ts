import { Worker, type ConnectionOptions, type Job, type WorkerOptions } from 'bullmq';
import { fetchAll } from '../fetch-all/fetch-all.js';
import type { FetchAllOptions, FetchRequest, FetchRequestOptions, FetchResult } from '../fetch-all/fetch-options.js';
import type { FetchRun } from '../fetch-all/fetch-run.js';
import { taskOf } from '../fetch-all/task.js';
import { PushSource } from './push-source.js';

/** What a job has to carry: JSON, so no streams and no callbacks. */
export type FetchJobData = { url: string } & Pick<
  FetchRequestOptions,
  'method' | 'headers' | 'params' | 'json' | 'data' | 'auth' | 'timeout' | 'saveTo' | 'resume' | 'checksum' | 'priority'
>;

/**
 * Given each response; the job is acknowledged when the promise that it returns is done. What it throws, or rejects with,
 * fails the job, which BullMQ tries again as the job's `attempts` say. A job may come more than once: when a worker is
 * killed, others do what it had not acknowledged.
 * @returns what the queue keeps of the job; JSON
 */
export type FetchJobHandler = (result: FetchResult, job: Job<FetchJobData>) => unknown;

/** Options of {@link fetchQueue}; those of {@link fetchAll} hold for what this process does. */
export interface FetchQueueOptions extends Omit<
  FetchAllOptions,
  'ordered' | 'deduplicate' | 'lookahead' | 'runTimeout' | 'signal' | 'onProgress'
> {
  /** How to reach Redis; as BullMQ has it. */
  connection: ConnectionOptions;
  /** Jobs at a time in this process; 10 by default. */
  max?: number;
  /** Jobs per second of all processes together that give the same number. */
  rate?: number;
  /** Options of BullMQ's Worker beyond these, such as `lockDuration` or `prefix`. */
  worker?: Partial<Omit<WorkerOptions, 'connection' | 'concurrency' | 'limiter'>>;
}

/** How often a job may be taken over from a worker that has vanished, before BullMQ gives it up: 1 would be its default. */
const MAX_TAKEOVERS = 100;

/**
 * Fetches what the jobs of a BullMQ queue ask for. Any number of processes on any number of machines can share a queue:
 * each job is done by one of them, and at least once, also when some are killed.
 *
 * @example
 * const fetching = fetchQueue('pages', async ({ url, response }) => save(url, response!.body), {
 *   connection: { host: '127.0.0.1', port: 6379 },
 *   max: 20,
 *   maxPerHost: 4,
 *   rate: 50,
 * });
 * // Elsewhere: await new Queue('pages', { connection }).add('fetch', { url }, { attempts: 3 });
 * @throws {TypeError} a wrong option
 */
export function fetchQueue(name: string, handler: FetchJobHandler, options: FetchQueueOptions): FetchQueue {
  return new FetchQueue(name, handler, options);
}

/** The part of one process in a queue; see {@link fetchQueue}. */
export class FetchQueue {
  readonly #source = new PushSource<FetchRequest>();
  readonly #pending = new Map<number, { resolve: (result: FetchResult) => void; reject: (error: unknown) => void }>();
  readonly #run: FetchRun;
  readonly #results: Promise<void>;
  readonly #handler: FetchJobHandler;
  /** BullMQ's own object, for its events and methods. */
  readonly worker: Worker<FetchJobData>;
  #count = 0;
  /** Why nothing can be fetched any more: a function of the user's threw, such as a retry's `delay`. */
  #failure: { error: unknown } | undefined;

  /** @internal */
  constructor(name: string, handler: FetchJobHandler, { connection, max = 10, rate, worker = {}, ...options }: FetchQueueOptions) {
    if (typeof handler !== 'function') throw new TypeError(`fetchQueue: handler: expected a function, got ${typeof handler}`);
    this.#handler = handler;
    // The worker gives no more jobs than may run; limits per host hold some of them back here.
    this.#run = fetchAll(this.#source, { ...options, max });
    this.#results = this.#deliver();
    this.worker = new Worker<FetchJobData>(name, (job) => this.#do(job), {
      maxStalledCount: MAX_TAKEOVERS,
      ...worker,
      connection,
      concurrency: max,
      ...(rate === undefined ? {} : { limiter: { max: rate, duration: 1000 } }),
    });
  }

  async #do(job: Job<FetchJobData>): Promise<unknown> {
    const key = (this.#count += 1);
    const request = { ...job.data, key };
    // A job that is no request fails by itself, not the others.
    taskOf(request, 0, 0);
    if (this.#failure) throw this.#failure.error;
    const result = await new Promise<FetchResult>((resolve, reject) => {
      this.#pending.set(key, { resolve, reject });
      this.#source.push(request);
    });
    if (result.error) throw result.error;
    return this.#handler(result, job);
  }

  async #deliver(): Promise<void> {
    try {
      for await (const result of this.#run) {
        const key = result.key as number;
        this.#pending.get(key)!.resolve(result);
        this.#pending.delete(key);
      }
    } catch (error) {
      this.#failure = { error };
      for (const { reject } of this.#pending.values()) reject(error);
      this.#pending.clear();
    }
  }

  /** Takes no more jobs, and waits for those that are being done. @param force leaves those to other processes */
  async close(force = false): Promise<void> {
    await this.worker.close(force);
    if (force) await this.#run.return();
    this.#source.end();
    await this.#results;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}
