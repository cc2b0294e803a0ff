import type { BodySource } from '../../http/body-source.js';
import { CancelledError } from '../../curl-future.js';

/** The part of a transfer that its {@link MockBody} uses. */
export interface BodyHost {
  readonly signal: AbortSignal | undefined;
  /** Converts an error to the one that the reader gets. */
  errorOf(error: unknown): unknown;
  /** Called when the body is complete or has failed. */
  ended(): void;
}

/** The maximum size in bytes of a chunk that a reader gets. */
const CHUNK = 64 * 1024;

const givenUp = () => new CancelledError('the transfer was aborted before its end');

/** A mocked body that is arriving. The next chunk is requested when the reader waits for it. */
export class MockBody implements BodySource {
  readonly #host: BodyHost;
  readonly #chunks: AsyncIterator<Buffer, unknown>;
  #rest: Buffer = Buffer.alloc(0);
  #failure: { error: unknown } | undefined;
  #hasEnded = false;
  #isUnwanted = false;
  #isPulling = false;
  #waiting: (() => void)[] = [];

  constructor(chunks: AsyncIterable<Buffer>, host: BodyHost) {
    this.#host = host;
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** Whether nothing more will arrive. */
  get isOver(): boolean {
    return this.#hasEnded;
  }

  /** The failure of the body; undefined if there is none, or if the body was dropped. */
  get failure(): unknown {
    return this.#isUnwanted ? undefined : this.#failure?.error;
  }

  get hasEnded(): boolean {
    return this.#hasEnded && this.#rest.length === 0;
  }

  read(maxBytes: number = CHUNK): Buffer | undefined {
    this.#host.signal?.throwIfAborted();
    if (this.#rest.length === 0) {
      if (this.#failure) throw this.#failure.error;
      return undefined;
    }
    const bytes = this.#rest.subarray(0, maxBytes);
    this.#rest = this.#rest.subarray(bytes.length);
    return bytes;
  }

  readInto(target: Uint8Array): number {
    const bytes = this.read(target.byteLength);
    if (bytes === undefined) return 0;
    target.set(bytes);
    return bytes.length;
  }

  wait(): Promise<void> {
    if (this.#hasEnded || this.#rest.length > 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      void this.#pull();
    });
  }

  async #pull(): Promise<void> {
    if (this.#isPulling) return;
    this.#isPulling = true;
    try {
      const { done, value } = await this.#chunks.next();
      if (this.#hasEnded) return;
      if (done === true) this.#end();
      else this.#rest = value;
    } catch (error) {
      this.fail(error);
    }
    this.#isPulling = false;
    if (this.#rest.length === 0 && !this.#hasEnded) void this.#pull();
    else this.#wake();
  }

  /** Ends the body with this error, which the reader gets after the bytes that have arrived. */
  fail(error: unknown): void {
    if (this.#hasEnded) return;
    this.#failure = { error: this.#host.errorOf(error) };
    this.#end();
    this.#giveBack();
    this.#wake();
  }

  cancel(reason?: unknown): void {
    this.#rest = Buffer.alloc(0);
    if (this.#hasEnded) return;
    this.#isUnwanted = reason === undefined;
    this.#failure = { error: reason ?? givenUp() };
    this.#end();
    this.#giveBack();
    this.#wake();
  }

  #end(): void {
    this.#hasEnded = true;
    this.#host.ended();
  }

  /** Closes the source, which may hold resources. A running generator is closed when its current step has finished. */
  #giveBack(): void {
    void Promise.resolve(this.#chunks.return?.()).catch(() => {});
  }

  #wake(): void {
    for (const wake of this.#waiting.splice(0)) wake();
  }

  keepAlive(): void {
    // The mock's timers and iterators keep the object alive.
  }
}
