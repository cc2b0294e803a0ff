import { retryAfterOf, type Response } from '@curlew/async';
import Denque from 'denque';
import type { AdaptiveLimit } from './adaptive-limit.js';
import type { RateLimit } from './rate-limit.js';
import type { Robots } from './robots.js';
import type { Task } from './task.js';

/** A host of a run: its limits and its waiting requests. */
export class Host {
  /** The waiting requests by priority, the highest first. */
  readonly #waiting: { priority: number; tasks: Denque<Task> }[] = [];
  #pausedUntil = 0;
  running = 0;
  /** The robots.txt rules; undefined until they have been fetched. */
  robots: Robots | undefined;
  /** Whether robots.txt has to be fetched before anything else may be sent. */
  isBlocked = false;

  constructor(
    readonly origin: string,
    private readonly max: number,
    private readonly rate: RateLimit,
    private readonly adaptive: AdaptiveLimit | undefined,
  ) {}

  /** The highest priority of the waiting requests; undefined if there are none. */
  get priority(): number | undefined {
    return this.#waiting[0]?.priority;
  }

  push(task: Task): void {
    const at = this.#waiting.findIndex(({ priority }) => priority <= task.priority);
    if (at >= 0 && this.#waiting[at]!.priority === task.priority) this.#waiting[at]!.tasks.push(task);
    else this.#waiting.splice(at < 0 ? this.#waiting.length : at, 0, { priority: task.priority, tasks: new Denque([task]) });
  }

  /** Puts a request before the others of its priority. */
  pushFirst(task: Task): void {
    const same = this.#waiting.find(({ priority }) => priority === task.priority);
    if (same) same.tasks.unshift(task);
    else this.push(task);
  }

  /** Removes a waiting request. @returns whether it was waiting */
  remove(task: Task): boolean {
    const at = this.#waiting.findIndex(({ priority }) => priority === task.priority);
    const tasks = this.#waiting[at]?.tasks;
    const index = tasks?.toArray().indexOf(task) ?? -1;
    if (index < 0) return false;
    tasks!.removeOne(index);
    if (tasks!.length === 0) this.#waiting.splice(at, 1);
    return true;
  }

  /** Takes the next request and counts it as running. */
  take(now: number): Task {
    const [first] = this.#waiting;
    const task = first!.tasks.shift()!;
    if (first!.tasks.length === 0) this.#waiting.shift();
    this.started(now);
    return task;
  }

  /** Counts a request as running. */
  started(now: number): void {
    this.running += 1;
    this.rate.pass(now);
  }

  /** Removes and returns all waiting requests. */
  takeAll(): Task[] {
    return this.#waiting.splice(0).flatMap(({ tasks }) => tasks.toArray());
  }

  /** Sends nothing until that time; running requests continue. A pause that ends before the current one has no effect. */
  pause(until: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, until);
  }

  /**
   * Adapts to an outcome.
   * @param startedAt when the request was sent
   * @param maxPause the longest Retry-After to obey, in milliseconds
   * @returns the milliseconds for which the host is paused
   */
  learn(outcome: Response | Error, startedAt: number, now: number, maxPause: number): number {
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

  /** The maximum number of concurrent requests. */
  get limit(): number {
    return Math.min(this.max, this.adaptive?.value ?? Infinity);
  }

  /** The minimum milliseconds between two requests. */
  get interval(): number {
    return this.rate.interval;
  }

  /** Sets the minimum milliseconds between two requests. */
  slowDown(interval: number): void {
    this.rate.slowDown(interval);
  }

  /**
   * When the next request may be sent, in milliseconds of performance.now(); Infinity while some event has to happen
   * first.
   */
  get readyAt(): number {
    return this.isBlocked || this.running >= this.limit ? Infinity : this.notBefore;
  }

  /** The same, ignoring the running requests. */
  get notBefore(): number {
    return Math.max(this.#pausedUntil, this.rate.readyAt);
  }

  /** Whether the host can be forgotten, because it has no state to keep. */
  isIdle(now: number): boolean {
    return this.running === 0 && this.#waiting.length === 0 && !this.isBlocked && this.readyAt <= now;
  }
}
