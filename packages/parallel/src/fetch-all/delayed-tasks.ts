import { Heap } from 'heap-js';
import type { Task } from './task.js';

interface Delayed {
  at: number;
  task: Task;
}

/** Requests that wait for a retry, each with its time. */
export class DelayedTasks {
  readonly #tasks = new Heap<Delayed>((a, b) => a.at - b.at);

  get size(): number {
    return this.#tasks.length;
  }

  /** When the first request is due, in milliseconds of performance.now(); Infinity if there is none. */
  get dueAt(): number {
    return this.#tasks.peek()?.at ?? Infinity;
  }

  add(at: number, task: Task): void {
    this.#tasks.push({ at, task });
  }

  /** Removes and returns the requests that are due; with Infinity, all of them. */
  takeDue(now: number): Task[] {
    const due: Task[] = [];
    while (this.dueAt <= now && this.#tasks.length > 0) due.push(this.#tasks.pop()!.task);
    return due;
  }
}
