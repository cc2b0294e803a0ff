import { domainToASCII } from 'node:url';
import { checkString, refusal } from '@curlew/core-native';

/**
 * A URL whose host name is ASCII (punycode). The addon's libcurl has no IDN library, so Node's URL implementation
 * converts the name. A URL that is ASCII already, or that has no host to convert, comes back unchanged.
 * @throws {TypeError} the host name cannot be converted
 */
export function asciiUrl(url: string): string {
  checkString('', 'url', url);
  // eslint-disable-next-line no-control-regex -- the range is all of ASCII
  if (/^[\x00-\x7f]*$/.test(url)) return url;
  const parts = /^([a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?)([^/?#:[\]]+)(.*)$/is.exec(url);
  if (!parts) return url;
  const host = domainToASCII(parts[2]!);
  if (!host)
    throw refusal('ERR_CURL_INVALID_ARG_VALUE', `url: the host name "${parts[2]}" is not a valid international name`, { argument: 'url' });
  return `${parts[1]}${host}${parts[3]}`;
}
