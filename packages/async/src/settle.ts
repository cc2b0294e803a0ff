/**
 * The other end of a CurlFuture: what settles it. Kept apart from it so that users cannot. One object, not a
 * closure for each way to end: ten thousand of them may be waiting.
 */
export class Settle<T, Future extends Promise<T> = Promise<T>> {
  future!: Future;
  /** How it has ended, if it has. */
  state: 'pending' | 'fulfilled' | 'rejected' | 'cancelled' = 'pending';
  #resolve!: (value: T) => void;
  #reject!: (error: unknown) => void;
  #subject: unknown;
  readonly #onCancel: (subject: never, reason: unknown) => void;

  constructor(subject: unknown, onCancel: (subject: never, reason: unknown) => void) {
    this.#subject = subject;
    this.#onCancel = onCancel;
  }

  /** Takes what the constructor of the promise hands out. */
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

  cancel(reason: unknown): void {
    if (!this.#end('cancelled')) return;
    // Marks the rejection as handled; whoever awaits the future still gets it.
    this.future.catch(() => {});
    this.#reject(reason);
  }

  #end(state: 'fulfilled' | 'rejected' | 'cancelled'): boolean {
    if (this.state !== 'pending') return false;
    this.state = state;
    // A future that is kept must not keep a handle.
    this.#subject = undefined;
    return true;
  }

  /** What the user's `cancel()` comes to: the owner knows what else is to be done. */
  askToCancel(reason: unknown): void {
    this.#onCancel(this.#subject as never, reason);
  }
}
