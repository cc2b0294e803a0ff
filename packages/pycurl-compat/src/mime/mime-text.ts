import { UnicodeEncodeError } from '../errors.js';
import { isAscii } from '../curl/option-text.js';
import type { Text } from '../curl/option-values.js';

/** A text of a part. @throws {TypeError} neither bytes nor text @throws {UnicodeEncodeError} text that is not ASCII */
export function mimeText(value: Text | null): Text | null {
  if (value === null || value instanceof Uint8Array) return value;
  if (typeof value !== 'string') throw new TypeError(`expected bytes or an ASCII string, got ${typeof value}`);
  if (!isAscii(value)) throw new UnicodeEncodeError("'ascii' codec can't encode characters: ordinal not in range(128)");
  return value;
}

/** The headers of a part. @throws {TypeError} not a list of texts */
export function mimeHeaders(headers: readonly Text[] | null): readonly Text[] | null {
  if (headers === null) return null;
  if (!Array.isArray(headers)) throw new TypeError('headers must be a list or tuple of strings');
  const isText = (line: unknown) => line instanceof Uint8Array || (typeof line === 'string' && isAscii(line));
  if (!headers.every(isText)) throw new TypeError('headers must contain only byte or ascii-unicode strings');
  return headers as readonly Text[];
}
