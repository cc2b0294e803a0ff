import { CancelledError, CurlWrapper, isRepeatable, type AcurlError, type Response, type Session } from '@curlew/async';
import { checkLimit, checkOptions, type RunSettings } from './check-options.js';
import { moveTo, type Move } from './continuation.js';
import { DelayedTasks } from './delayed-tasks.js';
import type { FetchAllOptions, FetchProgress, FetchResult, FetchSource, HostPause } from './fetch-options.js';
import type { Host } from './host.js';
import { HostQueue } from './host-queue.js';
import { ReadyResults } from './ready-results.js';
import { fetchRobots } from './robots.js';
import { SourceReader } from './source-reader.js';
import { StatisticsCollector, type FetchStatistics } from './statistics.js';
import { originOf, type Task } from './task.js';
import { Transfer, type Outcome } from './transfer.js';

/**
 * The number of waiting requests at which the source is no longer read. While some hosts are slow or paused, the source
 * is read ahead for requests to others; a waiting request takes some 200 bytes.
 */
const MOST_WAITING = 250_000;

/** The number of requests to take from the source before the event loop gets its turn. */
const PULLED_AT_ONCE = 2000;

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
  readonly #source: SourceReader;
  readonly #queue: HostQueue;
  readonly #delayed = new DelayedTasks();
  readonly #statistics = new StatisticsCollector();
  readonly #results: AsyncGenerator<FetchResult, void, undefined>;
  readonly #end = new AbortController();
  readonly #signal: AbortSignal;
  readonly #ready: ReadyResults;
  /** Called before the session of the run is closed. @internal */
  onClose: ((session: Session) => void) | undefined;
  #max: number;
  #started = 0;
  /** The number of running transfers, including those of robots.txt. */
  #running = 0;
  #hasBegun = false;
  #isPumping = false;
  /** The number of requests taken from the source in this turn of the event loop. */
  #pulled = 0;
  /** Called for a retry; returns whether it takes the request over. */
  readonly #onRetry: RetryTaker | undefined;
  #isPaused = false;
  #isDraining = false;
  #dropsWaiting = false;
  #failure: { error: unknown } | undefined;
  #timer: NodeJS.Timeout | undefined;
  #wake: (() => void) | undefined;

  /** @internal */
  constructor(source: FetchSource, options: FetchAllOptions, onRetry?: RetryTaker) {
    this.#onRetry = onRetry;
    const settings = checkOptions(options);
    this.#settings = settings;
    this.#max = settings.max;
    this.#ready = new ReadyResults(settings.ordered);
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

  /** The next result. @throws the error that ended the run */
  next(): Promise<IteratorResult<FetchResult, void>> {
    return this.#results.next();
  }

  /** Aborts running transfers and closes the source. */
  async return(): Promise<IteratorResult<FetchResult, void>> {
    this.#end.abort();
    await this.#results.return();
    // A run that never started has no loop that would do this.
    await this.#finish();
    return { done: true, value: undefined };
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
   * @param dropWaiting drop requests that have not been sent, or wait for a retry
   */
  drain({ dropWaiting = false } = {}): void {
    this.#isDraining = true;
    this.#dropsWaiting ||= dropWaiting;
    if (dropWaiting) {
      for (const task of [...this.#queue.takeAll(), ...this.#delayed.takeDue(Infinity)]) {
        // A request that waits to follow a redirect has been sent already.
        if (task.continuation) this.#queue.push(task);
        else this.#ready.drop(task.order);
      }
    }
    this.#pump();
  }

  /** The progress of the run. */
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

  /** The state of a URL's host, for callers that decide whether to request it now. @internal */
  hostOf(url: string): Host {
    return this.#queue.hostOf({ origin: originOf(url) });
  }

  async *#iterate(): AsyncGenerator<FetchResult, void, undefined> {
    this.#hasBegun = true;
    this.#statistics.start();
    try {
      for (;;) {
        this.#pump();
        this.#throwIfEnded();
        const result = this.#ready.take();
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

  async #finish(): Promise<void> {
    this.#end.abort();
    clearTimeout(this.#timer);
    for (const { continuation } of this.#queue.takeAll()) continuation?.giveUp(new CancelledError('the run has ended'));
    await this.#source.end();
    this.onClose?.(this.#session);
    this.onClose = undefined;
    await this.#wrapper.close();
  }

  /** Sends all requests that may be sent now, and schedules the next check. */
  #pump(): void {
    if (this.#isPumping || !this.#hasBegun) return;
    this.#isPumping = true;
    clearTimeout(this.#timer);
    const at = this.#isPaused || this.#signal.aborted ? Infinity : this.#startAll();
    if (at !== Infinity) this.#timer = setTimeout(() => this.#pump(), Math.min(LONGEST_TIMER, Math.max(0, at - performance.now())));
    this.#isPumping = false;
    this.#wake?.();
  }

  /** @returns when the next request becomes due, in milliseconds of performance.now() */
  #startAll(): number {
    while (this.#queue.size < this.#settings.lookahead && this.#pull());
    for (const task of this.#delayed.takeDue(performance.now())) this.#queue.push(task);
    // Results that were not taken yet occupy places.
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
    const isEnough = this.#queue.size + this.#delayed.size >= Math.max(MOST_WAITING, this.#settings.lookahead);
    if (isEnough || this.#isDraining || this.#source.ended || this.#source.isPending) return false;
    if (this.#pulled === PULLED_AT_ONCE) return false;
    this.#pulled += 1;
    if (this.#pulled === PULLED_AT_ONCE) setImmediate(() => ((this.#pulled = 0), this.#pump()));
    return this.#source.pull();
  }

  #start(task: Task, now: number): void {
    this.#settings.rate.pass(now);
    this.#running += 1;
    const host = this.#queue.hostOf(task);
    if (this.#settings.robots !== undefined && !host.robots) void this.#loadRobots(task, host, this.#settings.robots);
    else if (task.continuation) task.continuation.proceed();
    else void this.#send(task, new Transfer(this, task, host, now));
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
    const move = moveTo(url, task, this.#queue, () => {
      from.running += 1;
      this.#running += 1;
    });
    this.#pump();
    return move;
  }

  /** Fetches robots.txt in the place of the request that needs it, which waits with all others of its host. */
  async #loadRobots(task: Task, host: Host, agent: string): Promise<void> {
    host.isBlocked = true;
    this.#queue.putBack(task);
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

  async #send(task: Task, transfer: Transfer): Promise<void> {
    if (task.attempt === 1) this.#started += 1;
    const outcome = await transfer.send();
    this.#running -= 1;
    transfer.host.running -= 1;
    try {
      if (!this.#end.signal.aborted) this.#settle(task, transfer, outcome);
    } catch (error) {
      // The error comes from a user's callback: onProgress, onHostPause, or a retry's delay.
      this.#failure ??= { error };
    }
    this.#pump();
  }

  #settle(task: Task, { host, startedAt }: Transfer, { outcome, savedTo, isUnchanged }: Outcome): void {
    const now = performance.now();
    const policy = task.retry ?? this.#settings.retry;
    // Without retries a host is not paused either.
    const maxPause = policy.limit > 0 ? this.#settings.maxHostPause : 0;
    if (outcome) this.#tellPause(host, host.learn(outcome, { startedAt, now, maxPause }), 'Retry-After');
    const delay =
      outcome && isRepeatable(task.options?.body)
        ? policy.delayFor(task.attempt, task.method, outcome as Response | AcurlError)
        : undefined;
    if (delay !== undefined && !this.#signal.aborted && !this.#dropsWaiting) {
      this.#statistics.retried += 1;
      if (this.#onRetry?.(task, delay)) return this.#ready.drop(task.order);
      this.#delayed.add(now + delay, { ...task, attempt: task.attempt + 1 });
      return;
    }
    const { index, order, request, url, key, attempt: attempts } = task;
    const startTime = (performance.timeOrigin + startedAt) / 1000;
    const result: FetchResult = { index, request, url, key, attempts, startTime, duration: (now - startedAt) / 1000 };
    if (outcome instanceof Error) result.error = outcome;
    else if (outcome) result.response = outcome;
    if (savedTo !== undefined) result.savedTo = savedTo;
    if (isUnchanged) result.isUnchanged = true;
    this.#statistics.record(result);
    this.#ready.add(order, result);
    this.#settings.onProgress?.(this.progress);
  }

  #tellPause({ origin }: Host, milliseconds: number, reason: HostPause['reason']): void {
    if (milliseconds >= LONG_PAUSE) this.#settings.onHostPause?.({ origin, milliseconds, reason });
  }
}
