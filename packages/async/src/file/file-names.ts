import { createHash } from 'node:crypto';
import { basename, dirname, join, resolve } from 'node:path';
import { argumentError } from '@curlew/core-native';
import { ownTag, TAG } from './process-tag.js';

/** The files that belong to a target while its body is coming. */
export interface FileNames {
  target: string;
  /** The part received so far. */
  part: string;
  /** The facts about the part that the next try needs. */
  note: string;
  /** Says who is writing. */
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
/** Those above, and the longest tag of a process. */
const LONGEST_SUFFIX = 12 + 48;

/**
 * A part to be resumed has a name that the next try can find. A part of a single try carries the tag of its process:
 * no other process writes it, and a later one can tell whether it is of any use.
 * @throws {TypeError} the target has a name of this kind itself: it could be another target's
 */
export function fileNamesOf(path: string, isForNextTry: boolean): FileNames {
  const target = resolve(path);
  if (RESERVED.test(target))
    throw argumentError(
      '',
      'saveTo',
      `a name that does not end with ${Object.values(SUFFIXES).join(', ')}`,
      path,
      'ERR_CURL_INVALID_ARG_VALUE',
    );
  const stem = join(dirname(target), stemOf(basename(target)));
  const part = isForNextTry ? stem : `${stem}.${ownTag()}`;
  return { target, part: part + SUFFIXES.part, note: stem + SUFFIXES.note, lock: stem + SUFFIXES.lock };
}

/** The tag in the name of a part of a single try; undefined for any other name. */
export function tagOf(name: string): string | undefined {
  if (!name.endsWith(SUFFIXES.part)) return undefined;
  return TAG.exec(name.slice(0, -SUFFIXES.part.length))?.[1];
}

/** The name itself, or of a long one its beginning and a hash. */
function stemOf(name: string): string {
  const bytes = Buffer.from(name);
  if (bytes.length + LONGEST_SUFFIX <= LONGEST_NAME) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 16);
  // Half a character at the cut becomes one of three bytes.
  return `${bytes.toString('utf8', 0, LONGEST_NAME - LONGEST_SUFFIX - hash.length - 4)}-${hash}`;
}
