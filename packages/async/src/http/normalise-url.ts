import { Url, argumentError, refusal } from '@curlew/core-native';

/** The schemes whose URLs both WHATWG's parser and libcurl parse. */
const WEB = new Set(['http:', 'https:', 'ws:', 'wss:']);

const HAS_SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;

/** A URL of this form has no part that libcurl could parse differently. */
const PLAIN = /^(?:http|ws)s?:\/\/[a-z0-9.-]+(?::\d+)?\/[\w\-.~!$&'()*+,;=:@/?%]*$/;

/**
 * A URL in the normal form that is used from here on: origins are compared in it, and libcurl receives it. It is
 * WHATWG's form: the host in lower case and ASCII, a space as `%20`, other text percent-encoded as UTF-8.
 * Percent-encodings in the path stay as they are. A URL without a scheme means http, as in libcurl; with a base it is
 * resolved against that.
 * @throws {TypeError} not a URL, or one that libcurl would parse differently
 */
export function normaliseUrl(given: string | URL, baseUrl?: string): string {
  const url = parseUrl(given, baseUrl);
  if (!WEB.has(url.protocol)) return url.href;
  const { href } = url;
  if (!PLAIN.test(href)) checkAgreement(url);
  return href;
}

/** The normal form of a WebSocket's URL: ws for http and wss for https. @throws as {@link normaliseUrl} */
export const webSocketUrl = (given: string | URL, baseUrl?: string): string => normaliseUrl(given, baseUrl).replace(/^http(?=s?:)/, 'ws');

function parseUrl(given: unknown, baseUrl: string | undefined): URL {
  if (typeof given === 'object' && given !== null && 'href' in given) return parseText(String(given.href), undefined);
  if (typeof given !== 'string') throw argumentError('', 'url', 'a string or a URL', given);
  return parseText(HAS_SCHEME.test(given) || baseUrl !== undefined ? given : withScheme(given), baseUrl, given);
}

function parseText(text: string, baseUrl: string | undefined, given = text): URL {
  try {
    return new URL(text, baseUrl);
  } catch {
    // Without the cause, whose `input` is the whole text.
    const shown = given.includes('@') ? 'a text that cannot be parsed' : JSON.stringify(given.slice(0, 200));
    throw refusal('ERR_CURL_INVALID_ARG_VALUE', `url: expected a URL, got ${shown}`, { argument: 'url', expected: 'a URL' });
  }
}

/** WHATWG's parser accepts `http:/host`; `host:80` must not be parsed as the scheme `host`. */
const withScheme = (text: string) => (/^\s*(?:https?|wss?):/i.test(text) ? text : `http://${text}`);

/** @throws {TypeError} libcurl would connect to another host, or does not know the URL */
function checkAgreement({ href, protocol, hostname, port }: URL): void {
  const parts = libcurlParts(href);
  const wanted = [protocol, hostname, port];
  if (parts !== undefined && parts.every((part, index) => part === wanted[index])) return;
  throw refusal('ERR_CURL_INVALID_ARG_VALUE', `url: libcurl finds another host or port in this URL than the URL standard`, {
    argument: 'url',
    expected: 'a URL',
  });
}

function libcurlParts(href: string): [protocol: string, hostname: string, port: string] | undefined {
  try {
    const url = new Url(href);
    return [`${url.get('scheme')}:`, url.get('host')?.toLowerCase() ?? '', url.get('port') ?? ''];
  } catch {
    return undefined;
  }
}
