/**
 * A limit as users give it: also as text, which it is when it comes from the command line.
 * @returns Infinity for no limit
 * @throws {TypeError} not a whole number
 */
export function parseMaxRequests(given: unknown): number {
  const limit = typeof given === 'string' && given.trim() !== '' ? Number(given) : given;
  if (typeof limit !== 'number' || !(Number.isInteger(limit) || limit === Infinity))
    throw new TypeError(`maxRequests: expected a whole number (0 or less for no limit), got ${String(given)}`);
  return limit <= 0 ? Infinity : limit;
}
