/**
 * Settles a CurlFuture. It is a separate object so that users cannot do that, and one object instead of several
 * closures, because ten thousand may be waiting.
 */
export class Settle<T, Future extends Promise<T> = Promise<T>> {
  future!: Future;
  /** The state of the future. */
  state: 'pending' | 'fulfilled' | 'rejected' | 'cancelled' = 'pending';
  #resolve!: (value: T) => void;
  #reject!: (error: unknown) => void;
  #subject: unknown;
  readonly #onCancel: (subject: never, reason: unknown) => void;

  constructor(subject: unknown, onCancel: (subject: never, reason: unknown) => void) {
    this.#subject = subject;
    this.#onCancel = onCancel;
  }

  /** Takes the resolving functions that the promise's constructor passes. */
  take(resolve: (value: T) => void, reject: (error: unknown) => void): void {
    this.#resolve = resolve;
    this.#reject = reject;
  }

  resolve(value: T): void {
    if (this.#end('fulfilled')) this.#resolve(value);
  }

  reject(error: unknown): void {
    if (this.#end('rejected')) this.#reject(error);
  }

  /** Resolves the future before its transfer ends. The future stays pending, so that it can still be cancelled. */
  resolveEarly(value: T): void {
    this.#resolve(value);
  }

  cancel(reason: unknown): void {
    if (!this.#end('cancelled')) return;
    // Marks the rejection as handled; code that awaits the future still gets it.
    this.future.catch(() => {});
    this.#reject(reason);
  }

  #end(state: 'fulfilled' | 'rejected' | 'cancelled'): boolean {
    if (this.state !== 'pending') return false;
    this.state = state;
    // A future that is kept must not keep its handle alive.
    this.#subject = undefined;
    return true;
  }

  /** Called by the user's `cancel()`; the owner does the rest. */
  askToCancel(reason: unknown): void {
    this.#onCancel(this.#subject as never, reason);
  }
}
