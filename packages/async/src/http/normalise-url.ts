import { Url, argumentError, refusal } from '@curlew/core-native';

/** The schemes whose URLs the WHATWG parser and libcurl both take apart. */
const WEB = new Set(['http:', 'https:', 'ws:', 'wss:']);

const HAS_SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;

/** Such a URL has no part that libcurl could read in another way. */
const PLAIN = /^(?:http|ws)s?:\/\/[a-z0-9.-]+(?::\d+)?\/[\w\-.~!$&'()*+,;=:@/?%]*$/;

/**
 * A URL in the one form that everything after it uses: origins are compared in it, and libcurl gets it. It is WHATWG's:
 * the host in lower case and in ASCII, a space as `%20`, other text as UTF-8 in percent signs. The path keeps its own
 * percent signs byte for byte. A URL without a scheme means http, as in libcurl; with a base it is relative to that.
 * @throws {TypeError} not a URL, or one that libcurl would read as another
 */
export function normaliseUrl(given: string | URL, baseUrl?: string): string {
  const url = parseUrl(given, baseUrl);
  if (!WEB.has(url.protocol)) return url.href;
  const { href } = url;
  if (!PLAIN.test(href)) checkAgreement(url);
  return href;
}

function parseUrl(given: unknown, baseUrl: string | undefined): URL {
  if (typeof given === 'object' && given !== null && 'href' in given) return new URL(String(given.href));
  if (typeof given !== 'string') throw argumentError('', 'url', 'a string or a URL', given);
  const text = HAS_SCHEME.test(given) || baseUrl !== undefined ? given : withScheme(given);
  try {
    return new URL(text, baseUrl);
  } catch (cause) {
    const shown = given.includes('@') ? 'a text that cannot be parsed' : JSON.stringify(given.slice(0, 200));
    throw Object.assign(
      refusal('ERR_CURL_INVALID_ARG_VALUE', `url: expected a URL, got ${shown}`, { argument: 'url', expected: 'a URL' }),
      {
        cause,
      },
    );
  }
}

/** `http:/host` is a URL to WHATWG's parser, `host:80` is not one with the scheme `host`. */
const withScheme = (text: string) => (/^\s*(?:https?|wss?):/i.test(text) ? text : `http://${text}`);

/** @throws {TypeError} libcurl would connect to another host, or does not know the URL */
function checkAgreement({ href, protocol, hostname, port }: URL): void {
  const parts = libcurlParts(href);
  const wanted = [protocol, hostname, port];
  if (parts !== undefined && parts.every((part, index) => part === wanted[index])) return;
  throw refusal('ERR_CURL_INVALID_ARG_VALUE', `url: libcurl does not read the host and port of this URL as the URL standard does`, {
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
