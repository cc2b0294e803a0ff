import { inspect } from 'node:util';
import { Url, constants, urlStrError, type UrlPart } from '@curlew/core-native';
import { asPycurl, pycurlError } from './errors/as-pycurl.js';
import { error } from './errors/errors.js';
import { cInt, wholeNumber } from './python/arguments.js';
import { checkCString, isText, type Text } from './python/text.js';

const urls = new WeakMap<CurlUrl, Url>();

/** The URL behind pycurl's. @throws {TypeError} not a CurlUrl */
export function urlOf(value: unknown): Url {
  const url = urls.get(value as CurlUrl);
  if (!url) throw new TypeError('setopt(option=CURLU) expects a CurlUrl object');
  return url;
}

/** In the order of libcurl's CURLUPart. */
const PARTS = ['url', 'scheme', 'user', 'password', 'options', 'host', 'port', 'path', 'query', 'fragment', 'zoneid'] as const;
const BY_NUMBER: readonly UrlPart[] = PARTS.map((part) => (part === 'zoneid' ? 'zoneId' : part));
/** libcurl's codes for an absent part. */
const ABSENT = new Set([
  'CURLUE_NO_SCHEME',
  'CURLUE_NO_USER',
  'CURLUE_NO_PASSWORD',
  'CURLUE_NO_OPTIONS',
  'CURLUE_NO_HOST',
  'CURLUE_NO_PORT',
  'CURLUE_NO_QUERY',
  'CURLUE_NO_FRAGMENT',
  'CURLUE_NO_ZONEID',
]);

// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- the parts are on the prototype
export interface CurlUrl {
  /** The whole URL; null while it is incomplete. */
  url: string | null;
  /** `https`, for example. */
  scheme: string | null;
  /** The user. */
  user: string | null;
  /** The password. */
  password: string | null;
  /** The login options of IMAP, POP3 and SMTP. */
  options: string | null;
  /** The host. */
  host: string | null;
  /** The port, as text; may also be set to a number. */
  get port(): string | null;
  set port(port: string | number | null);
  /** The path. */
  path: string | null;
  /** The query without its question mark. */
  query: string | null;
  /** The fragment without its hash. */
  fragment: string | null;
  /** The zone of an IPv6 address. */
  zoneid: string | null;
}

/** pycurl's `CurlUrl`: a URL and its parts, as libcurl reads them. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- the parts are on the prototype
export class CurlUrl {
  readonly #url: Url;

  /**
   * @param url text to parse, or a CurlUrl to copy. Default: no parts
   * @param flags CURLU_* bits
   * @throws {error} with the CURLUcode
   */
  constructor(url: Text | CurlUrl | null = null, flags = 0) {
    this.#url = asPycurl('CurlUrl', () => (isCurlUrl(url) ? new Url(urlOf(url)) : new Url()));
    urls.set(this, this.#url);
    if (url !== null && !isCurlUrl(url)) this.setpart(0, url, flags);
  }

  /** A part; null if it is absent. @throws {error} with the CURLUcode */
  getpart(part: number, flags = 0): string | null {
    const [name, bits] = [partOf(cInt(part)), flagsOf(flags)];
    try {
      return this.#url.get(name, bits);
    } catch (thrown) {
      if (ABSENT.has((thrown as { code?: string }).code ?? '')) return null;
      return asPycurl('getpart', () => {
        throw thrown;
      });
    }
  }

  /**
   * Sets a part; null removes it.
   * @throws {TypeError} not such a value
   * @throws {error} with the CURLUcode; nothing was changed
   */
  setpart(part: number, value: Text | null, flags = 0): void {
    const [number, bits] = [cInt(part), flagsOf(flags)];
    if (value !== null && !isText(value)) throw new TypeError('a URL part must be a string, bytes, or None');
    const text = value === null ? null : checkCString(value);
    asPycurl('setpart', () => this.#url.set(partOf(number), text && Buffer.from(text).toString('latin1'), bits as never));
  }

  /** The whole URL. @throws {error} it is not complete */
  toString(): string {
    try {
      return this.#url.toString();
    } catch (cause) {
      throw pycurlError(['cannot serialise an incomplete URL'], cause);
    }
  }

  /** Python's repr. */
  [inspect.custom](): string {
    try {
      return `<pycurl.CurlUrl "${this.#url.toString()}">`;
    } catch {
      return '<pycurl.CurlUrl (incomplete)>';
    }
  }

  /** Python's copy.copy. @throws {MemoryError} */
  copy(): CurlUrl {
    return copyOf(this);
  }
}

for (const [number, part] of PARTS.entries())
  Object.defineProperty(CurlUrl.prototype, part, {
    configurable: true,
    get(this: CurlUrl) {
      return this.getpart(number);
    },
    set(this: CurlUrl, value: Text | number | null) {
      this.setpart(number, part === 'port' && typeof value === 'number' ? String(value) : (value as Text | null));
    },
  });

// Outside of the class: bundlers rename a class that refers to itself to _CurlUrl.
const isCurlUrl = (value: unknown): value is CurlUrl => value instanceof CurlUrl;
const copyOf = (url: CurlUrl) => new CurlUrl(url);

function partOf(number: number): UrlPart {
  const part = BY_NUMBER[number];
  if (part === undefined) throw new error(constants.CURLUE_UNKNOWN_PART, urlStrError(constants.CURLUE_UNKNOWN_PART));
  return part;
}

/** Converts flags as C does: bits without a meaning for libcurl are ignored. */
const flagsOf = (flags: unknown): number => wholeNumber(flags) & 0x7fffffff;
