import { AsyncLocalStorage } from 'node:async_hooks';

/** A callback of a request that is being called, or whose promise is pending. */
class CallbackRun {
  isOver = false;
  constructor(readonly owner: Outstanding) {}
}

/** Where the current code runs, also after an `await`. One for all objects, because Node keeps each for ever. */
const current = new AsyncLocalStorage<CallbackRun>();

interface Waiter {
  resolve: () => void;
  /** The callback that waits; undefined outside of callbacks. */
  run: CallbackRun | undefined;
}

/** Counts the requests whose transfer or callback is not finished, and lets callers wait for their end. */
export class Outstanding {
  #count = 0;
  #waiters: Waiter[] = [];

  add(): void {
    this.#count += 1;
  }

  remove(): void {
    this.#count -= 1;
    this.#release();
  }

  /** Calls a callback, so that {@link Outstanding.ended} knows when it is called inside. */
  callInside(callback: () => void | Promise<void>): void | Promise<void> {
    const run = new CallbackRun(this);
    const end = () => void (run.isOver = true);
    let called: void | Promise<void>;
    try {
      called = current.run(run, callback);
    } catch (error) {
      end();
      throw error;
    }
    if (called === undefined) return end();
    return Promise.resolve(called).finally(end);
  }

  /**
   * Resolves when nothing is outstanding. Inside a callback it resolves when only callbacks that wait here are, because
   * they would wait for each other.
   */
  async ended(): Promise<void> {
    if (this.#count === 0) return;
    await new Promise<void>((resolve) => {
      const run = current.getStore();
      this.#waiters.push({ resolve, run: run?.owner === this ? run : undefined });
      this.#release();
    });
  }

  #release(): void {
    if (this.#waiters.length === 0) return;
    const isInside = ({ run }: Waiter) => run !== undefined && !run.isOver;
    const inside = this.#waiters.filter(isInside);
    if (this.#count > new Set(inside.map(({ run }) => run)).size) return;
    const isReleased = this.#count === 0 ? () => true : isInside;
    const released = this.#waiters.filter(isReleased);
    this.#waiters = this.#waiters.filter((waiter) => !isReleased(waiter));
    for (const { resolve } of released) resolve();
  }
}
