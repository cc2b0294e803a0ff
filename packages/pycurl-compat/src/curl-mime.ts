import { Mime, type MimeEncoder, type MimePart } from '@curlew/core-native';
import type { Curl } from './curl/curl.js';
import { isCurl, stateOf } from './curl/curl-state.js';
import { ValueError, asPycurl, error } from './errors.js';
import type { Text } from './curl/option-values.js';

/** Options of {@link CurlMime.add}; Python's keyword arguments. */
export interface PartKeywords {
  name?: Text;
  data?: Text;
  file?: string;
  filename?: Text;
  content_type?: Text;
  headers?: readonly Text[];
  encoder?: string;
}

let mimeAccess: {
  mime(value: unknown): { mime: Mime; curl: Curl; parent: CurlMime | null; closed: boolean } | undefined;
  adopt(child: CurlMime, parent: CurlMime): void;
  onClose(mime: CurlMime, action: () => void): void;
};

/** The Mime of a CurlMime that is to become MIMEPOST of this handle. @throws {TypeError | ValueError} as pycurl */
export function mimeOf(value: unknown, curl: Curl): Mime {
  const known = mimeAccess.mime(value);
  if (!known) throw new TypeError('invalid arguments to setopt');
  if (known.closed) throw new ValueError('mime handle is closed');
  if (known.curl !== curl) throw new ValueError('mime handle was made with another Curl object');
  if (known.parent) throw new ValueError('mime handle is attached as subparts');
  return known.mime;
}

const textOf = (value: Text): string => {
  if (typeof value === 'string') return value;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('latin1');
  throw new TypeError(`expected bytes or an ASCII string, got ${typeof value}`);
};

/** pycurl's `CurlMime`: a form, or the parts of a mail. */
export class CurlMime {
  readonly #curl: Curl;
  readonly #mime = new Mime();
  #parent: CurlMime | null = null;
  #closed = false;
  readonly #closers: (() => void)[] = [];

  static {
    mimeAccess = {
      mime: (value) =>
        typeof value === 'object' && value !== null && #mime in value
          ? { mime: value.#mime, curl: value.#curl, parent: value.#parent, closed: value.#closed }
          : undefined,
      adopt: (child, parent) => {
        child.#parent = parent;
        parent.#closers.push(() => child.close());
      },
      onClose: (mime, action) => void mime.#closers.push(action),
    };
  }

  constructor(curl: Curl) {
    if (!isCurl(curl)) throw new TypeError('CurlMime() requires a Curl object');
    stateOf(curl).checkIdle('CurlMime');
    this.#curl = curl;
  }

  #check(method: string): void {
    if (this.#closed) throw new error([`cannot invoke ${method}() - no mime handle`]);
    stateOf(this.#curl).checkIdle(method);
  }

  addpart(): CurlMimePart {
    this.#check('addpart');
    return new CurlMimePart(this.#mime.addPart(), this, () => this.#check('part'));
  }

  /** Adds a part. @throws {ValueError} both data and file; nothing is added then */
  add({ name, data, file, filename, content_type, headers, encoder }: PartKeywords): CurlMimePart {
    this.#check('add');
    if (data !== undefined && file !== undefined) throw new ValueError('add() accepts at most one of data or file');
    const part = this.addpart();
    if (name !== undefined) part.name(name);
    if (data !== undefined) part.data(data);
    if (file !== undefined) part.filedata(file);
    if (filename !== undefined) part.filename(filename);
    if (content_type !== undefined) part.type(content_type);
    if (headers !== undefined) part.headers(headers);
    if (encoder !== undefined) part.encoder(encoder);
    return part;
  }

  add_field(name: Text, value: Text, rest: Omit<PartKeywords, 'name' | 'data' | 'file' | 'filename'> = {}): CurlMimePart {
    return this.add({ name, data: value, ...rest });
  }

  add_file(name: Text, path: string, rest: Omit<PartKeywords, 'name' | 'data' | 'file'> = {}): CurlMimePart {
    return this.add({ name, file: path, ...rest });
  }

  /** A part that has parts of its own. @returns the CurlMime of those */
  add_multipart(name: Text | null = null, subtype = 'mixed'): CurlMime {
    const child = mimeFor(this.#curl);
    const part = this.addpart();
    part.subparts(child);
    part.type(`multipart/${subtype}`);
    if (name !== null) part.name(name);
    return child;
  }

  /** Ends the use of it, and of what is inside. May be called again. */
  close(): void {
    this.#closed = true;
    for (const close of this.#closers.splice(0)) close();
  }

  get closed(): boolean {
    return this.#closed;
  }

  [Symbol.dispose](): void {
    this.close();
  }
}

// Outside of the class: one that names itself is called _CurlMime when it is bundled.
const mimeFor = (curl: Curl) => new CurlMime(curl);

/** pycurl's `CurlMimePart`; made by {@link CurlMime}. */
export class CurlMimePart {
  readonly #part: MimePart;
  readonly #owner: CurlMime;
  readonly #check: () => void;

  /** @internal */
  constructor(part: MimePart, owner: CurlMime, check: () => void) {
    this.#part = part;
    this.#owner = owner;
    this.#check = check;
  }

  name(name: Text): void {
    this.#set('name', () => this.#part.name(textOf(name)));
  }

  data(data: Text): void {
    this.#set('data', () => this.#part.data(data));
  }

  filedata(path: string): void {
    this.#set('filedata', () => this.#part.file(path));
  }

  filename(filename: Text): void {
    this.#set('filename', () => this.#part.filename(textOf(filename)));
  }

  type(type: Text): void {
    this.#set('type', () => this.#part.type(textOf(type)));
  }

  /** @throws {error} (43, …) no such encoder */
  encoder(encoder: string): void {
    this.#set('encoder', () => this.#part.encoder(encoder as MimeEncoder));
  }

  headers(headers: readonly Text[] | null): void {
    this.#set('headers', () => this.#part.headers(headers && headers.map(textOf)));
  }

  /** @throws {ValueError} closed, of another Curl, its own parent, or attached already */
  subparts(child: CurlMime): void {
    const known = mimeAccess.mime(child);
    if (!known) throw new TypeError('subparts() requires a CurlMime object');
    if (known.closed) throw new ValueError('mime handle is closed');
    if (child === this.#owner) throw new ValueError('a mime handle cannot be its own subparts');
    if (known.parent) throw new ValueError('mime handle is attached already');
    this.#set('subparts', () => this.#part.subparts(known.mime));
    mimeAccess.adopt(child, this.#owner);
  }

  /**
   * Has the part's data read when it is sent.
   * @param datasize bytes, −1 or null when it is not known
   * @param free called once, when the CurlMime is closed
   */
  data_cb<T>(
    datasize: number | null,
    read: (userdata: T, size: number) => string | Uint8Array | number,
    seek: ((userdata: T, offset: number, origin: number) => number | void) | null = null,
    free: ((userdata: T) => void) | null = null,
    userdata: T = null as T,
  ): void {
    this.#set('data_cb', () =>
      this.#part.dataFrom((room) => read(userdata, room), {
        size: datasize ?? -1,
        ...(seek ? { seek: (offset: number, origin: number) => seek(userdata, offset, origin) } : {}),
      }),
    );
    if (free) mimeAccess.onClose(this.#owner, () => free(userdata));
  }

  #set(method: string, action: () => unknown): void {
    this.#check();
    asPycurl(method, action, 'mime part');
  }
}
