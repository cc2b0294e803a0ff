import { inspect } from 'node:util';

/** The TypeError of an option with a value of a wrong type or form; in Node's style. */
export function invalidOption(name: string, expected: string, value: unknown): TypeError {
  const shown = inspect(value, { depth: 0, maxStringLength: 60, breakLength: Infinity });
  return Object.assign(new TypeError(`${name}: expected ${expected}, got ${shown}`), { code: 'ERR_CURL_INVALID_ARG' });
}
