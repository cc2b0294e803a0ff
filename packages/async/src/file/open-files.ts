import { readFileSync, readdirSync } from 'node:fs';

/** Descriptors that stay free for everything else: names to be looked up, pipes, files of the program. */
const RESERVE = 12;
/** A file, the connection that its body comes from, and one that is being made or idles. */
const PER_FILE = 3;
/** Milliseconds until a descriptor is asked for again that the system had not. */
const AGAIN_AFTER = 50;
/** How often that is done when none of the files are ours. */
const TRIES = 100;

/** Sees to it that a process does not run out of descriptors: those who would open one too many wait. */
class OpenFiles {
  readonly #waiting: (() => void)[] = [];
  #limit: number | undefined;
  #count = 0;

  /** @returns undefined when there is room at once @throws the reason of the signal */
  take(signal: AbortSignal | undefined): Promise<void> | undefined {
    this.#limit ??= limitOf(readLimit());
    if (this.#count < this.#limit) {
      this.#count += 1;
      return undefined;
    }
    return this.#wait(signal);
  }

  /** Lets the next one have the place. */
  give(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#count -= 1;
  }

  /** Calls a function that opens files until the system has descriptors for it. */
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

export function isExhausted(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'EMFILE' || code === 'ENFILE';
}

function limitOf(descriptors: number): number {
  return descriptors === Infinity ? Infinity : Math.max(1, Math.floor((descriptors - RESERVE) / PER_FILE));
}

/** How many descriptors the process may still open; Infinity where the system does not say, and only a failure tells. */
function readLimit(): number {
  try {
    const soft = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'latin1'))?.[1];
    return soft === undefined ? Infinity : Number(soft) - readdirSync('/proc/self/fd').length;
  } catch {
    return Infinity;
  }
}

export const openFiles = new OpenFiles();
