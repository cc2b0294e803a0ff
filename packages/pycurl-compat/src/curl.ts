import { Easy, infoTable, viewChunks, type EasyInfos } from '@curlew/core-native';
import { adaptCallback, namedTuple, type WsFrame } from './callbacks.js';
import type { PycurlConstants } from './constants.js';
import { scopeConstants } from './constants.js';
import { mimeOf } from './curl-mime.js';
import { CurlShare, shareOf } from './curl-share.js';
import { urlOf } from './curl-url.js';
import { BlockingIOError, UnicodeEncodeError, ValueError, asPycurl, error } from './errors.js';
import { formOf } from './http-post.js';
import { BytesIO } from './io.js';
import { version } from './module.js';
import { ruleOf, type OptionRule } from './option-rule.js';
import type { FormField, InfoValue, OptionNumber, OptionValue, Text } from './option-values.js';

/** What the classes of this package know of a Curl; not exported by it. */
export let curlAccess: {
  easy(curl: unknown): Easy | undefined;
  curlOf(easy: Easy): Curl;
  setMulti(curl: Curl, multi: object | null): void;
  checkIdle(curl: Curl, method: string): void;
  /** Set while the multi that the handle is in runs libcurl. */
  setInside(curl: Curl, inside: boolean): void;
};

const INTERNAL = Symbol('internal');
const curls = new WeakMap<Easy, Curl>();
const infoNames = new Map(Object.entries(infoTable).map(([name, id]) => [id, name as keyof EasyInfos] as const));

/** Options of {@link Curl.setopt}; Python's keyword arguments. */
export interface SetoptKeywords {
  /** Hand WRITEFUNCTION or HEADERFUNCTION a view that ends with the call, instead of a copy. */
  use_memoryview?: boolean;
}

// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- the constants are on the prototype
export interface Curl extends Omit<PycurlConstants, keyof CurlMembers> {
  /** Any attribute, as in Python. */
  [attribute: string]: unknown;
}
type CurlMembers = { perform: unknown };

