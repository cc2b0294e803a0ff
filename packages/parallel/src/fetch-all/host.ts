import { retryAfterOf, type Response } from '@curlew/async';
import Denque from 'denque';
import type { AdaptiveLimit } from './adaptive-limit.js';
import type { RateLimit } from './rate-limit.js';
import type { Robots } from './robots.js';
import type { Task } from './task.js';

/** What a host of a run is allowed, and what waits for it. */
export class Host {
  /** By priority, the highest first. */
  readonly #waiting: { priority: number; tasks: Denque<Task> }[] = [];
  #pausedUntil = 0;
  running = 0;
  /** Undefined while they are being fetched. */
  robots: Robots | undefined;
  /** Set while something has to be fetched before anything else may be sent. */
  isBlocked = false;

  constructor(
    readonly origin: string,
    private readonly max: number,
    private readonly rate: RateLimit,
    private readonly adaptive: AdaptiveLimit | undefined,
  ) {}

  /** The highest priority that waits; undefined when nothing does. */
  get priority(): number | undefined {
    return this.#waiting[0]?.priority;
  }

  push(task: Task): void {
    const at = this.#waiting.findIndex(({ priority }) => priority <= task.priority);
    if (at >= 0 && this.#waiting[at]!.priority === task.priority) this.#waiting[at]!.tasks.push(task);
    else this.#waiting.splice(at < 0 ? this.#waiting.length : at, 0, { priority: task.priority, tasks: new Denque([task]) });
  }

  /** Has one go before those of its priority. */
  pushFirst(task: Task): void {
    const same = this.#waiting.find(({ priority }) => priority === task.priority);
    if (same) same.tasks.unshift(task);
    else this.push(task);
  }

  /** The next one, which is running from now on. */
  take(now: number): Task {
    const [first] = this.#waiting;
    const task = first!.tasks.shift()!;
    if (first!.tasks.length === 0) this.#waiting.shift();
    this.running += 1;
    this.rate.pass(now);
    return task;
  }

  /** All that waits; nothing does afterwards. */
  takeAll(): Task[] {
    return this.#waiting.splice(0).flatMap(({ tasks }) => tasks.toArray());
  }

  /** Nothing is sent for so long; what runs goes on. A later pause that ends earlier changes nothing. */
  pause(until: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, until);
  }

  /**
   * What an outcome says about how much the host takes.
   * @param maxPause milliseconds that a Retry-After may ask for
   * @returns milliseconds that the host is paused for by it
   */
  learn(outcome: Response | Error, { startedAt, now, maxPause }: { startedAt: number; now: number; maxPause: number }): number {
    const status = outcome instanceof Error ? 0 : outcome.statusCode;
    const isTimeout = outcome instanceof Error && (outcome as { kind?: string }).kind === 'timeout';
    if (status !== 429 && status !== 503 && !isTimeout) {
      if (status > 0) this.adaptive?.succeeded();
      return 0;
    }
    this.adaptive?.overloaded(startedAt, now);
    const asked = outcome instanceof Error ? undefined : retryAfterOf(outcome);
    const pause = Math.min(asked ?? 0, maxPause);
    if (pause > 0) this.pause(now + pause);
    return pause;
  }

  /** How many may run at a time. */
  get limit(): number {
    return Math.min(this.max, this.adaptive?.value ?? Infinity);
  }

  /** Milliseconds between two requests at least. */
  get interval(): number {
    return this.rate.interval;
  }

  /** Leaves so many milliseconds at least between two requests. */
  slowDown(interval: number): void {
    this.rate.slowDown(interval);
  }

  /** When the next one may be sent, as milliseconds of performance.now(); Infinity while something has to happen first. */
  get readyAt(): number {
    return this.isBlocked || this.running >= this.limit ? Infinity : this.notBefore;
  }

  /** The same without regard to what runs. */
  get notBefore(): number {
    return Math.max(this.#pausedUntil, this.rate.readyAt);
  }

  /** Whether it can be forgotten: there is nothing to remember. */
  isIdle(now: number): boolean {
    return this.running === 0 && this.#waiting.length === 0 && !this.isBlocked && this.readyAt <= now;
  }
}
