import { createReadStream, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import { createInterface } from 'node:readline';
import { ForeignDataError } from '../foreign/fields.js';
import { checkedUrl, jobOf, type Job } from './job.js';
import { UsageError } from './usage-error.js';

const READ_PROBLEMS: Record<string, string> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a directory',
  EACCES: 'permission denied',
};

type Input = { url: string } | { name: string; lines: () => AsyncIterable<string> };

/** The jobs of all inputs, read on demand. */
export class Inputs implements AsyncIterable<Job> {
  readonly #inputs: readonly Input[];
  readonly #onBadLine: (message: string) => void;
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
  constructor(inputs: readonly string[], stdin: NodeJS.ReadableStream, onBadLine: (message: string) => void) {
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

  async *[Symbol.asyncIterator](): AsyncGenerator<Job, void, undefined> {
    for (const input of this.#inputs) {
      if ('url' in input) yield this.#counted(input);
      else yield* this.#readLines(input.name, input.lines());
    }
    this.isComplete = true;
  }

  #counted(job: Job): Job {
    this.count += 1;
    return job;
  }

  async *#readLines(name: string, lines: AsyncIterable<string>): AsyncGenerator<Job, void, undefined> {
    let number = 0;
    for await (const line of lines) {
      number += 1;
      try {
        const job = jobOf(line);
        if (job) yield this.#counted(job);
      } catch (error) {
        if (!(error instanceof ForeignDataError)) throw error;
        this.badLines += 1;
        this.#onBadLine(`${name}:${number}: ${error.message}`);
      }
    }
  }
}

function inputOf(input: string, stdin: NodeJS.ReadableStream): Input {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(input)) return { url: checkedUrl(input) };
  if (input === '-') return { name: 'standard input', lines: () => linesOf(stdin) };
  // Opened now, so that an unreadable list is reported before anything is fetched.
  const descriptor = openSync(input, 'r');
  const stats = fstatSync(descriptor);
  if (stats.isDirectory()) throw Object.assign(new Error('it is a directory'), { code: 'EISDIR' });
  const encoding = encodingOf(descriptor, stats);
  return { name: input, lines: () => linesOf(createReadStream(input, { fd: descriptor, encoding })) };
}

/** PowerShell 5 writes UTF-16 when its output goes to a file; the bytes FF FE in front say so. */
function encodingOf(descriptor: number, stats: Stats): BufferEncoding {
  const mark = Buffer.alloc(2);
  if (stats.isFile()) readSync(descriptor, mark, 0, mark.length, 0);
  return mark.readUInt16LE() === 0xfeff ? 'utf16le' : 'utf8';
}

const linesOf = (input: NodeJS.ReadableStream): AsyncIterable<string> => createInterface({ input, crlfDelay: Infinity });

function problemOf(input: string, error: NodeJS.ErrnoException): string {
  if (error instanceof ForeignDataError) return error.message;
  return `cannot read ${input}: ${READ_PROBLEMS[error.code ?? ''] ?? error.message} (a URL starts with http:// or https://)`;
}
