import { SingleBar } from 'cli-progress';
import { bytes, duration } from './format.js';
import type { Result } from './results.js';

/** Counts what is done, and shows it. */
export interface Progress {
  add(result: Result): void;
  /** Says something on a line of its own. */
  note(text: string): void;
  stop(): void;
}

const PLAIN_EVERY_MS = 1000;

/** What has been done so far. */
class Counts {
  readonly #start = Date.now();
  readonly #total: number;
  done = 0;
  failed = 0;
  bytes = 0;

  constructor(total: number) {
    this.#total = total;
  }

  add({ error, expected, bytes: received }: Result): void {
    this.done += 1;
    this.bytes += received;
    if (error && !expected) this.failed += 1;
  }

  get figures() {
    const elapsed = Date.now() - this.#start || 1;
    const rate = `${((1000 * this.done) / elapsed).toFixed(0)}/s ${bytes((1000 * this.bytes) / elapsed)}/s`;
    const left = this.done > 0 ? duration(((this.#total - this.done) * elapsed) / this.done) : '?';
    return { failed: this.failed, received: bytes(this.bytes), rate, left };
  }
}

/** A bar on a terminal, a plain line a second elsewhere, nothing but notes when quiet. */
export function createProgress(output: NodeJS.WriteStream, total: number, quiet: boolean): Progress {
  const note = (text: string) => void output.write(`${text}\n`);
  if (quiet) return { add: () => {}, note, stop: () => {} };
  return output.isTTY ? bar(output, total) : lines(output, total, note);
}

function bar(output: NodeJS.WriteStream, total: number): Progress {
  const counts = new Counts(total);
  const single = new SingleBar({
    format: '{bar} {value}/{total} done, {failed} failed, {received}, {rate}, ETA {left}',
    stream: output,
    barsize: 24,
    hideCursor: true,
    fps: 10,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    // Ctrl-C is ours.
    gracefulExit: false,
  });
  single.start(total, 0, counts.figures);
  return {
    add: (result) => {
      counts.add(result);
      single.update(counts.done, counts.figures);
    },
    note: (text) => void output.write(`\n${text}\n`),
    stop: () => single.stop(),
  };
}

function lines(output: NodeJS.WriteStream, total: number, note: (text: string) => void): Progress {
  const counts = new Counts(total);
  let last = Date.now();
  return {
    add: (result) => {
      counts.add(result);
      if (Date.now() - last < PLAIN_EVERY_MS && counts.done < total) return;
      last = Date.now();
      const { failed, received, rate, left } = counts.figures;
      output.write(`${counts.done}/${total} done, ${failed} failed, ${received}, ${rate}, ETA ${left}\n`);
    },
    note,
    stop: () => {},
  };
}
