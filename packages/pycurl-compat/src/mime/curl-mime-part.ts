import { constants, easyStrError, type MimeEncoder, type MimePart } from '@curlew/core-native';
import { asPycurl } from '../errors/as-pycurl.js';
import { OverflowError, ValueError, error } from '../errors/errors.js';
import { readAnswer, seekAnswer } from '../callbacks/answers.js';
import { bytesOf, checkCString, type Text } from '../python/text.js';
import { DataOwner } from './data-owner.js';
import type { MimeBase } from './mime-base.js';
import { mimeHeaders } from './mime-text.js';

const ENCODERS: ReadonlySet<string> = new Set(['binary', '8bit', '7bit', 'base64', 'quoted-printable']);

/** The part of a CurlMime that its parts use. */
export interface PartHost {
  /** @throws {error} closed, or its handle is closed or running */
  check(method: string): void;
  /**
   * Makes another CurlMime's parts the subparts of a part.
   * @throws {TypeError | ValueError} as pycurl; nothing was changed
   */
  adopt(child: MimeBase, attach: (part: Parameters<MimePart['subparts']>[0]) => void): void;
}

/** pycurl's `CurlMimePart`; made by `CurlMime`. */
export class CurlMimePart {
  readonly #part: MimePart;
  readonly #host: PartHost;
  #owner: DataOwner | undefined;

  /** @internal */
  constructor(part: MimePart, host: PartHost) {
    this.#part = part;
    this.#host = host;
  }

  /** @throws {TypeError} neither bytes nor text @throws {UnicodeEncodeError} text that is not ASCII */
  name(name: Text): void {
    this.#set('name', () => this.#part.name(checkCString(name)));
  }

  /** ASCII text or bytes; they are copied when a transfer starts. @throws as {@link CurlMimePart.name} */
  data(data: Text | ArrayBufferView | ArrayBuffer): void {
    this.#setContent('data', () => this.#part.data(bytesOf(data, 'data() argument')));
  }

  /** @throws {error} (26, …) there is no such file @throws as {@link CurlMimePart.name} */
  filedata(path: Text): void {
    this.#setContent('filedata', () => this.#part.file(Buffer.from(checkCString(path)).toString()));
  }

  /** @throws as {@link CurlMimePart.name} */
  filename(filename: Text): void {
    this.#set('filename', () => this.#part.filename(checkCString(filename)));
  }

  /** @throws as {@link CurlMimePart.name} */
  type(type: Text): void {
    this.#set('type', () => this.#part.type(checkCString(type)));
  }

  /** @throws {error} (43, …) no such encoder @throws as {@link CurlMimePart.name} */
  encoder(encoder: Text): void {
    this.#set('encoder', () => {
      const text = checkCString(encoder);
      const name = Buffer.from(text).toString().toLowerCase();
      if (!ENCODERS.has(name)) throw new error(constants.CURLE_BAD_FUNCTION_ARGUMENT, easyStrError(constants.CURLE_BAD_FUNCTION_ARGUMENT));
      this.#part.encoder(name as MimeEncoder);
    });
  }

  /** @throws {TypeError} not a list of texts @throws as {@link CurlMimePart.name} */
  headers(headers: readonly Text[] | null): void {
    this.#set('headers', () => this.#part.headers(mimeHeaders(headers)));
  }

  /** @throws {ValueError} closed, of another Curl, its own parent, attached already, or the MIMEPOST of its handle */
  subparts(child: MimeBase): void {
    this.#host.check('subparts');
    this.#host.adopt(child, (mime) => this.#setContent('subparts', () => this.#part.subparts(mime)));
  }

  /**
   * Makes a callback provide the part's data when it is sent.
   * @param datasize bytes, −1 or null when it is not known
   * @param free called once, when the data can no longer be read: the CurlMime was closed or the part got other data,
   *   and the duplicates of handles that send it were closed
   * @throws {TypeError} a size that is not a whole number, or something that is not a function
   * @throws {OverflowError | ValueError} a size that libcurl cannot have
   */
  data_cb<T>(
    datasize: number | null,
    read: (userdata: T, size: number) => string | Uint8Array | number,
    seek: ((userdata: T, offset: number, origin: number) => number | boolean | void | null) | null = null,
    free: ((userdata: T) => void) | null = null,
    userdata: T = null as T,
  ): void {
    const size = sizeOf(datasize);
    if (typeof read !== 'function') throw new TypeError('read must be callable');
    if (seek !== null && typeof seek !== 'function') throw new TypeError('seek must be callable or None');
    if (free !== null && typeof free !== 'function') throw new TypeError('free must be callable or None');
    const seekData = seek && ((offset: number, origin: number) => seekAnswer(seek(userdata, offset, origin), 'mime seek'));
    this.#setContent('data_cb', () =>
      this.#part.dataFrom((room) => readAnswer(read(userdata, room), room, 'mime read'), { size, ...(seekData ? { seek: seekData } : {}) }),
    );
    this.#owner = new DataOwner(free && (() => free(userdata)));
  }

  /** The owner of the data of `data_cb`. @internal */
  get dataOwner(): DataOwner | undefined {
    return this.#owner;
  }

  /** Called when its CurlMime was closed. @internal */
  release(): void {
    this.#owner?.release();
    this.#owner = undefined;
  }

  #set(method: string, action: () => unknown): void {
    this.#host.check(method);
    asPycurl(method, action, 'mime part');
  }

  /** Sets new content, and then releases the old. */
  #setContent(method: string, action: () => unknown): void {
    this.#set(method, action);
    this.release();
  }
}

function sizeOf(datasize: unknown): number {
  if (datasize === null || datasize === undefined) return -1;
  if (typeof datasize === 'boolean') return Number(datasize);
  if (typeof datasize !== 'number' || !Number.isInteger(datasize)) throw new TypeError('datasize must be an integer >= -1 or None');
  if (!Number.isSafeInteger(datasize)) throw new OverflowError('datasize does not fit into curl_off_t');
  if (datasize < -1) throw new ValueError('datasize must be >= -1');
  return datasize;
}
