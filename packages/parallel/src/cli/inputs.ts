import { createReadStream, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import type { Readable } from 'node:stream';
import { ForeignDataError } from '../foreign/fields.js';
import { checkedUrl, jobOf, type Job } from './job.js';
import { LineReader } from './line-reader.js';
import { UsageError } from './usage-error.js';

const READ_PROBLEMS: Record<string, string> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a directory',
  EACCES: 'permission denied',
};

type Input = { url: string } | { name: string; open: () => Readable };

/** The jobs of all inputs, read on demand. */
export class Inputs {
  readonly #inputs: readonly Input[];
  readonly #onBadLine: (message: string) => void;
  /** The position of the input that is being read. */
  #at = 0;
  #lines: LineReader | undefined;
  /** The number of lines read from it. */
  #lineNumber = 0;
  /** The number of jobs so far. */
  count = 0;
  /** The number of lines that could not be used. */
  badLines = 0;
  /** Whether all jobs have been read, so that `count` is final. */
  isComplete = false;

  /**
   * @param onBadLine called with the problem of a bad line; an exception ends the run
   * @throws {UsageError} with a line for each input that cannot be read at all
   */
  constructor(inputs: readonly string[], stdin: Readable, onBadLine: (message: string) => void) {
    const problems: string[] = [];
    this.#onBadLine = onBadLine;
    this.#inputs = inputs.flatMap((input) => {
      try {
        return [inputOf(input, stdin)];
      } catch (error) {
        problems.push(problemOf(input, error as NodeJS.ErrnoException));
        return [];
      }
    });
    if (problems.length > 0) throw new UsageError(problems);
    // With URLs only, the number is known without reading.
    if (this.#inputs.every((input) => 'url' in input)) this.total = this.#inputs.length;
  }

  /** The total number of jobs, if it is known from the start. */
  readonly total: number | undefined;

  /** The next job; undefined when there are no more. A promise only if an input has to be read first. */
  next(): Job | undefined | Promise<Job | undefined> {
    for (let input; (input = this.#inputs[this.#at]);) {
      if ('url' in input) {
        this.#at += 1;
        return this.#counted(input);
      }
      this.#lines ??= new LineReader(input.open());
      const { name } = input;
      const line = this.#lines.next();
      if (line instanceof Promise) return line.then((read) => this.#jobOf(name, read) ?? this.next());
      const job = this.#jobOf(name, line);
      if (job) return job;
    }
    this.isComplete = true;
    return undefined;
  }

  /** Stops reading. */
  close(): void {
    this.#lines?.close();
    this.#at = this.#inputs.length;
  }

  #counted(job: Job): Job {
    this.count += 1;
    return job;
  }

  /** @param line undefined at the end of the input @returns undefined if the line has no job */
  #jobOf(name: string, line: string | undefined): Job | undefined {
    if (line === undefined) {
      this.#lines = undefined;
      this.#lineNumber = 0;
      this.#at += 1;
      return undefined;
    }
    this.#lineNumber += 1;
    try {
      const job = jobOf(line);
      return job && this.#counted(job);
    } catch (error) {
      if (!(error instanceof ForeignDataError)) throw error;
      this.badLines += 1;
      this.#onBadLine(`${name}:${this.#lineNumber}: ${error.message}`);
      return undefined;
    }
  }
}

function inputOf(input: string, stdin: Readable): Input {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(input)) return { url: checkedUrl(input) };
  if (input === '-') return { name: 'standard input', open: () => stdin.setEncoding('utf8') };
  // Opened now, so that an unreadable list is reported before anything is fetched.
  const descriptor = openSync(input, 'r');
  const stats = fstatSync(descriptor);
  if (stats.isDirectory()) throw Object.assign(new Error('it is a directory'), { code: 'EISDIR' });
  const encoding = encodingOf(descriptor, stats);
  return { name: input, open: () => createReadStream(input, { fd: descriptor, encoding }) };
}

/** PowerShell 5 writes UTF-16 when its output goes to a file; the bytes FF FE in front say so. */
function encodingOf(descriptor: number, stats: Stats): BufferEncoding {
  const mark = Buffer.alloc(2);
  if (stats.isFile()) readSync(descriptor, mark, 0, mark.length, 0);
  return mark.readUInt16LE() === 0xfeff ? 'utf16le' : 'utf8';
}

function problemOf(input: string, error: NodeJS.ErrnoException): string {
  if (error instanceof ForeignDataError) return error.message;
  return `cannot read ${input}: ${READ_PROBLEMS[error.code ?? ''] ?? error.message} (a URL starts with http:// or https://)`;
}
