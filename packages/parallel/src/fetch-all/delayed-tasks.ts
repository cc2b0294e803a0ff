import type { Task } from './task.js';

/** Requests that are to be tried again, each at its time. There are never many: the source is not asked meanwhile. */
export class DelayedTasks {
  readonly #tasks: { at: number; task: Task }[] = [];

  get size(): number {
    return this.#tasks.length;
  }

  /** When the first one is due, as milliseconds of performance.now(); Infinity for none. */
  get dueAt(): number {
    return this.#tasks[0]?.at ?? Infinity;
  }

  add(at: number, task: Task): void {
    const index = this.#tasks.findIndex((other) => other.at > at);
    this.#tasks.splice(index < 0 ? this.#tasks.length : index, 0, { at, task });
  }

  /** Those that are due; all of them with Infinity. */
  takeDue(now: number): Task[] {
    const count = this.#tasks.findIndex(({ at }) => at > now);
    return this.#tasks.splice(0, count < 0 ? this.#tasks.length : count).map(({ task }) => task);
  }
}
