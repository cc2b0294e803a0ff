import { createHash } from 'node:crypto';
import { basename, dirname, resolve, sep } from 'node:path';
import { argumentError } from '@curlew/core-native';
import { ownTag, TAG } from './process-tag.js';
import { isWrongOnWindows } from './windows-names.js';

/** The temporary files beside a target while its body arrives. */
export interface FileNames {
  /** The absolute path of their directory. */
  directory: string;
  target: string;
  /** The part received so far. */
  part: string;
  /** The note with the facts that a later attempt needs. */
  note: string;
  /** The lock file, which names the writer. */
  lock: string;
}

const SUFFIXES = { part: '.curlew-part', note: '.curlew-note', lock: '.curlew-lock' } as const;
const RESERVED = new RegExp(
  `(${Object.values(SUFFIXES)
    .join('|')
    .replaceAll('.', String.raw`\.`)})$`,
  'i',
);

const ENDS_AS_DIRECTORY = process.platform === 'win32' ? /[/\\]$/ : /\/$/;

/** The usual limit of file systems, in bytes. */
const LONGEST_NAME = 255;
/** The most bytes that a UTF-16 code unit takes in UTF-8. */
const MOST_PER_UNIT = 3;
/** The longest suffix above plus the longest process tag. */
const LONGEST_SUFFIX = 12 + 48;

/**
 * The part of a resumable download has a name that a later attempt can find. The part of a single attempt carries the
 * tag of its process, so no other process writes it, and a later one can tell whether it is stale.
 * @throws {TypeError} the target's own name looks like that of a temporary file, is none for a file on Windows, or is that of a
 *   directory
 */
export function fileNamesOf(path: string, isForNextTry: boolean): FileNames {
  const { directory, name } = placeOf(path);
  checkName(path, name);
  const prefix = directory.endsWith(sep) ? directory : directory + sep;
  const stem = prefix + stemOf(name);
  const part = isForNextTry ? stem : `${stem}.${ownTag()}`;
  return { directory, target: prefix + name, part: part + SUFFIXES.part, note: stem + SUFFIXES.note, lock: stem + SUFFIXES.lock };
}

/** The directory that was resolved last: the files of a run are mostly in one. */
let last = { given: '', from: '', directory: '' };

/** The absolute path of a file's directory, and its name. */
function placeOf(path: string): { directory: string; name: string } {
  const slash = path.lastIndexOf('/');
  const name = path.slice(slash + 1);
  if (sep !== '/' || name === '' || name === '.' || name === '..') {
    const target = resolve(path);
    return { directory: dirname(target), name: basename(target) };
  }
  const given = path.slice(0, slash + 1);
  const from = process.cwd();
  if (given !== last.given || from !== last.from) last = { given, from, directory: resolve(given) };
  return { directory: last.directory, name };
}

function checkName(path: string, name: string): void {
  const refuse = (expected: string) => {
    throw argumentError('', 'saveTo', expected, path, 'ERR_CURL_INVALID_ARG_VALUE');
  };
  // `resolve` drops the separator, and the directory that was meant would be a file.
  if (ENDS_AS_DIRECTORY.test(path)) refuse('the path of a file, which does not end with a separator');
  if (RESERVED.test(name)) refuse(`a name that does not end with ${Object.values(SUFFIXES).join(', ')}`);
  if (process.platform === 'win32' && isWrongOnWindows(name))
    refuse('a name that Windows has for files: no device such as NUL, none of <>:"|?*, no dot or space at the end');
}

/** The process tag in the name of a single attempt's part; undefined for any other name. */
export function tagOf(name: string): string | undefined {
  if (!name.endsWith(SUFFIXES.part)) return undefined;
  return TAG.exec(name.slice(0, -SUFFIXES.part.length))?.[1];
}

/** The name itself; a long name is cut and completed by a hash. */
function stemOf(name: string): string {
  if (name.length * MOST_PER_UNIT + LONGEST_SUFFIX <= LONGEST_NAME) return name;
  const bytes = Buffer.from(name);
  if (bytes.length + LONGEST_SUFFIX <= LONGEST_NAME) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 16);
  // A character that is cut in half becomes U+FFFD, which takes three bytes.
  return `${bytes.toString('utf8', 0, LONGEST_NAME - LONGEST_SUFFIX - hash.length - 4)}-${hash}`;
}
