import { argumentError } from '@curlew/async';
import { DelayedError, UnrecoverableError, Worker, type ConnectionOptions, type Job, type WorkerOptions } from 'bullmq';
import type { FetchAllOptions, FetchRequest, FetchResult } from '../fetch-all/fetch-options.js';
import { FetchRun } from '../fetch-all/fetch-run.js';
import { setAttempt, taskOf, type Task } from '../fetch-all/task.js';
import { JobReader, type FetchJobData, type JobRules } from './job-request.js';
import { PushSource } from './push-source.js';
import { Turns } from './turns.js';

/**
 * Called with each response; the job is acknowledged when the returned promise resolves. If it throws or rejects, the
 * job fails, and BullMQ retries it according to the job's `attempts`. A job may be delivered more than once: when a
 * worker is killed, others repeat the jobs that it had not acknowledged.
 * @returns the job's result, as JSON
 */
export type FetchJobHandler = (result: FetchResult, job: Job<FetchJobData>) => unknown;

/** Options of {@link fetchQueue}; those of {@link fetchAll} apply to this process. */
export interface FetchQueueOptions
  extends Omit<FetchAllOptions, 'ordered' | 'deduplicate' | 'lookahead' | 'runTimeout' | 'signal' | 'onProgress'>, JobRules {
  /** The connection to Redis, as in BullMQ. */
  connection: ConnectionOptions;
  /** The maximum number of concurrent jobs in this process. Default 10. */
  max?: number;
  /**
   * The maximum number of jobs per second of all processes together; all have to give the same number. Default: no
   * limit.
   */
  rate?: number;
  /** Further options of BullMQ's Worker, such as `lockDuration` or `prefix`. */
  worker?: Partial<Omit<WorkerOptions, 'connection' | 'concurrency' | 'limiter'>>;
}

/** How often a job may be taken over from a vanished worker before BullMQ fails it; BullMQ's default is 1. */
const MAX_TAKEOVERS = 100;

/**
 * Fetches the URLs of the jobs of a BullMQ queue. Any number of processes on any number of machines can share a queue:
 * each job is processed by one of them, and at least once even if some are killed.
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

/** A job that waits for the result of its request, or to be put off. */
interface Pending {
  resolve: (outcome: FetchResult | Later) => void;
  reject: (error: unknown) => void;
}

/** A job that is to be retried later. */
interface Later {
  delay: number;
  /** The number of attempts so far. */
  attempts: number;
}

/** One process's share of the work on a queue; see {@link fetchQueue}. */
export class FetchQueue {
  readonly #source = new PushSource<FetchRequest>();
  /** The waiting jobs, by their requests. */
  readonly #pending = new Map<FetchRequest, Pending>();
  readonly #reader: JobReader;
  readonly #turns: Turns;
  readonly #run: FetchRun;
  readonly #results: Promise<void>;
  readonly #handler: FetchJobHandler;
  /** BullMQ's own object, for its events and methods. */
  readonly worker: Worker<FetchJobData>;
  /** Set when nothing can be fetched any more because a user's function, such as a retry's `delay`, threw. */
  #failure: { error: unknown } | undefined;

  /** @internal */
  constructor(name: string, handler: FetchJobHandler, given: FetchQueueOptions) {
    const { connection, max = 10, rate, worker = {}, directory, allow, ...options } = given;
    if (typeof handler !== 'function') throw argumentError('fetchQueue', 'handler', 'a function', handler);
    this.#handler = handler;
    this.#reader = new JobReader({ directory, allow });
    this.#run = new FetchRun(this.#source, { ...options, max }, (task, delay) => this.#putOff(task, delay));
    this.#turns = new Turns(this.#run);
    this.#results = this.#deliver();
    this.worker = new Worker<FetchJobData>(name, (job, token) => this.#do(job, token), {
      maxStalledCount: MAX_TAKEOVERS,
      ...worker,
      connection,
      concurrency: max,
      ...(rate === undefined ? {} : { limiter: { max: rate, duration: 1000 } }),
    });
  }

  async #do(job: Job<FetchJobData>, token: string | undefined): Promise<unknown> {
    const request = this.#read(job);
    if (this.#failure) throw this.#failure.error;
    const wait = this.#turns.delayFor(request.url);
    if (wait !== undefined) return this.#delay(job, token, wait);
    const outcome = await new Promise<FetchResult | Later>((resolve, reject) => {
      this.#pending.set(request, { resolve, reject });
      this.#source.push(request);
    }).finally(() => this.#turns.leave(request.url));
    if ('delay' in outcome) {
      await job.updateProgress({ attempts: outcome.attempts });
      return this.#delay(job, token, outcome.delay);
    }
    this.#turns.learn(request.url, outcome.duration);
    if (outcome.error) {
      // BullMQ's own attempts start again.
      if (outcome.attempts > 1) await job.updateProgress({});
      throw outcome.error;
    }
    return this.#handler(outcome, job);
  }

  /** Reads a job's request. An invalid job fails alone and is not retried, because that would not make it valid. */
  #read(job: Job<FetchJobData>) {
    try {
      const request = this.#reader.read(job.data);
      const { attempts } = Object(job.progress) as { attempts?: unknown };
      if (Number.isInteger(attempts)) setAttempt(request, (attempts as number) + 1);
      taskOf(request, 0, 0);
      return request;
    } catch (error) {
      throw Object.assign(new UnrecoverableError(`job ${job.id}: ${(error as Error).message}`), { cause: error });
    }
  }

  /** Puts a job off, so that another one gets its place. */
  async #delay(job: Job<FetchJobData>, token: string | undefined, milliseconds: number): Promise<never> {
    await job.moveToDelayed(Date.now() + Math.ceil(milliseconds), token);
    throw new DelayedError();
  }

  #putOff({ request, attempt }: Task, delay: number): boolean {
    this.#pending.get(request)?.resolve({ delay, attempts: attempt });
    this.#pending.delete(request);
    return true;
  }

  async #deliver(): Promise<void> {
    try {
      for await (const result of this.#run) {
        this.#pending.get(result.request)!.resolve(result);
        this.#pending.delete(result.request);
      }
    } catch (error) {
      this.#failure = { error };
      for (const { reject } of this.#pending.values()) reject(error);
      this.#pending.clear();
    }
  }

  /** Takes no more jobs, and waits for those in progress. @param force do not wait; other processes repeat them */
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
