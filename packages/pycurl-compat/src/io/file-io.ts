import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { ValueError } from '../errors/errors.js';
import { FileLike, type Readable, type Writable } from './file-like.js';

/** Python's mode → Node's flags. */
const FLAGS = { r: 'r', w: 'w', a: 'a', x: 'wx' } as const;

/** A file as Python's `open()` gives it for bytes. */
export class FileIO extends FileLike implements Writable, Readable {
  /** The path that it was opened with. */
  readonly name: string;
  readonly #descriptor: number;
  readonly #appends: boolean;
  #position = 0;
  #closed = false;

  /** Use {@link open}. @internal */
  constructor(path: string, flags: string) {
    super();
    this.name = path;
    this.#descriptor = openSync(path, flags);
    this.#appends = flags.startsWith('a');
  }

  /** Whether it was closed. */
  get closed(): boolean {
    return this.#closed;
  }

  /** @throws {ValueError} the file is closed */
  fileno(): number {
    if (this.#closed) throw new ValueError('I/O operation on closed file');
    return this.#descriptor;
  }

  /** Writes all of it; text as UTF-8. @returns the number of bytes @throws {ValueError} the file is closed */
  write(data: string | Uint8Array): number {
    const bytes = typeof data === 'string' ? Buffer.from(data) : data;
    const descriptor = this.fileno();
    for (let written = 0; written < bytes.length;) {
      const count = writeSync(descriptor, bytes, written, bytes.length - written, this.#appends ? null : this.#position);
      written += count;
      this.#position += count;
    }
    return bytes.length;
  }

  /** Reads at most `size` bytes; by default all that are left. @throws {ValueError} the file is closed */
  read(size = -1): Buffer {
    const descriptor = this.fileno();
    const room = Buffer.alloc(size < 0 ? Math.max(0, fstatSync(descriptor).size - this.#position) : size);
    const count = readSync(descriptor, room, 0, room.length, this.#position);
    this.#position += count;
    return room.subarray(0, count);
  }

  /**
   * @param whence 0 from the start, 1 from the position, 2 from the end
   * @returns the new position
   * @throws {ValueError} the file is closed, and `whence` is 2
   */
  seek(offset: number, whence = 0): number {
    const start = whence === 0 ? 0 : whence === 1 ? this.#position : fstatSync(this.fileno()).size;
    this.#position = Math.max(0, start + offset);
    return this.#position;
  }

  /** The position. */
  tell(): number {
    return this.#position;
  }

  /** Does nothing, because writes are not buffered. */
  flush(): void {}

  /** May be called again. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    closeSync(this.#descriptor);
  }

  [Symbol.dispose](): void {
    this.close();
  }
}

/**
 * Python's `open()` for the files that pycurl programs read and write.
 * @param mode `rb`, `wb`, `ab`, `xb`, each with `+` to read and write; bytes in any case
 * @throws {ValueError} another mode
 * @throws {Error} the system refuses, as `fs.openSync` does
 */
export function open(path: string, mode = 'rb'): FileIO {
  const [, kind, plus] = /^([rwax])(?:b|t)?(\+?)(?:b|t)?$/.exec(mode) ?? [];
  if (kind === undefined) throw new ValueError(`invalid mode: '${mode}'`);
  return new FileIO(path, `${FLAGS[kind as keyof typeof FLAGS]}${plus ?? ''}`);
}
