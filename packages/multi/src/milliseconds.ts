const YEAR_SECONDS = 365 * 24 * 60 * 60;

/**
 * Seconds as libcurl's milliseconds, rounded up so that a wait never ends early and spins. A year and more is refused as
 * in pycurl; what is meant is surely milliseconds.
 */
export function toMilliseconds(operation: string, seconds: number): number {
  if (typeof seconds !== 'number')
    throw new TypeError(`${operation}: expected a timeout in seconds, got ${seconds === null ? 'null' : typeof seconds}`);
  if (!(seconds >= 0 && seconds < YEAR_SECONDS))
    throw new RangeError(`${operation}: expected a timeout from 0 to less than a year, in seconds, got ${seconds}`);
  // 2^31 − 1 milliseconds, the most that poll(2) takes, are 24 days; who waits longer is woken once in between.
  return Math.min(Math.ceil(seconds * 1000), 0x7fffffff);
}
