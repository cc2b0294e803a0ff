import type { RunSettings } from './check-options.js';
import { DelayedTasks } from './delayed-tasks.js';
import type { FetchSource } from './fetch-options.js';
import { HostQueue } from './host-queue.js';
import { SourceReader } from './source-reader.js';
import type { Task } from './task.js';

/**
 * The number of waiting requests at which the source is no longer read. While some hosts are slow or paused, the source
 * is read ahead for requests to others; a waiting request takes some 200 bytes.
 */
const MOST_WAITING = 250_000;

/** The requests of a run that are not on their way: those of its source, those that wait at their hosts or for a retry. */
export class TaskFeed {
  readonly source: SourceReader;
  readonly queue: HostQueue;
  readonly delayed = new DelayedTasks();
  readonly #lookahead: number;
  #isDraining = false;

  /** @param onChange called when the source may have more */
  constructor(source: FetchSource, { lookahead, deduplicate, makeHost }: RunSettings, onChange: () => void) {
    this.#lookahead = lookahead;
    this.queue = new HostQueue(makeHost);
    this.source = new SourceReader(source, deduplicate, (task) => this.queue.push(task), onChange);
  }

  /** The number of requests that wait. */
  get waiting(): number {
    return this.queue.size + this.delayed.size;
  }

  /** Whether none waits, and none will come. */
  get isExhausted(): boolean {
    const { ended, isPending } = this.source;
    return (ended || (this.#isDraining && !isPending)) && this.waiting === 0;
  }

  /** Reads the source no more. */
  drain(): void {
    this.#isDraining = true;
  }

  /** Reads a request from the source. @returns undefined for a duplicate or the end; false if there is none now */
  read(): Task | undefined | false {
    const isEnough = this.waiting >= Math.max(MOST_WAITING, this.#lookahead);
    return !isEnough && !this.#isDraining && !this.source.ended && !this.source.isPending && this.source.pull();
  }

  /** Queues the requests of the lookahead, and those whose delay is over. */
  fill(): void {
    for (let task; this.queue.size < this.#lookahead && (task = this.read()) !== false;) if (task) this.queue.push(task);
    if (this.delayed.size > 0) for (const task of this.delayed.takeDue(performance.now())) this.queue.push(task);
  }
}
