import { CurlStateError, EasyError, argumentError } from '../errors/index.js';
import { transferAccess, type Easy } from '../easy/easy.js';
import { constants } from '../generated/constants.js';

/** C's SEEK_SET: from the beginning. */
const SEEK_SET = 0;

/** A piece of an upload. */
export type UploadChunk = string | ArrayBufferView;

/** The sources that {@link uploadFrom} reads: a Readable, a web ReadableStream, a generator, an array, … */
export type UploadChunks = AsyncIterable<UploadChunk> | Iterable<UploadChunk>;

/** How an upload is sent. */
export interface UploadOptions {
  /** The number of bytes of the source; if it yields fewer or more, the transfer fails. Default: unknown. */
  length?: number | undefined;
  /**
   * Opens the source again if libcurl has to restart the upload, because the server demands credentials or closed the
   * connection early. Without it the first 64 KiB are kept for that.
   */
  restart?: (() => UploadChunks) | undefined;
}

/** The maximum number of bytes that are kept of a source that can be read only once, to send them again. */
const KEPT = 64 * 1024;

type Step = IteratorResult<unknown, unknown>;

const isPending = (step: Step | PromiseLike<Step>): step is PromiseLike<Step> => 'then' in step;

/** Feeds one transfer from an iterable, as fast as libcurl asks. */
class Upload {
  readonly #easy: Easy;
  readonly #options: UploadOptions;
  #next!: () => Step | PromiseLike<Step>;
  #return!: () => unknown;
  #rest: Buffer = Buffer.alloc(0);
  /** The first chunks of a source that cannot be opened again; undefined once they exceed the limit. */
  #kept: Buffer[] | undefined = [];
  /** The number of bytes that the source has yielded. */
  #total = 0;
  #ended = false;
  #failed: { error: unknown } | undefined;
  #waiting = false;
  /** Whether libcurl is paused until more bytes arrive. */
  #paused = false;
  #over = false;

  constructor(easy: Easy, source: UploadChunks, options: UploadOptions) {
    this.#easy = easy;
    this.#options = options;
    this.#open(source);
    easy.setOpts({ READFUNCTION: (room) => this.#read(room), SEEKFUNCTION: (offset, origin) => this.#seek(Number(offset), origin) });
    transferAccess.onEnd(easy, () => this.#end());
  }

  #open(source: UploadChunks): void {
    const iterator = Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
    this.#next = () => iterator.next() as Step | PromiseLike<Step>;
    this.#return = () => iterator.return?.();
  }

  /** Called when libcurl restarts the upload. */
  #seek(offset: number, origin: number): number {
    if (offset !== 0 || origin !== SEEK_SET || this.#waiting) return constants.CURL_SEEKFUNC_CANTSEEK;
    const { restart } = this.#options;
    if (restart) {
      this.#giveBack();
      this.#open(restart());
      this.#rest = Buffer.alloc(0);
      this.#total = 0;
      this.#ended = false;
      return constants.CURL_SEEKFUNC_OK;
    }
    if (!this.#kept) return constants.CURL_SEEKFUNC_CANTSEEK;
    this.#rest = Buffer.concat(this.#kept);
    return constants.CURL_SEEKFUNC_OK;
  }

  #read(room: number): Buffer | number | null {
    while (this.#rest.length === 0) {
      if (this.#failed) throw this.#failed.error;
      if (this.#ended) return this.#checkedEnd();
      if (this.#waiting) return this.#pause();
      const step = this.#next();
      if (isPending(step)) void this.#await(step);
      else this.#take(step);
    }
    const bytes = this.#rest.subarray(0, room);
    this.#rest = this.#rest.subarray(bytes.length);
    return bytes;
  }

  /** @throws {RangeError} the source yielded fewer bytes than its length */
  #checkedEnd(): null {
    const { length } = this.#options;
    if (length === undefined || this.#total >= length) return null;
    throw argumentError('uploadFrom', 'source', `${length} bytes`, this.#total, 'ERR_CURL_OUT_OF_RANGE');
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
      // The data that arrived while paused was refused. libcurl reports that only here; without this the transfer would hang.
      if (error instanceof EasyError) transferAccess.end(this.#easy, error.errno);
      transferAccess.holder(this.#easy)?.removeHandle(this.#easy);
    }
  }

  #take({ done, value }: Step): void {
    if (done) this.#ended = true;
    else if (typeof value === 'string') this.#add(Buffer.from(value));
    else if (ArrayBuffer.isView(value)) this.#add(Buffer.from(value.buffer, value.byteOffset, value.byteLength));
    else throw argumentError('uploadFrom', 'chunk', 'a string or bytes', value);
  }

  #add(bytes: Buffer): void {
    const { length, restart } = this.#options;
    this.#total += bytes.length;
    if (length !== undefined && this.#total > length)
      throw argumentError('uploadFrom', 'source', `${length} bytes`, `${this.#total} or more`, 'ERR_CURL_OUT_OF_RANGE');
    this.#rest = bytes;
    if (restart || this.#total > KEPT) this.#kept = undefined;
    else this.#kept?.push(bytes);
  }

  #end(): void {
    this.#over = true;
    if (!this.#easy.closed) this.#easy.setOpts({ READFUNCTION: null, SEEKFUNCTION: null });
    if (!this.#ended) this.#giveBack();
  }

  /** Closes the source, whose rest is not needed. An error of the source while closing is ignored. */
  #giveBack(): void {
    const giveBack = this.#return;
    void Promise.resolve()
      .then(() => giveBack())
      .catch(() => {});
  }
}

/**
 * Makes the handle's next transfer upload the chunks of an iterable: a Readable, a web ReadableStream, a generator, …
 * The source is read only as fast as libcurl sends. An exception of the source fails the transfer and is the error's
 * `cause`. This replaces READFUNCTION for that one transfer; also set UPLOAD or POST, and INFILESIZE_LARGE or
 * POSTFIELDSIZE_LARGE if the size is known.
 *
 * @param options.length the number of bytes, if known
 * @param options.restart opens the source again if libcurl has to restart the upload
 * @throws {TypeError} not iterable
 * @throws {CurlStateError} the handle is closed
 */
export function uploadFrom(easy: Easy, source: UploadChunks, options: UploadOptions = {}): void {
  const isIterable = typeof source === 'object' && source !== null && (Symbol.asyncIterator in source || Symbol.iterator in source);
  if (!isIterable) throw argumentError('uploadFrom', '', 'an iterable or an async iterable', source);
  new Upload(easy, source, options);
}
