import { existsSync, statSync, type Stats } from 'node:fs';

/** The file that a target replaces; undefined if there is none. @throws {Error} the target is a directory, a device, … */
export function existingFile(target: string): Stats | undefined {
  // Mostly there is none, which is cheaper to find out in this way.
  const stats = existsSync(target) ? statSync(target, { throwIfNoEntry: false }) : undefined;
  if (stats && !stats.isFile()) throw notAFile(target, stats);
  return stats;
}

function notAFile(target: string, stats: Stats): Error {
  const kind = stats.isDirectory() ? 'is a directory' : 'is not a regular file';
  return Object.assign(new Error(`saveTo: ${target} ${kind}`), { code: stats.isDirectory() ? 'EISDIR' : 'ERR_CURL_NOT_A_FILE' });
}
