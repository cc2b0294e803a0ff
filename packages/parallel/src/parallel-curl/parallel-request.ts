import type { TransferHandle } from './transfer-handle.js';

/** The outcome of one request. */
export interface TransferResult<T = unknown> {
  /** The URL as it was given. */
  url: string;
  /** The body; null if there is none because of `error`. */
  content: Buffer | null;
  /** The finished transfer; null if it was never started. */
  handle: TransferHandle | null;
  /** The value given to `startRequest`. */
  userData: T;
  /** Why the request failed or was never started. */
  error: Error | undefined;
}

/** Settles a request; a separate object so that users cannot do that. */
export class SettleRequest<T> {
  request!: ParallelRequest<T>;
  #started!: () => void;
  #refused!: (error: unknown) => void;
  #result: TransferResult<T> | undefined = undefined;
  /** Made when somebody asks for it: most requests are used by their callbacks. */
  #promise: Promise<TransferResult<T>> | undefined = undefined;
  #resolve: ((result: TransferResult<T>) => void) | undefined = undefined;

  /** Takes the resolving functions that the promise's constructor passes. */
  take(started: () => void, refused: (error: unknown) => void): void {
    this.#started = started;
    this.#refused = refused;
  }

  started(): void {
    this.#started();
  }

  refused(error: unknown): void {
    this.#refused(error);
  }

  done(result: TransferResult<T>): void {
    this.#result = result;
    this.#resolve?.(result);
  }

  get result(): Promise<TransferResult<T>> {
    return (this.#promise ??= this.#makePromise());
  }

  #makePromise(): Promise<TransferResult<T>> {
    if (this.#result) return Promise.resolve(this.#result);
    return new Promise((resolve) => (this.#resolve = resolve));
  }
}

/**
 * A request as a promise that resolves when it has been *started*, so that awaiting it throttles a producer. It
 * rejects, and nothing is sent, when libcurl refuses an option or the request is aborted while it waits.
 */
export class ParallelRequest<T = unknown> extends Promise<void> {
  #settle!: SettleRequest<T>;

  /** `then`, `catch` and `finally` return plain promises. */
  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  /** @internal */
  static create<T>(): SettleRequest<T> {
    const settle = new SettleRequest<T>();
    const request = new this<T>((resolve, reject) => settle.take(resolve, reject));
    request.#settle = settle;
    settle.request = request;
    return settle;
  }

  /** This promise itself, as a name that says what is awaited. */
  get started(): Promise<void> {
    return this;
  }

  /** The outcome of the request, after its callback has run. Never rejects. */
  get result(): Promise<TransferResult<T>> {
    return this.#settle.result;
  }
}

// As with CurlFuture: `await` takes a promise as it is only when its `constructor` is Promise.
void Object.defineProperty(ParallelRequest.prototype, 'constructor', { value: Promise, configurable: true, writable: true });
