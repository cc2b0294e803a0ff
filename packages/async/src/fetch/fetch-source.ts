import type { BodySource } from '../http/body-source.js';

/**
 * The body of a response of `fetch`: its failures are the standard's TypeError with the transfer's error as the cause,
 * and the reason of an aborted signal ends it even when all bytes have arrived.
 */
export class FetchSource implements BodySource {
  readonly #source: BodySource;
  readonly #signal: AbortSignal | undefined;

  constructor(source: BodySource, signal: AbortSignal | undefined) {
    this.#source = source;
    this.#signal = signal;
  }

  get hasEnded(): boolean {
    return this.#source.hasEnded;
  }

  read(maxBytes?: number): Buffer | undefined {
    this.#signal?.throwIfAborted();
    try {
      return this.#source.read(maxBytes);
    } catch (error) {
      throw this.#terminated(error);
    }
  }

  readInto(target: Uint8Array): number {
    this.#signal?.throwIfAborted();
    try {
      return this.#source.readInto(target);
    } catch (error) {
      throw this.#terminated(error);
    }
  }

  #terminated(cause: unknown): unknown {
    return this.#signal?.aborted ? this.#signal.reason : new TypeError('terminated', { cause });
  }

  wait(): Promise<void> {
    return this.#source.wait();
  }

  cancel(reason?: unknown): void {
    this.#source.cancel(reason);
  }

  keepAlive(object: unknown): void {
    this.#source.keepAlive(object);
  }
}
