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

  read(): Buffer | undefined {
    return this.#guarded(() => this.#source.read());
  }

  readInto(target: Uint8Array): number {
    return this.#guarded(() => this.#source.readInto(target));
  }

  #guarded<T>(take: () => T): T {
    this.#signal?.throwIfAborted();
    try {
      return take();
    } catch (error) {
      throw new TypeError('terminated', { cause: error });
    }
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
