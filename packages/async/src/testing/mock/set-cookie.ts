import { isIP } from 'node:net';
import { Cookie } from '../../http/cookie.js';

const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[?::1\]?)$/i;

/** An expiry time in the past, with which libcurl removes a cookie. */
const PAST = 1;

/** RFC 6265bis, 5.5: no cookie lives longer than 400 days. */
const LONGEST = 400 * 24 * 60 * 60;

/**
 * The cookie that a Set-Cookie line sets, by libcurl's rules; undefined if libcurl would ignore the line. Of the public
 * suffixes, only top-level domains are known here.
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
    // Control characters; libcurl refuses them too.
    return undefined;
  }
}

type Attributes = ReadonlyMap<string, string | undefined>;

function attributeOf(text: string): [name: string, value: string | undefined] {
  const equals = text.indexOf('=');
  return equals < 0 ? [text.trim().toLowerCase(), undefined] : [text.slice(0, equals).trim().toLowerCase(), text.slice(equals + 1).trim()];
}

/** Whether an attribute is present without a value. */
const isFlag = (attributes: Attributes, name: string) => attributes.has(name) && attributes.get(name) === undefined;

interface CookieDomain {
  domain: string;
  includeSubdomains: boolean;
}

/** @returns undefined if the host may not set cookies for the domain */
function domainOf(given: string | undefined, host: string): CookieDomain | undefined {
  const wanted = given?.toLowerCase().replace(/^\./, '') ?? '';
  if (wanted === '' || (wanted === host && isIP(host) !== 0)) return { domain: host, includeSubdomains: false };
  const isOwn = wanted === host || (host.endsWith(`.${wanted}`) && isIP(host) === 0);
  if (!isOwn || (!wanted.includes('.') && wanted !== host)) return undefined;
  return { domain: `.${wanted}`, includeSubdomains: true };
}

/** RFC 6265, 5.1.4: the default path is the directory of the URL. For an invalid path libcurl uses the root. */
function pathOf(given: string | undefined, pathname: string): string {
  if (given !== undefined && given !== '') return given.startsWith('/') ? given : '/';
  const end = pathname.lastIndexOf('/');
  return end <= 0 ? '/' : pathname.slice(0, end);
}

/** Whether the cookie satisfies the rules of its name prefix (RFC 6265bis, 4.1.3). */
function keepsPrefix(
  name: string,
  { isSecure, domain, attributes }: { isSecure: boolean; domain: CookieDomain; attributes: Attributes },
): boolean {
  if (name.startsWith('__Host-')) return isSecure && !domain.includeSubdomains && attributes.get('path') === '/';
  return !name.startsWith('__Secure-') || isSecure;
}

/**
 * The expiry time. Max-Age takes precedence over Expires. An invalid Max-Age removes the cookie; an invalid date is
 * ignored.
 */
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
