import { argumentError } from '@curlew/core-native';

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/**
 * Seconds as libcurl's milliseconds, rounded up so that a wait never ends early and spins. A year or more is refused as
 * in pycurl, because it was probably meant as milliseconds.
 */
export function toMilliseconds(operation: string, seconds: number): number {
  const expected = 'a timeout in seconds, from 0 to less than a year';
  if (typeof seconds !== 'number') throw argumentError(operation, '', expected, seconds);
  if (!(seconds >= 0 && seconds < YEAR_SECONDS)) throw argumentError(operation, '', expected, seconds, 'ERR_CURL_OUT_OF_RANGE');
  // 2^31 − 1 milliseconds, the most that poll(2) takes, are 24 days; a longer wait is woken once in between.
  return Math.min(Math.ceil(seconds * 1000), 0x7fffffff);
}
