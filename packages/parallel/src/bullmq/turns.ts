import type { FetchRun } from '../fetch-all/fetch-run.js';

/** Milliseconds that a transfer is taken to last until one has. */
const GUESS = 100;
const SOONEST = 50;
/** So that a host that gets better is found out. */
const LATEST = 30_000;

interface Plan {
  /** How long its transfers last, in milliseconds. */
  mean: number;
  /** When the next job that is put off comes back, in milliseconds of performance.now(). */
  next: number;
}

/**
 * When a job is to come back that its host has no place for. One that waited here would keep a place of the worker's;
 * those of a host are put off to one time after another, as its transfers are expected to end.
 */
export class Turns {
  readonly #run: FetchRun;
  /** By host: jobs of this process that run, or wait for a place. */
  readonly #inside = new Map<string, number>();
  /** Those of all hosts that wait. */
  #held = 0;
  readonly #plans = new Map<string, Plan>();

  constructor(run: FetchRun) {
    this.#run = run;
  }

  /** @returns milliseconds to be put off for; undefined when the job may be done now, and {@link Turns.leave} is to follow */
  delayFor(url: string): number | undefined {
    const now = performance.now();
    const host = this.#run.hostOf(url);
    const { limit, interval } = host;
    const isPaused = host.notBefore - now > SOONEST;
    const inside = this.#inside.get(host.origin) ?? 0;
    // A few wait here, so that the host is never without work.
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

  /** One that might be done is over. */
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
      // Those that nobody waits for have nothing to remember.
      if (this.#plans.size >= 1000) for (const [name, { next }] of this.#plans) if (next < now) this.#plans.delete(name);
      this.#plans.set(origin, (plan = { mean: GUESS, next: now }));
    }
    return plan;
  }
}
