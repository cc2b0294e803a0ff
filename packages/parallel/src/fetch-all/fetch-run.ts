import { CancelledError, CurlWrapper, isRepeatable, type AcurlError, type Response, type RetryPolicy, type Session } from '@curlew/async';
import { checkDrain, checkLimit, checkOptions, type RunSettings } from './check-options.js';
import { moveTo, type Move } from './continuation.js';
import type { FetchAllOptions, FetchProgress, FetchResult, FetchSource, HostPause } from './fetch-options.js';
import type { Host } from './host.js';
import { ReadyResults } from './ready-results.js';
import { DONE, ResultTakers, doneAfter, type Step } from './result-takers.js';
import { fetchRobots } from './robots.js';
import { StatisticsCollector, type FetchStatistics } from './statistics.js';
import { originOf, type Task } from './task.js';
import { TaskFeed } from './task-feed.js';
import { Transfer } from './transfer.js';

/** The shortest pause of a host that is reported, in milliseconds. */
const LONG_PAUSE = 5000;

/** @internal @returns whether it has taken the request over */
export type RetryTaker = (task: Task, delay: number) => boolean;

/** The longest delay of a timer in milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1;

/**
 * A run of {@link fetchAll}: its results and its controls.
 *
 * The iteration throws the source's error, after all results before it; a TypeError for an invalid request; the reason
 * of an aborted signal; an error of `onProgress`.
 */
export class FetchRun implements AsyncIterableIterator<FetchResult> {
  readonly #settings: RunSettings;
  readonly #wrapper = new CurlWrapper();
  readonly #session: Session;
  readonly #feed: TaskFeed;
  readonly #statistics = new StatisticsCollector();
  readonly #end = new AbortController();
  readonly #signal: AbortSignal;
  readonly #ready: ReadyResults;
  readonly #takers = new ResultTakers();
  /** Set when the iteration ends: settles when everything is closed. */
  #over: Promise<void> | undefined;
  /** Called before the session of the run is closed. @internal */
  onClose: ((session: Session) => void) | undefined;
  #max: number;
  #started = 0;
  /** The number of running transfers, including those of robots.txt. */
  #running = 0;
  #hasBegun = false;
  #isPumping = false;
  /** Called for a retry; returns whether it takes the request over. */
  readonly #onRetry: RetryTaker | undefined;
  #isPaused = false;
  #dropsWaiting = false;
  #failure: { error: unknown } | undefined;
  #timer: NodeJS.Timeout | undefined;

