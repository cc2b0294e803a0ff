import { Easy, constants, easyStrError, infoTable, type EasyInfos, type InfoBytes } from '@curlew/core-native';
import { scopeConstants, type PycurlConstants } from '../constants.js';
import type { CurlShare } from '../curl-share.js';
import { asPycurl, withCause } from '../errors/as-pycurl.js';
import { UnicodeDecodeError, ValueError, error } from '../errors/errors.js';
import { BytesIO } from '../io/bytes-io.js';
import { version } from '../module.js';
import { cInt } from '../python/arguments.js';
import { warnOfInfo } from '../python/deprecations.js';
import { CurlConnection } from './curl-connection.js';
import { stateOf } from './curl-state.js';
import type { InfoOf, InfoValue } from './info-values.js';

const INTERNAL = Symbol('internal');
const curls = new WeakMap<Easy, Curl>();
const infoNames = new Map(Object.entries(infoTable).map(([name, id]) => [id, name as keyof EasyInfos] as const));

/** The Curl of a handle. */
export const curlOf = (easy: Easy): Curl => curls.get(easy)!;

// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- the constants are on the prototype
export interface Curl extends PycurlConstants {
  /** Any attribute, as in Python. */
  [attribute: string]: unknown;
}

/** pycurl's `Curl`: an easy handle, with pycurl's methods, checks and errors. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- the constants are on the prototype
export class Curl extends CurlConnection {
  /** @throws {TypeError} arguments, unless a subclass has a constructor that takes them */
  constructor(...given: unknown[]) {
    // duphandle() constructs a Curl without running the constructors of subclasses.
    const isInternal = given[0] === INTERNAL;
    if (isCurlItself(new.target) && given.length > 0 && !isInternal) throw new TypeError('Curl() takes no arguments');
    super(isInternal ? (given[1] as Easy) : new Easy());
    curls.set(this.#own.easy, this);
    if (!isInternal) this.#applyDefaults();
  }

  get #own() {
    return stateOf(this);
  }

  /** As in libcurl, and so in pycurl: a body without a destination goes to standard output. */
  #applyDefaults(): void {
    this.#own.easy.setOpts({ NOPROGRESS: true, VERBOSE: false, USERAGENT: version, WRITEDATA: 1 });
  }

  /**
   * Runs the transfer, blocking.
   * @throws {error} it failed, or the handle is closed or running; `cause` is a callback's exception
   * @throws the exception of SOCKOPTFUNCTION, CLOSESOCKETFUNCTION, PREREQFUNCTION, FNMATCH_FUNCTION or SSH_KEYFUNCTION
   */
  perform(): void {
    this.#own.checkIdle('perform');
    if (this.multi()) throw new error(2, 'easy handle already used in multi handle');
    this.#own.performing(() => asPycurl('perform', () => this.#own.easy.perform()));
  }

  /**
   * Runs the transfer and returns its body. As in pycurl, WRITEDATA stays set afterwards.
   * @throws as {@link Curl.perform}
   */
  perform_rb(): Buffer {
    const body = new BytesIO();
    this.setopt(this.WRITEDATA, body);
    this.perform();
    return body.getvalue();
  }

  /**
   * Runs the transfer and returns its body as text.
   * @throws {UnicodeDecodeError} it is not UTF-8
   * @throws as {@link Curl.perform}
   */
  perform_rs(): string {
    return decodeText(this.perform_rb());
  }

  /**
   * An info about the last transfer; corresponds to `curl_easy_getinfo()`.
   * @throws {ValueError} not an info of pycurl's
   * @throws {UnicodeDecodeError} its text is not UTF-8
   * @throws {error} closed or running
   */
  getinfo<I extends number>(info: I): InfoOf<I>;
  getinfo(info: number): InfoValue {
    return decodeInfo(this.getinfo_raw(info)) as InfoValue;
  }

  /** The same with bytes for text. @throws {ValueError} not an info of pycurl's @throws {error} closed or running */
  getinfo_raw<I extends number>(info: I): InfoBytes<InfoOf<I>>;
  getinfo_raw(info: number): unknown {
    const name = this.#infoName(info);
    warnOfInfo(name);
    const value = asPycurl('getinfo', () => this.#own.easy.getInfoBytes(name));
    if (name !== 'CERTINFO') return value;
    return (value as Buffer[][]).map((certificate) => certificate.map((line) => splitOnce(line)));
  }

  #infoName(info: number): keyof EasyInfos {
    const name = infoNames.get(cInt(info));
    // CERTINFO may be read at any time, as in pycurl.
    if (name !== 'CERTINFO') this.#own.checkIdle('getinfo');
    else if (this.closed) throw new error(constants.CURLE_BAD_FUNCTION_ARGUMENT, easyStrError(constants.CURLE_BAD_FUNCTION_ARGUMENT));
    if (name === undefined) throw new ValueError('invalid argument to getinfo');
    return name;
  }

  /** libcurl's error text of the last failure, '' when there was none. @throws {error} closed or running */
  errstr(): string {
    this.#own.checkIdle('errstr');
    return this.#own.easy.errorDetail;
  }

  /** libcurl's own text of the last error, as bytes. pycurl's `errstr_raw()`. @throws {error} closed or running */
  errstr_raw(): Buffer {
    this.#own.checkIdle('errstr');
    return Buffer.from(this.#own.easy.errorDetail);
  }

  /**
   * Resets all options to pycurl's defaults. The share and the multi stay; a transfer that has not ended starts again.
   * @throws {error} closed or running, or in an AsyncCurlMulti
   */
  reset(): void {
    this.#own.checkIdle('reset');
    const reset = () => asPycurl('reset', () => void this.#own.easy.reset());
    const { membership } = this.#own;
    if (membership) membership.whileOut(this, reset);
    else reset();
    this.#own.callbacks.clear();
    this.#own.postFieldSize = -1;
    this.#own.postFields = null;
    this.#own.setMime(null);
    this.#applyDefaults();
  }

  /** A new handle of the same class with the same options and attributes. Also allowed inside callbacks. @throws {error} closed */
  duphandle(): this {
    this.#own.checkOpen('duphandle');
    const easy = asPycurl('duphandle', () => this.#own.easy.duplicate());
    const copy = copyOf(easy, this.constructor as typeof Curl) as this;
    copy.takeCallbacks(this.#own.callbacks);
    copy.#own.postFields = this.#own.postFields;
    copy.#own.postFieldSize = this.#own.postFieldSize;
    copy.#own.dataOwners = this.#own.retainDataOwners();
    return Object.assign(copy, { ...this });
  }

  /** Frees the handle, after removing it from its multi and share. May be called again. @throws {error} running */
  close(): void {
    if (this.#own.easy.closed) return;
    this.#own.checkIdle('close');
    try {
      asPycurl('close', () => this.#own.easy.close());
    } finally {
      if (this.closed) this.#own.ended(this);
    }
  }

  /** Whether it was closed. */
  get closed(): boolean {
    return this.#own.easy.closed;
  }

  /** The CurlMulti that the handle is in, or null. */
  multi(): object | null {
    return this.#own.membership?.multi ?? null;
  }

  /** The CurlShare that the handle uses, or null. */
  share(): CurlShare | null {
    if (this.#own.share?.closed) this.#own.share = null;
    return this.#own.share;
  }

  /**
   * Stops the flow of a running transfer.
   * @param bitmask PAUSE_ALL, PAUSE_RECV, PAUSE_SEND, PAUSE_CONT
   * @throws {error} (43, …) no transfer runs, or the handle is closed
   */
  pause(bitmask = 5): void {
    this.#pause('pause', cInt(bitmask));
  }

  /** Resumes the transfer. WRITEFUNCTION may be called before this returns. @throws as {@link Curl.pause} */
  unpause(): void {
    this.#pause('unpause', 0);
  }

  #pause(method: string, bitmask: number): void {
    this.#own.checkOpen(method);
    if (!this.#own.isPerforming && !this.multi()) throw new error(43, 'pause/unpause failed');
    asPycurl(method, () => this.#own.easy.pause(bitmask));
  }

  [Symbol.dispose](): void {
    this.close();
  }
}
scopeConstants(Curl.prototype, 'Curl');

// Outside of the class: bundlers rename a class that refers to itself to _Curl.
const isCurlItself = (constructor: unknown) => constructor === Curl;
const copyOf = (easy: Easy, constructor: typeof Curl) =>
  Reflect.construct<[typeof INTERNAL, Easy], Curl>(Curl, [INTERNAL, easy], constructor);

/** `name:value` as a pair. */
function splitOnce(line: Buffer): [Buffer, Buffer] {
  const at = line.indexOf(':');
  return at < 0 ? [line, Buffer.alloc(0)] : [line.subarray(0, at), line.subarray(at + 1)];
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decodeText(bytes: Buffer): string {
  try {
    return utf8.decode(bytes);
  } catch (cause) {
    throw withCause(new UnicodeDecodeError("'utf-8' codec can't decode bytes: invalid sequence"), cause);
  }
}

function decodeInfo(value: unknown): unknown {
  if (Buffer.isBuffer(value)) return decodeText(value);
  return Array.isArray(value) ? value.map(decodeInfo) : value;
}
