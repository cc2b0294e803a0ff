import { argumentError } from '@curlew/async';
import type { FetchRequest, FetchSource } from './fetch-options.js';
import { normalUrl } from './normal-url.js';
import { taskOf, type Task } from './task.js';

/** The number of requests to take from a synchronous source before the event loop gets its turn. */
const READ_AT_ONCE = 2000;

/** Reads the requests of a source, one at a time. */
export class SourceReader {
  readonly #iterator: AsyncIterator<FetchRequest> | Iterator<FetchRequest>;
  readonly #isAsync: boolean;
  readonly #seen: Set<string> | undefined;
  readonly #onTask: (task: Task) => void;
  readonly #onChange: () => void;
  /** The number of requests; undefined if the source does not tell. */
  readonly total: number | undefined;
  /** The origin of the last request, which the next one often has too. */
  #origin = '';
  #count = 0;
  /** The number of items read in this turn of the event loop. */
  #read = 0;
  #kept = 0;
  #isPending = false;
  #ended = false;
  #error: { error: unknown } | undefined;

  /**
   * @param onTask called with each request of an asynchronous source
   * @param onChange called when such a source has answered, and when a synchronous one may be read on
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

  /**
   * Reads the next item.
   * @returns its request; undefined for none (a duplicate, the end); false if it is not available at once
   */
  pull(): Task | undefined | false {
    if (this.#read === READ_AT_ONCE) return false;
    try {
      const step = this.#iterator.next();
      if (isPending(step, this.#isAsync)) return this.#waitFor(step);
      this.#read += 1;
      if (this.#read === READ_AT_ONCE) this.#readOnLater();
      return this.#accept(step);
    } catch (error) {
      return this.#fail(error);
    }
  }

  #waitFor(step: Promise<Step>): false {
    this.#isPending = true;
    void this.#wait(step);
    return false;
  }

  #readOnLater(): void {
    setImmediate(() => ((this.#read = 0), this.#onChange()));
  }

  async #wait(step: Promise<Step>): Promise<void> {
    try {
      const task = this.#accept(await step);
      if (task) this.#onTask(task);
    } catch (error) {
      this.#fail(error);
    }
    this.#isPending = false;
    this.#onChange();
  }

  #fail(error: unknown): undefined {
    this.#error = { error };
    this.#ended = true;
  }

  #accept(step: Step): Task | undefined {
    if (step.done) {
      this.#ended = true;
      return undefined;
    }
    const task = taskOf(step.value, this.#count++, this.#kept, this.#origin);
    this.#origin = task.origin;
    if (this.#seen && this.#isDuplicate(task, this.#seen)) return undefined;
    this.#kept += 1;
    return task;
  }

  #isDuplicate({ method, url }: Task, seen: Set<string>): boolean {
    if (method !== 'GET' && method !== 'HEAD') return false;
    const { size } = seen;
    return seen.add(`${method} ${normalUrl(url)}`).size === size;
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

type Step = IteratorResult<FetchRequest>;

/** Whether an iterator's answer has to be waited for. The command's source, which is asynchronous, has it mostly ready. */
const isPending = (step: Step | Promise<Step>, isAsync: boolean): step is Promise<Step> => isAsync && !('done' in step);

function iteratorOf(source: FetchSource): AsyncIterator<FetchRequest> | Iterator<FetchRequest> {
  if (typeof source === 'object' && source !== null) {
    if (Symbol.asyncIterator in source) return source[Symbol.asyncIterator]();
    if (Symbol.iterator in source) return source[Symbol.iterator]();
  }
  throw argumentError('fetchAll', '', 'an iterable of requests', source);
}
