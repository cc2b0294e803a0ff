import { existsSync, readFileSync } from 'node:fs';
import type { Session } from '@curlew/async';
import { OutputFile } from './output-file.js';
import { UsageError } from './usage-error.js';

/** Cookies that are kept between runs, in a Netscape cookie file. */
export class CookieFile {
  readonly #before: string;
  readonly #path: string;
  readonly #file: OutputFile;

  private constructor(path: string, before: string, file: OutputFile) {
    this.#path = path;
    this.#before = before;
    this.#file = file;
  }

  /** @throws {UsageError} it cannot be read or written */
  static async open(path: string): Promise<CookieFile> {
    const file = await OutputFile.create('--cookie-jar', path);
    return new CookieFile(path, existsSync(path) ? readFileSync(path, 'utf8') : '', file);
  }

  /** @throws {UsageError} a line of the file is not a cookie */
  load(session: Session): void {
    try {
      if (this.#before !== '') session.loadCookies(this.#before);
    } catch (error) {
      throw new UsageError([`--cookie-jar: ${this.#path}: ${(error as Error).message}`]);
    }
  }

  save(session: Session): void {
    void this.#file.write(session.saveCookies());
  }

  async keep(): Promise<void> {
    await this.#file.keep();
  }

  release(): void {
    this.#file.release();
  }
}
