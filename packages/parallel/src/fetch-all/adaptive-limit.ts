/** The bounds of an adaptive limit. */
export interface AdaptiveOptions {
  /** 1 by default. */
  min?: number;
  /** The run's limit per host by default. */
  max?: number;
  /** Where it begins; 10 by default. */
  start?: number;
}

/**
 * How many requests a host takes at a time, found by trying: one more after each round of successes, half as many after
 * a sign of overload (additive increase, multiplicative decrease, as TCP has it).
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

  /** @param startedAt when the request had been sent: those from before the last decrease say nothing new */
  overloaded(startedAt: number, now: number): void {
    if (startedAt < this.#decreasedAt) return;
    this.#decreasedAt = now;
    this.#limit = Math.max(this.#min, this.#limit / 2);
  }
}
