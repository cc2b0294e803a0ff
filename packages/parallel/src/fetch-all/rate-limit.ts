import { setTimeout as sleep } from 'node:timers/promises';

/** Lets so many pass per second, evenly. What waits in vain (an aborted signal) takes nobody's turn. */
export class RateLimit {
  readonly #interval: number;
  #next = 0;

  /** @param perSecond Infinity for no limit */
  constructor(perSecond: number) {
    this.#interval = 1000 / perSecond;
  }

  async pass(signal: AbortSignal): Promise<void> {
    if (this.#interval === 0) return;
    const now = performance.now();
    const turn = Math.max(now, this.#next);
    if (turn > now) await sleep(turn - now, undefined, { signal });
    this.#next = turn + this.#interval;
  }
}
