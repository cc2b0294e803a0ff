import { openSync, rmSync } from 'node:fs';

/** Creates the part after removing an old one and its note; does not follow a symbolic link. */
export function openNew(part: string, note: string): number {
  try {
    return openSync(part, 'wx');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  rmSync(part);
  rmSync(note, { force: true });
  return openSync(part, 'wx');
}
