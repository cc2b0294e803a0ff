import { Mime } from '@curlew/core-native';
import type { Curl } from '../curl/curl.js';
import { isCurl, stateOf } from '../curl/curl-state.js';
import { ValueError, error } from '../errors.js';
import type { Text } from '../curl/option-values.js';
import { CurlMimePart } from './curl-mime-part.js';
import type { DataOwner } from './data-owner.js';

/** Options of {@link CurlMime.add}; Python's keyword arguments. */
export interface PartKeywords {
  name?: Text;
  data?: string | ArrayBufferView | ArrayBuffer;
  file?: string;
  filename?: Text;
  content_type?: Text;
  headers?: readonly Text[];
  encoder?: string;
}

/** Which method of a part takes which keyword; in the order in which pycurl sets them. */
const METHODS = {
  name: 'name',
  data: 'data',
  file: 'filedata',
  filename: 'filename',
  content_type: 'type',
  headers: 'headers',
  encoder: 'encoder',
} as const satisfies Record<keyof PartKeywords, keyof CurlMimePart>;

function setFields(part: CurlMimePart, keywords: PartKeywords): void {
  for (const [key, method] of Object.entries(METHODS)) {
    const value = keywords[key as keyof PartKeywords];
    if (value !== undefined) part[method](value as never);
  }
}

/**
 * The Mime of a CurlMime that is to become MIMEPOST of this handle.
 * @throws {TypeError} not a CurlMime @throws {ValueError} closed, of another handle, or attached as subparts
 */
export let mimeOf: (value: unknown, curl: unknown) => { mime: Mime; curlMime: CurlMime };

/** pycurl's `CurlMime`: a form, or the parts of a mail. */
export class CurlMime {
  readonly #curl: Curl;
  readonly #mime = new Mime();
  readonly #parts: CurlMimePart[] = [];
  readonly #children: CurlMime[] = [];
  #parent: CurlMime | null = null;
  #closed = false;

  static {
    mimeOf = (value, curl) => {
      if (typeof value !== 'object' || value === null || !(#mime in value)) throw new TypeError('invalid arguments to setopt');
      if (value.#closed) throw new ValueError('mime handle is closed');
      if (value.#curl !== curl) throw new ValueError('mime handle was made with another Curl object');
      if (value.#parent) throw new ValueError('mime handle is attached as subparts');
      return { mime: value.#mime, curlMime: value };
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
    const part = new CurlMimePart(this.#mime.addPart(), {
      check: (method) => this.#check(method),
      adopt: (child, attach) => this.#adopt(child, attach),
    });
    this.#parts.push(part);
    return part;
  }

  #adopt(child: CurlMime, attach: (mime: Mime) => void): void {
    if (typeof child !== 'object' || child === null || !(#mime in child)) throw new TypeError('subparts() expects a CurlMime object');
    if (child.#closed) throw new ValueError('subparts() received a closed mime object');
    if (child.#curl !== this.#curl) throw new ValueError('subparts() requires both mime objects to use the same Curl handle');
    if (child === this) throw new ValueError('subparts() does not accept the parent mime object');
    if (child.#parent) throw new ValueError('subparts() received a mime object already attached as subparts');
    if (stateOf(this.#curl).mime === child) throw new ValueError('subparts() received the mime object that is set as MIMEPOST');
    attach(child.#mime);
    child.#parent = this;
    this.#children.push(child);
  }

  /**
   * Adds a part.
   * @throws {ValueError} both data and file @throws {TypeError} a value of a wrong type @throws {error} (26, …) no such
   * file; nothing is added then
   */
  add(keywords: PartKeywords = {}): CurlMimePart {
    this.#check('add');
    if (keywords.data !== undefined && keywords.file !== undefined) throw new ValueError('add() accepts at most one of data or file');
    // First on a part that is sent nowhere, to see whether all of it can be set.
    setFields(new CurlMimePart(new Mime().addPart(), { check: () => {}, adopt: () => {} }), keywords);
    const part = this.addpart();
    setFields(part, keywords);
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

  /** The owners of the data that its parts have read when it is sent. @internal */
  get dataOwners(): DataOwner[] {
    const own = this.#parts.map(({ dataOwner }) => dataOwner).filter((owner) => owner !== undefined);
    return [...own, ...this.#children.flatMap((child) => child.dataOwners)];
  }

  /**
   * Ends the use of it, and of what is inside; it is MIMEPOST no longer. May be called again.
   * @throws {error} its handle is running
   */
  close(): void {
    if (this.#closed) return;
    const state = stateOf(this.#curl);
    if (!state.easy.closed) state.checkIdle('close');
    this.#closed = true;
    if (state.mime === this) state.dropMime();
    for (const child of this.#children.splice(0)) child.close();
    for (const part of this.#parts.splice(0)) part.release();
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
