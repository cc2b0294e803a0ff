import { OverflowError } from '../errors/errors.js';

const INT_MAX = 2 ** 31 - 1;

/** Python's names of JavaScript's types. */
const TYPE_NAMES: Readonly<Record<string, string>> = { undefined: 'NoneType', string: 'str', boolean: 'bool', bigint: 'int' };

/** The name of a value's type in Python, for error messages. */
export function typeName(value: unknown): string {
  if (value === null) return 'NoneType';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float';
  if (typeof value !== 'object') return TYPE_NAMES[typeof value] ?? typeof value;
  if (Array.isArray(value)) return 'list';
  if (value instanceof Uint8Array) return 'bytes';
  return (value as { constructor?: { name?: string } }).constructor?.name ?? 'object';
}

/**
 * A whole number, for Python's `int` arguments.
 * @throws {TypeError} another type
 */
export function wholeNumber(value: unknown): number {
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'number' || !Number.isInteger(value))
    throw new TypeError(`'${typeName(value)}' object cannot be interpreted as an integer`);
  return value;
}

/** A whole number that fits into C's int. @throws {TypeError} another type @throws {OverflowError} it does not fit */
export function cInt(value: unknown): number {
  const number = wholeNumber(value);
  if (number > INT_MAX) throw new OverflowError('signed integer is greater than maximum');
  if (number < -INT_MAX - 1) throw new OverflowError('signed integer is less than minimum');
  return number;
}

/**
 * A socket's number.
 * @throws {TypeError} not a whole number
 * @throws {OverflowError} no socket has this number
 */
export function socketNumber(value: unknown): number {
  const number = wholeNumber(value);
  if (number < -1 || number > INT_MAX) throw new OverflowError('socket value is out of range');
  return number;
}

/** Whether the last argument stands for Python's keyword arguments, which are a plain object here. */
export function areKeywords(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // An object of another realm has another Object.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** @throws {TypeError} not an object, or an unknown keyword */
export function checkKeywords(keywords: unknown, names: readonly string[], method = 'this function'): void {
  if (!areKeywords(keywords)) throw new TypeError(`${method} does not take this positional argument; pass keywords as an object`);
  const unknown = Object.keys(keywords).find((name) => !names.includes(name));
  if (unknown !== undefined) throw new TypeError(`'${unknown}' is an invalid keyword argument for ${method}`);
}
