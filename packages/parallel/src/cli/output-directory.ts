import { mkdirSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Job } from './inputs.js';
import { UsageError } from './usage-error.js';

/** Writes bodies to files of their own: under a temporary name first, so that a final name always holds a whole body. */
export class OutputDirectory {
  readonly #taken = new Set<string>();

  /** @throws {UsageError} the directory cannot be made */
  constructor(private readonly directory: string) {
    try {
      mkdirSync(directory, { recursive: true });
    } catch (error) {
      throw new UsageError([`--out ${directory}: ${(error as Error).message}`]);
    }
  }

  /** @returns the file's path */
  async write(job: Job, content: Buffer): Promise<string> {
    const path = join(this.directory, this.#name(job));
    const partial = `${path}.part-${process.pid}`;
    try {
      await writeFile(partial, content);
      await rename(partial, path);
    } catch (error) {
      await rm(partial, { force: true });
      throw error;
    }
    return path;
  }

  /** The wished name or the last part of the URL's path; a second one of the same name gets a number. */
  #name(job: Job): string {
    const wished = job.output ?? new URL(job.url).pathname;
    const clean =
      basename(wished)
        .replace(/[^\w.,@=+-]/g, '_')
        .replace(/^\.+/, '_')
        .slice(0, 200) || 'index';
    let name = clean;
    for (let count = 2; this.#taken.has(name); count++) name = clean.replace(/(\.[^.]*)?$/, `-${count}$1`);
    this.#taken.add(name);
    return name;
  }
}
