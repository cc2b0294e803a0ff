import { createHash } from 'node:crypto';
import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  lstatSync,
  openSync,
  readSync,
  rmSync,
  statSync,
  utimesSync,
  write,
  type Stats,
} from 'node:fs';
import { promisify } from 'node:util';
import { writeWholeFile } from '@curlew/core-native';
import type { Earlier } from './answer.js';
import { releaseAtExit, releasedBefore } from './clean-up.js';
import { existingFile } from './existing-file.js';
import { FileInUseError, FileLock } from './file-lock.js';
import { fileNamesOf, type FileNames } from './file-names.js';
import { readNote, writeNote } from './note.js';
import { removeLeftovers } from './leftovers.js';
import { isExhausted, openFiles } from './open-files.js';
import { openNew } from './open-new.js';
import { renameOver } from './rename-over.js';

const writeTo = promisify(write);

/** Targets that are being written in this process. */
const active = new Set<string>();

/** The server's description of a file. */
export interface Facts {
  validator?: string | undefined;
  /** Bytes. */
  total?: number | undefined;
}

/** Options of {@link BodyFile.claim}. */
export interface ClaimOptions {
  /** Keep the part for a later attempt, and continue from what an earlier one has left. */
  resume?: boolean;
  /** The URL of the file, so that a part of another file is never continued. */
  url: string;
  /** Aborts the wait for a file descriptor. */
  signal?: AbortSignal | undefined;
}

/**
 * A file for a body. The body is written under a temporary name and renamed when it is complete; until then an existing
 * file of that name is left as it is. A part that a later attempt may continue is locked, so that one writer among all
 * processes has it; a part of a single attempt has a unique name.
 *
 * Every way from a body to a file leads through here: {@link BodyFile.claim}, then {@link BodyFile.begin} or
 * {@link BodyFile.append}, then {@link BodyFile.keep} or {@link BodyFile.discard}, and {@link BodyFile.release} always.
 * A body that is whole in memory needs only {@link BodyFile.save}.
 */
export class BodyFile {
  readonly #names: FileNames;
  /** The hash of the URL, for the note. */
  readonly #url: string;
  readonly #isResumable: boolean;
  readonly #signal: AbortSignal | undefined;
  #lock: FileLock | undefined;
  /** The file that the target replaces. */
  #before: Stats | undefined;
  #descriptor: number | undefined;
  /** Whether the part is of use to a later attempt. */
  #isLeft = false;
  #isReleased = false;
  #isKept = false;
  /** Whether this object owns the part. */
  #isOurs = false;
  /** The part of an earlier attempt, if it can be resumed. */
  earlier: Earlier | undefined;

  private constructor(names: FileNames, { url, resume = false, signal }: ClaimOptions) {
    this.#signal = signal;
    this.#names = names;
    this.#url = resume ? createHash('sha256').update(url).digest('hex') : '';
    this.#isResumable = resume;
  }

  /**
   * Locks the part against other writers, and waits until a file descriptor is available.
   * @throws {FileInUseError} another writer has the part
   * @throws {Error} the target cannot be a file: it is a directory, a device, …
   */
  static async claim(path: string, options: ClaimOptions): Promise<BodyFile> {
    const file = this.#named(path, options);
    try {
      await openFiles.take(options.signal);
    } catch (error) {
      active.delete(file.target);
      throw error;
    }
    try {
      await openFiles.whenPossible(() => file.#acquire(), options.signal);
    } catch (error) {
      file.release();
      throw error;
    }
    return file;
  }

  /** The same without waiting: undefined if no file descriptor is available now. @throws as {@link BodyFile.claim} */
  static claimNow(path: string, options: ClaimOptions): BodyFile | undefined {
    const file = this.#named(path, options);
    if (!openFiles.takeFree()) {
      active.delete(file.target);
      return undefined;
    }
    try {
      file.#acquire();
      return file;
    } catch (error) {
      file.release();
      if (isExhausted(error)) return undefined;
      throw error;
    }
  }

  static #named(path: string, options: ClaimOptions): BodyFile {
    const file = new this(fileNamesOf(path, options.resume === true), options);
    if (active.has(file.target)) throw new FileInUseError(`saveTo: ${path} is being written by another request`);
    active.add(file.target);
    return file;
  }

  #acquire(): void {
    const { directory, target, lock, part } = this.#names;
    this.#before = existingFile(target);
    removeLeftovers(directory);
    if (this.#isResumable) this.#lock = FileLock.acquire(lock, target, part);
    this.#isOurs = true;
    releaseAtExit(this);
    this.earlier = this.#readEarlier();
    this.#isLeft = this.earlier !== undefined;
  }

  /** The absolute path of the finished file. */
  get target(): string {
    return this.#names.target;
  }

  /** The path that the body is written to until it is complete. */
  get part(): string {
    return this.#names.part;
  }

  /** The permissions that the file gets, those of the one that it replaces; −1 for those that new files have. */
  get mode(): number {
    return this.#before ? this.#before.mode & 0o777 : -1;
  }

