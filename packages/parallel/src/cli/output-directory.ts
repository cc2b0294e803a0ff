import { mkdirSync, renameSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { nameFromHeader, pathOf, safePath } from './file-name.js';
import type { Job } from './job.js';
import { UsageError } from './usage-error.js';

/** How files are named. */
export interface NamingOptions {
  /** Keep the directories of the path. */
  createDirs: boolean;
  /** Use the server's name for the file (Content-Disposition). */
  contentDisposition: boolean;
}

/** The suffix of a file whose name the server has not told yet. */
const UNNAMED = '.unnamed';

/** The directory for bodies. Each body has its own file, whose name does not depend on the order of completion. */
export class OutputDirectory {
  readonly #directory: string;
  /** The directory with a separator. */
  readonly #prefix: string;
  readonly #options: NamingOptions;
  /** The number of files of each name, ignoring case because some file systems do. */
  readonly #taken = new Map<string, number>();

  /** @throws {UsageError} the directory cannot be made */
  constructor(directory: string, options: NamingOptions) {
    this.#directory = directory;
    this.#prefix = join(directory, sep);
    this.#options = options;
    try {
      mkdirSync(directory, { recursive: true });
    } catch (error) {
      throw new UsageError([`--out ${directory}: ${(error as Error).message}`]);
    }
  }

  /**
   * The file for a job: the requested name or the last segment of the URL's path; further ones of the same name get a
   * number.
   */
  pathFor(job: Job): string {
    const parts = safePath(job.output ?? pathOf(job.url));
    const wished = this.#options.createDirs ? parts.join(sep) : parts.at(-1)!;
    const isOpen = this.#options.contentDisposition && job.output === undefined;
    const path = this.#prefix + this.#unique(isOpen ? wished + UNNAMED : wished);
    if (this.#options.createDirs) makeDirectories(dirname(path));
    return path;
  }

  /** Renames a file to the name given by its server. @returns its path */
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
    // A name with a number may also have been requested.
    while (count > 1 && this.#taken.has(numbered(wished, count).toLowerCase())) count += 1;
    this.#taken.set(key, count);
    if (count === 1) return wished;
    const name = numbered(wished, count);
    this.#taken.set(name.toLowerCase(), 1);
    return name;
  }
}

/** Makes the directories of a path. If one of them is a file, only this job fails, when its file is opened. */
function makeDirectories(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch {
    // The job fails when its file is opened.
  }
}

const numbered = (name: string, count: number) => name.replace(/(\.[^./\\]*)?$/, `-${count}$1`);
