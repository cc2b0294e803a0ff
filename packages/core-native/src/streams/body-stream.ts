import { Readable } from 'node:stream';
import { CurlStateError, checkObject } from '../errors/index.js';
import type { Easy } from '../easy/easy.js';
import { BodyQueue } from './body-queue.js';
import { ReaderCall } from './reader-call.js';

/** How a body is buffered. */
export interface BodyStreamOptions {
  /** Bytes that may wait for a reader before the transfer is paused. Default 64 KiB. */
  highWaterMark?: number;
  /** Makes the error with which the stream ends when the transfer fails, from its CURLcode (−1 if it was aborted). Default: the handle's {@link Easy.failure}. */
  errorOf?: (code: number) => Error;
}

/** Aborts the transfers whose streams were collected. */
const dropped = new FinalizationRegistry<BodyQueue>((queue) => queue.cancel());

/** The body of one transfer, taken out of its queue when the stream is read. */
class BodyStream extends Readable {
  readonly #queue: BodyQueue;
  readonly #call: ReaderCall;
  /** The error to end with after everything before it was read. */
  #failure: Error | undefined;

  constructor(easy: Easy, options: BodyStreamOptions) {
    checkObject('bodyStream', 'options', options);
    const { highWaterMark, errorOf } = options;
    // No read-ahead: unread bytes wait in the queue.
    super({ highWaterMark: 1 });
    this.#call = new ReaderCall(errorOf ?? ((code) => plainErrorOf(easy, code)));
    this.#queue = new BodyQueue(easy, this.#call, highWaterMark === undefined ? {} : { highWaterMark });
    dropped.register(this, this.#queue, this);
  }

  override _read(): void {
    if (this.#failure) return;
    try {
      this.#pull();
    } catch (error) {
      this.#failWhenEmpty((this.#failure = error as Error));
    }
  }

  #pull(): void {
    const queue = this.#queue;
    let bytes = queue.read();
    if (bytes !== undefined) {
      const wantsMore = this.push(bytes);
      if (!wantsMore && !queue.ended) return;
      bytes = queue.read();
      if (bytes !== undefined) return void this.push(bytes);
    }
    const { ended, failure } = this.#call;
    if (!ended || !queue.drained) this.#call.wait(() => this._read());
    else if (failure === undefined) this.push(null);
    else this.#failWhenEmpty((this.#failure = failure));
  }

  /** Every way of reading comes through here: iteration, pipes, events. */
  override read(size?: number): unknown {
    const chunk: unknown = super.read(size);
    if (this.#failure) this.#failWhenEmpty(this.#failure);
    return chunk;
  }

  #failWhenEmpty(failure: Error): void {
    // Not before the reader has processed what it was just given.
    if (this.readableLength === 0) process.nextTick(() => this.destroy(failure));
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    dropped.unregister(this);
    try {
      // The rest will not be read. Inside a callback of the handle this takes effect when libcurl has returned.
      this.#queue.cancel();
    } catch (failure) {
      error ??= failure as Error;
    }
    callback(error);
  }
}

function plainErrorOf(easy: Easy, code: number): Error {
  if (code > 0) return easy.failure(code);
  return new CurlStateError('the transfer was aborted before its end', 'ERR_CURL_NOT_IN_USE', 'bodyStream');
}

/**
 * The body of the handle's next transfer as a stream with backpressure: while it is not read, the transfer is paused.
 * It replaces WRITEFUNCTION for that one transfer. Destroying the stream, or dropping it unread, removes the handle
 * from its multi. If the transfer fails, the stream is destroyed with the error after everything before it was read.
 * Under perform(), which blocks every reader, the whole body is buffered.
 *
 * @example
 * const easy = new Easy().setOpt('URL', 'https://example.com/');
 * const body = bodyStream(easy);
 * const multi = new Multi().attach({ onDone: () => multi.close() });
 * multi.addHandle(easy);
 * for await (const chunk of body) console.log(chunk.length);
 *
 * @throws {CurlStateError} the handle is closed, or in use
 */
export function bodyStream(easy: Easy, options: BodyStreamOptions = {}): Readable {
  return new BodyStream(easy, options);
}
