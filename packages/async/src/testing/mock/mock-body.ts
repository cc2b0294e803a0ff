import type { BodySource } from '../../http/body-source.js';
import { CancelledError } from '../../curl-future.js';

/** The transfer of a {@link MockBody}. */
export interface BodyHost {
  readonly signal: AbortSignal | undefined;
  /** The error that the reader gets for one of these. */
  errorOf(error: unknown): unknown;
  /** Everything has come, or nothing will come any more. */
  ended(): void;
}

/** Bytes that a reader gets at once at most. */
const CHUNK = 64 * 1024;

const givenUp = () => new CancelledError('the transfer was given up before its end');

/** A mocked body on its way. The next chunk is asked for when its reader waits for it. */
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

  /** Whether nothing more will come. */
  get isOver(): boolean {
    return this.#hasEnded;
  }

  /** The failure of the body; undefined when there is none, and when nobody wanted it any more. */
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

  /** Ends it with this error, which its reader gets behind the bytes that are there. */
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

  /** Its source may hold something open. A generator that is at work is given back when that is done. */
  #giveBack(): void {
    void Promise.resolve(this.#chunks.return?.()).catch(() => {});
  }

  #wake(): void {
    for (const wake of this.#waiting.splice(0)) wake();
  }

  keepAlive(): void {
    // The timers and iterators of a mock do so.
  }
}
