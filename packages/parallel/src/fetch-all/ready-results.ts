import type { FetchResult } from './fetch-options.js';

/** Results that nobody has taken yet, in the order of their completion or of the source. */
export class ReadyResults {
  readonly #isOrdered: boolean;
  /** By their positions among what was sent. */
  readonly #results = new Map<number, FetchResult>();
  /** The positions that have no result because they were dropped. */
  readonly #dropped = new Set<number>();
  #given = 0;

  constructor(isOrdered: boolean) {
    this.#isOrdered = isOrdered;
  }

  get size(): number {
    return this.#results.size;
  }

  add(order: number, result: FetchResult): void {
    this.#results.set(order, result);
  }

  /** There will be none. */
  drop(order: number): void {
    if (this.#isOrdered) this.#dropped.add(order);
  }

  /** The next one; undefined while it is not there. */
  take(): FetchResult | undefined {
    while (this.#dropped.delete(this.#given)) this.#given += 1;
    const order = this.#isOrdered ? this.#given : this.#results.keys().next().value;
    const result = order === undefined ? undefined : this.#results.get(order);
    if (!result) return undefined;
    this.#results.delete(order!);
    this.#given += 1;
    return result;
  }
}