  /** @internal */
  constructor(source: FetchSource, options: FetchAllOptions, onRetry?: RetryTaker) {
    this.#onRetry = onRetry;
    const settings = checkOptions(options);
    this.#settings = settings;
    this.#max = settings.max;
    this.#ready = new ReadyResults(settings.ordered);
    this.#session = this.#wrapper.session(settings.session);
    this.#feed = new TaskFeed(source, settings, () => this.#pump());
    this.#signal = settings.signal ? AbortSignal.any([settings.signal, this.#end.signal]) : this.#end.signal;
    this.#signal.addEventListener('abort', () => this.#serve(), { once: true });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** The next result. @throws the error that ended the run */
  next(): Promise<Step> {
    // Not an async generator, which costs each result some microtasks and promises.
    if (this.#over) return doneAfter(this.#over);
    if (!this.#hasBegun) this.#statistics.start();
    this.#hasBegun = true;
    this.#pump();
    const result = this.#takers.length === 0 && !this.#hasFailed ? this.#ready.take() : undefined;
    if (result) return Promise.resolve({ done: false, value: result });
    const step = this.#takers.wait();
    this.#serve();
    return step;
  }

  /** Aborts running transfers and closes the source. */
  async return(): Promise<Step> {
    this.#end.abort();
    // If the iteration has ended, next() tells its error.
    if (this.#over) await this.#over.catch(() => {});
    else await (this.#over = this.#finish());
    return DONE;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }

  /** The maximum number of concurrent requests. */
  get max(): number {
    return this.#max;
  }

  /**
   * Changes the maximum at once; running requests continue.
   * @throws {TypeError} not a whole number from 1, or Infinity
   */
  set max(max: number) {
    this.#max = checkLimit('max', max);
    this.#pump();
  }

  /** Sends no requests until {@link FetchRun.resume}; running ones continue. */
  pause(): void {
    this.#isPaused = true;
  }

  /** Continues after {@link FetchRun.pause}. */
  resume(): void {
    this.#isPaused = false;
    this.#pump();
  }

  /**
   * Stops reading the source; the iteration ends after the requests taken so far.
   * @param options.dropWaiting drop requests that have not been sent, or wait for a retry; default false
   * @throws {TypeError} not an object
   */
  drain(options: { dropWaiting?: boolean } = {}): void {
    const dropWaiting = checkDrain(options);
    this.#feed.drain();
    this.#dropsWaiting ||= dropWaiting;
    if (dropWaiting) {
      for (const task of [...this.#feed.queue.takeAll(), ...this.#feed.delayed.takeDue(Infinity)]) {
        // A request that waits to follow a redirect has been sent already.
        if (task.continuation) this.#feed.queue.push(task);
        else this.#ready.drop(task.order);
      }
    }
    this.#pump();
  }

  /** The progress of the run. */
  get progress(): FetchProgress {
    return this.#statistics.progress({
      started: this.#started,
      running: this.#running,
      waiting: this.#feed.waiting,
      total: this.#feed.source.total,
    });
  }

  /** Counts and latencies so far. */
  get statistics(): FetchStatistics {
    return this.#statistics.snapshot();
  }

  /** The state of a URL's host, for callers that decide whether to request it now. @internal */
  hostOf(url: string): Host {
    return this.#feed.queue.hostOf({ origin: originOf(url) });
  }

  /** Whether an error has ended the run, or its signal. */
  get #hasFailed(): boolean {
    return this.#failure !== undefined || this.#settings.signal?.aborted === true;
  }

  /** Gives a result to a waiting next(), or ends the iteration. @returns whether that made room, and others still wait */
  #serve(): boolean {
    if (this.#takers.length === 0 || this.#over) return false;
    const hasFailed = this.#hasFailed;
    const result = hasFailed ? undefined : this.#ready.take();
    if (result) this.#takers.give(result);
    else if (hasFailed || this.#isDone) this.#conclude();
    return result !== undefined && this.#takers.length > 0;
  }

  #conclude(): void {
    const { signal } = this.#settings;
    const failure = this.#failure ?? (signal?.aborted ? { error: signal.reason as unknown } : this.#feed.source.error);
    // Later, because it aborts the signal, which calls #serve() again.
    this.#over = Promise.resolve().then(() => this.#finish());
    this.#takers.end(this.#over, failure);
  }

  get #isDone(): boolean {
    if (this.#end.signal.aborted) return true;
    return this.#feed.isExhausted && this.#running + this.#ready.size === 0;
  }

  async #finish(): Promise<void> {
    this.#end.abort();
    clearTimeout(this.#timer);
    for (const { continuation } of this.#feed.queue.takeAll()) continuation?.giveUp(new CancelledError('the run has ended'));
    await this.#feed.source.end();
    this.onClose?.(this.#session);
    this.onClose = undefined;
    await this.#wrapper.close();
  }

  /** Sends all requests that may be sent now, and schedules the next check. */
  #pump(): void {
    if (this.#isPumping || !this.#hasBegun || this.#over) return;
    this.#isPumping = true;
    do this.#wakeAt(this.#isPaused || this.#signal.aborted ? Infinity : this.#startAll());
    while (this.#serve());
    this.#isPumping = false;
  }

  /** Pumps again then. @param at in milliseconds of performance.now(); Infinity for never */
  #wakeAt(at: number): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = at === Infinity ? undefined : this.#timerFor(at);
  }

  // A separate method: a function that contains a closure allocates its context even if it makes none.
  #timerFor(at: number): NodeJS.Timeout {
    return setTimeout(() => this.#pump(), Math.min(LONGEST_TIMER, Math.max(0, at - performance.now())));
  }

  /** @returns when the next request becomes due, in milliseconds of performance.now() */
  #startAll(): number {
    const { queue, delayed } = this.#feed;
    this.#feed.fill();
    // Results that were not taken yet occupy places.
    while (this.#running + this.#ready.size < this.#max) {
      if (queue.size > 0) {
        const at = this.#startWaiting();
        if (at !== undefined) return Math.min(at, delayed.dueAt);
      } else {
        const task = this.#feed.read();
        if (task === false) break;
        if (task) this.#startFresh(task);
      }
    }
    return delayed.dueAt;
  }

  /** Starts a request for which none waits; if it must wait itself, it is queued. */
  #startFresh(task: Task): void {
    const now = performance.now();
    if (this.#settings.rate.readyAt <= now && this.#feed.queue.admit(task, now)) this.#start(task, now);
    else this.#feed.queue.push(task);
  }

  /**
   * Starts a waiting request, or reads one more from the source.
   * @returns if neither is possible, when one becomes due
   */
  #startWaiting(): number | undefined {
    const now = performance.now();
    const { readyAt } = this.#settings.rate;
    if (readyAt > now) return readyAt;
    const next = this.#feed.queue.take(now);
    if (typeof next === 'object') return this.#start(next, now);
    const task = this.#feed.read();
    if (task === false) return next;
    if (task) this.#feed.queue.push(task);
    return undefined;
  }

  #start(task: Task, now: number): undefined {
    this.#settings.rate.pass(now);
    this.#running += 1;
    const host = this.#feed.queue.hostOf(task);
    if (this.#settings.robots !== undefined && !host.robots) void this.#loadRobots(task, host, this.#settings.robots);
    else if (task.continuation) task.continuation.proceed();
    else this.#send(task, new Transfer(this, task, host, now));
  }

  /** @internal */
  get session(): Session {
    return this.#session;
  }

  /** The session's setting; a request's own replaces it. @internal */
  get decompress(): FetchAllOptions['decompress'] {
    return this.#settings.session.decompress;
  }

  /** Moves a request that follows a redirect: it gives its place back and waits for one at the other host. @internal */
  move(task: Task, from: Host, url: string): Move {
    from.running -= 1;
    this.#running -= 1;
    const move = moveTo(url, task, this.#feed.queue, () => {
      from.running += 1;
      this.#running += 1;
    });
    this.#pump();
    return move;
  }

  /** Fetches robots.txt in the place of the request that needs it, which waits with all others of its host. */
  async #loadRobots(task: Task, host: Host, agent: string): Promise<void> {
    host.isBlocked = true;
    this.#feed.queue.putBack(task);
    host.robots = await fetchRobots(this.#session, host.origin, agent);
    const delay = Math.min(host.robots.crawlDelay, this.#settings.maxHostPause);
    host.slowDown(delay);
    try {
      this.#tellPause(host, delay, 'Crawl-delay');
    } catch (error) {
      this.#failure ??= { error };
    }
    host.isBlocked = false;
    this.#running -= 1;
    this.#pump();
  }

  #send(task: Task, transfer: Transfer): void {
    if (task.attempt === 1) this.#started += 1;
    transfer.send();
  }

  /** Takes the outcome of a transfer. @internal */
  ended(transfer: Transfer): void {
    this.#running -= 1;
    transfer.host.running -= 1;
    try {
      if (!this.#end.signal.aborted) this.#settle(transfer);
    } catch (error) {
      // The error comes from a user's callback: onProgress, onHostPause, or a retry's delay.
      this.#failure ??= { error };
    }
    this.#pump();
  }

  #settle(transfer: Transfer): void {
    const { task, host, startedAt, outcome } = transfer;
    const now = performance.now();
    const policy = task.retry ?? this.#settings.retry;
    // Without retries a host is not paused either.
    const maxPause = policy.limit > 0 ? this.#settings.maxHostPause : 0;
    if (outcome) this.#tellPause(host, host.learn(outcome, startedAt, now, maxPause), 'Retry-After');
    const delay = outcome && policy.limit > 0 ? this.#retryDelay(task, policy, outcome) : undefined;
    if (delay !== undefined) {
      this.#statistics.retried += 1;
      if (this.#onRetry?.(task, delay)) return this.#ready.drop(task.order);
      this.#feed.delayed.add(now + delay, { ...task, attempt: task.attempt + 1 });
      return;
    }
    const result = transfer.resultAt(now);
    this.#statistics.record(result);
    this.#ready.add(task.order, result);
    this.#settings.onProgress?.(this.progress);
  }

  /** @returns milliseconds to wait; undefined for no retry */
  #retryDelay(task: Task, policy: RetryPolicy, outcome: Response | Error): number | undefined {
    if (this.#signal.aborted || this.#dropsWaiting || !isRepeatable(task.options?.body)) return undefined;
    return policy.delayFor(task.attempt, task.method, outcome as Response | AcurlError);
  }

  #tellPause({ origin }: Host, milliseconds: number, reason: HostPause['reason']): void {
    if (milliseconds >= LONG_PAUSE) this.#settings.onHostPause?.({ origin, milliseconds, reason });
  }
}
