import { createHash } from 'node:crypto';
import { basename, dirname, join, resolve } from 'node:path';

/** The files that belong to a target while its body is coming. */
export interface FileNames {
  target: string;
  /** What has come so far. */
  part: string;
  /** What the next try needs to know of it. */
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

/** What file systems commonly allow, in bytes. */
const LONGEST_NAME = 255;
const LONGEST_SUFFIX = Math.max(...Object.values(SUFFIXES).map(({ length }) => length));

/**
 * The names do not depend on the process, so that a later run finds what one that was killed has left.
 * @throws {TypeError} the target has a name of this kind itself: it could be another target's
 */
export function fileNamesOf(path: string): FileNames {
  const target = resolve(path);
  if (RESERVED.test(target))
    throw new TypeError(
      `saveTo: expected a name that does not end with ${Object.values(SUFFIXES).join(', ')}, got ${JSON.stringify(path)}`,
    );
  const stem = join(dirname(target), stemOf(basename(target)));
  return { target, part: stem + SUFFIXES.part, note: stem + SUFFIXES.note, lock: stem + SUFFIXES.lock };
}

/** The name itself, or of a long one its beginning and a hash. */
function stemOf(name: string): string {
  const bytes = Buffer.from(name);
  if (bytes.length + LONGEST_SUFFIX <= LONGEST_NAME) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 16);
  // Half a character at the cut becomes one of three bytes.
  return `${bytes.toString('utf8', 0, LONGEST_NAME - LONGEST_SUFFIX - hash.length - 4)}-${hash}`;
}
