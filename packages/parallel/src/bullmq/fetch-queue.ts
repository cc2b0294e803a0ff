import { argumentError } from '@curlew/async';
import { DelayedError, UnrecoverableError, Worker, type ConnectionOptions, type Job, type WorkerOptions } from 'bullmq';
import type { FetchAllOptions, FetchRequest, FetchResult } from '../fetch-all/fetch-options.js';
import { FetchRun } from '../fetch-all/fetch-run.js';
import { setAttempt, taskOf, type Task } from '../fetch-all/task.js';
import { JobReader, type FetchJobData, type JobRules } from './job-request.js';
import { PushSource } from './push-source.js';
import { Turns } from './turns.js';

/**
 * Given each response; the job is acknowledged when the promise that it returns is done. What it throws, or rejects with,
 * fails the job, which BullMQ tries again as the job's `attempts` say. A job may come more than once: when a worker is
 * killed, others do what it had not acknowledged.
 * @returns what the queue keeps of the job; JSON
 */
export type FetchJobHandler = (result: FetchResult, job: Job<FetchJobData>) => unknown;

/** Options of {@link fetchQueue}; those of {@link fetchAll} hold for what this process does. */
export interface FetchQueueOptions
  extends Omit<FetchAllOptions, 'ordered' | 'deduplicate' | 'lookahead' | 'runTimeout' | 'signal' | 'onProgress'>, JobRules {
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

/** A job that waits: for the result of its request, or to be told that it is to come back later. */
interface Pending {
  resolve: (outcome: FetchResult | Later) => void;
  reject: (error: unknown) => void;
}

/** It is to be tried again. */
interface Later {
  delay: number;
  /** Tries that it has behind it. */
  attempts: number;
}

/** The part of one process in a queue; see {@link fetchQueue}. */
export class FetchQueue {
  readonly #source = new PushSource<FetchRequest>();
  /** By their requests. */
  readonly #pending = new Map<FetchRequest, Pending>();
  readonly #reader: JobReader;
  readonly #turns: Turns;
  readonly #run: FetchRun;
  readonly #results: Promise<void>;
  readonly #handler: FetchJobHandler;
  /** BullMQ's own object, for its events and methods. */
  readonly worker: Worker<FetchJobData>;
  /** Why nothing can be fetched any more: a function of the user's threw, such as a retry's `delay`. */
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
      // The queue's own attempts begin anew.
      if (outcome.attempts > 1) await job.updateProgress({});
      throw outcome.error;
    }
    return this.#handler(outcome, job);
  }

  /** A job that is no request fails by itself, not the others; it would not become one by being tried again. */
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

  /** Gives the job's place to another one. */
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