/** pycurl's `Curl`: an easy handle, with pycurl's methods, checks and errors. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- the constants are on the prototype
export class Curl {
  readonly #easy: Easy;
  #multi: object | null = null;
  #share: CurlShare | null = null;
  #performing = false;
  #inside = false;
  /** How many of its callbacks are on the stack. */
  #callbacks = 0;
  #inWriteCallback = false;

  static {
    curlAccess = {
      easy: (curl) => (typeof curl === 'object' && curl !== null && #easy in curl ? curl.#easy : undefined),
      curlOf: (easy) => curls.get(easy)!,
      setMulti: (curl, multi) => {
        curl.#multi = multi;
      },
      checkIdle: (curl, method) => curl.#checkIdle(method),
      setInside: (curl, inside) => {
        curl.#inside = inside;
      },
    };
  }

  constructor(...given: unknown[]) {
    // duphandle() comes by here without running the constructors of subclasses.
    const isInternal = given[0] === INTERNAL;
    if (isCurl(new.target) && given.length > 0 && !isInternal) throw new TypeError('Curl() takes no arguments');
    this.#easy = isInternal ? (given[1] as Easy) : new Easy();
    curls.set(this.#easy, this);
    if (!isInternal) this.#applyDefaults();
  }

  /** As libcurl, and so pycurl: a body that nobody takes goes to the standard output. */
  #applyDefaults(): void {
    this.#easy.setOpts({ NOPROGRESS: true, VERBOSE: false, USERAGENT: version, WRITEDATA: 1 });
  }

  #checkOpen(method: string): void {
    if (this.#easy.closed) throw new error([`cannot invoke ${method}() - no curl handle`]);
  }

  #checkIdle(method: string): void {
    this.#checkOpen(method);
    if (this.#performing || this.#inside || this.#callbacks > 0)
      throw new error([`cannot invoke ${method}() - perform() is currently running`]);
  }

  /**
   * Sets an option; corresponds to `curl_easy_setopt()`.
   * @param value what pycurl takes for it; null or undefined unsets it
   * @throws {TypeError} pycurl takes no such value for this option
   * @throws {UnicodeEncodeError} text that is not ASCII @throws {ValueError} a NUL byte @throws {OverflowError} too large
   * @throws {error} libcurl refuses, or the handle is closed or running
   */
  setopt<O extends OptionNumber>(option: O, value: OptionValue<O>, keywords?: SetoptKeywords): void;
  setopt(option: number, value: unknown, keywords: SetoptKeywords = {}): void {
    this.#checkIdle('setopt');
    const rule = ruleOf(option, 'setopt');
    if (keywords.use_memoryview !== undefined && rule.name !== 'WRITEFUNCTION' && rule.name !== 'HEADERFUNCTION')
      throw new TypeError('use_memoryview is only supported for WRITEFUNCTION and HEADERFUNCTION');
    if (value === null || value === undefined) this.#unset(option, rule);
    else asPycurl('setopt', () => this.#set(option, rule, value, keywords.use_memoryview === true));
  }

  #set(option: number, rule: OptionRule, value: unknown, asView: boolean): void {
    const takes = (...kinds: string[]) => kinds.some((kind) => rule.accepts.has(kind));
    if (takes('blob')) return void this.#easy.setOpt(option, blobOf(value));
    switch (typeof value) {
      case 'string':
        if (!takes('string', 'string(pinned)')) throw new TypeError('strings are not supported for this option');
        return void this.#easy.setOpt(option, checkAscii(value));
      case 'number':
      case 'bigint':
      case 'boolean':
        if (typeof value === 'number' && !Number.isInteger(value)) throw new TypeError('invalid arguments to setopt');
        if (!takes('int', 'off_t')) throw new TypeError('integers are not supported for this option');
        return void this.#easy.setOpt(option, value);
      case 'function':
        if (!takes('callable')) throw new TypeError('functions are not supported for this option');
        return this.#setCallback(rule.name, value as (...values: never[]) => unknown, asView);
      case 'object':
        return this.#setObject(option, rule, value!);
      default:
        throw new TypeError('invalid arguments to setopt');
    }
  }

  #setObject(option: number, rule: OptionRule, value: object): void {
    const { accepts } = rule;
    if (value instanceof Uint8Array) {
      if (!accepts.has('string') && !accepts.has('string(pinned)')) throw new TypeError('strings are not supported for this option');
      this.#easy.setOpt(option, value);
    } else if (Array.isArray(value)) this.#setList(option, rule, value);
    else if (accepts.has('CurlShare')) this.#setShare(value);
    else if (accepts.has('CurlMime')) this.#easy.setOpt('MIMEPOST', mimeOf(value, this));
    else if (accepts.has('CurlUrl')) this.#easy.setOpt('CURLU', urlOf(value));
    else if (accepts.has('file-like')) this.#setFile(rule.name, value);
    else throw new TypeError('invalid arguments to setopt');
  }

  #setList(option: number, { accepts }: OptionRule, items: unknown[]): void {
    if (accepts.has('httppost-list')) return void this.#easy.setOpt('MIMEPOST', formOf(items as FormField[]));
    if (!accepts.has('list')) throw new TypeError('lists are not supported for this option');
    const isText = (item: unknown): item is Text => item instanceof Uint8Array || (typeof item === 'string' && isAscii(item));
    if (!items.every(isText)) throw new TypeError('list items must be byte strings or Unicode strings with ASCII code points only');
    // An empty list changes nothing, as in pycurl.
    if (items.length > 0)
      this.#easy.setOpt(
        option,
        items.map((item) => (typeof item === 'string' ? item : Buffer.from(item).toString('latin1'))),
      );
  }

  #setShare(value: object): void {
    if (!(value instanceof CurlShare)) throw new TypeError('invalid arguments to setopt');
    if (value.closed) throw new error(['CurlShare is closed']);
    if (this.share()) throw new error(['Curl object already sharing. Unshare first.']);
    this.#easy.setOpt('SHARE', shareOf(value));
    this.#share = value;
  }

  #setFile(name: string, file: object): void {
    const reads = name === 'READDATA';
    const method = (file as Record<string, unknown>)[reads ? 'read' : 'write'];
    if (typeof method !== 'function') throw new TypeError(`object given without a ${reads ? 'read' : 'write'} method`);
    const callback = { READDATA: 'READFUNCTION', WRITEDATA: 'WRITEFUNCTION', HEADERDATA: 'HEADERFUNCTION' }[name];
    // What a file answers to write() is its own affair.
    const call = method.bind(file) as (given: unknown) => unknown;
    this.#setCallback(callback!, reads ? call : (chunk) => void call(chunk), false);
  }

  #setCallback(name: string, callback: (...values: never[]) => unknown, asView: boolean): void {
    const adapted = adaptCallback(name, callback);
    const tracked = (...values: never[]) => {
      const wasWriting = this.#inWriteCallback;
      this.#callbacks += 1;
      this.#inWriteCallback = name === 'WRITEFUNCTION';
      try {
        return adapted(...values);
      } finally {
        this.#callbacks -= 1;
        this.#inWriteCallback = wasWriting;
      }
    };
    this.#easy.setOpt(name as 'WRITEFUNCTION', (asView ? viewChunks(tracked as never) : tracked) as never);
  }

  /** Sets an option that takes text. @throws as {@link Curl.setopt} */
  setopt_string(option: OptionNumber, value: Text): void {
    if (typeof value !== 'string' && !(value instanceof Uint8Array)) throw new TypeError('invalid arguments to setopt_string');
    this.#checkIdle('setopt');
    ruleOf(option, 'setopt_string');
    asPycurl('setopt', () => this.#easy.setOpt(option as number, typeof value === 'string' ? checkAscii(value) : value));
  }

  /** Takes an option's value back. @throws {TypeError} pycurl knows no way for this option @throws {error} closed or running */
  unsetopt(option: OptionNumber): void {
    this.#checkIdle('unsetopt');
    this.#unset(option, ruleOf(option, 'unsetopt'));
  }

  #unset(option: number, { name, unset }: OptionRule): void {
    if (!unset) throw new TypeError('unsetopt() is not supported for this option');
    asPycurl('unsetopt', () => {
      if (name === 'WRITEFUNCTION') this.#easy.setOpts({ WRITEFUNCTION: null, WRITEDATA: 1 });
      else if (name === 'CERTINFO') this.#easy.setOpt('CERTINFO', false);
      else this.#easy.setOpt(name === 'HTTPPOST' ? 'MIMEPOST' : (name as 'URL'), null);
      if (name === 'SHARE') this.#share = null;
      void option;
    });
  }

  /** Runs the transfer and blocks meanwhile. @throws {error} it failed, or the handle is closed or running; `cause` is what a callback threw */
  perform(): void {
    this.#checkIdle('perform');
    if (this.#multi) throw new error([2, 'easy handle already used in multi handle']);
    this.#performing = true;
    try {
      asPycurl('perform', () => this.#easy.perform());
    } finally {
      this.#performing = false;
    }
  }

  /** Runs the transfer and answers its body. As in pycurl, WRITEDATA is set for good. @throws as {@link Curl.perform} */
  perform_rb(): Buffer {
    const body = new BytesIO();
    this.#checkIdle('perform_rb');
    this.#setFile('WRITEDATA', body);
    this.perform();
    return body.getvalue();
  }

  /** Runs the transfer and answers its body as text. @throws {TypeError} it is not UTF-8 @throws as {@link Curl.perform} */
  perform_rs(): string {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(this.perform_rb());
  }

  /**
   * What is known about the last transfer; corresponds to `curl_easy_getinfo()`.
   * @throws {ValueError} not an info of pycurl's @throws {error} closed or running
   */
  getinfo(info: number): InfoValue {
    const name = this.#infoName(info);
    return asPycurl('getinfo', () => {
      const value = this.#easy.getInfo(name) as InfoValue;
      if (name !== 'CERTINFO') return value;
      return (value as unknown as string[][]).map((certificate) => certificate.map((line) => splitOnce(line, ':')));
    });
  }

  /** The same with bytes for text. @throws as {@link Curl.getinfo} */
  getinfo_raw(info: number): number | Buffer | null | Buffer[] | unknown[] {
    const value = this.getinfo(info);
    if (typeof value === 'string') return Buffer.from(value);
    return Array.isArray(value) && typeof value[0] === 'string' ? value.map((each) => Buffer.from(each as string)) : value;
  }

  #infoName(info: number): keyof EasyInfos {
    const name = infoNames.get(info);
    // CERTINFO may be asked for at any time, as in pycurl.
    if (name !== 'CERTINFO') this.#checkIdle('getinfo');
    if (name === undefined) throw new ValueError('invalid argument to getinfo');
    return name;
  }

  /** libcurl's error text of the last failure, '' when there was none. @throws {error} closed or running */
  errstr(): string {
    this.#checkIdle('errstr');
    return this.#easy.errorDetail;
  }

  errstr_raw(): Buffer {
    this.#checkIdle('errstr_raw');
    return Buffer.from(this.#easy.errorDetail);
  }

  /** Takes all options back, and sets pycurl's own again. The share stays. @throws {error} closed or running */
  reset(): void {
    this.#checkIdle('reset');
    asPycurl('reset', () => this.#easy.reset());
    this.#applyDefaults();
  }

  /** A new handle of the same class with the same options and attributes. Also allowed inside callbacks. @throws {error} closed */
  duphandle(): this {
    this.#checkOpen('duphandle');
    const easy = asPycurl('duphandle', () => this.#easy.duplicate());
    const copy = copyOf(easy, this.constructor as typeof Curl) as this;
    return Object.assign(copy, { ...this });
  }

  /** Frees the handle; takes it out of its multi and share. May be called again. @throws {error} running */
  close(): void {
    if (this.#easy.closed) return;
    this.#checkIdle('close');
    asPycurl('close', () => this.#easy.close());
    this.#multi = null;
    this.#share = null;
  }

  get closed(): boolean {
    return this.#easy.closed;
  }

  /** The CurlMulti that the handle is in, or null. */
  multi(): object | null {
    return this.#multi;
  }

  /** The CurlShare that the handle uses, or null. */
  share(): CurlShare | null {
    if (this.#share?.closed) this.#share = null;
    return this.#share;
  }

  /** Stops the flow of a running transfer. @param bitmask PAUSE_ALL, PAUSE_RECV, PAUSE_SEND, PAUSE_CONT */
  pause(bitmask = 5): void {
    this.#checkOpen('pause');
    if (!this.#performing && !this.#multi) throw new error([43, 'pause/unpause failed']);
    asPycurl('pause', () => this.#easy.pause(bitmask));
  }

  /** Lets it go on. WRITEFUNCTION may be called before this returns. */
  unpause(): void {
    this.pause(0);
  }

  /** Sends over the connection of CONNECT_ONLY. @throws {BlockingIOError} nothing can be sent now */
  send(data: Uint8Array): number {
    if (!(data instanceof Uint8Array)) throw new TypeError('a bytes-like object is required');
    this.#checkIdle('send');
    return this.#nonBlocking('send', () => this.#easy.send(data));
  }

  /** Receives at most so many bytes; none at the end. @throws {BlockingIOError} nothing is there now */
  recv(size: number): Buffer {
    if (size < 0) throw new ValueError('negative buffersize in recv');
    const room = Buffer.alloc(size);
    return room.subarray(0, this.recv_into(room));
  }

  recv_into(buffer: Uint8Array, nbytes = 0): number {
    this.#checkIdle('recv');
    const room = roomOf(buffer, nbytes);
    return room.length === 0 ? 0 : this.#nonBlocking('recv', () => this.#easy.recv(room));
  }

  /**
   * Sends a WebSocket frame: text as WS_TEXT, bytes as WS_BINARY unless `flags` say else. Inside callbacks only from
   * WRITEFUNCTION.
   */
  ws_send(data: string | Uint8Array, flags?: number | null, fragsize = 0): number {
    if (typeof data !== 'string' && !(data instanceof Uint8Array)) throw new TypeError('ws_send() requires str or a bytes-like object');
    if (fragsize < 0 || (flags ?? 0) < 0) throw new ValueError('ws_send(): negative flags or fragsize');
    this.#checkMaySendFrame('ws_send');
    return this.#nonBlocking('ws_send', () => this.#easy.wsSend(data, flags ?? undefined, fragsize));
  }

  /** Receives at most so many bytes of a frame. @returns the bytes, and what frame they are of */
  ws_recv(size: number): [Buffer, WsFrame | null] {
    if (size < 0) throw new ValueError('negative buffersize in ws_recv');
    const room = Buffer.alloc(size);
    const [received, frame] = this.ws_recv_into(room);
    return [room.subarray(0, received), frame];
  }

  ws_recv_into(buffer: Uint8Array, nbytes = 0): [number, WsFrame | null] {
    this.#checkIdle('ws_recv');
    const room = roomOf(buffer, nbytes);
    const { received, frame } = this.#nonBlocking('ws_recv', () => this.#easy.wsRecv(room));
    return [received, frame && frameOf(frame)];
  }

  /** The frame that WRITEFUNCTION is being given, else null. */
  ws_meta(): WsFrame | null {
    this.#checkOpen('ws_meta');
    const frame = this.#easy.wsMeta();
    return frame && frameOf(frame);
  }

  /** Sends one CLOSE frame; does not wait for the answer. @throws {ValueError} no such code, or a reason that is too long */
  ws_close(code?: number | null, reason?: string | Uint8Array | null): number {
    const text = reason === undefined || reason === null ? Buffer.alloc(0) : Buffer.from(reason as string);
    if (code === undefined || code === null) {
      if (text.length > 0) throw new ValueError('ws_close(): reason requires code');
      return this.ws_send(text, 8);
    }
    const isCode = (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
    if (!isCode) throw new ValueError(`ws_close(): invalid close code ${code}`);
    if (text.length > 123) throw new ValueError('ws_close(): reason is too long');
    const payload = Buffer.concat([Buffer.from([code >> 8, code & 255]), text]);
    return this.ws_send(payload, 8);
  }

  #checkMaySendFrame(method: string): void {
    this.#checkOpen(method);
    if (this.#callbacks > 0 && !this.#inWriteCallback)
      throw new error([`cannot invoke ${method}() - perform() is currently running outside WRITEFUNCTION callback`]);
  }

  #nonBlocking<T>(method: string, action: () => T): T {
    try {
      return asPycurl(method, action);
    } catch (thrown) {
      if (thrown instanceof error && thrown.args[0] === 81)
        throw new BlockingIOError('Resource temporarily unavailable', { cause: thrown });
      throw thrown;
    }
  }

  /** Trusts these certificates (PEM) instead of a file's. */
  set_ca_certs(pem: Text): void {
    if (typeof pem !== 'string' && !(pem instanceof Uint8Array)) throw new TypeError('set_ca_certs() requires str or bytes');
    asPycurl('set_ca_certs', () => this.#easy.setOpt('CAINFO_BLOB', Buffer.from(pem as string)));
  }

  [Symbol.dispose](): void {
    this.close();
  }
}
scopeConstants(Curl.prototype, 'Curl');

// Outside of the class: one that names itself is called _Curl when it is bundled.
const isCurl = (constructor: unknown) => constructor === Curl;
const copyOf = (easy: Easy, constructor: typeof Curl) =>
  Reflect.construct<[typeof INTERNAL, Easy], Curl>(Curl, [INTERNAL, easy], constructor);

// A character beyond ASCII takes more than one byte.
const isAscii = (text: string) => Buffer.byteLength(text) === text.length;

function checkAscii(text: string): string {
  if (!isAscii(text)) throw new UnicodeEncodeError("'ascii' codec can't encode characters: ordinal not in range(128)");
  return text;
}

function blobOf(value: unknown): Buffer {
  if (typeof value === 'string' && isAscii(value)) return Buffer.from(value);
  if (value instanceof ArrayBuffer) return Buffer.from(value);
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  throw new TypeError('blob option value must be a byte string, ASCII-only Unicode string, or a buffer object');
}

function splitOnce(line: string, separator: string): [string, string] {
  const at = line.indexOf(separator);
  return at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)];
}

function roomOf(buffer: Uint8Array, nbytes: number): Uint8Array {
  if (!(buffer instanceof Uint8Array)) throw new TypeError('a writable bytes-like object is required');
  if (nbytes < 0) throw new ValueError('negative buffersize in recv_into');
  if (nbytes > buffer.length) throw new ValueError('buffer too small for requested bytes');
  return nbytes === 0 ? buffer : buffer.subarray(0, nbytes);
}

const frameOf = ({ flags, offset, bytesLeft, length }: { flags: number; offset: number; bytesLeft: number; length: number }): WsFrame =>
  namedTuple<WsFrame>({ age: 0, flags, offset, bytesleft: bytesLeft, len: length });
