import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Earlier } from './answer.js';

type Facts = Omit<Earlier, 'length'>;

/** The note holds a hash of the URL, because a URL may contain a password or a token. */
interface Note {
  url: string;
  validator: string;
  total?: number;
}

/**
 * Reads the note beside a part.
 * @returns undefined if there is none, if it belongs to another URL, or if it is malformed
 */
export function readNote(path: string, urlHash: string): Facts | undefined {
  let note: Partial<Note> | null;
  try {
    note = JSON.parse(readFileSync(path, 'utf8')) as Partial<Note> | null;
  } catch {
    return undefined;
  }
  if (typeof note !== 'object' || note?.url !== urlHash || typeof note.validator !== 'string' || /[\r\n\0]/.test(note.validator))
    return undefined;
  return { validator: note.validator, total: Number.isSafeInteger(note.total) ? note.total : undefined };
}

export function writeNote(path: string, urlHash: string, { validator, total }: Facts): void {
  rmSync(path, { force: true });
  writeFileSync(path, JSON.stringify({ url: urlHash, validator, ...(total === undefined ? {} : { total }) } satisfies Note), {
    flag: 'wx',
  });
}
