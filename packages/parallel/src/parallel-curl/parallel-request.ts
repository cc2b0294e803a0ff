import type { TransferHandle } from './transfer-handle.js';

/** What became of one request. */
export interface TransferResult<T = unknown> {
  /** The URL as it was asked for. */
  url: string;
  /** The body, or null when there is none because of `error`. */
  content: Buffer | null;
  /** What is known of the transfer; null when it was never started. */
  handle: TransferHandle | null;
  /** What was given to `startRequest`. */
  userData: T;
  /** Why it failed, or was never started. */
  error: Error | undefined;
}

/** What settles a request; kept apart from it so that users cannot. */
export interface SettleRequest<T> {
  started(): void;
  refused(error: unknown): void;
  done(result: TransferResult<T>): void;
}

/**
 * A request as a promise that resolves when it has been *started*, so that awaiting it holds a producer back. It rejects,
 * and nothing is sent, when libcurl refuses an option or the request is aborted while it waits.
 */
export class ParallelRequest<T = unknown> extends Promise<void> {
  #result!: Promise<TransferResult<T>>;

  /** `then`, `catch` and `finally` give plain promises. */
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

  /** This promise; for those who want to say what they await. */
  get started(): Promise<void> {
    return this;
  }

  /** What became of it, after its callback. Never rejects. */
  get result(): Promise<TransferResult<T>> {
    return this.#result;
  }
}
