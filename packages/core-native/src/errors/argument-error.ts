import { inspect } from 'node:util';
import { ownCodes, type ArgumentErrorCode } from './own-codes.js';

/** The TypeError or RangeError of an argument that was refused before anything was done. */
export interface ArgumentError extends Error {
  /** The code of the refusal, such as `ERR_CURL_INVALID_ARG_TYPE`. */
  code: ArgumentErrorCode;
  /** The operation that refused it; '' for an option of a constructor or a request. */
  operation: string;
  /** The name of the argument or option; '' if the operation has only one. */
  argument: string;
  /** The accepted values, in words; '' when the message says it in another way. */
  expected: string;
}

/** Arguments whose values must not appear in messages and logs. */
const SECRET = /auth|cookie|pass|pwd|token|secret|cert|key/i;

/** A value as an error message shows it: short, on one line. */
export function shown(value: unknown): string {
  return inspect(value, { depth: 0, maxArrayLength: 3, maxStringLength: 60, breakLength: Infinity });
}

/** The same, but hides the value if the argument's name suggests a secret. */
export function shownFor(name: string, value: unknown): string {
  if (!SECRET.test(name) || value === null || (typeof value !== 'object' && typeof value !== 'string')) return shown(value);
  return typeof value === 'string' ? 'a string' : Array.isArray(value) ? `an array of ${value.length}` : 'an object';
}

/**
 * The error of a refused argument: a TypeError, or a RangeError for numbers and options out of range, according to the
 * table of codes.
 * @param operation the operation, such as `setOpt URL`; '' for none
 * @param name the argument or option; '' when the operation has only one
 * @param expected the accepted values, in words that follow "expected"
 * @param value the refused one; not shown when the name says that it may be a secret
 */
export function argumentError(
  operation: string,
  name: string,
  expected: string,
  value: unknown,
  code: ArgumentErrorCode = 'ERR_CURL_INVALID_ARG_TYPE',
): ArgumentError {
  const subject = [operation, name].filter((part) => part !== '').join(': ');
  return refusal(code, `${subject}: expected ${expected}, got ${shownFor(subject, value)}`, { operation, argument: name, expected });
}

/** The same with a custom message, where "expected …, got …" does not fit. */
export function refusal(
  code: ArgumentErrorCode,
  message: string,
  { operation = '', argument = '', expected = '' }: Partial<Pick<ArgumentError, 'operation' | 'argument' | 'expected'>> = {},
): ArgumentError {
  const ErrorClass = ownCodes[code].class === 'RangeError' ? RangeError : TypeError;
  const error = new ErrorClass(message);
  return Object.defineProperties(Object.assign(error, { code }), {
    operation: { value: operation, enumerable: false },
    argument: { value: argument, enumerable: false },
    expected: { value: expected, enumerable: false },
  }) as unknown as ArgumentError;
}
