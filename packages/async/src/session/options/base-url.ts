import { argumentError } from '@curlew/core-native';

/** @param base the URL that a relative one is resolved against @throws {TypeError} not an absolute URL */
export function checkBaseUrl(baseUrl: unknown, base?: string): string | undefined {
  if (baseUrl === undefined) return undefined;
  if (typeof baseUrl !== 'string') throw argumentError('', 'baseUrl', 'an absolute URL', baseUrl);
  if (!URL.canParse(baseUrl, base)) throw argumentError('', 'baseUrl', 'an absolute URL', baseUrl, 'ERR_CURL_INVALID_ARG_VALUE');
  return new URL(baseUrl, base).href;
}
