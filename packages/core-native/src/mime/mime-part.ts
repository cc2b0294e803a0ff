import { accessSync, constants as fs } from 'node:fs';
import type { ReadCallback, SeekCallback } from '../callbacks/callback-types.js';
import { CurlStateError, argumentError, checkObject, makeEasyError } from '../errors/index.js';
import { constants } from '../generated/constants.js';
import { isMime, mimeTree, type MimeBase } from './mime-base.js';

/** The transfer encoding of a part's content. */
export type MimeEncoder = 'binary' | '8bit' | '7bit' | 'base64' | 'quoted-printable';
const ENCODERS: readonly string[] = ['binary', '8bit', '7bit', 'base64', 'quoted-printable'];

/** Where a part's content comes from. */
export type MimeContent =
  | { kind: 'empty' }
  | { kind: 'data'; bytes: string | ArrayBufferView | ArrayBuffer }
  | { kind: 'file'; path: string }
  | { kind: 'callback'; read: ReadCallback; seek: SeekCallback | undefined; size: number | bigint }
  | { kind: 'subparts'; mime: MimeBase };

/** Text goes as UTF-8, bytes go as they are. */
export type MimeText = string | Uint8Array;

/** The settings of a part; undefined for those not set. */
export interface MimeFields {
  name?: MimeText | null;
  type?: MimeText | null;
  filename?: MimeText | null;
  encoder?: MimeEncoder | null;
  headers?: readonly MimeText[] | null;
}

const isText = (value: unknown): value is MimeText =>
  typeof value === 'string' ? !value.includes('\0') : value instanceof Uint8Array && !value.includes(0);

/** One part of a {@link Mime}; each setter replaces what was set before, and returns the part. */
export class MimePart {
  readonly #mime: MimeBase;
  #content: MimeContent = { kind: 'empty' };
  readonly #fields: MimeFields = {};

  /** Made by {@link Mime.addPart}. @internal */
  constructor(mime: MimeBase) {
    this.#mime = mime;
  }

  /** The content that was set; for {@link Mime} only. @internal */
  get content(): MimeContent {
    return this.#content;
  }

  /** @internal */
  get fields(): Readonly<MimeFields> {
    return this.#fields;
  }

  /**
   * The name of the form's field; corresponds to `curl_mime_name()`. null removes it.
   * @throws {TypeError} neither text, bytes nor null
   */
  name(name: MimeText | null): this {
    return this.#setText('name', name);
  }

  /**
   * The content type; corresponds to `curl_mime_type()`. null removes it.
   * @throws {TypeError} neither text, bytes nor null
   */
  type(type: MimeText | null): this {
    return this.#setText('type', type);
  }

  /**
   * The remote file's name; corresponds to `curl_mime_filename()`. null removes it.
   * @throws {TypeError} neither text, bytes nor null
   */
  filename(filename: MimeText | null): this {
    return this.#setText('filename', filename);
  }

  /** Corresponds to `curl_mime_encoder()`. @throws {RangeError} libcurl has no such encoder */
  encoder(encoder: MimeEncoder | null): this {
    if (encoder !== null && !ENCODERS.includes(encoder))
      throw argumentError('mime', 'encoder', `${ENCODERS.join(', ')} or null`, encoder, 'ERR_CURL_INVALID_ARG_VALUE');
    this.#fields.encoder = encoder;
    return this.#changed();
  }

  /** Further headers of the part, such as `X-Note: yes`; corresponds to `curl_mime_headers()`. @throws {TypeError} not a list of text */
  headers(headers: readonly MimeText[] | null): this {
    if (headers !== null && !(Array.isArray(headers) && headers.every(isText)))
      throw argumentError('mime', 'headers', 'an array of strings or bytes (without NUL) or null', headers);
    this.#fields.headers = headers && Array.from<MimeText>(headers);
    return this.#changed();
  }

  /** The content; corresponds to `curl_mime_data()`. Bytes are copied when a transfer starts. @throws {TypeError} neither text nor bytes */
  data(bytes: string | ArrayBufferView | ArrayBuffer): this {
    const isBytes = ArrayBuffer.isView(bytes) || Object.prototype.toString.call(bytes) === '[object ArrayBuffer]';
    if (typeof bytes !== 'string' && !isBytes) throw argumentError('mime', 'data', 'a string or bytes', bytes);
    return this.#setContent({ kind: 'data', bytes });
  }

  /**
   * The content of a file, read while it is sent; corresponds to `curl_mime_filedata()`. Its name becomes the remote one.
   * @throws {TypeError} not a path
   * @throws {EasyError} CURLE_READ_ERROR: it cannot be read
   */
  file(path: string): this {
    if (typeof path !== 'string' || path.includes('\0')) throw argumentError('mime', 'file', 'a path (without NUL)', path);
    try {
      accessSync(path, fs.R_OK);
    } catch (cause) {
      throw makeEasyError(constants.CURLE_READ_ERROR, { operation: 'mime file', detail: (cause as Error).message, cause });
    }
    return this.#setContent({ kind: 'file', path });
  }

  /**
   * Sets a function that returns the content; corresponds to `curl_mime_data_cb()`.
   * @param read returns the content piece by piece
   * @param options for content with a known size, or content that can be sent twice
   * @param options.size in bytes; −1, the default, when it is not known
   * @param options.seek repositions the content when a redirect or an authentication sends it again
   * @throws {TypeError | RangeError} not functions, or no such size
   */
  dataFrom(read: ReadCallback, options: { size?: number | bigint; seek?: SeekCallback } = {}): this {
    checkObject('mime', 'dataFrom options', options);
    const { size = -1, seek } = options;
    if (typeof read !== 'function' || (seek !== undefined && typeof seek !== 'function'))
      throw argumentError('mime', 'dataFrom', 'a function to read, and one to seek if any', typeof read !== 'function' ? read : seek);
    const isSize = typeof size === 'bigint' ? size >= -1n && size < 2n ** 63n : Number.isInteger(size) && size >= -1;
    if (!isSize) throw argumentError('mime', 'dataFrom size', 'a size in bytes or -1', size, 'ERR_CURL_OUT_OF_RANGE');
    return this.#setContent({ kind: 'callback', read, seek, size });
  }

  /**
   * Parts within this part; corresponds to `curl_mime_subparts()`.
   * @throws {TypeError} not a Mime
   * @throws {CurlStateError} it is in a part already, or contains this part
   */
  subparts(mime: MimeBase): this {
    if (!isMime(mime)) throw argumentError('mime', 'subparts', 'a Mime', mime);
    if (mimeTree.parent(mime)) throw new CurlStateError('the Mime is in another part already', 'ERR_CURL_IN_USE', 'subparts');
    for (let outer: MimeBase | undefined = this.#mime; outer; outer = mimeTree.parent(outer))
      if (outer === mime) throw new CurlStateError('a Mime cannot contain itself', 'ERR_CURL_IN_USE', 'subparts');
    this.#setContent({ kind: 'subparts', mime });
    mimeTree.setParent(mime, this.#mime);
    return this;
  }

  #setText(field: 'name' | 'type' | 'filename', value: MimeText | null): this {
    if (value !== null && !isText(value)) throw argumentError('mime', field, 'a string or bytes (without NUL) or null', value);
    this.#fields[field] = value;
    return this.#changed();
  }

  #setContent(content: MimeContent): this {
    if (this.#content.kind === 'subparts') mimeTree.setParent(this.#content.mime, undefined);
    this.#content = content;
    return this.#changed();
  }

  #changed(): this {
    mimeTree.touch(this.#mime);
    return this;
  }
}
