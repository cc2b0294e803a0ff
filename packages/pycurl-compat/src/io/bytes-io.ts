import { FileLike, type Readable, type Writable } from './file-like.js';

/** Python's `io.BytesIO`: bytes in memory with a position. */
export class BytesIO extends FileLike implements Writable, Readable {
  /** Has room for more than there is, so that many small writes stay cheap. */
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

  /** Writes at the position; what is skipped before it is zero. @returns how many bytes */
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

  /** At most `size` bytes from the position on; all that are left without it. */
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

  /** Cuts what is behind `size`, or behind the position. @returns the new size */
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
