import { FileLike, type Readable, type Writable } from './file-like.js';

/** Python's `io.BytesIO`: bytes in memory with a position. */
export class BytesIO extends FileLike implements Writable, Readable {
  /** Larger than the content, so that many small writes stay cheap. */
  #room: Buffer;
  #length: number;
  #position = 0;

  constructor(initial: string | Uint8Array = '') {
    super();
    this.#room = typeof initial === 'string' ? Buffer.from(initial, 'latin1') : Buffer.from(initial);
    this.#length = this.#room.length;
  }

  get #bytes(): Buffer {
    return this.#room.subarray(0, this.#length);
  }

  /** Writes at the position; skipped bytes before it become zero. @returns the number of bytes */
  write(data: Uint8Array): number {
    const end = this.#position + data.length;
    if (end > this.#room.length) {
      const grown = Buffer.alloc(Math.max(end, 2 * this.#room.length));
      this.#bytes.copy(grown);
      this.#room = grown;
    }
    this.#room.set(data, this.#position);
    this.#length = Math.max(this.#length, end);
    this.#position = end;
    return data.length;
  }

  /** Reads at most `size` bytes from the position; by default all that are left. */
  read(size = -1): Buffer {
    const end = size < 0 ? this.#bytes.length : Math.min(this.#position + size, this.#bytes.length);
    const bytes = this.#bytes.subarray(Math.min(this.#position, end), end);
    this.#position = Math.max(this.#position, end);
    return Buffer.from(bytes);
  }

  /** @param whence 0 from the start, 1 from the position, 2 from the end @returns the new position */
  seek(offset: number, whence: 0 | 1 | 2 = 0): number {
    this.#position = Math.max(0, offset + (whence === 0 ? 0 : whence === 1 ? this.#position : this.#bytes.length));
    return this.#position;
  }

  /** The position. */
  tell(): number {
    return this.#position;
  }

  /** Truncates to `size`, by default the position. @returns the new size */
  truncate(size = this.#position): number {
    if (size < this.#length) {
      this.#room.fill(0, size, this.#length);
      this.#length = size;
    }
    return size;
  }

  /** All bytes. */
  getvalue(): Buffer {
    return Buffer.from(this.#bytes);
  }
}