  /** The file that the target replaces; undefined if there is none. */
  get existing(): { size: number; mtimeMs: number } | undefined {
    return this.#before;
  }

  #readEarlier(): Earlier | undefined {
    if (!this.#isResumable) return undefined;
    const note = readNote(this.#names.note, this.#url);
    const part = lstatSync(this.#names.part, { throwIfNoEntry: false });
    if (!note || !part?.isFile() || part.size === 0) return undefined;
    return { ...note, length: part.size };
  }

  /**
   * Starts with an empty part.
   * @param facts what a later attempt needs to continue; without a validator none can
   * @returns the descriptor, for writers such as libcurl that write to it themselves
   * @throws the error of the file system, or the reason of an aborted signal
   */
  begin(facts: Facts = {}): Promise<number> {
    return openFiles.whenPossible(() => this.#begin(facts), this.#signal);
  }

  #begin({ validator, total }: Facts): number {
    const { part, note } = this.#names;
    this.#close();
    this.#isLeft = false;
    this.#descriptor = openNew(part, note);
    if (this.#before) fchmodSync(this.#descriptor, this.mode);
    if (this.#isResumable && validator !== undefined) {
      writeNote(note, this.#url, { validator, total });
      this.#isLeft = true;
    }
    return this.#descriptor;
  }

  /**
   * Writes a body that is whole, and gives it the target's name.
   * @returns undefined if that is done
   * @throws the error of the file system, at once or as a rejection
   */
  save(bytes: Buffer): Promise<void> | undefined {
    const { part, target } = this.#names;
    let written: Promise<void> | undefined;
    try {
      written = writeWholeFile({ part, target, mode: this.mode, bytes });
    } catch (error) {
      return this.#saveAgain(bytes, error);
    }
    if (!written) return this.#kept();
    return written.then(
      () => this.#kept(),
      (error: unknown) => this.#saveAgain(bytes, error),
    );
  }

  #kept(): undefined {
    this.#isKept = true;
    this.release();
  }

  /** Waits for a descriptor if that was missing. @throws the error otherwise */
  async #saveAgain(bytes: Buffer, error: unknown): Promise<void> {
    if (!isExhausted(error)) throw error;
    await this.begin();
    await this.write(bytes);
    this.keep();
  }

  /** Continues at the end of the part that exists. */
  append(): void {
    this.#close();
    const { O_WRONLY, O_APPEND, O_NOFOLLOW = 0 } = constants;
    this.#descriptor = openSync(this.#names.part, O_WRONLY | O_APPEND | O_NOFOLLOW);
    this.#isLeft = true;
  }

  /** Appends to the part. @throws the reason of an aborted signal, or the system's error */
  async write(chunk: Buffer): Promise<void> {
    for (let at = 0; at < chunk.length;) {
      const { bytesWritten } = await writeTo(this.#descriptor!, chunk, at);
      at += bytesWritten;
    }
  }

  /** The size of the part in bytes. */
  get size(): number {
    return this.#descriptor === undefined ? statSync(this.#names.part).size : fstatSync(this.#descriptor).size;
  }

  /** Reads the first bytes of the part. */
  head(length: number): Buffer {
    const bytes = Buffer.alloc(Math.min(length, this.size));
    const descriptor = openSync(this.#names.part, 'r');
    try {
      return bytes.subarray(0, readSync(descriptor, bytes, 0, bytes.length, 0));
    } finally {
      closeSync(descriptor);
    }
  }

  /**
   * Marks the file as complete and renames it to the target.
   * @param modified the modification time of the file; now by default
   * @throws {FileInUseError} another writer has taken the part over meanwhile
   */
  keep(modified?: Date): void {
    const { part, target, note } = this.#names;
    if (this.#lock && !this.#lock.isHeld) {
      this.#isOurs = false;
      throw new FileInUseError(`saveTo: ${target}: another process has taken the file over`);
    }
    this.#close();
    if (modified) utimesSync(part, modified, modified);
    renameOver(part, target);
    if (this.#isResumable) rmSync(note, { force: true });
    this.#kept();
  }

  /** Whether the body has the target's name. */
  get isKept(): boolean {
    return this.#isKept;
  }

  /** Deletes the part. @throws the error of the file system */
  discard(): void {
    this.#isLeft = false;
    this.release();
  }

  /** Unlocks the part, and removes it if no later attempt could continue it. May be called again. @throws the error of the file system */
  release(): void {
    if (this.#isReleased) return;
    this.#isReleased = true;
    this.#close();
    releasedBefore(this);
    active.delete(this.#names.target);
    openFiles.give();
    if (!this.#isOurs) return;
    if (!this.#isLeft && !this.#isKept) {
      rmSync(this.#names.part, { force: true });
      if (this.#isResumable) rmSync(this.#names.note, { force: true });
    }
    this.#lock?.release();
  }

  #close(): void {
    if (this.#descriptor === undefined) return;
    closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }
}
