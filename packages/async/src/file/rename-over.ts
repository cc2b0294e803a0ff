import { renameSync } from 'node:fs';

/** The errors of Windows while another program has one of the files open. */
const HELD = new Set(['EPERM', 'EACCES', 'EBUSY']);
/** Milliseconds between attempts; the sum is how long a file that stays open holds up its request, and all others. */
const WAITS = [1, 2, 4, 8, 16, 32, 64, 128];

/**
 * Renames a file, over an existing one if there is one. On Windows a virus scanner or an indexer has a new file open for
 * a moment, so there it is tried for a quarter of a second.
 * @throws {Error} the system's error
 */
export function renameOver(from: string, to: string): void {
  for (let tries = 0; ; tries++) {
    try {
      return renameSync(from, to);
    } catch (error) {
      const isHeld = process.platform === 'win32' && HELD.has((error as NodeJS.ErrnoException).code ?? '');
      if (!isHeld || tries === WAITS.length) throw error;
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAITS[tries]);
  }
}
