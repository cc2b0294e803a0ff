import { createHash, getHashes, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

/** A file is not what was promised. */
export class ChecksumError extends Error {
  override readonly name = 'ChecksumError';
  readonly code = 'ERR_CURL_CHECKSUM';
}

/** A hash that is worked out while bytes come, and what it should be in the end. */
export class Checksum {
  readonly #algorithm: string;
  readonly #expected: string;
  #hash: Hash;

  /** @throws {TypeError} not `ALGORITHM:HEX` */
  constructor(text: string) {
    const [, algorithm = '', expected = ''] = /^([\w-]+):([0-9a-f]+)$/i.exec(text) ?? [];
    if (!getHashes().includes(algorithm.toLowerCase()))
      throw new TypeError(`checksum: expected a hash and its value in hexadecimal digits, like sha256:0123…, got ${JSON.stringify(text)}`);
    this.#algorithm = algorithm.toLowerCase();
    this.#expected = expected.toLowerCase();
    this.#hash = createHash(this.#algorithm);
  }

  update(chunk: Buffer): void {
    this.#hash.update(chunk);
  }

  /** Begins anew. */
  reset(): void {
    this.#hash = createHash(this.#algorithm);
  }

  /** Begins with what a file has. */
  async resetTo(path: string): Promise<void> {
    this.reset();
    await pipeline(createReadStream(path), async (chunks: AsyncIterable<Buffer>) => {
      for await (const chunk of chunks) this.#hash.update(chunk);
    });
  }

  /** @throws {ChecksumError} it is another */
  verify(path: string): void {
    const found = this.#hash.digest('hex');
    if (found !== this.#expected) throw new ChecksumError(`${path}: expected ${this.#algorithm} ${this.#expected}, got ${found}`);
  }
}
