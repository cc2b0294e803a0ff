import { CurlError, ownCodes, type Easy } from '@curlew/core-native';
import { Settle } from './settle.js';

/** The rejection of a cancelled future; Python's `asyncio.CancelledError`. */
export class CancelledError extends CurlError {
  /** @internal */
  static override readonly className: string = 'CancelledError';

  constructor(message: string) {
    super(message, { code: 'ERR_CURL_CANCELLED', errno: -1, kind: ownCodes.ERR_CURL_CANCELLED.kind, operation: 'transfer', bare: true });
  }
}

/**
 * The promise of one transfer: it resolves to its easy handle, rejects with the transfer's error, and can be cancelled.
 * An unobserved cancellation is silent; an unobserved failure is an ordinary unhandled rejection.
 */
export class CurlFuture<T = Easy> extends Promise<T> {
  #settle: Settle<T, CurlFuture<T>> | undefined;

  /** `then`, `catch` and `finally` return plain promises: only the transfer itself can be cancelled. */
  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  /**
   * @param onCancel called with `subject` when its user cancels it
   * @internal
   */
  static create<T, S>(subject: S, onCancel: (subject: S, reason: unknown) => void): Settle<T, CurlFuture<T>> {
    const settle = new Settle<T, CurlFuture<T>>(subject, onCancel);
    const future = new this<T>((resolve, reject) => settle.take(resolve, reject));
    future.#settle = settle;
    settle.future = future;
    return settle;
  }

  /**
   * Cancels the transfer: its handle leaves the multi and the future rejects with a {@link CancelledError}, or with
   * `reason` when one is given.
   * @returns false if the future was settled already
   */
  cancel(reason?: unknown): boolean {
    if (this.#settle?.state !== 'pending') return false;
    this.#settle.askToCancel(reason ?? new CancelledError('the transfer was cancelled'));
    return true;
  }

  /** Whether {@link CurlFuture.cancel} ended it. */
  get cancelled(): boolean {
    return this.#settle?.state === 'cancelled';
  }

  /** Whether the future is settled: fulfilled, rejected or cancelled. */
  get done(): boolean {
    return this.#settle?.state !== 'pending';
  }
}

// `await` and `Promise.resolve` take a promise as it is only when its `constructor` is Promise; any other is wrapped
// in a second promise and two more microtasks, for every request. `instanceof` looks at the prototype and still works.
void Object.defineProperty(CurlFuture.prototype, 'constructor', { value: Promise, configurable: true, writable: true });
