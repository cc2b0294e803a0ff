import { isIP } from 'node:net';
import { Cookie } from '../../http/cookie.js';

const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[?::1\]?)$/i;

/** Cookies that end now have a time in the past: libcurl takes such a line for a removal. */
const PAST = 1;

/** RFC 6265bis, 5.5: no cookie lives longer than 400 days. */
const LONGEST = 400 * 24 * 60 * 60;

/**
 * The cookie that a Set-Cookie line sets, by the rules that libcurl keeps: undefined where it would ignore the line. Of
 * public suffixes only top-level domains are known here.
 * @param line the value of the header
 */
export function cookieOfSetCookie(line: string, from: URL): Cookie | undefined {
  const [pair = '', ...rest] = line.split(';');
  const equals = pair.indexOf('=');
  if (equals < 0) return undefined;
  const name = pair.slice(0, equals).trim();
  const value = pair.slice(equals + 1).trim();
  const attributes = new Map(rest.map(attributeOf));
  const isSecure = isFlag(attributes, 'secure');
  const isSafe = from.protocol === 'https:' || LOOPBACK.test(from.hostname);
  const domain = domainOf(attributes.get('domain'), from.hostname.toLowerCase());
  const path = pathOf(attributes.get('path'), from.pathname);
  if (name === '' || domain === undefined || (isSecure && !isSafe) || !keepsPrefix(name, { isSecure, domain, attributes }))
    return undefined;
  try {
    const expiration = expirationOf(attributes);
    return new Cookie({ ...domain, httpOnly: isFlag(attributes, 'httponly'), path, isSecure, expiration, name, value });
  } catch {
    // Control characters, which libcurl refuses too.
    return undefined;
  }
}

type Attributes = ReadonlyMap<string, string | undefined>;

function attributeOf(text: string): [name: string, value: string | undefined] {
  const equals = text.indexOf('=');
  return equals < 0 ? [text.trim().toLowerCase(), undefined] : [text.slice(0, equals).trim().toLowerCase(), text.slice(equals + 1).trim()];
}

/** Only without a value. */
const isFlag = (attributes: Attributes, name: string) => attributes.has(name) && attributes.get(name) === undefined;

interface CookieDomain {
  domain: string;
  includeSubdomains: boolean;
}

/** @returns undefined for a domain that the host may not set cookies for */
function domainOf(given: string | undefined, host: string): CookieDomain | undefined {
  const wanted = given?.toLowerCase().replace(/^\./, '') ?? '';
  if (wanted === '' || (wanted === host && isIP(host) !== 0)) return { domain: host, includeSubdomains: false };
  const isOwn = wanted === host || (host.endsWith(`.${wanted}`) && isIP(host) === 0);
  if (!isOwn || (!wanted.includes('.') && wanted !== host)) return undefined;
  return { domain: `.${wanted}`, includeSubdomains: true };
}

/** RFC 6265, 5.1.4: without a path of its own the directory of the URL. For a path that is none libcurl takes the root. */
function pathOf(given: string | undefined, pathname: string): string {
  if (given !== undefined && given !== '') return given.startsWith('/') ? given : '/';
  const end = pathname.lastIndexOf('/');
  return end <= 0 ? '/' : pathname.slice(0, end);
}

/** RFC 6265bis, 4.1.3. */
function keepsPrefix(
  name: string,
  { isSecure, domain, attributes }: { isSecure: boolean; domain: CookieDomain; attributes: Attributes },
): boolean {
  if (name.startsWith('__Host-')) return isSecure && !domain.includeSubdomains && attributes.get('path') === '/';
  return !name.startsWith('__Secure-') || isSecure;
}

/** Max-Age counts before Expires. A number that cannot be read ends the cookie, a date is none then. */
function expirationOf(attributes: Attributes): number {
  const now = Math.ceil(Date.now() / 1000);
  const age = attributes.get('max-age');
  if (age !== undefined && age !== '') {
    const seconds = Number(/^"?(\d+)/.exec(age)?.[1] ?? 0);
    return seconds > 0 ? now + Math.min(seconds, LONGEST) : PAST;
  }
  const date = Date.parse(attributes.get('expires') ?? '');
  return Number.isNaN(date) ? 0 : Math.max(PAST, Math.min(Math.floor(date / 1000), now + LONGEST));
}
