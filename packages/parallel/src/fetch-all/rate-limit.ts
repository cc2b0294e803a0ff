/**
 * Lets so many pass per second, evenly. Who only asks takes nobody's turn. (The token buckets of npm wait themselves; a
 * scheduler with many hosts has to know *when*, for one timer.)
 */
export class RateLimit {
  #interval: number;
  #isDistance = false;
  #next = 0;

  /** @param perSecond Infinity for no limit */
  constructor(perSecond: number) {
    this.#interval = 1000 / perSecond;
  }

  /** Milliseconds between two. */
  get interval(): number {
    return this.#interval;
  }

  /** When the next one may pass, in milliseconds of performance.now(). */
  get readyAt(): number {
    return this.#next;
  }

  /** Leaves so many milliseconds at least between two, also when that makes it slower than the rate. */
  slowDown(interval: number): void {
    if (interval === 0) return;
    this.#next += Math.max(0, interval - this.#interval);
    this.#interval = Math.max(this.#interval, interval);
    this.#isDistance = true;
  }

  /** Counts one that passes now. */
  pass(now: number): void {
    // A timer that comes late does not slow the rate down, and an idle time is not made up for.
    const late = this.#isDistance ? 0 : Math.min(20, Math.max(5, this.#interval / 4));
    this.#next = (now - this.#next > late ? now : this.#next) + this.#interval;
  }
}
