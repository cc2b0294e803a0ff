import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setInterval } from 'node:timers';
import { DAY_MS, removeStaleBundles } from './stale-bundles.js';

/**
 * Writes certificates once to a private file, which is named after a hash of its content. One that no process has used for
 * 30 days is removed when another is written.
 * @returns its path; undefined if the file cannot be written
 */
export function bundleFile(pem: string): string | undefined {
  try {
    const directory = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'curlew');
    const file = join(directory, `roots-${createHash('sha256').update(pem).digest('hex').slice(0, 32)}.pem`);
    if (!isThere(file)) {
      mkdirSync(directory, { recursive: true, mode: 0o700 });
      const partial = `${file}.${process.pid}`;
      writeFileSync(partial, pem, { mode: 0o600 });
      renameSync(partial, file);
      removeStaleBundles(directory, statSync(file).mtimeMs);
    }
    keepFresh(file);
    return file;
  } catch {
    return undefined;
  }
}

/** Whether there is such a file; its time is now that of its last use, to the day. */
function isThere(file: string): boolean {
  try {
    // Never back: a program's tests may have set the clock.
    if (Date.now() - statSync(file).mtimeMs > DAY_MS) utimesSync(file, new Date(), new Date());
    return true;
  } catch {
    // Gone, or in a cache that is read-only.
    return existsSync(file);
  }
}

const inUse = new Set<string>();
let timer: NodeJS.Timeout | undefined;

/** libcurl reads the file for new connections, so it must be there as long as this process lives. */
function keepFresh(file: string): void {
  inUse.add(file);
  timer ??= setInterval(() => inUse.forEach(isThere), DAY_MS).unref();
}
