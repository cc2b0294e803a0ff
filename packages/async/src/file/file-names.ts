import { createHash } from 'node:crypto';
import { basename, dirname, join, resolve } from 'node:path';
import { argumentError } from '@curlew/core-native';
import { ownTag, TAG } from './process-tag.js';
import { isWrongOnWindows } from './windows-names.js';

/** The temporary files beside a target while its body arrives. */
export interface FileNames {
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

/** The usual limit of file systems, in bytes. */
const LONGEST_NAME = 255;
/** The longest suffix above plus the longest process tag. */
const LONGEST_SUFFIX = 12 + 48;

/**
 * The part of a resumable download has a name that a later attempt can find. The part of a single attempt carries the
 * tag of its process, so no other process writes it, and a later one can tell whether it is stale.
 * @throws {TypeError} the target's own name looks like that of a temporary file, or is none for a file on Windows
 */
export function fileNamesOf(path: string, isForNextTry: boolean): FileNames {
  const target = resolve(path);
  checkName(path, basename(target));
  const stem = join(dirname(target), stemOf(basename(target)));
  const part = isForNextTry ? stem : `${stem}.${ownTag()}`;
  return { target, part: part + SUFFIXES.part, note: stem + SUFFIXES.note, lock: stem + SUFFIXES.lock };
}

function checkName(path: string, name: string): void {
  const refuse = (expected: string) => {
    throw argumentError('', 'saveTo', expected, path, 'ERR_CURL_INVALID_ARG_VALUE');
  };
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
  const bytes = Buffer.from(name);
  if (bytes.length + LONGEST_SUFFIX <= LONGEST_NAME) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 16);
  // A character that is cut in half becomes U+FFFD, which takes three bytes.
  return `${bytes.toString('utf8', 0, LONGEST_NAME - LONGEST_SUFFIX - hash.length - 4)}-${hash}`;
}
