import { checkCString, isText, type Text } from '../python/text.js';

/** A text among the keywords of `add` and its like. @throws {TypeError} neither bytes nor text @throws {UnicodeEncodeError} text that is not ASCII @throws {ValueError} a NUL byte */
export function keywordText(name: string, value: unknown): void {
  if (value === null || value === undefined) return;
  if (!isText(value)) throw new TypeError(`${name} must be a byte string or ascii-unicode string`);
  checkCString(value);
}

/** The headers of a part. @throws {TypeError} not a list of texts @throws as {@link keywordText} */
export function mimeHeaders(headers: readonly Text[] | null): readonly Text[] | null {
  if (headers === null) return null;
  if (!Array.isArray(headers)) throw new TypeError('headers must be a list or tuple of strings');
  return headers.map((line: unknown) => {
    if (!isText(line)) throw new TypeError('headers must contain only byte or ascii-unicode strings');
    return checkCString(line);
  });
}
