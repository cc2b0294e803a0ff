import type { Host } from './host.js';
import type { Task } from './task.js';

/** The maximum number of idle hosts that are remembered, with their robots.txt rules and their adaptive limits. */
const REMEMBERED = 1000;

/** The waiting requests by host; hosts take turns. */
export class HostQueue {
  /** The hosts with waiting requests, in the order of their turns. */
  readonly #waiting = new Map<string, Host>();
  readonly #hosts = new Map<string, Host>();
  readonly #makeHost: (origin: string) => Host;
  #size = 0;
  #hasPriorities = false;

  constructor(makeHost: (origin: string) => Host) {
    this.#makeHost = makeHost;
  }

  get size(): number {
    return this.#size;
  }

  hostOf({ origin }: Pick<Task, 'origin'>): Host {
    let host = this.#hosts.get(origin);
    if (!host) {
      if (this.#hosts.size >= REMEMBERED) this.#forgetIdle();
      host = this.#makeHost(origin);
      this.#hosts.set(origin, host);
    }
    return host;
  }

  push(task: Task): void {
    const host = this.hostOf(task);
    // One string for all requests of the host: a substring would keep the whole URL in memory.
    task.origin = host.origin;
    host.push(task);
    this.#waiting.set(task.origin, host);
    this.#size += 1;
    if (task.priority !== 0) this.#hasPriorities = true;
  }

  /**
   * Counts a new request as running that need not wait, because no other does: the way of most requests.
   * @returns false if its host is not ready
   */
  admit(task: Task, now: number): boolean {
    const host = this.hostOf(task);
    if (host.readyAt > now) return false;
    task.origin = host.origin;
    host.started(now);
    return true;
  }

  /** Puts a taken request back. */
  putBack(task: Task): void {
    const host = this.hostOf(task);
    host.running -= 1;
    this.pushFirst(task);
  }

  /** Puts a request before the others of its priority. */
  pushFirst(task: Task): void {
    const host = this.hostOf(task);
    host.pushFirst(task);
    this.#waiting.set(task.origin, host);
    this.#size += 1;
  }

  /** Removes a waiting request. @returns whether it was waiting */
  remove(task: Task): boolean {
    const host = this.hostOf(task);
    if (!host.remove(task)) return false;
    this.#size -= 1;
    if (host.priority === undefined) this.#waiting.delete(host.origin);
    return true;
  }

  /**
   * Takes the next request that may be sent now: of the highest priority, and of hosts in turn.
   * @returns if there is none, when one may be sent, in milliseconds of performance.now(); Infinity if some event has
   *   to happen first
   */
  take(now: number): Task | number {
    let best: Host | undefined;
    let earliest = Infinity;
    for (const host of this.#waiting.values()) {
      const { readyAt } = host;
      if (readyAt > now) earliest = Math.min(earliest, readyAt);
      else if (!best || host.priority! > best.priority!) {
        best = host;
        if (!this.#hasPriorities) break;
      }
    }
    if (!best) return earliest;
    this.#size -= 1;
    this.#waiting.delete(best.origin);
    const task = best.take(now);
    if (best.priority !== undefined) this.#waiting.set(best.origin, best);
    return task;
  }

  /** Removes and returns all waiting requests. */
  takeAll(): Task[] {
    const tasks = [...this.#waiting.values()].flatMap((host) => host.takeAll());
    this.#waiting.clear();
    this.#size = 0;
    return tasks;
  }

  #forgetIdle(): void {
    const now = performance.now();
    for (const [origin, host] of this.#hosts) {
      if (this.#hosts.size < REMEMBERED / 2) return;
      if (host.isIdle(now)) this.#hosts.delete(origin);
    }
  }
}
