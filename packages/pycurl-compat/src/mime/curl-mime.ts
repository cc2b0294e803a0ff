import { Mime } from '@curlew/core-native';
import { isCurl, stateOf, type CurlBase } from '../curl/curl-state.js';
import { ValueError, error } from '../errors/errors.js';
import { checkKeywords, typeName } from '../python/arguments.js';
import type { Text } from '../python/text.js';
import { CurlMimePart } from './curl-mime-part.js';
import type { DataOwner } from './data-owner.js';
import { MimeBase } from './mime-base.js';
import { keywordText } from './mime-text.js';

/** Options of {@link CurlMime.add}; Python's keyword arguments. null counts as absent. */
export interface PartKeywords {
  name?: Text | null;
  data?: Text | ArrayBufferView | ArrayBuffer | null;
  file?: Text | null;
  filename?: Text | null;
  content_type?: Text | null;
  headers?: readonly Text[] | null;
  encoder?: Text | null;
}

/** The method of a part for each keyword, in the order in which pycurl sets them. */
const METHODS = {
  name: 'name',
  data: 'data',
  file: 'filedata',
  filename: 'filename',
  content_type: 'type',
  headers: 'headers',
  encoder: 'encoder',
} as const satisfies Record<keyof PartKeywords, keyof CurlMimePart>;
const KEYWORDS = Object.keys(METHODS) as (keyof PartKeywords)[];

function setFields(part: CurlMimePart, keywords: PartKeywords): void {
  for (const [key, method] of Object.entries(METHODS)) {
    const value = keywords[key as keyof PartKeywords];
    if (value !== undefined && value !== null) part[method](value as never);
  }
}

/**
 * The Mime of a CurlMime that is to become MIMEPOST of this handle.
 * @throws {TypeError} not a CurlMime
 * @throws {ValueError} closed, of another handle, or attached as subparts
 */
export let mimeOf: (value: unknown, curl: unknown) => { mime: Mime; curlMime: CurlMime };

/** pycurl's `CurlMime`: a form, or the parts of a mail. */
export class CurlMime extends MimeBase {
  readonly #curl: CurlBase;
  readonly #mime = new Mime();
  readonly #parts: CurlMimePart[] = [];
  readonly #children: CurlMime[] = [];
  #parent: CurlMime | null = null;
  #closed = false;

