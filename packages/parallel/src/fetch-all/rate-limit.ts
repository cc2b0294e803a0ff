/**
 * Lets so many pass per second, evenly. Who only asks takes nobody's turn. (The token buckets of npm wait themselves; a
 * scheduler with many hosts has to know *when*, for one timer.)
 */
export class RateLimit {
  #interval: number;
  #next = 0;

  /** @param perSecond Infinity for no limit */
  constructor(perSecond: number) {
    this.#interval = 1000 / perSecond;
  }

  /** When the next one may pass, in milliseconds of performance.now(). */
  get readyAt(): number {
    return this.#next;
  }

  /** Leaves so many milliseconds at least between two. */
  slowDown(interval: number): void {
    this.#next += Math.max(0, interval - this.#interval);
    this.#interval = Math.max(this.#interval, interval);
  }

  /** Counts one that passes now. */
  pass(now: number): void {
    // A timer that comes late does not slow the rate down, and an idle time is not made up for.
    const late = Math.min(20, Math.max(5, this.#interval / 4));
    this.#next = (now - this.#next > late ? now : this.#next) + this.#interval;
  }
}
