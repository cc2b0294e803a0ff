import { argumentError, refusal } from '@curlew/async';
import { parseMaxRequests } from './max-requests.js';
import type { CurlOptions } from './curl-options.js';

/** Settings of a ParallelCurl, as an alternative to (maxRequests, options). */
export interface ParallelCurlSettings {
  /** The maximum number of outstanding requests; 0 or less, or Infinity, for no limit. Default 10. */
  maxRequests?: number | string;
  /** libcurl options for every request. Default: none. */
  options?: CurlOptions;
  /** Treat a status of 400 or more as a failure (CURLE_HTTP_RETURNED_ERROR, no content). Default false. */
  failOnHttpError?: boolean;
}

/** Reads both forms of the constructor's arguments. @throws {TypeError} neither a limit nor settings */
export function readSettings(given: number | string | ParallelCurlSettings, options: CurlOptions): Required<ParallelCurlSettings> {
  const settings = typeof given === 'object' && given !== null && !Array.isArray(given) ? given : { maxRequests: given };
  const known = { maxRequests: 10, options, failOnHttpError: false, ...settings };
  const unknown = Object.keys(known).find((name) => !['maxRequests', 'options', 'failOnHttpError'].includes(name));
  if (unknown)
    throw refusal('ERR_CURL_UNKNOWN_OPTION', `ParallelCurl: unknown setting "${unknown}"; libcurl options belong in \`options\``, {
      argument: unknown,
    });
  return { ...known, maxRequests: parseMaxRequests(known.maxRequests), options: copyOptions(known.options) };
}

/** A frozen copy. @throws {TypeError} not an object */
export function copyOptions(options: CurlOptions): CurlOptions {
  if (typeof options !== 'object' || options === null) throw argumentError('', 'options', 'an object of libcurl options', options);
  return Object.freeze({ ...options });
}
