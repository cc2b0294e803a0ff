import { toNamespacedPath } from 'node:path';
import { Status, binding } from '../binding.js';
import { easyAccess } from '../easy/easy-base.js';
import type { Easy } from '../easy/easy.js';
import { errorOfStatus } from '../errors/index.js';

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
 * Takes the descriptor of the file that the body of the last transfer went to; undefined if it is in memory. A descriptor
 * that is not taken is closed by the next transfer, or by reset().
 * @internal
 */
export function takeSpilled(easy: Easy): number | undefined {
  const descriptor = binding.easyTakeSpilled(easyAccess.id(easy)!);
  return descriptor < 0 ? undefined : descriptor;
}
