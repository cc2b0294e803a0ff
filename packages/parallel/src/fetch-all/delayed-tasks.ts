import { Heap } from 'heap-js';
import type { Task } from './task.js';

interface Delayed {
  at: number;
  task: Task;
}

/** Requests that are to be tried again, each at its time. */
export class DelayedTasks {
  readonly #tasks = new Heap<Delayed>((a, b) => a.at - b.at);

  get size(): number {
    return this.#tasks.length;
  }

  /** When the first one is due, as milliseconds of performance.now(); Infinity for none. */
  get dueAt(): number {
    return this.#tasks.peek()?.at ?? Infinity;
  }

  add(at: number, task: Task): void {
    this.#tasks.push({ at, task });
  }

  /** Those that are due; all of them with Infinity. */
  takeDue(now: number): Task[] {
    const due: Task[] = [];
    while (this.dueAt <= now && this.#tasks.length > 0) due.push(this.#tasks.pop()!.task);
    return due;
  }
}
