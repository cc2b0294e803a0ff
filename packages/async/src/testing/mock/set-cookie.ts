import { isIP } from 'node:net';
import { Cookie } from '../../http/cookie.js';

const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[?::1\]?)$/i;

/** Cookies that end now have a time in the past: libcurl takes such a line for a removal. */
const PAST = 1;

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
  const isSecure = attributes.has('secure');
  const isSafe = from.protocol === 'https:' || LOOPBACK.test(from.hostname);
  const domain = domainOf(attributes.get('domain'), from.hostname.toLowerCase());
  const path = pathOf(attributes.get('path'), from.pathname);
  if (name === '' || domain === undefined || (isSecure && !isSafe) || !keepsPrefix(name, { isSecure, domain, attributes }))
    return undefined;
  try {
    const expiration = expirationOf(attributes);
    return new Cookie({ ...domain, httpOnly: attributes.has('httponly'), path, isSecure, expiration, name, value });
  } catch {
    // Control characters, which libcurl refuses too.
    return undefined;
  }
}

function attributeOf(text: string): [name: string, value: string] {
  const equals = text.indexOf('=');
  const [name, value] = equals < 0 ? [text, ''] : [text.slice(0, equals), text.slice(equals + 1)];
  return [name.trim().toLowerCase(), value.trim()];
}

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

/** RFC 6265, 5.1.4: without a path of its own the directory of the URL. */
function pathOf(given: string | undefined, pathname: string): string {
  if (given?.startsWith('/')) return given;
  const end = pathname.lastIndexOf('/');
  return end <= 0 ? '/' : pathname.slice(0, end);
}

/** RFC 6265bis, 4.1.3. */
function keepsPrefix(
  name: string,
  { isSecure, domain, attributes }: { isSecure: boolean; domain: CookieDomain; attributes: ReadonlyMap<string, string> },
): boolean {
  if (name.startsWith('__Host-')) return isSecure && !domain.includeSubdomains && attributes.get('path') === '/';
  return !name.startsWith('__Secure-') || isSecure;
}

/** Max-Age counts before Expires. A time that cannot be read is none. */
function expirationOf(attributes: ReadonlyMap<string, string>): number {
  const age = attributes.get('max-age');
  if (age !== undefined && /^-?\d+$/.test(age)) return Number(age) > 0 ? Math.ceil(Date.now() / 1000) + Number(age) : PAST;
  const date = Date.parse(attributes.get('expires') ?? '');
  return Number.isNaN(date) ? 0 : Math.max(PAST, Math.floor(date / 1000));
}
