/**
 * Limits a rate evenly. Asking for the next time reserves nothing. (The token buckets of npm wait themselves; a
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

  /** Milliseconds between two requests. */
  get interval(): number {
    return this.#interval;
  }

  /** When the next request may pass, in milliseconds of performance.now(). */
  get readyAt(): number {
    return this.#next;
  }

  /** Sets the minimum milliseconds between two requests, even if that is slower than the rate. */
  slowDown(interval: number): void {
    if (interval === 0) return;
    this.#next += Math.max(0, interval - this.#interval);
    this.#interval = Math.max(this.#interval, interval);
    this.#isDistance = true;
  }

  /** Counts a request that passes now. */
  pass(now: number): void {
    // A late timer does not lower the rate, and idle time is not caught up.
    const late = this.#isDistance ? 0 : Math.min(20, Math.max(5, this.#interval / 4));
    this.#next = (now - this.#next > late ? now : this.#next) + this.#interval;
  }
}
