/** The bounds of an adaptive limit. */
export interface AdaptiveOptions {
  /** The lowest limit. Default 1. */
  min?: number;
  /** The highest limit. Default: the run's limit per host. */
  max?: number;
  /** The initial limit. Default 10. */
  start?: number;
}

/**
 * The number of concurrent requests that a host can take, found by experiment: one more after each round of successes,
 * half after a sign of overload (additive increase, multiplicative decrease, as in TCP).
 */
export class AdaptiveLimit {
  readonly #min: number;
  readonly #max: number;
  #limit: number;
  #decreasedAt = -Infinity;

  constructor({ min = 1, max = Infinity, start = 10 }: AdaptiveOptions) {
    this.#min = min;
    this.#max = max;
    this.#limit = Math.min(Math.max(start, min), max);
  }

  get value(): number {
    return Math.floor(this.#limit);
  }

  succeeded(): void {
    this.#limit = Math.min(this.#max, this.#limit + 1 / this.#limit);
  }

  /** @param startedAt when the request was sent; requests from before the last decrease are ignored */
  overloaded(startedAt: number, now: number): void {
    if (startedAt < this.#decreasedAt) return;
    this.#decreasedAt = now;
    this.#limit = Math.max(this.#min, this.#limit / 2);
  }
}
