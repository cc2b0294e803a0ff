import { bytes, duration } from './format.js';
import { isFailure, type Result } from './results.js';
import { showable } from './terminal-text.js';

/** Counts and shows the progress. */
export interface Progress {
  add(result: Result): void;
  /** Called with the number of bytes received. Undefined if bytes are counted only at the end of a transfer. */
  received: ((count: number) => void) | undefined;
  /** Prints a message on its own line. */
  note(text: string): void;
  stop(): void;
}

/** The expected total, as far as it is known. */
export interface Expected {
  count: number;
  isComplete: boolean;
  total: number | undefined;
}

const LINE_EVERY = 10_000;
const FRAME_EVERY = 100;
const HIDE_CURSOR = '\x1b[?25l';
const SHOW_CURSOR = '\x1b[?25h';
const CLEAR_LINE = '\r\x1b[2K';
const WIDEST_BAR = 24;

/** The counts so far. */
class Counts {
  readonly #start = performance.now();
  readonly #expected: Expected;
  done = 0;
  failed = 0;
  bytes = 0;

  constructor(expected: Expected) {
    this.#expected = expected;
  }

  add(result: Result): void {
    this.done += 1;
    if (isFailure(result)) this.failed += 1;
  }

  /** Undefined while the list is still being read. */
  get total(): number | undefined {
    return this.#expected.isComplete ? this.#expected.count : this.#expected.total;
  }

  /** The parts of the line, the most important first, because a narrow terminal has no room for all. */
  get parts(): string[] {
    const elapsed = performance.now() - this.#start || 1;
    const { total } = this;
    const left = total === undefined ? [] : [`ETA ${this.done > 0 ? duration(((total - this.done) * elapsed) / this.done) : '?'}`];
    return [
      `${this.done}/${total ?? '?'} done`,
      `${this.failed} failed`,
      bytes(this.bytes),
      `${((1000 * this.done) / elapsed).toFixed(0)}/s ${bytes((1000 * this.bytes) / elapsed)}/s`,
      ...left,
    ];
  }
}

/** A bar on a terminal, a plain line every ten seconds elsewhere, only messages when quiet. */
export function createProgress(output: NodeJS.WriteStream, expected: Expected, quiet: boolean): Progress {
  if (quiet) return { add: () => {}, received: undefined, note: (text) => void output.write(`${showable(text)}\n`), stop: () => {} };
  return output.isTTY ? new Bar(output, expected) : new Lines(output, expected);
}

class Bar implements Progress {
  readonly #output: NodeJS.WriteStream;
  readonly #counts: Counts;
  readonly #timer: NodeJS.Timeout;
  #isStopped = false;

  constructor(output: NodeJS.WriteStream, expected: Expected) {
    this.#output = output;
    this.#counts = new Counts(expected);
    output.write(HIDE_CURSOR);
    this.#draw();
    this.#timer = setInterval(() => this.#draw(), FRAME_EVERY);
    this.#timer.unref();
    process.on('exit', this.#onExit);
  }

  readonly #onExit = () => this.stop();

  add(result: Result): void {
    this.#counts.add(result);
  }

  received = (count: number): void => void (this.#counts.bytes += count);

  /** Prints above the bar, which is redrawn below. */
  note(text: string): void {
    this.#output.write(`${CLEAR_LINE}${showable(text)}\n`);
    if (!this.#isStopped) this.#draw();
  }

  stop(): void {
    if (this.#isStopped) return;
    this.#isStopped = true;
    clearInterval(this.#timer);
    process.off('exit', this.#onExit);
    this.#draw();
    this.#output.write(`\n${SHOW_CURSOR}`);
  }

  #draw(): void {
    // Some terminals wrap after writing to the last column.
    const room = Math.max(10, (this.#output.columns || 80) - 1);
    const { total, done, parts } = this.#counts;
    let text = '';
    for (const part of parts) {
      const longer = text === '' ? part : `${text}, ${part}`;
      if (text !== '' && longer.length > room) break;
      text = longer;
    }
    const width = Math.min(WIDEST_BAR, room - text.length - 1);
    const full = total === undefined ? 0 : Math.round((width * done) / (total || 1));
    const bar = width < 4 ? '' : `${'█'.repeat(full)}${'░'.repeat(width - full)} `;
    this.#output.write(`${CLEAR_LINE}${bar}${text.slice(0, room)}`);
  }
}

class Lines implements Progress {
  readonly #output: NodeJS.WriteStream;
  readonly #counts: Counts;
  readonly #timer: NodeJS.Timeout;

  constructor(output: NodeJS.WriteStream, expected: Expected) {
    this.#output = output;
    this.#counts = new Counts(expected);
    this.#timer = setInterval(() => this.#write(), LINE_EVERY);
    this.#timer.unref();
  }

  // Counting each transfer's bytes is not worth one line in ten seconds.
  received = undefined;

  add(result: Result): void {
    this.#counts.add(result);
    this.#counts.bytes += result.bytes;
  }

  note(text: string): void {
    this.#output.write(`${showable(text)}\n`);
  }

  /** Prints the last line, with the final counts. */
  stop(): void {
    clearInterval(this.#timer);
    this.#write();
  }

  #write(): void {
    this.#output.write(`${this.#counts.parts.join(', ')}\n`);
  }
}
