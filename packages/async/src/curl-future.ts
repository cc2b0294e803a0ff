import type { Easy } from '@curlew/core-native';

type State = 'pending' | 'fulfilled' | 'rejected' | 'cancelled';

/** Rejection of a cancelled future. Python's `asyncio.CancelledError`. */
export class CancelledError extends Error {
  override readonly name = 'CancelledError';
  readonly code = 'ERR_CURL_CANCELLED';
}

/** What settles a future; kept apart from it so that users cannot. */
export interface Settle<T> {
  resolve(value: T): void;
  reject(error: unknown): void;
  cancel(reason: unknown): void;
}

/**
 * The promise of one transfer: it resolves to its easy handle, rejects with the transfer's error, and can be cancelled.
 * A cancellation that nobody waits for is silent; a failure that nobody handles is an ordinary unhandled rejection.
 */
export class CurlFuture<T = Easy> extends Promise<T> {
  #state: State = 'pending';
  #onCancel: ((reason: unknown) => void) | undefined;

  /** `then`, `catch` and `finally` give plain promises: only the transfer itself can be cancelled. */
  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  /** @internal */
  static create<T>(onCancel: (reason: unknown) => void): { future: CurlFuture<T>; settle: Settle<T> } {
    let resolvePromise!: (value: T) => void;
    let rejectPromise!: (error: unknown) => void;
    const future = new this<T>((resolve, reject) => {
      resolvePromise = resolve;
      rejectPromise = reject;
    });
    future.#onCancel = onCancel;
    const end = (state: State) => {
      if (future.#state !== 'pending') return false;
      future.#state = state;
      future.#onCancel = undefined;
      return true;
    };
    return {
      future,
      settle: {
        resolve: (value) => {
          if (end('fulfilled')) resolvePromise(value);
        },
        reject: (error) => {
          if (end('rejected')) rejectPromise(error);
        },
        cancel: (reason) => {
          if (!end('cancelled')) return;
          // Marks the rejection as handled; whoever awaits the future still gets it.
          future.catch(() => {});
          rejectPromise(reason);
        },
      },
    };
  }

  /**
   * Takes the transfer back: its handle leaves the multi and the future rejects with a {@link CancelledError}, or with
   * `reason` when one is given.
   * @returns false when the future was settled before
   */
  cancel(reason?: unknown): boolean {
    if (this.#state !== 'pending') return false;
    this.#onCancel?.(reason ?? new CancelledError('the transfer was cancelled'));
    return true;
  }

  /** Whether {@link CurlFuture.cancel} ended it. */
  get cancelled(): boolean {
    return this.#state === 'cancelled';
  }

  /** Whether it is settled, in whichever way. */
  get done(): boolean {
    return this.#state !== 'pending';
  }
}

// `await` and `Promise.resolve` take a promise as it is only when its `constructor` is Promise; any other is wrapped
// in a second promise and two more microtasks, for every request. `instanceof` looks at the prototype and still works.
void Object.defineProperty(CurlFuture.prototype, 'constructor', { value: Promise, configurable: true, writable: true });
