import { argumentError, checkOneOf, constants, type EasyOptions } from '@curlew/core-native';
import { DEFAULT_USER_AGENT } from '../../http/user-agent.js';
import { option, optionWithDefault, type CheckedOf, type Descriptors } from './descriptor.js';

const HTTP_VERSIONS = {
  '1.0': constants.CURL_HTTP_VERSION_1_0,
  '1.1': constants.CURL_HTTP_VERSION_1_1,
  '2': constants.CURL_HTTP_VERSION_2_0,
  '2-prior-knowledge': constants.CURL_HTTP_VERSION_2_PRIOR_KNOWLEDGE,
  '3': constants.CURL_HTTP_VERSION_3,
  '3-only': constants.CURL_HTTP_VERSION_3ONLY,
} as const;

/** A version of HTTP, as {@link ProtocolOptions.httpVersion} names it. */
export type HttpVersion = keyof typeof HTTP_VERSIONS;

/** Options of HTTP itself. */
export interface ProtocolOptions {
  /**
   * The highest version of HTTP to use (HTTP_VERSION); `2-prior-knowledge` begins with HTTP/2 without asking the server,
   * `3-only` does not fall back to TCP. Default: the highest that both sides support, except HTTP/3.
   */
  httpVersion?: HttpVersion | undefined;
  /** The `User-Agent` of requests whose headers have none; null for none at all (USERAGENT). Default: this package and its version. */
  userAgent?: string | null | undefined;
}

/**
 * The size of the receive buffer: needs a quarter of the calls that libcurl's default of 16 KiB does. The transfers of
 * a multi share one such buffer; a paused stream may hold as much of its own.
 */
const RECEIVE_BUFFER = 128 * 1024;

const UNSAFE = /[\0\r\n]/;

function checkUserAgent(value: unknown, name: string): string {
  if (value === null) return '';
  if (typeof value !== 'string') throw argumentError('', name, 'a string or null', value);
  if (UNSAFE.test(value)) throw argumentError('', name, 'text without CR, LF and NUL', value, 'ERR_CURL_INVALID_ARG_VALUE');
  return value;
}

/** @internal */
export const protocolOptions = {
  httpVersion: option((value, name) => checkOneOf('', name, value, Object.keys(HTTP_VERSIONS) as HttpVersion[])),
  userAgent: optionWithDefault(DEFAULT_USER_AGENT, checkUserAgent),
} satisfies Descriptors<ProtocolOptions>;

/** @internal */
export function protocolCurl({ httpVersion, userAgent }: CheckedOf<typeof protocolOptions>): Partial<EasyOptions> {
  return {
    PROTOCOLS_STR: 'http,https',
    BUFFERSIZE: RECEIVE_BUFFER,
    ...(userAgent !== '' ? { USERAGENT: userAgent } : {}),
    ...(httpVersion !== undefined ? { HTTP_VERSION: HTTP_VERSIONS[httpVersion] } : {}),
  };
}
