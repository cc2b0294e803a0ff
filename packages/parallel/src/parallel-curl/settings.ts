import { argumentError, refusal } from '@curlew/async';
import { parseMaxRequests } from './max-requests.js';
import type { CurlOptions } from './curl-options.js';

/** What a ParallelCurl may be made with, beside (maxRequests, options). */
export interface ParallelCurlSettings {
  /** How many requests may be outstanding; 10 by default, 0 or less or Infinity for no limit. */
  maxRequests?: number | string;
  /** libcurl options for every request. */
  options?: CurlOptions;
  /** Take a status of 400 or more for a failure (CURLE_HTTP_RETURNED_ERROR, no content); false by default. */
  failOnHttpError?: boolean;
}

/** Both forms of the constructor as one. @throws {TypeError} neither a limit nor settings */
export function readSettings(given: number | string | ParallelCurlSettings, options: CurlOptions): Required<ParallelCurlSettings> {
  const settings = typeof given === 'object' && given !== null && !Array.isArray(given) ? given : { maxRequests: given };
  const known = { maxRequests: 10, options, failOnHttpError: false, ...settings };
  const unknown = Object.keys(known).find((name) => !['maxRequests', 'options', 'failOnHttpError'].includes(name));
  if (unknown)
    throw refusal('ERR_CURL_UNKNOWN_OPTION', `ParallelCurl: unknown setting "${unknown}"; libcurl options belong into \`options\``, {
      argument: unknown,
    });
  return { ...known, maxRequests: parseMaxRequests(known.maxRequests), options: copyOptions(known.options) };
}

/** A copy that nobody can change. @throws {TypeError} not an object */
export function copyOptions(options: CurlOptions): CurlOptions {
  if (typeof options !== 'object' || options === null) throw argumentError('', 'options', 'an object of libcurl options', options);
  return Object.freeze({ ...options });
}
