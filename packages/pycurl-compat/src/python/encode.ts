import { cannotEncode } from '../errors/cannot-encode.js';
import { LookupError, ValueError } from '../errors/errors.js';

/** The last character of an encoding, and Node's name of the encoding. */
const ENCODINGS: Readonly<Record<string, readonly [node: BufferEncoding, last: number]>> = {
  utf8: ['utf8', 0x10ffff],
  ascii: ['latin1', 0x7f],
  usascii: ['latin1', 0x7f],
  latin1: ['latin1', 0xff],
  iso88591: ['latin1', 0xff],
  utf16le: ['utf16le', 0x10ffff],
};

/**
 * Python's `str.encode`.
 * @throws {LookupError} an unknown encoding
 * @throws {UnicodeEncodeError} a character that the encoding lacks
 */
export function encode(text: string, encoding: string): Buffer {
  if (typeof encoding !== 'string') throw new TypeError(`encoding must be str, not ${typeof encoding}`);
  if (encoding.includes('\0')) throw new ValueError('embedded null character');
  const known = ENCODINGS[encoding.toLowerCase().replace(/[-_ ]/g, '')];
  if (!known) throw new LookupError(`unknown encoding: ${encoding}`);
  const [node, last] = known;
  const characters = [...text];
  const isWrong = (code: number) => code > last || (code >= 0xd800 && code <= 0xdfff);
  if (characters.some((character) => isWrong(character.codePointAt(0)!)))
    throw cannotEncode(encoding, characters, isWrong, last > 0xff ? 'surrogates not allowed' : `ordinal not in range(${last + 1})`);
  return Buffer.from(text, node);
}
