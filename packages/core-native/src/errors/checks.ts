import { argumentError, refusal } from './argument-error.js';

// Each returns the value with its type, or throws the error that names the argument.

/** @throws {TypeError} not a string */
export function checkString(operation: string, name: string, value: unknown, expected = 'a string'): string {
  if (typeof value !== 'string') throw argumentError(operation, name, expected, value);
  return value;
}

/** @throws {TypeError} not a boolean */
export function checkBoolean(operation: string, name: string, value: unknown): boolean {
  if (typeof value !== 'boolean') throw argumentError(operation, name, 'true or false', value);
  return value;
}

/** @throws {TypeError} not a function */
export function checkFunction<F extends (...args: never[]) => unknown>(operation: string, name: string, value: unknown): F {
  if (typeof value !== 'function') throw argumentError(operation, name, 'a function', value);
  return value as F;
}

/** @throws {TypeError} not an object, or null */
export function checkObject(operation: string, name: string, value: unknown, expected = 'an object'): object {
  if (typeof value !== 'object' || value === null) throw argumentError(operation, name, expected, value);
  return value;
}

/**
 * @param unit the unit in words, such as `milliseconds`; '' for a bare number
 * @throws {TypeError} not a number
 * @throws {RangeError} outside of the range, NaN, or not whole
 */
export function checkInteger(
  operation: string,
  name: string,
  value: unknown,
  { min = 0, max = Number.MAX_SAFE_INTEGER, unit = '' } = {},
): number {
  const what = unit === '' ? 'a whole number' : `a whole number of ${unit}`;
  const expected = max === Number.MAX_SAFE_INTEGER ? `${what} from ${min}` : `${what} from ${min} to ${max}`;
  if (typeof value !== 'number') throw argumentError(operation, name, expected, value);
  if (!Number.isSafeInteger(value) || value < min || value > max)
    throw argumentError(operation, name, expected, value, 'ERR_CURL_OUT_OF_RANGE');
  return value;
}

/** A number that need not be whole. @throws as {@link checkInteger} */
export function checkNumber(operation: string, name: string, value: unknown, { min = 0, max = Infinity, unit = 'a number' } = {}): number {
  const expected = max === Infinity ? `${unit} from ${min}` : `${unit} from ${min} to ${max}`;
  if (typeof value !== 'number') throw argumentError(operation, name, expected, value);
  if (!(value >= min && value <= max)) throw argumentError(operation, name, expected, value, 'ERR_CURL_OUT_OF_RANGE');
  return value;
}

/** @throws {TypeError} not one of the words */
export function checkOneOf<Word extends string>(operation: string, name: string, value: unknown, words: readonly Word[]): Word {
  const expected = `one of ${words.join(', ')}`;
  if (typeof value !== 'string') throw argumentError(operation, name, expected, value);
  if (!words.includes(value as Word)) throw argumentError(operation, name, expected, value, 'ERR_CURL_INVALID_ARG_VALUE');
  return value as Word;
}

/**
 * A misspelled option would silently have no effect.
 * @throws {TypeError} an option has none of these names; one that is `undefined` counts as left out
 */
export function checkNames(operation: string, options: object, known: Readonly<Record<string, unknown>>): void {
  for (const name in options) {
    if (Object.hasOwn(known, name) || options[name as keyof typeof options] === undefined) continue;
    const names = Object.keys(known).join(', ');
    throw refusal('ERR_CURL_UNKNOWN_OPTION', `${operation}: "${name}" is not one of its options: ${names}`, {
      operation,
      argument: name,
      expected: `one of ${names}`,
    });
  }
}
