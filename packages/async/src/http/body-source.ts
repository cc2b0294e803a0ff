import { Readable } from 'node:stream';
import type { ReadableByteStreamController, ReadableStreamBYOBRequest } from 'node:stream/web';

/** A body that can be pulled: still arriving, or there as a whole. It has one reader at a time. */
export interface BodySource {
  /** Whether no more bytes will arrive, so that an empty read means the end. */
  readonly hasEnded: boolean;
  /** The next bytes, a chunk by default; undefined when there are none now. @throws the failure of the transfer */
  read(maxBytes?: number): Buffer | undefined;
  /** Reads into the caller's memory. @returns the number of bytes, 0 when there are none now */
  readInto(target: Uint8Array): number;
  /** Resolves when there is something to read, or the end. */
  wait(): Promise<void>;
  /** Drops what has not been read yet. */
  cancel(reason?: unknown): void;
  /** Keeps an object from being collected while the body arrives. */
  keepAlive(object: unknown): void;
}

/** A body that is complete in memory. */
export class WholeBody implements BodySource {
  readonly hasEnded = true;
  #rest: Buffer;

  constructor(bytes: Buffer) {
    this.#rest = bytes;
  }

  read(): Buffer | undefined {
    const bytes = this.#rest;
    this.#rest = bytes.subarray(bytes.length);
    return bytes.length > 0 ? bytes : undefined;
  }

  readInto(target: Uint8Array): number {
    const count = Math.min(target.byteLength, this.#rest.length);
    target.set(this.#rest.subarray(0, count));
    this.#rest = this.#rest.subarray(count);
    return count;
  }

  wait(): Promise<void> {
    return Promise.resolve();
  }

  cancel(): void {
    this.#rest = this.#rest.subarray(this.#rest.length);
  }

  keepAlive(): void {
    // Nothing arrives, so there is nothing to keep alive for.
  }
}

/** Up to this length memory is reserved for an announced body at once; beyond it memory grows as bytes arrive. */
const TRUSTED_LENGTH = 16 * 1024 * 1024;

/**
 * Reads the rest of a body.
 * @param announced the length that the server announced, if any; such a body is read into a single block of memory
 * @throws the failure of the transfer
 */
export async function collectBody(source: BodySource, announced?: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  if (announced !== undefined && announced <= TRUSTED_LENGTH && !source.hasEnded) chunks.push(await fill(source, announced));
  for (;;) {
    const chunk = source.read(Number.MAX_SAFE_INTEGER);
    if (chunk !== undefined) chunks.push(chunk);
    else if (source.hasEnded) break;
    else await source.wait();
  }
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
}

/** @returns that many bytes, or fewer when the body ends before */
async function fill(source: BodySource, length: number): Promise<Buffer> {
  const memory = Buffer.allocUnsafeSlow(length);
  let filled = 0;
  while (filled < length) {
    const count = source.readInto(memory.subarray(filled));
    filled += count;
    if (count > 0) continue;
    if (source.hasEnded) break;
    await source.wait();
  }
  return memory.subarray(0, filled);
}

/** The chunks of a body; leaving the loop early drops the rest. */
export async function* chunksOf(source: BodySource): AsyncGenerator<Buffer, void, undefined> {
  try {
    for (;;) {
      const chunk = source.read();
      if (chunk !== undefined) yield chunk;
      else if (source.hasEnded) return;
      else await source.wait();
    }
  } finally {
    source.cancel();
  }
}

/** A body as a Node stream. Nothing is read before the stream is, so no failure goes unnoticed. */
export class BodyReadable extends Readable {
  readonly #source: BodySource;

  constructor(source: BodySource) {
    super({ highWaterMark: 64 * 1024 });
    this.#source = source;
    // An unobserved failure of a body must not end the process.
    this.on('error', () => {});
  }

  override _read(): void {
    void this.#pull();
  }

  async #pull(): Promise<void> {
    try {
      let chunk = this.#source.read();
      while (chunk === undefined && !this.#source.hasEnded && !this.destroyed) {
        await this.#source.wait();
        chunk = this.#source.read();
      }
      if (!this.destroyed) this.push(chunk ?? null);
    } catch (error) {
      this.destroy(error as Error);
    }
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    this.#source.cancel(error ?? undefined);
    callback(error);
  }
}

/** The maximum size in bytes of a chunk of a web stream. */
const CHUNK = 64 * 1024;

/** A body as a web stream of bytes that supports BYOB readers. The controller is never used after a cancellation. */
export function webStreamOf(source: BodySource): ReadableStream<Uint8Array> {
  /** Memory for the next chunk. It is handed over when it is mostly full; a small chunk is copied out of it instead. */
  let memory: Uint8Array | undefined;
  return new ReadableStream({
    type: 'bytes',
    async pull(controller: ReadableByteStreamController) {
      const request = controller.byobRequest as unknown as ReadableStreamBYOBRequest | null;
      const view = request?.view;
      const target = view ? new Uint8Array(view.buffer, view.byteOffset, view.byteLength) : (memory ??= new Uint8Array(CHUNK));
      let count = source.readInto(target);
      while (count === 0 && !source.hasEnded) {
        await source.wait();
        count = source.readInto(target);
      }
      if (count === 0) {
        controller.close();
        // The memory of a BYOB reader must be given back to it.
        request?.respond(0);
      } else if (view) {
        request.respond(count);
      } else {
        const isFull = count >= CHUNK / 2;
        if (isFull) memory = undefined;
        controller.enqueue(isFull ? target.subarray(0, count) : target.slice(0, count));
      }
    },
    cancel(reason: unknown) {
      source.cancel(reason);
    },
  });
}
