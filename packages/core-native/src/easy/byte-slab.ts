import { markAsUntransferable } from 'node:worker_threads';
import { Status, type NativeEasy } from '../binding.js';

/**
 * Small bodies are laid side by side into one block of memory, as Buffer.allocUnsafe does with its pool: making an
 * ArrayBuffer for each would cost more than the rest of taking it. As large as what Node reads a socket with, so that a
 * body that is kept keeps no more than one kept chunk of a stream would.
 */
const SLAB_SIZE = 64 * 1024;

let slab = makeSlab();
let offset = 0;

function makeSlab(): ArrayBufferLike {
  const memory = Buffer.allocUnsafeSlow(SLAB_SIZE).buffer;
  // Whoever sends one body to a worker must not take the others with it.
  markAsUntransferable(memory);
  return memory;
}

/** The body, or header block, of the handle if it is a small one, else undefined. */
export function takeSmall(native: NativeEasy, take: 'takeBodyInto' | 'takeHeaderBlockInto'): Buffer | undefined {
  let size = native[take](slab, offset);
  if (size === Status.outOfRange) return undefined;
  if (size < 0) {
    slab = makeSlab();
    offset = 0;
    size = native[take](slab, offset);
  }
  const body = Buffer.from(slab, offset, size);
  // Aligned for those who look at the bytes as numbers.
  offset = (offset + size + 7) & ~7;
  return body;
}
