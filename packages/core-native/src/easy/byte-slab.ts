import { Buffer } from 'node:buffer';
import { markAsUntransferable } from 'node:worker_threads';
import { Status, type Binding } from '../binding.js';

/**
 * The size in bytes of a block that small bodies share, like the pool of Buffer.allocUnsafe: an ArrayBuffer for each
 * would cost more than everything else. It is as large as Node's socket read buffer, so that a retained body keeps no
 * more memory alive than a retained chunk of a stream.
 */
const SLAB_SIZE = 64 * 1024;

/** The block that is being filled. Native code writes into it, then {@link ByteSlab.cut} makes a Buffer of that. */
class ByteSlab {
  memory = makeMemory();
  /** The offset of the next body. */
  offset = 0;

  /** Starts a new block when this one is full. */
  renew(): void {
    this.memory = makeMemory();
    this.offset = 0;
  }

  cut(size: number): Buffer {
    const bytes = Buffer.from(this.memory, this.offset, size);
    // Aligned, so that the bytes can be viewed as numbers; native/easy/slab.h does the same.
    this.offset = (this.offset + size + 7) & ~7;
    return bytes;
  }
}

function makeMemory(): ArrayBufferLike {
  const memory = Buffer.allocUnsafeSlow(SLAB_SIZE).buffer;
  // Transferring one body to a worker must not detach the others.
  markAsUntransferable(memory);
  return memory;
}

export const byteSlab = new ByteSlab();

/** The body or header block of the handle if it is small, otherwise undefined. */
export function takeSmall(easy: number, takeInto: Binding['easyTakeBodyInto']): Buffer | undefined {
  let size = takeInto(easy, byteSlab.memory, byteSlab.offset);
  if (size === Status.outOfRange) return undefined;
  if (size < 0) {
    byteSlab.renew();
    size = takeInto(easy, byteSlab.memory, byteSlab.offset);
  }
  return byteSlab.cut(size);
}
