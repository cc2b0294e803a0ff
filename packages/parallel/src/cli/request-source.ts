import type { FetchRequest } from '../fetch-all/fetch-options.js';
import type { Inputs } from './inputs.js';
import type { Job } from './job.js';

type Step = IteratorResult<FetchRequest, undefined>;

/**
 * The requests of a run, in the form that `fetchAll` reads. Its `next()` returns a promise only if there is something to
 * wait for, which `fetchAll` knows how to use.
 */
export class RequestSource {
  readonly #inputs: Inputs;
  readonly #requestOf: (job: Job, index: number) => FetchRequest;
  readonly #onEmpty: () => void;
  #count = 0;

  /** @param onEmpty called if there is no request at all */
  constructor(inputs: Inputs, requestOf: (job: Job, index: number) => FetchRequest, onEmpty: () => void) {
    this.#inputs = inputs;
    this.#requestOf = requestOf;
    this.#onEmpty = onEmpty;
  }

  [Symbol.asyncIterator](): AsyncIterator<FetchRequest> {
    return this as unknown as AsyncIterator<FetchRequest>;
  }

  next(): Step | Promise<Step> {
    const job = this.#inputs.next();
    return job instanceof Promise ? job.then((read) => this.#stepOf(read)) : this.#stepOf(job);
  }

  return(): Step {
    this.#inputs.close();
    return { done: true, value: undefined };
  }

  #stepOf(job: Job | undefined): Step {
    if (job) return { done: false, value: this.#requestOf(job, this.#count++) };
    if (this.#count === 0) this.#onEmpty();
    return { done: true, value: undefined };
  }
}
