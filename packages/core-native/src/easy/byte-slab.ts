import { Buffer } from 'node:buffer';
import { markAsUntransferable } from 'node:worker_threads';
import { Status, type Binding } from '../binding.js';

/**
 * Small bodies are laid side by side into one block of memory, as Buffer.allocUnsafe does with its pool: making an
 * ArrayBuffer for each would cost more than the rest of taking it. As large as what Node reads a socket with, so that a
 * body that is kept keeps no more than one kept chunk of a stream would.
 */
const SLAB_SIZE = 64 * 1024;

/** The block that is being filled. Native code writes into it, then {@link ByteSlab.cut} makes a Buffer of that. */
class ByteSlab {
  memory = makeMemory();
  /** Where the next one goes. */
  offset = 0;

  /** A new block, when there is no room in this one. */
  renew(): void {
    this.memory = makeMemory();
    this.offset = 0;
  }

  cut(size: number): Buffer {
    const bytes = Buffer.from(this.memory, this.offset, size);
    // Aligned for those who look at the bytes as numbers; native/easy/slab.h does the same.
    this.offset = (this.offset + size + 7) & ~7;
    return bytes;
  }
}

function makeMemory(): ArrayBufferLike {
  const memory = Buffer.allocUnsafeSlow(SLAB_SIZE).buffer;
  // Whoever sends one body to a worker must not take the others with it.
  markAsUntransferable(memory);
  return memory;
}

export const byteSlab = new ByteSlab();

/** The body, or header block, of the handle if it is a small one, else undefined. */
export function takeSmall(easy: number, takeInto: Binding['easyTakeBodyInto']): Buffer | undefined {
  let size = takeInto(easy, byteSlab.memory, byteSlab.offset);
  if (size === Status.outOfRange) return undefined;
  if (size < 0) {
    byteSlab.renew();
    size = takeInto(easy, byteSlab.memory, byteSlab.offset);
  }
  return byteSlab.cut(size);
}
