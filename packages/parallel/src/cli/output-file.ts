import { BodyFile } from '@curlew/async';
import { UsageError } from './usage-error.js';

/** The number of characters to collect before writing. */
const CHUNK = 64 * 1024;

/** A file that the command itself writes: created before anything is fetched, and renamed to its name when complete. */
export class OutputFile {
  readonly #file: BodyFile;
  #text = '';

  private constructor(file: BodyFile) {
    this.#file = file;
  }

  /** @param option the option that names the file @throws {UsageError} it cannot be written */
  static async create(option: string, path: string): Promise<OutputFile> {
    try {
      const file = await BodyFile.claim(path, { url: '' });
      await file.begin();
      return new OutputFile(file);
    } catch (error) {
      throw new UsageError([`${option}: cannot write ${path}: ${(error as Error).message.replace(/^saveTo: /, '')}`]);
    }
  }

  /** @returns undefined if there is nothing to wait for */
  write(text: string): Promise<void> | undefined {
    this.#text += text;
    return this.#text.length < CHUNK ? undefined : this.#flush();
  }

  async #flush(): Promise<void> {
    const text = this.#text;
    this.#text = '';
    await this.#file.write(Buffer.from(text));
  }

  async keep(): Promise<void> {
    await this.#flush();
    this.#file.keep();
  }

  /** Removes the file if it was not completed. */
  release(): void {
    this.#file.release();
  }
}
