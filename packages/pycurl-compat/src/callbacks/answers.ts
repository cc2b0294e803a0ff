import { constants } from '@curlew/core-native';
import { OverflowError, error } from '../errors/errors.js';
import { asciiOf } from '../python/repr.js';
import { checkAscii, checkCString, isText } from '../python/text.js';
import { isTrue } from '../python/truth.js';

/** An answer of a wrong type. pycurl prints a line about it; it never raises it. */
export class WrongAnswer extends TypeError {
  override readonly name = 'TypeError';
}

const INT_MAX = 2 ** 31 - 1;
const LONG_MAX = 2n ** 63n - 1n;
/** The largest number of bytes that the core accepts. */
const SIZE_MAX = 0xffffffff;

/** Python's bool is an int. */
const isInteger = (value: unknown): value is number | bigint | boolean =>
  Number.isInteger(value) || typeof value === 'bigint' || typeof value === 'boolean';

/** An answer that is a C long. @throws {OverflowError} it does not fit */
function longOf(value: number | bigint | boolean): bigint {
  const number = BigInt(value);
  if (number > LONG_MAX || number < -LONG_MAX - 1n) throw new OverflowError('Python int too large to convert to C long');
  return number;
}

/**
 * An answer that is a C int; None is not accepted.
 * @throws {WrongAnswer} no integer
 * @throws {OverflowError} it does not fit
 */
export function intAnswer(name: string, value: unknown): number {
  if (!isInteger(value)) throw new WrongAnswer(`${name} callback returned ${asciiOf(value)} which is not an integer`);
  const number = Number(value);
  if (number > INT_MAX || number < -INT_MAX - 1)
    throw new OverflowError(`${name} callback returned ${String(value)} which does not fit in an int`);
  return number;
}

/** The same, where None stands for a number. */
export const intOrNone = (name: string, none: number, value: unknown): number =>
  value === null || value === undefined ? none : intAnswer(name, value);

/** An int of a set of values; `other` stands for every other int. */
export function oneOf(values: readonly number[], other: number, answer: number): number {
  return values.includes(answer) ? answer : other;
}

/** The answer of a write callback: how many bytes it took; None for all of them. @throws {error} another type */
export function writeAnswer(value: unknown): number | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'number' && value >= 0 && value <= SIZE_MAX && Number.isInteger(value)) return value;
  if (!isInteger(value)) throw new error('write callback must return int or None');
  const number = longOf(value);
  // libcurl gets a size_t, in which a negative number is a large one.
  return number < 0n || number > SIZE_MAX ? constants.CURL_WRITEFUNC_ERROR : Number(number);
}

/**
 * The answer of a file-like object's write(), as {@link writeAnswer}. A boolean comes from a Node stream, which has
 * taken everything.
 */
export const fileWriteAnswer = (value: unknown): unknown => (typeof value === 'boolean' ? undefined : value);

/**
 * The answer of a read callback: at most `room` bytes, or READFUNC_ABORT or READFUNC_PAUSE.
 * @throws {error} anything else
 */
export function readAnswer(value: unknown, room: number, name = 'read'): string | Uint8Array | number {
  if (isInteger(value)) return readCode(value, name);
  const bytes = typeof value === 'string' ? checkAscii(value) : value instanceof ArrayBuffer ? new Uint8Array(value) : value;
  if (typeof bytes !== 'string' && !(bytes instanceof Uint8Array)) throw noBytes(name);
  if (bytes.length > room)
    throw new error(`invalid return value for ${name} callback (${bytes.length} bytes returned when at most ${room} bytes were wanted)`);
  return bytes;
}

function readCode(value: number | bigint | boolean, name: string): number {
  const code = Number(longOf(value));
  if (code === constants.CURL_READFUNC_ABORT || code === constants.CURL_READFUNC_PAUSE) return code;
  throw noBytes(name);
}

const noBytes = (name: string) =>
  new error(
    `${name} callback must return an object supporting the buffer protocol, an ASCII-only Unicode string, READFUNC_ABORT or READFUNC_PAUSE`,
  );

/** The answer of a seek callback. @throws {error} not None, 0, 1 or 2 @throws {OverflowError} not a C int */
export function seekAnswer(value: unknown, name = 'seek'): number {
  if (value === null || value === undefined) return constants.CURL_SEEKFUNC_OK;
  if (!isInteger(value)) throw new error(`${name} callback must return 0 (SEEKFUNC_OK), 1 (SEEKFUNC_FAIL), 2 (SEEKFUNC_CANTSEEK) or None`);
  const number = intAnswer(name, value);
  if (number < 0 || number > 2) throw new error(`invalid return value for ${name} callback ${number} not in (0, 1, 2)`);
  return number;
}

/** The answer of a progress callback: an int, or any object by its truth value. @throws {OverflowError} not a C int */
export function progressAnswer(name: string, value: unknown): number {
  if (value === null || value === undefined) return 0;
  return isInteger(value) ? intAnswer(name, value) : Number(isTrue(value));
}

/** A socket: its descriptor, or an object with fileno(), as Python's sockets have it. @throws {error | OverflowError} anything else */
export function socketAnswer(value: unknown): number {
  if (isInteger(value)) return socketNumberOf(value);
  const fileno = (value as { fileno?: unknown } | null | undefined)?.fileno;
  if (typeof fileno !== 'function') throw new error("Open socket callback's return value must be a socket");
  const number: unknown = fileno.call(value);
  if (!isInteger(number)) throw new error('Open socket callback returned an object whose fileno method did not return an integer');
  return socketNumberOf(number);
}

function socketNumberOf(value: number | bigint | boolean): number {
  const number = Number(value);
  if (number < constants.CURL_SOCKET_BAD || number > INT_MAX) throw new OverflowError('socket value is out of range');
  return number;
}

/** The answer of a trailer callback: header lines. @throws {error | TypeError} anything else */
export function trailerAnswer(value: unknown): string[] | undefined {
  if (value === null || value === undefined) return undefined;
  if (!Array.isArray(value)) throw new error('trailer callback must return None or a list/tuple of header strings');
  return value.map((line: unknown) => {
    if (!isText(line)) throw new TypeError('list items must be byte strings or Unicode strings with ASCII code points only');
    return Buffer.from(checkCString(line)).toString();
  });
}

/**
 * The answer of an HSTS read callback: `[host, expire, include_subdomains]`, None at the end.
 * @throws {error} anything else
 */
export function hstsReadAnswer(value: unknown): { host: string; expire: Date | null; includeSubDomains: boolean } | undefined {
  if (value === null || value === undefined) return undefined;
  if (!Array.isArray(value) || value.length !== 3)
    throw new error('hstsread callback must return None or a 3-tuple (host, expire, include_subdomains)');
  const [host, expire, includeSubDomains] = value as [string, unknown, unknown];
  if (expire !== null && expire !== undefined && !(expire instanceof Date))
    throw new error('hstsread callback: expire must be a datetime or None');
  return { host: Buffer.from(checkCString(host)).toString(), expire: expire ?? null, includeSubDomains: isTrue(includeSubDomains) };
}
