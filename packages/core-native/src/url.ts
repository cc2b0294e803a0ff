import { binding, type NativeUrl } from './binding.js';
import { argumentError, errorOfStatus, makeUrlError } from './errors/index.js';
import { constants } from './generated/constants.js';
import { urlCodes } from './generated/error-codes.js';
import type { BitSet } from './option-values.js';

/** Internal access to a URL for easy.ts; not exported by the package. */
export let urlAccess: {
  native(url: unknown): NativeUrl | undefined;
};

/** The parts of a URL; libcurl's CURLUPART_*. */
const PARTS = {
  url: constants.CURLUPART_URL,
  scheme: constants.CURLUPART_SCHEME,
  user: constants.CURLUPART_USER,
  password: constants.CURLUPART_PASSWORD,
  options: constants.CURLUPART_OPTIONS,
  host: constants.CURLUPART_HOST,
  port: constants.CURLUPART_PORT,
  path: constants.CURLUPART_PATH,
  query: constants.CURLUPART_QUERY,
  fragment: constants.CURLUPART_FRAGMENT,
  zoneId: constants.CURLUPART_ZONEID,
} as const;

/** The name of a URL's part. */
export type UrlPart = keyof typeof PARTS;

/** A set of CURLU_*. */
export type UrlFlags = BitSet<
  | 'CURLU_DEFAULT_PORT'
  | 'CURLU_NO_DEFAULT_PORT'
  | 'CURLU_DEFAULT_SCHEME'
  | 'CURLU_NON_SUPPORT_SCHEME'
  | 'CURLU_PATH_AS_IS'
  | 'CURLU_DISALLOW_USER'
  | 'CURLU_URLDECODE'
  | 'CURLU_URLENCODE'
  | 'CURLU_APPENDQUERY'
  | 'CURLU_GUESS_SCHEME'
  | 'CURLU_NO_AUTHORITY'
  | 'CURLU_ALLOW_SPACE'
  | 'CURLU_PUNYCODE'
  | 'CURLU_PUNY2IDN'
  | 'CURLU_GET_EMPTY'
  | 'CURLU_NO_GUESS_SCHEME'
>;

/** Whether the code means that the part is absent: CURLUE_NO_SCHEME, CURLUE_NO_USER and so on. */
const isAbsent = (code: number) => /^CURLUE_NO_(?!.*MEMORY)/.test((urlCodes as Record<number, string>)[code] ?? '');

/**
 * A URL as libcurl parses it, which is also how a transfer will understand it; a CURLU.
 *
 * @example
 * const url = new Url('https://user@example.com/a/b?x=1');
 * url.set('url', '../c');
 * console.log(url.get('host'), url.get('path'), String(url));
 */
export class Url {
  readonly #native: NativeUrl;

  static {
    urlAccess = {
      native: (url) => (typeof url === 'object' && url !== null && #native in url ? url.#native : undefined),
    };
  }

  /**
   * Corresponds to `curl_url()`, and `curl_url_dup()` for another Url.
   * @param url text to parse, or a Url to copy; if left out, set the parts one by one
   * @param flags for the parsing
   * @throws {TypeError} neither text nor a Url
   * @throws {UrlError} libcurl cannot parse it
   */
  constructor(url?: string | Url, flags: UrlFlags = 0) {
    const original = urlAccess.native(url);
    this.#native = original ? new binding.Url(original) : new binding.Url();
    if (url !== undefined && !original) this.set('url', url as string, flags);
  }

  /**
   * One part; corresponds to `curl_url_get()`.
   * @returns null when the URL does not have it
   * @throws {TypeError} not the name of a part
   * @throws {UrlError} libcurl refuses: the URL is incomplete, a percent-encoding is wrong, …
   */
  get(part: UrlPart, flags: UrlFlags = 0): string | null {
    const answer = this.#native.getPart(idOf(part), flags);
    if (typeof answer === 'string') return answer;
    // For the whole URL, "no scheme" and "no host" are failures.
    if (part !== 'url' && isAbsent(answer)) return null;
    return refused(answer, `get ${part}`, flags);
  }

  /**
   * Sets one part, or removes it with null; corresponds to `curl_url_set()`. Setting `url` to a relative reference
   * resolves it against the current URL.
   * @throws {TypeError} no such part, or neither text nor null
   * @throws {RangeError} the text contains a NUL byte
   * @throws {UrlError} libcurl refuses the value; nothing was changed
   */
  set(part: UrlPart, value: string | number | null, flags: UrlFlags = 0): this {
    const id = idOf(part);
    const text = typeof value === 'number' && part === 'port' ? String(value) : value;
    const status = this.#native.setPart(id, text === undefined ? false : text, flags);
    if (status !== 0) refused(status, `set ${part}`, value);
    return this;
  }

  /** Resolves a reference against this URL, which stays as it is. @throws {UrlError} libcurl refuses */
  resolve(reference: string, flags: UrlFlags = 0): Url {
    return copyOf(this).set('url', reference, flags);
  }

  /** The whole URL. @throws {UrlError} it is incomplete */
  toString(): string {
    return this.get('url')!;
  }

  /** The whole URL, for `JSON.stringify`. @throws {UrlError} it is incomplete */
  toJSON(): string {
    return this.toString();
  }
}

function idOf(part: UrlPart): number {
  if (typeof part === 'string' && Object.hasOwn(PARTS, part)) return PARTS[part];
  throw argumentError('url', 'part', `one of ${Object.keys(PARTS).join(', ')}`, part, 'ERR_CURL_INVALID_ARG_VALUE');
}

function refused(status: number, operation: string, value: unknown): never {
  throw (
    errorOfStatus(status, { operation: `url ${operation}`, expected: 'text or null, and a set of CURLU_*', value }) ??
    makeUrlError(status, `url ${operation}`)
  );
}

// Outside of the class: bundlers rename a class that refers to itself to _Url.
const copyOf = (url: Url) => new Url(url);

/**
 * Whether the name is a public suffix, under which unrelated parties register domains, such as `co.uk` or `github.io`.
 * Cookies must not be set for one. Uses the public suffix list that libcurl was built with.
 * @param name a host name in lower case and ASCII, without a leading dot
 * @returns false for names that are not in the list, and with a libcurl of the system
 */
export function isPublicSuffix(name: string): boolean {
  return binding.isPublicSuffix(name) ?? false;
}
