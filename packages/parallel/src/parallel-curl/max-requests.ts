import { argumentError } from '@curlew/async';

/**
 * Parses a limit, which may be text because the command line passes it so.
 * @returns Infinity for no limit
 * @throws {TypeError} not a whole number
 */
export function parseMaxRequests(given: unknown): number {
  const limit = typeof given === 'string' && given.trim() !== '' ? Number(given) : given;
  if (typeof limit !== 'number' || !(Number.isInteger(limit) || limit === Infinity))
    throw argumentError(
      '',
      'maxRequests',
      'a whole number (0 or less for no limit)',
      given,
      typeof given === 'number' ? 'ERR_CURL_OUT_OF_RANGE' : 'ERR_CURL_INVALID_ARG_TYPE',
    );
  return limit <= 0 ? Infinity : limit;
}
