import type { FetchResult } from './fetch-options.js';

/** Results that have not been taken yet, in the order of completion or of the source. */
export class ReadyResults {
  readonly #isOrdered: boolean;
  /** The results, by their position among the sent requests. */
  readonly #results = new Map<number, FetchResult>();
  /** The positions of dropped requests, which have no result. */
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

  /** Marks a position that will have no result. */
  drop(order: number): void {
    if (this.#isOrdered) this.#dropped.add(order);
  }

  /** Takes the next result; undefined while it is not available. */
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
