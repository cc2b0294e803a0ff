import { StringDecoder } from 'node:string_decoder';
import { FileLike, type Writable } from './file-like.js';

/** Python's `io.StringIO` as pycurl programs use it: collects text; bytes are decoded as UTF-8. */
export class StringIO extends FileLike implements Writable {
  readonly #decoder = new StringDecoder('utf8');
  #text: string;

  constructor(initial = '') {
    super();
    this.#text = initial;
  }

  /** @returns the length of `text` that was taken: characters of a string, bytes of a buffer */
  write(text: string | Uint8Array): number {
    this.#text += typeof text === 'string' ? text : this.#decoder.write(Buffer.from(text));
    return text.length;
  }

  /** All of the text. */
  getvalue(): string {
    return this.#text;
  }
}
