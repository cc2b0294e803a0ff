import type { Readable } from 'node:stream';

const LINE_END = /\r\n|\n|\r/;

/** The lines of a stream. Reading a chunk takes a promise, its lines do not. */
export class LineReader {
  readonly #stream: Readable;
  readonly #chunks: AsyncIterator<string>;
  #lines: readonly string[] = [];
  /** The position of the next line. */
  #at = 0;
  /** The beginning of a line whose end has not been read. */
  #rest = '';
  #hasEnded = false;

  /** @param stream of strings */
  constructor(stream: Readable) {
    this.#stream = stream;
    this.#chunks = stream[Symbol.asyncIterator]() as AsyncIterator<string>;
  }

  /** The next line; undefined at the end. */
  next(): string | undefined | Promise<string | undefined> {
    if (this.#at < this.#lines.length) return this.#lines[this.#at++];
    return this.#hasEnded ? undefined : this.#read();
  }

  /** Closes the stream, also while it is being read. */
  close(): void {
    this.#hasEnded = true;
    this.#stream.destroy();
  }

  async #read(): Promise<string | undefined> {
    while (!this.#hasEnded && this.#at >= this.#lines.length) {
      const chunk = await this.#nextChunk();
      if (chunk === undefined) this.#end();
      else this.#split(chunk);
    }
    return this.#lines[this.#at++];
  }

  async #nextChunk(): Promise<string | undefined> {
    try {
      const step = await this.#chunks.next();
      return step.done ? undefined : step.value;
    } catch (error) {
      if (this.#hasEnded) return undefined;
      throw error;
    }
  }

  #split(chunk: string): void {
    const text = this.#rest + chunk;
    // Its other half may come with the next chunk.
    const isHalf = text.endsWith('\r');
    const lines = (isHalf ? text.slice(0, -1) : text).split(LINE_END);
    this.#rest = lines.pop()! + (isHalf ? '\r' : '');
    this.#lines = lines;
    this.#at = 0;
  }

  #end(): void {
    this.#hasEnded = true;
    const last = this.#rest.replace(/\r$/, '');
    this.#lines = this.#rest === '' ? [] : [last];
    this.#at = 0;
  }
}
