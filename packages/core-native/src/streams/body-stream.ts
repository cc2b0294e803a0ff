import { Readable } from 'node:stream';
import { CurlStateError, EasyError } from '../errors/index.js';
import { transferAccess, type Easy } from '../easy/easy.js';
import { constants } from '../generated/constants.js';

/** How a body is buffered. */
export interface BodyStreamOptions {
  /** Bytes that may wait for a reader before the transfer is paused; 64 KiB by default. */
  highWaterMark?: number;
  /** Makes the error that the stream ends with when the transfer fails: of its CURLcode, −1 when it was given up. */
  errorOf?: (code: number) => Error;
}

/** The body of one transfer as it comes. */
class BodyStream extends Readable {
  readonly #easy: Easy;
  readonly #errorOf: (code: number) => Error;
  /** No more is wanted until the next _read(). */
  #full = false;
  /** libcurl holds a chunk back. */
  #paused = false;
  #over = false;
  /** What it ends with when all that came before has been read. */
  #failure: Error | undefined;

  constructor(easy: Easy, { highWaterMark = 64 * 1024, errorOf }: BodyStreamOptions) {
    super({ highWaterMark });
    this.#easy = easy;
    this.#errorOf = errorOf ?? ((code) => plainErrorOf(easy, code));
    easy.setOpt('WRITEFUNCTION', (chunk) => this.#take(chunk));
    transferAccess.onEnd(easy, (code) => this.#end(code));
  }

  #take(chunk: Buffer): number {
    if (this.destroyed) return constants.CURL_WRITEFUNC_ERROR;
    // perform() blocks every reader, so there is nobody to wait for.
    if (this.#full && transferAccess.holder(this.#easy)) {
      this.#paused = true;
      return constants.CURL_WRITEFUNC_PAUSE;
    }
    this.#full = !this.push(chunk);
    return chunk.length;
  }

  /** Every way of reading comes through here: iteration, pipes, events. */
  override read(size?: number): unknown {
    const chunk: unknown = super.read(size);
    if (this.#failure) this.#failWhenEmpty(this.#failure);
    return chunk;
  }

  #failWhenEmpty(failure: Error): void {
    // Not before the reader has what it was just given.
    if (this.readableLength === 0) process.nextTick(() => this.destroy(failure));
  }

  override _read(): void {
    this.#full = false;
    if (!this.#paused || this.#over) return;
    this.#paused = false;
    try {
      this.#easy.unpause();
    } catch (error) {
      this.#endUnpaused(error as Error);
    }
  }

  /** What libcurl held back was refused. It tells only who has it go on; the transfer would stand still for ever. */
  #endUnpaused(error: Error): void {
    if (this.#over) return;
    const failure = error instanceof EasyError ? this.#errorOf(error.errno) : error;
    this.#over = true;
    try {
      transferAccess.holder(this.#easy)?.removeHandle(this.#easy);
    } finally {
      this.#failWhenEmpty((this.#failure = failure));
    }
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    const holder = this.#over ? undefined : transferAccess.holder(this.#easy);
    this.#over = true;
    // Nobody will read the rest. Within a callback of the handle it happens when libcurl has returned.
    if (holder) {
      try {
        holder.removeHandle(this.#easy);
      } catch (failure) {
        error ??= failure as Error;
      }
    }
    callback(error);
  }

  #end(code: number): void {
    if (!this.#easy.closed) this.#easy.setOpt('WRITEFUNCTION', null);
    if (this.#over) return;
    this.#over = true;
    if (code === 0) this.push(null);
    else if (code < 0) this.destroy(this.#errorOf(code));
    else this.#failWhenEmpty((this.#failure = this.#errorOf(code)));
  }
}

function plainErrorOf(easy: Easy, code: number): Error {
  if (code > 0) return easy.failure(code);
  return new CurlStateError('the transfer was given up before its end', 'ERR_CURL_NOT_IN_USE', 'bodyStream');
}

/**
 * The body of the handle's next transfer as a stream with backpressure: while nobody reads, the transfer is paused. It
 * takes the place of WRITEFUNCTION for that one transfer. Destroying it takes the handle out of its multi; a transfer
 * that fails destroys it with the error, when what came before has been read. Under perform(), which blocks every reader,
 * the whole body is buffered.
 *
 * @example
 * const easy = new Easy().setOpt('URL', 'https://example.com/');
 * const body = bodyStream(easy);
 * const multi = new Multi().attach({ onDone: () => multi.close() });
 * multi.addHandle(easy);
 * for await (const chunk of body) console.log(chunk.length);
 *
 * @throws {CurlStateError} the handle is closed
 */
export function bodyStream(easy: Easy, options: BodyStreamOptions = {}): Readable {
  return new BodyStream(easy, options);
}
