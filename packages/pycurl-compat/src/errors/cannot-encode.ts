import { asciiOf } from '../python/repr.js';
import { UnicodeEncodeError } from './errors.js';

/**
 * Python's error for text that an encoding cannot express.
 * @param characters the code points of the text
 * @param isWrong whether the encoding cannot express a character; the error names the first run of these
 */
export function cannotEncode(
  encoding: string,
  characters: readonly string[],
  isWrong: (code: number) => boolean,
  why: string,
): UnicodeEncodeError {
  const wrong = characters.map((character) => isWrong(character.codePointAt(0)!));
  const start = wrong.indexOf(true);
  const end = wrong.indexOf(false, start);
  const last = (end < 0 ? wrong.length : end) - 1;
  const which = last > start ? `characters in position ${start}-${last}` : `character ${asciiOf(characters[start])} in position ${start}`;
  return new UnicodeEncodeError(`'${encoding}' codec can't encode ${which}: ${why}`);
}
