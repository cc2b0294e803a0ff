import { argumentError, checkBoolean, checkNumber, checkObject, checkString, redactUrl, refusal } from '@curlew/core-native';

/** A cookie of a jar with all of libcurl's fields; acurl's `_Cookie`. */
export interface CookieFields {
  /** Not visible to scripts of a page. It is stored and has no effect here. */
  httpOnly: boolean;
  /** The domain, with a leading dot if subdomains are included. */
  domain: string;
  /** Whether it is sent to subdomains of `domain` too. */
  includeSubdomains: boolean;
  /** The prefix of the paths that the cookie is sent to. */
  path: string;
  /** Whether the cookie is sent over TLS only, except to loopback hosts. */
  isSecure: boolean;
  /** Expiry in seconds since 1970; 0 for a session cookie. */
  expiration: number;
  /** Its name. It may be empty, as in cookie files of browsers; libcurl then sends `=value`. */
  name: string;
  /** Its value, as it is sent. */
  value: string;
}

// eslint-disable-next-line no-control-regex -- these characters end the line or the field of a cookie
const UNSAFE = /[\0-\x1f\x7f]/;

/** The largest expiry. */
const LATEST = Number.MAX_SAFE_INTEGER;

const ADDRESS = /^[\d.]+$|^\[|:/;

/** Hosts that receive secure cookies without TLS, as in libcurl and browsers. */
const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[?::1\]?)$/i;

/** @throws {TypeError} not text, or with a control character, which would end the line of the cookie or its field */
function checkText(name: string, part: unknown): void {
  if (typeof part !== 'string' || UNSAFE.test(part))
    throw argumentError('cookie', name, 'text without control characters', part, 'ERR_CURL_INVALID_ARG_VALUE');
}

/** A cookie, with the fields of a line of a Netscape cookie file. */
export class Cookie implements CookieFields {
  /** As {@link CookieFields.httpOnly}. */
  readonly httpOnly: boolean;
  /** As {@link CookieFields.domain}. */
  readonly domain: string;
  /** As {@link CookieFields.includeSubdomains}. Default: true, unless `domain` is an address. */
  readonly includeSubdomains: boolean;
  /** As {@link CookieFields.path}. Default `/`. */
  readonly path: string;
  /** As {@link CookieFields.isSecure}. Default false. */
  readonly isSecure: boolean;
  /** As {@link CookieFields.expiration}. Default 0. */
  readonly expiration: number;
  /** As {@link CookieFields.name}. */
  readonly name: string;
  /** As {@link CookieFields.value}. */
  readonly value: string;

  /** @throws {TypeError | RangeError} naming the field with a wrong value, such as text with a control character */
  constructor(fields: Pick<CookieFields, 'domain' | 'name' | 'value'> & Partial<CookieFields>) {
    checkObject('', 'cookie', fields, 'an object with domain, name and value');
    this.httpOnly = fields.httpOnly ?? false;
    this.domain = fields.domain;
    this.includeSubdomains = fields.includeSubdomains ?? !ADDRESS.test(fields.domain);
    this.path = fields.path ?? '/';
    this.isSecure = fields.isSecure ?? false;
    this.expiration = fields.expiration ?? 0;
    this.name = fields.name;
    this.value = fields.value;
    for (const name of ['domain', 'path', 'name', 'value'] as const) checkText(name, this[name]);
    for (const name of ['httpOnly', 'includeSubdomains', 'isSecure'] as const) checkBoolean('cookie', name, this[name]);
    checkNumber('cookie', 'expiration', this.expiration, { min: -LATEST, max: LATEST, unit: 'seconds' });
  }

  /** Whether the cookie has expired. A session cookie never expires. */
  get hasExpired(): boolean {
    return this.expiration !== 0 && Date.now() / 1000 > this.expiration;
  }

  /** The line of a Netscape cookie file. */
  format(): string {
    const flag = (value: boolean) => (value ? 'TRUE' : 'FALSE');
    const fields = [
      this.domain,
      flag(this.includeSubdomains),
      this.path,
      flag(this.isSecure),
      Math.trunc(this.expiration),
      this.name,
      this.value,
    ];
    return (this.httpOnly ? '#HttpOnly_' : '') + fields.join('\t');
  }

  /** Whether it would be sent to this URL. @throws {TypeError} not a URL object */
  matches(url: URL): boolean {
    if (typeof (url as URL | undefined)?.hostname !== 'string') throw argumentError('matches', 'url', 'a URL object', url);
    const host = url.hostname.toLowerCase();
    const domain = this.domain.toLowerCase().replace(/^\./, '');
    const isHost = host === domain || (this.includeSubdomains && host.endsWith(`.${domain}`));
    const isPath = url.pathname === this.path || url.pathname.startsWith(this.path.endsWith('/') ? this.path : `${this.path}/`);
    return isHost && isPath && this.#isAllowedOver(url) && !this.hasExpired;
  }

