import { readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** In milliseconds. */
export const DAY_MS = 24 * 60 * 60 * 1000;

const KEPT_MS = 30 * DAY_MS;

/** A bundle of bundle-file.ts, or the leftover of a process that ended while it wrote one. */
const BUNDLE = /^roots-[0-9a-f]{32}\.pem(\.\d+)?$/;

/**
 * Removes the bundles in a directory that were last used more than 30 days ago. One that cannot be removed is left.
 * @param now the time, in milliseconds, by the clock that the files' times come from
 */
export function removeStaleBundles(directory: string, now: number): void {
  for (const name of namesIn(directory)) if (BUNDLE.test(name)) removeIfStale(join(directory, name), now);
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

function removeIfStale(file: string, now: number): void {
  const isStale = (path: string) => now - statSync(path).mtimeMs > KEPT_MS;
  try {
    if (!isStale(file)) return;
    // Another process may begin to use it at this moment: before it is renamed, which its time shows, or afterwards, when
    // that process does not find it and writes it again.
    const aside = `${file.replace(/\.\d+$/, '')}.${process.pid}`;
    renameSync(file, aside);
    if (isStale(aside)) rmSync(aside);
    else renameSync(aside, file);
  } catch {
    // Another process was first, or it is not ours.
  }
}
