import { readFileSync, readdirSync } from 'node:fs';

/** Descriptors kept free for name lookups, pipes and files of the program. */
const RESERVE = 12;
/** Descriptors per file: the file, its connection, and another connection that is being made or is idle. */
const PER_FILE = 3;
/** Milliseconds before the next attempt when the system has no descriptor free. */
const AGAIN_AFTER = 50;
/** The maximum number of attempts when none of the open files are ours. */
const TRIES = 100;

/** Keeps the process from running out of file descriptors: callers wait when too many are open. */
class OpenFiles {
  readonly #waiting: (() => void)[] = [];
  #limit: number | undefined;
  #count = 0;

  /** Takes a place if one is free. @returns whether one was */
  takeFree(): boolean {
    this.#limit ??= limitOf(readLimit());
    if (this.#count >= this.#limit) return false;
    this.#count += 1;
    return true;
  }

  /** @returns undefined when a place is free at once @throws the reason of the signal */
  take(signal: AbortSignal | undefined): Promise<void> | undefined {
    return this.takeFree() ? undefined : this.#wait(signal);
  }

  /** Gives the place back to the next caller that waits. */
  give(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#count -= 1;
  }

  /** Calls a function that opens files, again and again until the system has descriptors for it. */
  async whenPossible<T>(open: () => T, signal: AbortSignal | undefined): Promise<T> {
    for (let tries = 0; ; tries++) {
      try {
        return open();
      } catch (error) {
        if (!isExhausted(error) || (this.#count <= 1 && tries >= TRIES)) throw error;
      }
      signal?.throwIfAborted();
      await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER));
    }
  }

  async #wait(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    await new Promise<void>((resolve, reject) => {
      const onAbort = () => {
        this.#waiting.splice(this.#waiting.indexOf(take), 1);
        reject(signal!.reason);
      };
      const take = () => {
        signal?.removeEventListener('abort', onAbort);
        resolve();
      };
      this.#waiting.push(take);
      signal?.addEventListener('abort', onAbort, { once: true });
    });
  }
}

/** Whether the process, or the system, has no descriptor left. */
export function isExhausted(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'EMFILE' || code === 'ENFILE';
}

function limitOf(descriptors: number): number {
  return descriptors === Infinity ? Infinity : Math.max(1, Math.floor((descriptors - RESERVE) / PER_FILE));
}

/** How many descriptors the process may still open; Infinity where the system does not tell. */
function readLimit(): number {
  if (process.platform !== 'linux') return Infinity;
  try {
    const soft = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'latin1'))?.[1];
    return soft === undefined ? Infinity : Number(soft) - readdirSync('/proc/self/fd').length;
  } catch {
    return Infinity;
  }
}

export const openFiles = new OpenFiles();
