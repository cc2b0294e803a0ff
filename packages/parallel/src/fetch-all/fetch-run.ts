import { CurlWrapper, isRepeatable, type AcurlError, type Response, type Session } from '@curlew/async';
import { checkLimit, checkOptions, type RunSettings } from './check-options.js';
import { DelayedTasks } from './delayed-tasks.js';
import { download, isDownload } from '../download/download.js';
import type { FetchAllOptions, FetchProgress, FetchResult, FetchSource } from './fetch-options.js';
import type { Host } from './host.js';
import { HostQueue } from './host-queue.js';
import { RobotsError, fetchRobots } from './robots.js';
import { SourceReader } from './source-reader.js';
import { StatisticsCollector, type FetchStatistics } from './statistics.js';
import type { Task } from './task.js';

/** How many requests may wait for their hosts before the source is not asked any more. */
const LOOKAHEAD = 1000;

/** Longer timers than this overflow. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** What has become of one try. */
interface Sent {
  outcome: Response | Error;
  savedTo: string | undefined;
  /** In milliseconds of performance.now(). */
  startedAt: number;
}

/**
 * A run of {@link fetchAll}: its results, and the way to steer it.
 *
 * Iterating throws what the source throws, when everything before it has been given; a TypeError for what is no request;
 * the reason of an aborted signal; what `onProgress` throws.
 */
export class FetchRun implements AsyncIterableIterator<FetchResult, void, undefined> {
  readonly #settings: RunSettings;
  readonly #wrapper = new CurlWrapper();
  readonly #session: Session;
  readonly #source: SourceReader;
  readonly #queue: HostQueue;
  readonly #delayed = new DelayedTasks();
  readonly #statistics = new StatisticsCollector();
  readonly #results: AsyncGenerator<FetchResult, void, undefined>;
  readonly #end = new AbortController();
  readonly #signal: AbortSignal;
  /** Results that nobody has taken yet, by their order. */
  readonly #ready = new Map<number, FetchResult>();
  /** The orders that have no result because they were dropped. */
  readonly #dropped = new Set<number>();
  #max: number;
  #given = 0;
  #started = 0;
  /** Transfers, and the fetching of rules. */
  #running = 0;
  #hasBegun = false;
  #isPumping = false;
  #isPaused = false;
  #isDraining = false;
  #failure: { error: unknown } | undefined;
  #timer: NodeJS.Timeout | undefined;
  #wake: (() => void) | undefined;