  static {
    mimeOf = (value, curl) => {
      if (typeof value !== 'object' || value === null || !(#mime in value))
        throw new TypeError('setopt(option=MIMEPOST) expects a CurlMime object');
      if (value.#closed) throw new ValueError('setopt(option=MIMEPOST) received a closed mime object');
      if (value.#parent) throw new ValueError('setopt(option=MIMEPOST) received a mime object already attached as subparts');
      if (value.#curl !== curl) throw new ValueError('setopt(option=MIMEPOST) requires a CurlMime created with this Curl handle');
      return { mime: value.#mime, curlMime: value };
    };
  }

  /** @throws {TypeError} not a Curl @throws {error} the Curl is closed or running */
  constructor(curl: CurlBase) {
    super();
    if (!isCurl(curl)) throw new TypeError(`CurlMime() argument 1 must be pycurl.Curl, not ${typeName(curl)}`);
    stateOf(curl).checkIdle('CurlMime');
    this.#curl = curl;
  }

  #check(method: string): void {
    if (this.#closed) throw new error(`cannot invoke ${method}() - no mime handle`);
    stateOf(this.#curl).checkIdle(method);
  }

  /** Adds an empty part. @throws {error} closed */
  addpart(): CurlMimePart {
    this.#check('addpart');
    const part = new CurlMimePart(this.#mime.addPart(), {
      check: (method) => this.#check(method),
      adopt: (child, attach) => this.#adopt(child, attach),
    });
    this.#parts.push(part);
    return part;
  }

  #adopt(child: MimeBase, attach: (mime: Mime) => void): void {
    if (typeof child !== 'object' || child === null || !(#mime in child)) throw new TypeError('subparts() expects a CurlMime object');
    if (child.#closed) throw new ValueError('subparts() received a closed mime object');
    if (child.#curl !== this.#curl) throw new ValueError('subparts() requires both mime objects to use the same Curl handle');
    if (child === this) throw new ValueError('subparts() does not accept the parent mime object');
    if (child.#parent) throw new ValueError('subparts() received a mime object already attached as subparts');
    if (stateOf(this.#curl).mime === child) throw new ValueError('subparts() received a mime object that is currently set as MIMEPOST');
    attach(child.#mime);
    child.#parent = this;
    this.#children.push(child);
  }

  /**
   * Adds a part.
   * @throws {ValueError} both data and file
   * @throws {TypeError} a value of a wrong type, or an unknown keyword
   * @throws {error} (26, …) the file does not exist; nothing is added then
   */
  add(keywords: PartKeywords = {}): CurlMimePart {
    return this.#add('add()', keywords, KEYWORDS);
  }

  #add(method: string, keywords: PartKeywords, names: readonly string[]): CurlMimePart {
    checkKeywords(keywords, names, method);
    const { data, file } = keywords;
    if (![data, file].some((each) => each === undefined || each === null))
      throw new ValueError('add() accepts at most one of data or file');
    for (const name of ['name', 'file', 'filename', 'content_type', 'encoder'] as const) keywordText(name, keywords[name]);
    // First tried on a part that is never sent, to check that everything can be set.
    setFields(new CurlMimePart(new Mime().addPart(), { check: () => {}, adopt: () => {} }), keywords);
    const part = this.addpart();
    setFields(part, keywords);
    return part;
  }

  /** @throws as {@link CurlMime.add} */
  add_field(name: Text, value: Text, rest: Omit<PartKeywords, 'name' | 'data' | 'file' | 'filename'> = {}): CurlMimePart {
    checkKeywords(rest, ['content_type', 'encoder', 'headers'], 'add_field()');
    return this.#add('add_field()', { name, data: value, ...rest }, KEYWORDS);
  }

  /** @throws as {@link CurlMime.add} */
  add_file(name: Text, path: Text, rest: Omit<PartKeywords, 'name' | 'data' | 'file'> = {}): CurlMimePart {
    checkKeywords(rest, ['filename', 'content_type', 'headers', 'encoder'], 'add_file()');
    return this.#add('add_file()', { name, file: path, ...rest }, KEYWORDS);
  }

  /**
   * A part that has parts of its own.
   * @param subtype of multipart/…; null for libcurl's own choice
   * @returns the CurlMime of those parts
   * @throws {TypeError} name or subtype is no text @throws {error} closed
   */
  add_multipart(name: Text | null = null, subtype: Text | null = 'mixed'): CurlMime {
    keywordText('name', name);
    keywordText('subtype', subtype);
    if (this.#closed) throw new error('cannot invoke add_multipart() - no mime handle');
    const child = mimeFor(this.#curl);
    const part = this.addpart();
    part.subparts(child);
    if (subtype !== null) part.type(`multipart/${Buffer.from(subtype).toString()}`);
    if (name !== null) part.name(name);
    return child;
  }

  /** @internal */
  override get dataOwners(): DataOwner[] {
    const own = this.#parts.map(({ dataOwner }) => dataOwner).filter((owner) => owner !== undefined);
    return [...own, ...this.#children.flatMap((child) => child.dataOwners)];
  }

  /**
   * Closes it and everything inside; it is removed from MIMEPOST. May be called again.
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

  /** Whether it was closed. */
  get closed(): boolean {
    return this.#closed;
  }

  [Symbol.dispose](): void {
    this.close();
  }
}

// Outside of the class: bundlers rename a class that refers to itself to _CurlMime.
const mimeFor = (curl: CurlBase) => new CurlMime(curl);
