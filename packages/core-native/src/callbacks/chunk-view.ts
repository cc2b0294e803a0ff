import type { NativeEasy } from '../binding.js';
import { CurlStateError, refusal } from '../errors/index.js';
import type { ChunkCallback } from './callback-types.js';

/**
 * A read-only view of received bytes in libcurl's memory, without a copy. Valid only while the callback runs that
 * received it.
 */
export class ChunkView {
  readonly #native: NativeEasy;
  readonly #generation: number;
  /** Bytes. */
  readonly length: number;

  /** @internal */
  constructor(native: NativeEasy, length: number, generation: number) {
    this.#native = native;
    this.length = length;
    this.#generation = generation;
  }

  /**
   * Copies bytes into the caller's memory, like `Buffer.copy`.
   * @returns the number of bytes copied
   * @throws {CurlStateError} the callback has returned
   * @throws {TypeError | RangeError} not a writable target, or not a valid range
   */
  copy(target: ArrayBufferView | ArrayBuffer, targetStart = 0, sourceStart = 0, sourceEnd = this.length): number {
    const count = this.#native.viewCopy(this.#generation, target, targetStart, sourceStart, sourceEnd);
    if (count >= 0) return count;
    if (count === -101) throw new CurlStateError('the callback that was given this chunk has returned', 'ERR_CURL_CLOSED', 'copy');
    throw refusal('ERR_CURL_INVALID_ARG_TYPE', 'copy: expected bytes to copy to and positions that are whole numbers from 0');
  }

  /** A copy of some of the bytes, all of them by default. @throws {CurlStateError} the callback has returned */
  slice(start = 0, end = this.length): Buffer {
    const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(end, this.length) - start));
    this.copy(bytes, 0, start, end);
    return bytes;
  }

  /** The byte at a position, undefined outside. @throws {CurlStateError} the callback has returned */
  at(index: number): number | undefined {
    const start = index < 0 ? this.length + index : index;
    return start >= 0 && start < this.length ? this.slice(start, start + 1)[0] : undefined;
  }

  /** The bytes as text. @throws {CurlStateError} the callback has returned */
  toString(encoding: BufferEncoding = 'utf8'): string {
    return this.slice().toString(encoding);
  }
}

/**
 * Receives one chunk of bytes in libcurl's memory.
 * @param view valid only during the call
 * @returns as {@link ChunkCallback}
 */
export type ChunkViewCallback = (view: ChunkView) => number | void;

const viewers = new WeakSet<object>();

/**
 * Marks a WRITEFUNCTION, HEADERFUNCTION or INTERLEAVEFUNCTION to be called with a {@link ChunkView} instead of a copy.
 *
 * @example
 * let bytes = 0;
 * new Easy().setOpts({ URL: 'https://example.com/', WRITEFUNCTION: viewChunks((view) => void (bytes += view.length)) }).perform();
 */
export function viewChunks(callback: ChunkViewCallback): ChunkCallback {
  const viewer = ((view: unknown) => callback(view as ChunkView)) as ChunkCallback;
  viewers.add(viewer);
  return viewer;
}

/** Whether a callback came from {@link viewChunks}. */
export function wantsView(callback: object): boolean {
  return viewers.has(callback);
}