  #isAllowedOver({ protocol, hostname }: URL): boolean {
    return !this.isSecure || protocol === 'https:' || protocol === 'wss:' || LOOPBACK.test(hostname);
  }
}

/**
 * Reads a line of a Netscape cookie file, `#HttpOnly_` included.
 * @throws {TypeError} not seven fields (or six, with an empty value) between tabs
 */
export function parseCookieString(line: string): Cookie {
  checkString('', 'cookie', line, 'a line of a Netscape cookie file');
  const httpOnly = line.startsWith('#HttpOnly_');
  const parts = line
    .slice(httpOnly ? '#HttpOnly_'.length : 0)
    .replace(/[\r\n]+$/, '')
    .split('\t');
  if (parts.length !== 7 && parts.length !== 6)
    throw refusal('ERR_CURL_INVALID_ARG_VALUE', `cookie: expected 7 fields separated by tabs, got ${parts.length}`, { argument: 'cookie' });
  const [domain = '', includeSubdomains, path = '', isSecure, expiration = '', name = '', value = ''] = parts;
  if (!/^-?\d+$/.test(expiration)) throw badField('expiry in seconds since 1970', expiration);
  return new Cookie({
    httpOnly,
    domain,
    includeSubdomains: flagOf(includeSubdomains),
    path,
    isSecure: flagOf(isSecure),
    expiration: Number(expiration),
    name,
    value,
  });
}

function flagOf(text: string | undefined): boolean {
  if (text !== 'TRUE' && text !== 'FALSE') throw badField('TRUE or FALSE', text);
  return text === 'TRUE';
}

const badField = (expected: string, value: unknown) => argumentError('cookie', 'field', expected, value, 'ERR_CURL_INVALID_ARG_VALUE');

/** Options of {@link sessionCookieForUrl}. */
export interface SessionCookieOptions {
  /** Default false. */
  httpOnly?: boolean;
  /** Default true. An address has no subdomains. */
  includeSubdomains?: boolean;
  /** Send the cookie over TLS only. Default false. */
  isSecure?: boolean;
  /** Use the path of the URL instead of `/`. Default false. */
  includeUrlPath?: boolean;
}

/**
 * A session cookie for the host of this URL. A Cookie given as value keeps its own fields.
 * @throws {TypeError} not a URL with a host
 */
export function sessionCookieForUrl(url: string, name: string, value: string | Cookie, options: SessionCookieOptions = {}): Cookie {
  if (value instanceof Cookie) return value;
  const { httpOnly = false, includeSubdomains = true, isSecure = false, includeUrlPath = false } = options;
  if (typeof url !== 'string' || !URL.canParse(url))
    throw argumentError('', 'url', 'an absolute URL', typeof url === 'string' ? redactUrl(url) : url, 'ERR_CURL_INVALID_ARG_VALUE');
  const { hostname, pathname } = new URL(url);
  const tail = includeSubdomains && !ADDRESS.test(hostname);
  return new Cookie({
    httpOnly,
    domain: tail ? `.${hostname}` : hostname,
    includeSubdomains: tail,
    path: includeUrlPath ? pathname : '/',
    isSecure,
    name,
    value,
  });
}

// RFC 6265, 4.1.1, but as lenient with values as browsers: only a semicolon is refused, since it would start another cookie.
const PAIR_NAME = /^[^\0-\x20\x7f;=]+$/;
// eslint-disable-next-line no-control-regex -- control characters are what this looks for
const PAIR_VALUE = /^[^\0-\x1f\x7f;]*$/;

/**
 * A cookie of a request's `cookies` option: for the host of the URL only, and secure if the URL is.
 * @throws {TypeError} a name or value that would start another cookie
 */
export function cookieForHost(url: URL, name: string, value: string): Cookie {
  if (!PAIR_NAME.test(name))
    throw argumentError('', 'cookies', 'names without spaces, control characters, "=" and ";"', name, 'ERR_CURL_INVALID_ARG_VALUE');
  if (!PAIR_VALUE.test(value))
    throw argumentError('', `cookie ${name}`, 'a value without control characters and ";"', value, 'ERR_CURL_INVALID_ARG_VALUE');
  const isSecure = url.protocol === 'https:' || url.protocol === 'wss:';
  return new Cookie({ domain: url.hostname, includeSubdomains: false, isSecure, name, value });
}
