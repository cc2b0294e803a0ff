import { StringDecoder } from 'node:string_decoder';
import { FileLike, type Writable } from './file-like.js';

/** Python's `io.StringIO` as pycurl code uses it: text that is written; what comes as bytes is UTF-8. */
export class StringIO extends FileLike implements Writable {
  readonly #decoder = new StringDecoder('utf8');
  #text: string;

  constructor(initial = '') {
    super();
    this.#text = initial;
  }

  /** @returns how much of `text` it took, in the unit that it came in: characters or bytes */
  write(text: string | Uint8Array): number {
    this.#text += typeof text === 'string' ? text : this.#decoder.write(Buffer.from(text));
    return text.length;
  }

  /** All of the text. */
  getvalue(): string {
    return this.#text;
  }
}
