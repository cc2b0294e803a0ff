import { createHash, getHashes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { CurlError, argumentError, ownCodes } from '@curlew/async';

/** A file does not have the expected checksum. */
export class ChecksumError extends CurlError {
  /** @internal */
  static override readonly className: string = 'ChecksumError';

  constructor(message: string) {
    super(message, { code: 'ERR_CURL_CHECKSUM', errno: -1, kind: ownCodes.ERR_CURL_CHECKSUM.kind, operation: 'checksum', bare: true });
  }
}

/** The hash that a file must have. */
export class Checksum {
  readonly #algorithm: string;
  readonly #expected: string;

  /** @throws {TypeError} not `ALGORITHM:HEX` */
  constructor(text: string) {
    const [, algorithm = '', expected = ''] = /^([\w-]+):([0-9a-f]+)$/i.exec(text) ?? [];
    if (!getHashes().includes(algorithm.toLowerCase()))
      throw argumentError(
        '',
        'checksum',
        'a hash and its value in hexadecimal digits, like sha256:0123…',
        text,
        'ERR_CURL_INVALID_ARG_VALUE',
      );
    this.#algorithm = algorithm.toLowerCase();
    this.#expected = expected.toLowerCase();
  }

  /** @param name the name of the file for the error @throws {ChecksumError} the file has another checksum */
  async verify(path: string, name: string): Promise<void> {
    const hash = createHash(this.#algorithm);
    await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
    const found = hash.digest('hex');
    if (found !== this.#expected) throw new ChecksumError(`${name}: expected ${this.#algorithm} ${this.#expected}, got ${found}`);
  }
}
