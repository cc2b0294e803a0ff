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
export interface SettleRequest<T> {
  started(): void;
  refused(error: unknown): void;
  done(result: TransferResult<T>): void;
}

/**
 * A request as a promise that resolves when it has been *started*, so that awaiting it throttles a producer. It
 * rejects, and nothing is sent, when libcurl refuses an option or the request is aborted while it waits.
 */
export class ParallelRequest<T = unknown> extends Promise<void> {
  #result!: Promise<TransferResult<T>>;

  /** `then`, `catch` and `finally` return plain promises. */
  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  /** @internal */
  static create<T>(): { request: ParallelRequest<T>; settle: SettleRequest<T> } {
    let started!: () => void;
    let refused!: (error: unknown) => void;
    const request = new this<T>((resolve, reject) => ([started, refused] = [resolve, reject]) as never);
    let done!: (result: TransferResult<T>) => void;
    request.#result = new Promise((resolve) => (done = resolve));
    return { request, settle: { started, refused, done } };
  }

  /** This promise itself, as a name that says what is awaited. */
  get started(): Promise<void> {
    return this;
  }

  /** The outcome of the request, after its callback has run. Never rejects. */
  get result(): Promise<TransferResult<T>> {
    return this.#result;
  }
}
