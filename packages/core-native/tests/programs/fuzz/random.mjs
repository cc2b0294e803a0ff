/** Random numbers that a seed repeats. */
export class Random {
  #state;

  /** @param {number} seed a whole number */
  constructor(seed) {
    this.#state = Math.imul(seed + 1, 0x9e3779b1) >>> 0;
  }

  /** A whole number from 0 to below the limit. The low bits of a linear generator repeat soon, so they are dropped. */
  below(limit) {
    this.#state = (Math.imul(this.#state, 1664525) + 1013904223) >>> 0;
    return Math.floor((this.#state / 2 ** 32) * limit);
  }

  chance(probability) {
    return this.below(1e6) < probability * 1e6;
  }

  /** One of the elements; undefined if there is none. */
  pick(elements) {
    return elements[this.below(elements.length)];
  }

  /** One of the rows `[weight, …]`; a row of weight 2 comes twice as often as one of weight 1. */
  weighted(rows) {
    let left = this.below(rows.reduce((sum, [weight]) => sum + weight, 0));
    return rows.find(([weight]) => (left -= weight) < 0);
  }
}
