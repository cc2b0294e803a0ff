import { argumentError } from '../errors/index.js';

/** A piece of an upload. */
export type UploadChunk = string | ArrayBufferView;

/** The sources that {@link uploadFrom} reads: a Readable, a web ReadableStream, a generator, an array, … */
export type UploadChunks = AsyncIterable<UploadChunk> | Iterable<UploadChunk>;

type Step = IteratorResult<unknown, unknown>;

const isPending = (step: Step | PromiseLike<Step>): step is PromiseLike<Step> => 'then' in step;

/** One reading of the chunks of an upload, from the first one. */
export class UploadSource {
  readonly #iterator: Iterator<unknown> | AsyncIterator<unknown>;
  readonly #length: number | undefined;
  #total = 0;
  #hasEnded = false;

  /** @param length the number of bytes that the chunks have, if it is known */
  constructor(chunks: UploadChunks, length: number | undefined) {
    this.#iterator = Symbol.asyncIterator in chunks ? chunks[Symbol.asyncIterator]() : chunks[Symbol.iterator]();
    this.#length = length;
  }

  /**
   * The next chunk, which may be empty; undefined at the end. A promise if the source needs time.
   * @throws the error of the source; {@link TypeError} a chunk that is none; {@link RangeError} more or fewer bytes than
   *   the length
   */
  read(): Buffer | undefined | Promise<Buffer | undefined> {
    const step = this.#iterator.next() as Step | PromiseLike<Step>;
    return isPending(step) ? this.#readLater(step) : this.#take(step);
  }

  async #readLater(step: PromiseLike<Step>): Promise<Buffer | undefined> {
    return this.#take(await step);
  }

  #take({ done, value }: Step): Buffer | undefined {
    if (!done) return this.#counted(bytesOf(value));
    this.#hasEnded = true;
    if (this.#length === undefined || this.#total >= this.#length) return undefined;
    throw this.#wrongLength(this.#total);
  }

  #counted(bytes: Buffer): Buffer {
    this.#total += bytes.length;
    if (this.#length !== undefined && this.#total > this.#length) throw this.#wrongLength(`${this.#total} or more`);
    return bytes;
  }

  #wrongLength(given: number | string): Error {
    return argumentError('uploadFrom', 'source', `${this.#length} bytes`, given, 'ERR_CURL_OUT_OF_RANGE');
  }

  /** Closes the source, whose rest is not needed. An error of the source while closing is ignored. */
  close(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    void Promise.resolve()
      .then(() => this.#iterator.return?.())
      .catch(() => {});
  }
}

function bytesOf(value: unknown): Buffer {
  if (typeof value === 'string') return Buffer.from(value);
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  throw argumentError('uploadFrom', 'chunk', 'a string or bytes', value);
}
