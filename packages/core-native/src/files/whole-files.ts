import type { Buffer } from 'node:buffer';
import { toNamespacedPath } from 'node:path';
import { Status, binding } from '../binding.js';
import { errorOfStatus } from '../errors/index.js';
import { systemError } from './system-error.js';

/** A whole body for a file. */
export interface WholeFile {
  /** The path that is written to first; a file there is replaced, a symbolic link not followed. */
  part: string;
  /** The path that it then gets. */
  target: string;
  /** The permissions of the file; −1 for those that new files have. */
  mode: number;
  /** The content; may be changed afterwards. */
  bytes: Buffer;
}

interface Waiting extends Pick<WholeFile, 'part' | 'target'> {
  resolve: () => void;
  reject: (error: Error) => void;
}

/** The system calls of a job, in the order of `FileJob::Step`. */
export const FILE_STEPS = ['open', 'fchmod', 'write', 'close', 'rename'] as const;

/** The numbers of a finished job: its id, the step that failed, the error. */
const RECORD = 3;
/** The most jobs that a thread does before it reports. */
const MOST_AT_ONCE = 64;

/** The files that are written; those that wait for a thread. */
class WholeFiles {
  readonly #waiting = new Map<number, Waiting>();
  readonly #records = new Int32Array(MOST_AT_ONCE * RECORD);
  #id = 0;
  #isAttached = false;
  #isScheduled = false;
  readonly #start = () => {
    this.#isScheduled = false;
    const status = binding.filesStart();
    if (status !== Status.ok) this.#refuseAll(status);
  };

  write({ part, target, mode, bytes }: WholeFile): Promise<void> | undefined {
    const id = this.#id;
    const status = binding.filesWrite(id, toNamespacedPath(part), toNamespacedPath(target), mode, bytes);
    if (status === Status.ok) return undefined;
    if (typeof status === 'object') throw systemError(status.failed, FILE_STEPS[status.step]!, { part, target });
    if (status !== Status.later) throw errorOfStatus(status, { operation: 'saveTo', expected: 'a path', value: target })!;
    this.#id = (id + 1) % 2 ** 31;
    this.#attach();
    // When all microtasks of this turn have run, so after the ends of its other transfers.
    if (!this.#isScheduled) process.nextTick(this.#start);
    this.#isScheduled = true;
    return new Promise((resolve, reject) => this.#waiting.set(id, { part, target, resolve, reject }));
  }

  #attach(): void {
    if (this.#isAttached) return;
    binding.filesAttach((count) => this.#done(count), this.#records);
    this.#isAttached = true;
  }

  #done(count: number): void {
    for (let index = 0; index < count * RECORD; index += RECORD) {
      const id = this.#records[index]!;
      const waiting = this.#waiting.get(id);
      // It was refused meanwhile.
      if (!waiting) continue;
      this.#waiting.delete(id);
      const error = this.#records[index + 2]!;
      if (error === 0) waiting.resolve();
      else waiting.reject(systemError(error, FILE_STEPS[this.#records[index + 1]!]!, waiting));
    }
  }

  #refuseAll(status: number): void {
    for (const { reject } of this.#waiting.values()) reject(errorOfStatus(status, { operation: 'saveTo' })!);
    this.#waiting.clear();
  }
}

const files = new WholeFiles();

/**
 * Writes a file under another name and renames it. After a failure the target is as it was, and there is no part. On a
 * slow disk it is written on threads of libuv's pool, together with others that come in the same turn of the event loop.
 * @returns undefined if it is written already
 * @throws {Error} the system's error, with the properties that those of `node:fs` have; at once, or as a rejection
 * @internal
 */
export const writeWholeFile = (file: WholeFile): Promise<void> | undefined => files.write(file);

/**
 * For a process that exits: waits for the files that are being written, and drops those that wait. Their promises stay
 * pending.
 * @internal
 */
export const stopWholeFiles = (): void => void binding.filesStop();
