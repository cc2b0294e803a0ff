import { accessSync, constants, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { tagOf } from './file-names.js';
import { isTagRunning } from './process-tag.js';

/** A part of another machine counts as stale after this many milliseconds without a change. */
const FOREIGN_STALE_AFTER = 24 * 3_600_000;

/** Directories that this process has cleaned already. */
const swept = new Set<string>();

/**
 * Removes the parts that killed processes have left in a directory; once for each directory.
 * @throws {Error} there is no such directory, or no file can be created there
 */
export function removeLeftovers(directory: string): void {
  if (swept.has(directory)) return;
  const names = namesIn(directory);
  accessSync(directory, constants.W_OK);
  swept.add(directory);
  for (const name of names) {
    const tag = tagOf(name);
    if (tag !== undefined && isLeftover(join(directory, name), tag)) rmSync(join(directory, name), { force: true });
  }
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // A directory may be writable but not readable.
    if (code === 'EACCES' || code === 'EPERM') return [];
    throw error;
  }
}

function isLeftover(path: string, tag: string): boolean {
  const runs = isTagRunning(tag);
  if (runs !== undefined) return !runs;
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats !== undefined && Date.now() - stats.mtimeMs > FOREIGN_STALE_AFTER;
}
