import type { BodyQueueEvents } from './body-queue.js';

/**
 * Calls a reader that waits for its queue. Only while it waits is it held, so that one that is dropped between two reads
 * can be collected in the middle of a body.
 */
export class ReaderCall implements BodyQueueEvents {
  #goOn: (() => void) | undefined;
  readonly #errorOf: (code: number) => Error;
  /** Whether the transfer has ended. */
  ended = false;
  /** How the transfer has ended, if not well. */
  failure: Error | undefined;

  /** @param errorOf makes the error of a transfer that fails; it must not hold the reader */
  constructor(errorOf: (code: number) => Error) {
    this.#errorOf = errorOf;
  }

  /** @param goOn called once, when there are bytes or the transfer has ended */
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
    // At once: the handle may soon have another transfer to tell of.
    if (code !== 0) this.failure = this.#errorOf(code);
    this.onReadable();
  }
}
