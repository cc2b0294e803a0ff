import { CurlStateError, EasyError, argumentError } from '../errors/index.js';
import { transferAccess, type Easy } from '../easy/easy.js';
import { constants } from '../generated/constants.js';

/** A piece of an upload. */
export type UploadChunk = string | ArrayBufferView;

/** What {@link uploadFrom} reads: a Readable, a web ReadableStream, a generator, an array, … */
export type UploadChunks = AsyncIterable<UploadChunk> | Iterable<UploadChunk>;

type Step = IteratorResult<unknown, unknown>;

const isPending = (step: Step | PromiseLike<Step>): step is PromiseLike<Step> => 'then' in step;

/** Feeds one transfer from an iterable, as fast as libcurl asks. */
class Upload {
  readonly #easy: Easy;
  readonly #next: () => Step | PromiseLike<Step>;
  readonly #return: () => unknown;
  #rest: Buffer = Buffer.alloc(0);
  #ended = false;
  #failed: { error: unknown } | undefined;
  #waiting = false;
  /** libcurl waits for us. */
  #paused = false;
  #over = false;

  constructor(easy: Easy, source: UploadChunks) {
    this.#easy = easy;
    const iterator = Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
    this.#next = () => iterator.next() as Step | PromiseLike<Step>;
    this.#return = () => iterator.return?.();
    easy.setOpt('READFUNCTION', (room) => this.#read(room));
    transferAccess.onEnd(easy, () => this.#end());
  }

  #read(room: number): Buffer | number | null {
    while (this.#rest.length === 0) {
      if (this.#failed) throw this.#failed.error;
      if (this.#ended) return null;
      if (this.#waiting) return this.#pause();
      const step = this.#next();
      if (isPending(step)) void this.#await(step);
      else this.#take(step);
    }
    const bytes = this.#rest.subarray(0, room);
    this.#rest = this.#rest.subarray(bytes.length);
    return bytes;
  }

  #pause(): number {
    if (!transferAccess.holder(this.#easy))
      throw new CurlStateError('an asynchronous source cannot be waited for in perform(), which blocks it', 'ERR_CURL_BUSY', 'uploadFrom');
    this.#paused = true;
    return constants.CURL_READFUNC_PAUSE;
  }

  async #await(step: PromiseLike<Step>): Promise<void> {
    this.#waiting = true;
    try {
      this.#take(await step);
    } catch (error) {
      this.#failed = { error };
    }
    this.#waiting = false;
    const isPaused = this.#paused && !this.#over;
    this.#paused = false;
    if (isPaused) this.#goOn();
  }

  #goOn(): void {
    try {
      this.#easy.unpause();
    } catch (error) {
      // What came meanwhile and was held back was refused. libcurl tells only here; the transfer would stand still.
      if (error instanceof EasyError) transferAccess.end(this.#easy, error.errno);
      transferAccess.holder(this.#easy)?.removeHandle(this.#easy);
    }
  }

  #take({ done, value }: Step): void {
    if (done) this.#ended = true;
    else if (typeof value === 'string') this.#rest = Buffer.from(value);
    else if (ArrayBuffer.isView(value)) this.#rest = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    else throw argumentError('uploadFrom', 'chunk', 'a string or bytes', value);
  }

  #end(): void {
    this.#over = true;
    if (!this.#easy.closed) this.#easy.setOpt('READFUNCTION', null);
    if (this.#ended) return;
    // The source is told that nobody will take the rest; what it says to that is its own affair.
    void Promise.resolve()
      .then(() => this.#return())
      .catch(() => {});
  }
}

/**
 * Has the handle's next transfer upload what an iterable gives: a Readable, a web ReadableStream, a generator, … It is
 * only asked for more when libcurl wants more. What it throws fails the transfer, as the error's `cause`. It takes the
 * place of READFUNCTION for that one transfer; set UPLOAD or POST, and INFILESIZE_LARGE or POSTFIELDSIZE_LARGE where the
 * size is known.
 *
 * @throws {TypeError} not iterable
 * @throws {CurlStateError} the handle is closed
 */
export function uploadFrom(easy: Easy, source: UploadChunks): void {
  const isIterable = typeof source === 'object' && source !== null && (Symbol.asyncIterator in source || Symbol.iterator in source);
  if (!isIterable) throw argumentError('uploadFrom', '', 'an iterable or an async iterable', source);
  new Upload(easy, source);
}
