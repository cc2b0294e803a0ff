import { mkdirSync, renameSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { nameFromHeader, pathOf, safePath } from './file-name.js';
import type { Job } from './job.js';
import { UsageError } from './usage-error.js';

/** How files are named. */
export interface NamingOptions {
  /** Keep the directories of the path. */
  createDirs: boolean;
  /** Leave the name to the server. */
  contentDisposition: boolean;
}

/** The end of a file's name while the server has not said which it is. */
const UNNAMED = '.unnamed';

/** Where bodies go: each to a file of its own, whose name does not depend on which transfer is faster. */
export class OutputDirectory {
  readonly #directory: string;
  readonly #options: NamingOptions;
  /** How many of a name there are; without regard to case, as some file systems have it. */
  readonly #taken = new Map<string, number>();

  /** @throws {UsageError} the directory cannot be made */
  constructor(directory: string, options: NamingOptions) {
    this.#directory = directory;
    this.#options = options;
    try {
      mkdirSync(directory, { recursive: true });
    } catch (error) {
      throw new UsageError([`--out ${directory}: ${(error as Error).message}`]);
    }
  }

  /** The file for a job: the wished name or the last part of the URL's path; a second one of the same name gets a number. */
  pathFor(job: Job): string {
    const parts = safePath(job.output ?? pathOf(job.url));
    const wished = join(...(this.#options.createDirs ? parts : parts.slice(-1)));
    const isOpen = this.#options.contentDisposition && job.output === undefined;
    const path = join(this.#directory, this.#unique(isOpen ? wished + UNNAMED : wished));
    if (this.#options.createDirs) makeDirectories(dirname(path));
    return path;
  }

  /** Gives a file the name that its server has for it. @returns its path */
  rename(path: string, contentDisposition: string | undefined): string {
    if (!this.#options.contentDisposition || !path.includes(UNNAMED)) return path;
    const name = nameFromHeader(contentDisposition);
    const below = relative(this.#directory, path);
    const wished = name === undefined ? below.replace(UNNAMED, '') : join(dirname(below), safePath(name).at(-1)!);
    const target = join(this.#directory, this.#unique(wished));
    renameSync(path, target);
    return target;
  }

  #unique(wished: string): string {
    const key = wished.toLowerCase();
    let count = (this.#taken.get(key) ?? 0) + 1;
    // A name with a number may have been wished for itself.
    while (count > 1 && this.#taken.has(numbered(wished, count).toLowerCase())) count += 1;
    this.#taken.set(key, count);
    if (count === 1) return wished;
    const name = numbered(wished, count);
    this.#taken.set(name.toLowerCase(), 1);
    return name;
  }
}

/** Where one of them is a file the job fails when its own is opened, and no other. */
function makeDirectories(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch {
    // See above.
  }
}

const numbered = (name: string, count: number) => name.replace(/(\.[^./\\]*)?$/, `-${count}$1`);
