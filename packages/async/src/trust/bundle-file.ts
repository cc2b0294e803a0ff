import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Writes certificates once to a private file, which is named after a hash of its content.
 * @returns its path; undefined if the file cannot be written
 */
export function bundleFile(pem: string): string | undefined {
  try {
    const directory = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'curlew');
    const file = join(directory, `roots-${createHash('sha256').update(pem).digest('hex').slice(0, 32)}.pem`);
    if (existsSync(file)) return file;
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const partial = `${file}.${process.pid}`;
    writeFileSync(partial, pem, { mode: 0o600 });
    renameSync(partial, file);
    return file;
  } catch {
    return undefined;
  }
}
