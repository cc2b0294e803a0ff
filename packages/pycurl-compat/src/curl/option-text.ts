import { UnicodeEncodeError } from '../errors.js';

/** A character beyond ASCII takes more than one byte. */
export const isAscii = (text: string): boolean => Buffer.byteLength(text) === text.length;

/** @throws {UnicodeEncodeError} text that is not ASCII, which pycurl does not guess an encoding for */
export function checkAscii(text: string): string {
  if (!isAscii(text)) throw new UnicodeEncodeError("'ascii' codec can't encode characters: ordinal not in range(128)");
  return text;
}

/** The bytes of an option that takes a blob. @throws {TypeError} neither ASCII text nor bytes */
export function blobOf(value: unknown): Buffer {
  if (typeof value === 'string' && isAscii(value)) return Buffer.from(value);
  if (value instanceof ArrayBuffer) return Buffer.from(value);
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  throw new TypeError('blob option value must be a byte string, ASCII-only Unicode string, or a buffer object');
}
