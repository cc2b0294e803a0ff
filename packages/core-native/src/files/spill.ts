import { toNamespacedPath } from 'node:path';
import { Status, binding } from '../binding.js';
import { easyAccess } from '../easy/easy-base.js';
import type { Easy } from '../easy/easy.js';
import { errorOfStatus } from '../errors/index.js';
import { systemError } from './system-error.js';

/**
 * Lets the collected bodies of a handle go to a new file instead of memory, those of more than 64 KiB. A file of that name
 * is replaced, a symbolic link not followed. Stays set until reset() or another call.
 * @param path '' for none
 * @param mode the permissions of the file; −1 for those that new files have
 * @throws {CurlStateError} the handle is closed, or has a transfer
 * @internal
 */
export function spillTo(easy: Easy, path: string, mode: number): void {
  const status = binding.easySpillTo(easyAccess.id(easy)!, toNamespacedPath(path), mode);
  if (status !== Status.ok) throw errorOfStatus(status, { operation: 'saveTo', expected: 'a path', value: path })!;
}

/**
 * Closes the file that the body of the last transfer went to; the next transfer does that as well, and reset().
 * @returns false if the body is in memory
 * @throws {Error} the system's error: some file systems report only now that a write failed
 * @internal
 */
export function closeSpilled(easy: Easy, path: string): boolean {
  const answer = binding.easyCloseSpilled(easyAccess.id(easy)!);
  if (answer < 0) throw systemError(answer, 'close', { part: path });
  return answer === 1;
}
