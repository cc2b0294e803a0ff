import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, stat, writeFile, open, type FileHandle } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Response } from '@curlew/async';

/** What the next try needs to know of what has come. */
interface Note {
  url: string;
  /** What If-Range asks with: a strong ETag, or the date of the last change. */
  validator: string;
}

/** Paths that are being written in this process: two writers would mix their bytes. */
const active = new Set<string>();

/** A file that grows under another name and gets its own when it is whole. */
export class PartialFile {
  readonly #target: string;
  readonly #part: string;
  readonly #notePath: string;
  readonly #url: string;
  readonly #isResumable: boolean;
  #handle: FileHandle | undefined;

  /**
   * @param isResumable has the other name be `NAME.part`, where the next try finds it; else it is nobody else's
   * @throws {Error} somebody in this process is writing it
   */
  constructor(target: string, url: string, isResumable: boolean) {
    this.#target = resolve(target);
    this.#isResumable = isResumable;
    this.#part = isResumable ? `${this.#target}.part` : `${this.#target}.${randomUUID()}.part`;
    this.#notePath = `${this.#part}.json`;
    this.#url = url;
    if (active.has(this.#target)) throw new Error(`saveTo: ${target} is being written by another request`);
    active.add(this.#target);
  }

  get targetPath(): string {
    return this.#target;
  }

  get partPath(): string {
    return this.#part;
  }

  /** What an earlier try has left, when it can be gone on with. */
  async earlier(): Promise<{ length: number; validator: string } | undefined> {
    if (!this.#isResumable) return undefined;
    try {
      const { url, validator } = JSON.parse(await readFile(this.#notePath, 'utf8')) as Note;
      const { size } = await stat(this.#part);
      return url === this.#url && typeof validator === 'string' && size > 0 ? { length: size, validator } : undefined;
    } catch {
      return undefined;
    }
  }

  /** Begins anew, and notes what the next try will need. */
  async begin(response: Response): Promise<void> {
    const validator = validatorOf(response);
    this.#handle = await open(this.#part, 'w');
    if (!this.#isResumable) return;
    if (validator === undefined) await rm(this.#notePath, { force: true });
    else await writeFile(this.#notePath, JSON.stringify({ url: this.#url, validator } satisfies Note));
  }

  /** Goes on at its end. */
  async append(): Promise<void> {
    this.#handle = await open(this.#part, 'a');
  }

  async write(chunk: Buffer): Promise<void> {
    await this.#handle!.writeFile(chunk);
  }

  async close(): Promise<void> {
    await this.#handle?.close();
    this.#handle = undefined;
  }

  /** It is whole. */
  async keep(): Promise<void> {
    await this.close();
    await rename(this.#part, this.#target);
    if (this.#isResumable) await rm(this.#notePath, { force: true });
  }

  /** Nothing of it is wanted. */
  async discard(): Promise<void> {
    await this.close();
    await rm(this.#part, { force: true });
    if (this.#isResumable) await rm(this.#notePath, { force: true });
  }

  /** Lets others write it. */
  release(): void {
    active.delete(this.#target);
  }
}

/** What says that the file is still the same; a weak ETag does not say so byte for byte. */
export function validatorOf({ headers }: Response): string | undefined {
  const etag = headers.get('etag');
  return etag !== undefined && !etag.startsWith('W/') ? etag : headers.get('last-modified');
}
