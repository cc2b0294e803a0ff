import { cannotEncode } from '../errors/cannot-encode.js';
import { ValueError } from '../errors/errors.js';
import { typeName } from './arguments.js';

/** Any object that pycurl accepts as bytes. */
export type Bytes = Uint8Array;
/** An argument that pycurl accepts as ASCII text or as bytes. */
export type Text = string | Bytes;

export const isText = (value: unknown): value is Text => typeof value === 'string' || value instanceof Uint8Array;

/** A character beyond ASCII takes more than one byte. */
const isAscii = (text: string): boolean => Buffer.byteLength(text) === text.length;

/** @throws {UnicodeEncodeError} text that is not ASCII; pycurl does not guess an encoding for it */
export function checkAscii(text: string): string {
  if (isAscii(text)) return text;
  throw cannotEncode('ascii', [...text], (code) => code > 0x7f, 'ordinal not in range(128)');
}

/**
 * Checks for ASCII text or bytes.
 * @throws {TypeError} neither
 * @throws {UnicodeEncodeError} text that is not ASCII
 */
export function checkText<T extends Text>(value: T): T {
  if (value instanceof Uint8Array) return value;
  if (typeof value !== 'string') throw new TypeError(`expected bytes or an ASCII string, got ${typeName(value)}`);
  checkAscii(value);
  return value;
}

/**
 * The same for a value that becomes a C string.
 * @throws as {@link checkText}
 * @throws {ValueError} a NUL byte
 */
export function checkCString<T extends Text>(value: T): T {
  checkText(value);
  if (typeof value === 'string' ? value.includes('\0') : value.includes(0)) throw new ValueError('embedded null byte');
  return value;
}

/**
 * The bytes of a text or buffer argument.
 * @throws {TypeError} neither
 * @throws {UnicodeEncodeError} text that is not ASCII
 */
export function bytesOf(value: unknown, what: string): Buffer {
  if (typeof value === 'string') return Buffer.from(checkAscii(value));
  if (value instanceof ArrayBuffer) return Buffer.from(value);
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  throw new TypeError(`${what} must be a byte string, ASCII-only Unicode string, or a buffer object`);
}
