import Denque from 'denque';
import type { FetchResult } from './fetch-options.js';

/** Results that have not been taken yet, in the order of completion or of the source. */
export class ReadyResults {
  readonly #isOrdered: boolean;
  /** The results in the order of completion. */
  readonly #completed = new Denque<FetchResult>();
  /** The results that are to be in the order of the source, by their position among the sent requests. */
  readonly #results = new Map<number, FetchResult>();
  /** The positions of dropped requests, which have no result. */
  readonly #dropped = new Set<number>();
  #given = 0;

  constructor(isOrdered: boolean) {
    this.#isOrdered = isOrdered;
  }

  get size(): number {
    return this.#completed.length + this.#results.size;
  }

  add(order: number, result: FetchResult): void {
    if (this.#isOrdered) this.#results.set(order, result);
    else this.#completed.push(result);
  }

  /** Marks a position that will have no result. */
  drop(order: number): void {
    if (this.#isOrdered) this.#dropped.add(order);
  }

  /** Takes the next result; undefined while it is not available. */
  take(): FetchResult | undefined {
    return this.#isOrdered ? this.#takeInOrder() : this.#completed.shift();
  }

  #takeInOrder(): FetchResult | undefined {
    while (this.#dropped.delete(this.#given)) this.#given += 1;
    const result = this.#results.get(this.#given);
    if (!result) return undefined;
    this.#results.delete(this.#given);
    this.#given += 1;
    return result;
  }
}
