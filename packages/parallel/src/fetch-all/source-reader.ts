import { argumentError } from '@curlew/async';
import type { FetchRequest, FetchSource } from './fetch-options.js';
import { normalUrl } from './normal-url.js';
import { taskOf, type Task } from './task.js';

/** Reads the requests of a source, one at a time. */
export class SourceReader {
  readonly #iterator: AsyncIterator<FetchRequest> | Iterator<FetchRequest>;
  readonly #isAsync: boolean;
  readonly #seen: Set<string> | undefined;
  readonly #onTask: (task: Task) => void;
  readonly #onChange: () => void;
  /** The number of requests; undefined if the source does not tell. */
  readonly total: number | undefined;
  #count = 0;
  #kept = 0;
  #isPending = false;
  #ended = false;
  #error: { error: unknown } | undefined;

  /**
   * @param onTask called with each request
   * @param onChange called when the source has answered after {@link SourceReader.pull} had returned
   * @throws {TypeError} not an iterable
   */
  constructor(source: FetchSource, deduplicate: boolean, onTask: (task: Task) => void, onChange: () => void) {
    this.#isAsync = typeof source === 'object' && source !== null && Symbol.asyncIterator in source;
    this.#iterator = iteratorOf(source);
    this.#seen = deduplicate ? new Set() : undefined;
    this.total = Array.isArray(source) && !deduplicate ? source.length : undefined;
    this.#onTask = onTask;
    this.#onChange = onChange;
  }

  /** Whether the source is being read. */
  get isPending(): boolean {
    return this.#isPending;
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** The error that the source threw. */
  get error(): { error: unknown } | undefined {
    return this.#error;
  }

  /** Requests the next item. @returns whether it was available at once */
  pull(): boolean {
    if (this.#isAsync) {
      this.#isPending = true;
      void this.#wait();
      return false;
    }
    try {
      this.#accept((this.#iterator as Iterator<FetchRequest>).next());
    } catch (error) {
      this.#fail(error);
    }
    return true;
  }

  async #wait(): Promise<void> {
    try {
      this.#accept(await this.#iterator.next());
    } catch (error) {
      this.#fail(error);
    }
    this.#isPending = false;
    this.#onChange();
  }

  #fail(error: unknown): void {
    this.#error = { error };
    this.#ended = true;
  }

  #accept(step: IteratorResult<FetchRequest>): void {
    if (step.done) {
      this.#ended = true;
      return;
    }
    const task = taskOf(step.value, this.#count++, this.#kept);
    if (this.#isDuplicate(task)) return;
    this.#kept += 1;
    this.#onTask(task);
  }

  #isDuplicate({ method, url }: Task): boolean {
    if (!this.#seen || (method !== 'GET' && method !== 'HEAD')) return false;
    const size = this.#seen.size;
    return this.#seen.add(`${method} ${normalUrl(url)}`).size === size;
  }

  /** Closes the source. */
  async end(): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    const ended = this.#iterator.return?.();
    // A generator that is running reacts only after its current step, which may never end, so this does not wait.
    if (this.#isPending) void Promise.resolve(ended).catch(() => {});
    else await ended;
  }
}

function iteratorOf(source: FetchSource): AsyncIterator<FetchRequest> | Iterator<FetchRequest> {
  if (typeof source === 'object' && source !== null) {
    if (Symbol.asyncIterator in source) return source[Symbol.asyncIterator]();
    if (Symbol.iterator in source) return source[Symbol.iterator]();
  }
  throw argumentError('fetchAll', '', 'an iterable of requests', source);
}
