import type { FetchRun } from '../fetch-all/fetch-run.js';

/** The assumed duration of a transfer in milliseconds, until one has been measured. */
const GUESS = 100;
const SOONEST = 50;
/** The longest delay in milliseconds, so that a host that has recovered is noticed. */
const LATEST = 30_000;

interface Plan {
  /** The mean duration of the host's transfers in milliseconds. */
  mean: number;
  /** When the next delayed job returns, in milliseconds of performance.now(). */
  next: number;
}

/**
 * Decides how long to put off a job whose host is at its limit. A job that waited here would occupy a place of the
 * worker. The jobs of a host are put off to successive times, when its transfers are expected to end.
 */
export class Turns {
  readonly #run: FetchRun;
  /** By host: jobs of this process that run or wait for a place. */
  readonly #inside = new Map<string, number>();
  /** The number of waiting jobs of all hosts. */
  #held = 0;
  readonly #plans = new Map<string, Plan>();

  constructor(run: FetchRun) {
    this.#run = run;
  }

  /**
   * @returns the delay in milliseconds; undefined if the job may run now, and then {@link Turns.leave} has to be called
   */
  delayFor(url: string): number | undefined {
    const now = performance.now();
    const host = this.#run.hostOf(url);
    const { limit, interval } = host;
    const isPaused = host.notBefore - now > SOONEST;
    const inside = this.#inside.get(host.origin) ?? 0;
    // A few jobs wait here, so that the host is never idle.
    const mayWait = inside < limit * 2 && this.#held < Math.floor(this.#run.max / 4);
    if (!isPaused && (inside < limit || mayWait)) {
      this.#inside.set(host.origin, inside + 1);
      if (inside >= limit) this.#held += 1;
      return undefined;
    }
    const plan = this.#planOf(host.origin, now);
    const step = Math.max(interval, limit === Infinity ? 0 : plan.mean / limit);
    plan.next = Math.max(plan.next, isPaused ? host.notBefore : now) + step;
    return Math.min(LATEST, Math.max(SOONEST, plan.next - now));
  }

  /** Called when a job that was allowed to run is done. */
  leave(url: string): void {
    const { origin, limit } = this.#run.hostOf(url);
    const inside = this.#inside.get(origin)! - 1;
    if (inside >= limit) this.#held = Math.max(0, this.#held - 1);
    if (inside > 0) this.#inside.set(origin, inside);
    else this.#inside.delete(origin);
  }

  /** @param duration of a transfer, in seconds */
  learn(url: string, duration: number): void {
    const plan = this.#plans.get(this.#run.hostOf(url).origin);
    if (plan) plan.mean += (duration * 1000 - plan.mean) / 8;
  }

  #planOf(origin: string, now: number): Plan {
    let plan = this.#plans.get(origin);
    if (!plan) {
      // Hosts without waiting jobs need not be remembered.
      if (this.#plans.size >= 1000) for (const [name, { next }] of this.#plans) if (next < now) this.#plans.delete(name);
      this.#plans.set(origin, (plan = { mean: GUESS, next: now }));
    }
    return plan;
  }
}
