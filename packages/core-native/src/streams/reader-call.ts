import type { BodyQueueEvents } from './body-queue.js';

/**
 * Calls a reader that waits for its queue. It refers to the reader only while that waits, so that a reader dropped
 * between two reads can be collected in the middle of a body.
 */
export class ReaderCall implements BodyQueueEvents {
  #goOn: (() => void) | undefined;
  readonly #errorOf: (code: number) => Error;
  /** Whether the transfer has ended. */
  ended = false;
  /** The error of the transfer, if it failed. */
  failure: Error | undefined;

  /** @param errorOf makes the error of a transfer that fails; it must not refer to the reader */
  constructor(errorOf: (code: number) => Error) {
    this.#errorOf = errorOf;
  }

  /** @param goOn called once, when bytes are available or the transfer has ended */
  wait(goOn: () => void): void {
    this.#goOn = goOn;
  }

  onReadable(): void {
    const goOn = this.#goOn;
    this.#goOn = undefined;
    goOn?.();
  }

  onEnd(code: number): void {
    this.ended = true;
    // Made at once, because the handle may soon have another transfer.
    if (code !== 0) this.failure = this.#errorOf(code);
    this.onReadable();
  }
}
