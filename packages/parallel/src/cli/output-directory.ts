import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Job } from './inputs.js';
import { UsageError } from './usage-error.js';

/** Where bodies go: each to a file of its own, whose name does not depend on which transfer is faster. */
export class OutputDirectory {
  readonly #directory: string;
  readonly #taken = new Set<string>();

  /** @throws {UsageError} the directory cannot be made */
  constructor(directory: string) {
    this.#directory = directory;
    try {
      mkdirSync(directory, { recursive: true });
    } catch (error) {
      throw new UsageError([`--out ${directory}: ${(error as Error).message}`]);
    }
  }

  /** The file for a job: the wished name or the last part of the URL's path; a second one of the same name gets a number. */
  pathFor(job: Job): string {
    const wished = job.output ?? new URL(job.url).pathname;
    const clean =
      basename(wished)
        .replace(/[^\w.,@=+-]/g, '_')
        .replace(/^\.+/, '_')
        .slice(0, 200) || 'index';
    let name = clean;
    for (let count = 2; this.#taken.has(name); count++) name = clean.replace(/(\.[^.]*)?$/, `-${count}$1`);
    this.#taken.add(name);
    return join(this.#directory, name);
  }
}
