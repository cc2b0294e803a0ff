import Denque from 'denque';
import type { FetchResult } from './fetch-options.js';

/** The value that `next()` resolves to. */
export type Step = IteratorResult<FetchResult, void>;

/** The end of an iteration. */
export const DONE: Step = { done: true, value: undefined };
const giveDone = (): Step => DONE;

/** Resolves when everything is closed, whether or not closing it failed. */
export const doneAfter = (over: Promise<void>): Promise<Step> => over.then(giveDone, giveDone);

interface Taker {
  resolve: (step: Step | Promise<Step>) => void;
  reject: (error: unknown) => void;
}

/** The calls of `next()` that wait for a result, in their order. */
export class ResultTakers {
  readonly #takers = new Denque<Taker>();

  get length(): number {
    return this.#takers.length;
  }

  /** Waits as the last one. */
  wait(): Promise<Step> {
    return new Promise((resolve, reject) => this.#takers.push({ resolve, reject }));
  }

  /** Gives the first one a result. */
  give(result: FetchResult): void {
    this.#takers.shift()!.resolve({ done: false, value: result });
  }

  /**
   * Ends the iteration: the first one learns why, the others that it is over.
   * @param over settles when everything is closed
   */
  end(over: Promise<void>, failure: { error: unknown } | undefined): void {
    const first = this.#takers.shift()!;
    over.then(() => (failure ? first.reject(failure.error) : first.resolve(DONE)), first.reject);
    while (this.#takers.length > 0) this.#takers.shift()!.resolve(doneAfter(over));
  }
}