  /** @internal */
  constructor(source: FetchSource, options: FetchAllOptions) {
    const settings = checkOptions(options);
    this.#settings = settings;
    this.#max = settings.max;
    this.#session = this.#wrapper.session(settings.session);
    this.#queue = new HostQueue(settings.makeHost);
    this.#source = new SourceReader(
      source,
      settings.deduplicate,
      (task) => this.#queue.push(task),
      () => this.#pump(),
    );
    this.#signal = settings.signal ? AbortSignal.any([settings.signal, this.#end.signal]) : this.#end.signal;
    this.#signal.addEventListener('abort', () => this.#wake?.(), { once: true });
    this.#results = this.#iterate();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<FetchResult, void>> {
    return this.#results.next();
  }

  /** Gives up what is under way, and tells the source that nobody wants more. */
  async return(): Promise<IteratorResult<FetchResult, void>> {
    this.#end.abort();
    await this.#results.return();
    // A run that was never begun has nothing that would do this.
    await this.#finish();
    return { done: true, value: undefined };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }

  /** Requests at a time. */
  get max(): number {
    return this.#max;
  }

  /** Changes it at once; what runs goes on. @throws {TypeError} not a whole number from 1, or Infinity */
  set max(max: number) {
    this.#max = checkLimit('max', max);
    this.#pump();
  }

  /** Sends nothing more until {@link FetchRun.resume}; what runs goes on. */
  pause(): void {
    this.#isPaused = true;
  }

  resume(): void {
    this.#isPaused = false;
    this.#pump();
  }

  /**
   * Takes nothing more from the source; the iteration ends with what was taken.
   * @param dropWaiting leave out what was taken and has not been sent, or waits to be tried again
   */
  drain({ dropWaiting = false } = {}): void {
    this.#isDraining = true;
    if (dropWaiting) {
      for (const { order } of [...this.#queue.takeAll(), ...this.#delayed.takeDue(Infinity)]) this.#dropped.add(order);
    }
    this.#pump();
  }

  /** How far it is. */
  get progress(): FetchProgress {
    const { succeeded, failed, retried, bytes, seconds } = this.#statistics;
    const done = succeeded + failed;
    const rate = seconds > 0 ? done / seconds : 0;
    const { total } = this.#source;
    return {
      started: this.#started,
      succeeded,
      failed,
      retried,
      running: this.#running,
      waiting: this.#queue.size + this.#delayed.size,
      bytes,
      rate,
      total,
      eta: total === undefined || done === 0 ? undefined : (total - done) / rate,
    };
  }

  /** Counts and latencies so far. */
  get statistics(): FetchStatistics {
    return this.#statistics.snapshot();
  }

  async *#iterate(): AsyncGenerator<FetchResult, void, undefined> {
    this.#hasBegun = true;
    this.#statistics.start();
    try {
      for (;;) {
        this.#pump();
        this.#throwIfEnded();
        const result = this.#take();
        if (result) yield result;
        else if (this.#isDone) break;
        else await new Promise<void>((resolve) => (this.#wake = resolve));
      }
      if (this.#source.error) throw this.#source.error.error;
    } finally {
      await this.#finish();
    }
  }

  #throwIfEnded(): void {
    if (this.#failure) throw this.#failure.error;
    this.#settings.signal?.throwIfAborted();
  }

  get #isDone(): boolean {
    if (this.#end.signal.aborted) return true;
    const isExhausted = this.#source.ended || (this.#isDraining && !this.#source.isPending);
    return isExhausted && this.#running + this.#queue.size + this.#delayed.size + this.#ready.size === 0;
  }

  #take(): FetchResult | undefined {
    while (this.#dropped.delete(this.#given)) this.#given += 1;
    const order = this.#settings.ordered ? this.#given : this.#ready.keys().next().value;
    const result = order === undefined ? undefined : this.#ready.get(order);
    if (!result) return undefined;
    this.#ready.delete(order!);
    this.#given += 1;
    return result;
  }

  async #finish(): Promise<void> {
    this.#end.abort();
    clearTimeout(this.#timer);
    await this.#source.end();
    await this.#wrapper.close();
  }

  /** Sends what may be sent, and sees to it that this is looked at again when that changes. */
  #pump(): void {
    if (this.#isPumping || !this.#hasBegun) return;
    this.#isPumping = true;
    clearTimeout(this.#timer);
    const at = this.#isPaused || this.#signal.aborted ? Infinity : this.#startAll();
    if (at !== Infinity) this.#timer = setTimeout(() => this.#pump(), Math.min(LONGEST_TIMER, Math.max(0, at - performance.now())));
    this.#isPumping = false;
    this.#wake?.();
  }

  /** @returns when there is something to do without anything having happened, as milliseconds of performance.now() */
  #startAll(): number {
    while (this.#queue.size < this.#settings.lookahead && this.#pull());
    for (const task of this.#delayed.takeDue(performance.now())) this.#queue.push(task);
    // Results that nobody takes are room that is not there.
    while (this.#running + this.#ready.size < this.#max) {
      const now = performance.now();
      const { readyAt } = this.#settings.rate;
      if (readyAt > now && this.#queue.size > 0) return Math.min(readyAt, this.#delayed.dueAt);
      const next = this.#queue.take(now);
      if (typeof next === 'object') this.#start(next, now);
      else if (!this.#pull()) return Math.min(next, this.#delayed.dueAt);
    }
    return this.#delayed.dueAt;
  }

  #pull(): boolean {
    const isEnough = this.#queue.size + this.#delayed.size >= Math.max(LOOKAHEAD, this.#settings.lookahead);
    if (isEnough || this.#isDraining || this.#source.ended || this.#source.isPending) return false;
    return this.#source.pull();
  }

  #start(task: Task, now: number): void {
    this.#settings.rate.pass(now);
    this.#running += 1;
    const host = this.#queue.hostOf(task);
    if (this.#settings.robots !== undefined && !host.robots) void this.#loadRobots(task, host, this.#settings.robots);
    else void this.#send(task, host, now);
  }

  /** The rules take the place of the request that has to know them, which waits with all others of its host. */
  async #loadRobots(task: Task, host: Host, agent: string): Promise<void> {
    host.isBlocked = true;
    this.#queue.putBack(task);
    host.robots = await fetchRobots(this.#session, host.origin, agent);
    host.slowDown(host.robots.crawlDelay);
    host.isBlocked = false;
    this.#running -= 1;
    this.#pump();
  }

  async #send(task: Task, host: Host, startedAt: number): Promise<void> {
    if (task.attempt === 1) this.#started += 1;
    let outcome: Response | Error;
    let savedTo: string | undefined;
    try {
      if (host.robots?.isAllowed(task.url) === false) throw new RobotsError(`${task.url}: the robots.txt of ${host.origin} asks not to`);
      const { method, url, options } = task;
      // The end of the run is the end of its connections: no request needs a listener on its signal.
      if (options && isDownload(options)) ({ response: outcome, savedTo } = await download(this.#session, method, url, options));
      else outcome = await this.#session.request(method, url, options);
    } catch (error) {
      outcome = error as Error;
    }
    this.#running -= 1;
    host.running -= 1;
    try {
      if (!this.#end.signal.aborted) this.#settle(task, host, { outcome, savedTo, startedAt });
    } catch (error) {
      // A callback of the user's: onProgress, or a retry's delay.
      this.#failure ??= { error };
    }
    this.#pump();
  }

  #settle(task: Task, host: Host, { outcome, savedTo, startedAt }: Sent): void {
    const now = performance.now();
    host.learn(outcome, { startedAt, now, maxPause: this.#settings.maxHostPause });
    const policy = task.retry ?? this.#settings.retry;
    const delay = isRepeatable(task.options?.body)
      ? policy.delayFor(task.attempt, task.method, outcome as Response | AcurlError)
      : undefined;
    if (delay !== undefined && !this.#signal.aborted) {
      this.#statistics.retried += 1;
      this.#delayed.add(now + delay, { ...task, attempt: task.attempt + 1 });
      return;
    }
    const { index, order, request, url, key, attempt: attempts } = task;
    const startTime = (performance.timeOrigin + startedAt) / 1000;
    const result: FetchResult = { index, request, url, key, attempts, startTime, duration: (now - startedAt) / 1000 };
    if (outcome instanceof Error) result.error = outcome;
    else result.response = outcome;
    if (savedTo !== undefined) result.savedTo = savedTo;
    this.#statistics.record(result);
    this.#ready.set(order, result);
    this.#settings.onProgress?.(this.progress);
  }
}
