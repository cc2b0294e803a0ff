import { CurlStateError, EasyError, argumentError, checkObject } from '../errors/index.js';
import { Status, binding } from '../binding.js';
import { transferAccess, type Easy } from '../easy/easy.js';
import { easyAccess } from '../easy/easy-base.js';
import { constants } from '../generated/constants.js';
import { UploadPump } from './upload-pump.js';
import { UploadSource, type UploadChunks } from './upload-source.js';

export type { UploadChunk, UploadChunks } from './upload-source.js';

/** C's SEEK_SET: from the beginning. */
const SEEK_SET = 0;

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

/**
 * Feeds one transfer from an iterable, as fast as libcurl asks: by libcurl's callbacks, or on a network thread by an
 * {@link UploadPump}.
 */
class Upload {
  readonly #easy: Easy;
  readonly #options: UploadOptions;
  readonly #pump: UploadPump;
  #source: UploadSource;
  #rest: Buffer = Buffer.alloc(0);
  /** The first chunks of a source that cannot be opened again; undefined once they exceed the limit. */
  #kept: Buffer[] | undefined = [];
  /** The number of bytes in `#kept`. */
  #keptSize = 0;
  #ended = false;
  #failed: { error: unknown } | undefined;
  #waiting = false;
  /** Whether libcurl is paused until more bytes arrive. */
  #paused = false;
  #over = false;

  constructor(easy: Easy, source: UploadChunks, options: UploadOptions) {
    this.#easy = easy;
    this.#options = options;
    this.#source = new UploadSource(source, options.length);
    easy.setOpts({ READFUNCTION: (room) => this.#read(room), SEEKFUNCTION: (offset, origin) => this.#seek(Number(offset), origin) });
    const id = easyAccess.id(easy)!;
    this.#pump = new UploadPump(id, this.#source, () => new UploadSource(options.restart!(), options.length));
    // Refused while a transfer is running: then its read callback, which has just been set, is called.
    if (binding.easyOpenUpload(id, options.restart !== undefined, KEPT) === Status.ok)
      transferAccess.setUpload(easy, (news) => this.#pump.tell(news));
    transferAccess.onEnd(easy, () => this.#end());
  }

  /** Called when libcurl restarts the upload. */
  #seek(offset: number, origin: number): number {
    if (offset !== 0 || origin !== SEEK_SET || this.#waiting) return constants.CURL_SEEKFUNC_CANTSEEK;
    const { restart, length } = this.#options;
    if (restart) {
      this.#source.close();
      this.#source = new UploadSource(restart(), length);
      this.#rest = Buffer.alloc(0);
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
      if (this.#ended) return null;
      if (this.#waiting) return this.#pause();
      const bytes = this.#source.read();
      if (bytes instanceof Promise) void this.#await(bytes);
      else this.#take(bytes);
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

  async #await(pending: Promise<Buffer | undefined>): Promise<void> {
    this.#waiting = true;
    try {
      this.#take(await pending);
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

  #take(bytes: Buffer | undefined): void {
    if (bytes === undefined) {
      this.#ended = true;
      return;
    }
    this.#rest = bytes;
    this.#keptSize += bytes.length;
    if (this.#options.restart || this.#keptSize > KEPT) this.#kept = undefined;
    else this.#kept?.push(bytes);
  }

  #end(): void {
    this.#over = true;
    if (!this.#easy.closed) this.#easy.setOpts({ READFUNCTION: null, SEEKFUNCTION: null });
    transferAccess.setUpload(this.#easy, undefined);
    this.#source.close();
    this.#pump.end();
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
  if (easyAccess.id(easy) === undefined) throw argumentError('uploadFrom', 'easy', 'an Easy', easy);
  checkObject('uploadFrom', 'options', options);
  new Upload(easy, source, options);
}
