import { argumentError } from '@curlew/core-native';
import { normaliseUrl } from '../../http/normalise-url.js';

/** The schemes of the requests and WebSockets of a session. */
const SCHEMES: ReadonlySet<string> = new Set(['http:', 'https:', 'ws:', 'wss:']);

const EXPECTED = 'an absolute URL that begins with http://, https://, ws:// or wss://';

/**
 * Checks the `baseUrl` of a session.
 * @param base the URL that a relative one is resolved against
 * @returns the URL in its normal form; undefined for none
 * @throws {TypeError} not an absolute URL, or one with another scheme
 */
export function checkBaseUrl(given: unknown, base?: string): string | undefined {
  if (given === undefined) return undefined;
  // By its property, because a URL of another realm is no instance of this one's class.
  const text = typeof given === 'object' && given !== null && 'href' in given ? String(given.href) : given;
  if (typeof text !== 'string') throw argumentError('', 'baseUrl', EXPECTED, given);
  if (!URL.canParse(text, base) || !SCHEMES.has(new URL(text, base).protocol)) throw refused(text);
  return normaliseUrl(new URL(text, base));
}

function refused(text: string): Error {
  // A text with an `@` may contain a password.
  const shown = text.includes('@') ? text.replace(/^([a-z]+:\/*)?.*@/is, '$1***@') : text;
  return argumentError('', 'baseUrl', EXPECTED, shown, 'ERR_CURL_INVALID_ARG_VALUE');
}
