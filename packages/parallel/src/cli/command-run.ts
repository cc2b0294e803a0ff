import { once } from 'node:events';
import { redactUrl } from '@curlew/async';
import { fetchAll } from '../fetch-all/fetch-all.js';
import type { FetchResult, HostPause } from '../fetch-all/fetch-options.js';
import type { FetchRun } from '../fetch-all/fetch-run.js';
import type { Arguments } from './arguments.js';
import { CookieFile } from './cookie-file.js';
import { duration } from './format.js';
import { HarLog } from './har.js';
import { Inputs } from './inputs.js';
import { Interrupts } from './interrupts.js';
import type { Job } from './job.js';
import { isReaderGone, type Streams } from './streams.js';
import { OutputDirectory } from './output-directory.js';
import { OutputFile } from './output-file.js';
import { createProgress, type Progress } from './progress.js';
import { Report } from './report.js';
import { RequestSource } from './request-source.js';
import { Requests } from './requests.js';
import { isFailure, jsonLine, makeResult, type Result } from './results.js';
import { Summary } from './summary.js';
import { UsageError } from './usage-error.js';

const INTERRUPTED = 130;
/** The exit code that a shell reports for a program ended by SIGPIPE. */
const NOBODY_READS = 141;

/** The job of a running transfer. */
interface Sent {
  job: Job;
  file: string | undefined;
}

/** One run of the command. */
export class CommandRun {
  readonly #args: Arguments;
  readonly #streams: Streams;
  readonly #inputs: Inputs;
  readonly #output: OutputDirectory | undefined;
  readonly #progress: Progress;
  readonly #requests: Requests;
  readonly #summary = new Summary();
  readonly #start = performance.now();
  readonly #judgement;
  /** The running transfers, by their positions. */
  readonly #sent = new Map<number, Sent>();
  readonly #paused = new Set<string>();
  readonly #har: HarLog | undefined;
  readonly #report: Report | undefined;
  readonly #cookies: CookieFile | undefined;
  #failures = 0;
  #done = 0;
  #isUnread = false;

  /** @throws {UsageError} something named by the arguments cannot be used; nothing was sent */
  static async create(args: Arguments, streams: Streams): Promise<CommandRun> {
    const files: { release(): void }[] = [];
    const opened = async <T extends { release(): void }>(file: Promise<T>) => {
      files.push(await file);
      return file;
    };
    try {
      const har = args.har === undefined ? undefined : await opened(OutputFile.create('--har', args.har));
      const report = args.report === undefined ? undefined : await opened(OutputFile.create('--report', args.report));
      const cookies = args.cookieJar === undefined ? undefined : await opened(CookieFile.open(args.cookieJar));
      return new CommandRun(args, streams, { har, report, cookies });
    } catch (error) {
      for (const file of files) file.release();
      throw error;
    }
  }

  private constructor(
    args: Arguments,
    streams: Streams,
    files: { har?: OutputFile | undefined; report?: OutputFile | undefined; cookies?: CookieFile | undefined },
  ) {
    this.#args = args;
    this.#streams = streams;
    this.#inputs = new Inputs(args.inputs, streams.stdin, (message) => this.#onBadLine(message));
    this.#requests = new Requests(args, this.#inputs.total, (pause) => this.#onHostPause(pause));
    this.#output = args.out === undefined ? undefined : new OutputDirectory(args.out, args);
    this.#judgement = { runStart: Date.now() / 1000, fail: args.fail };
    this.#har = files.har && new HarLog(files.har, args.secrets);
    this.#report = files.report && new Report(files.report, args.secrets);
    this.#cookies = files.cookies;
    this.#progress = createProgress(streams.stderr, this.#inputs, args.quiet);
  }

  /** @returns the exit code */
  async run(): Promise<number> {
    const fetches = fetchAll(this.#source(), this.#requests.options);
    const interrupts = new Interrupts(
      () => {
        this.#progress.note('finishing the running transfers; press Ctrl-C again to stop at once');
        fetches.drain({ dropWaiting: true });
      },
      () => {
        this.#progress.stop();
        process.exit(INTERRUPTED);
      },
    );
    this.#streams.stdout.on('error', (error: NodeJS.ErrnoException) => this.#onOutputError(error, fetches));
    try {
      this.#cookies?.load(fetches.session);
      fetches.onClose = (session) => this.#cookies?.save(session);
      await this.#takeAll(fetches);
    } finally {
      interrupts.stop();
      this.#progress.stop();
    }
    if (this.#isUnread) return NOBODY_READS;
    await this.#conclude(interrupts.isInterrupted);
    if (interrupts.isInterrupted) return INTERRUPTED;
    return this.#failures + this.#inputs.badLines > 0 ? 1 : 0;
  }

  #source(): RequestSource {
    const requestOf = (job: Job, index: number) => {
      const file = this.#output?.pathFor(job);
      this.#sent.set(index, { job, file });
      return this.#requests.requestOf(job, file, this.#progress.received);
    };
    return new RequestSource(this.#inputs, requestOf, () => {
      if (this.#inputs.badLines === 0) throw new UsageError([`${this.#args.inputs.join(', ')}: it contains no URL`]);
    });
  }

  async #takeAll(fetches: FetchRun): Promise<void> {
    for await (const fetched of fetches) {
      await this.#take(fetched);
      if (this.#isUnread || (this.#args.failEarly && this.#failures > 0)) break;
    }
  }

  async #take(fetched: FetchResult): Promise<void> {
    const { job, file } = this.#sent.get(fetched.index)!;
    this.#sent.delete(fetched.index);
    const isNew = this.#args.contentDisposition && file !== undefined && fetched.savedTo !== undefined && !fetched.isUnchanged;
    const named = isNew ? this.#rename(file, fetched) : file;
    const result = makeResult(job, fetched, named, this.#judgement);
    this.#done += 1;
    this.#summary.add(result);
    this.#progress.add(result);
    if (isFailure(result)) this.#onFailure(result);
    this.#report?.add(result, fetched);
    if (this.#har) await this.#har.add(result, fetched);
    if (this.#args.json) await this.#print(jsonLine(result));
  }

  #rename(file: string, { response }: FetchResult): string {
    return this.#output!.rename(file, response?.headers.get('content-disposition'));
  }

  #onFailure({ url, error }: Result): void {
    this.#failures += 1;
    this.#progress.note(`failed: ${redactUrl(url)}: ${error!.message}`);
  }

  #onBadLine(message: string): void {
    if (this.#args.strict) throw new UsageError([message]);
    this.#progress.note(`parallel-curl: ${message}`);
  }

  #onHostPause({ origin, milliseconds, reason }: HostPause): void {
    if (this.#paused.has(origin + reason)) return;
    this.#paused.add(origin + reason);
    const between = reason === 'Crawl-delay' ? ' between two transfers' : '';
    this.#progress.note(`${origin}: paused for ${duration(milliseconds)}${between} (${reason})`);
  }

  #onOutputError(error: NodeJS.ErrnoException, fetches: FetchRun): void {
    if (!isReaderGone(error)) return;
    this.#isUnread = true;
    void fetches.return();
  }

  /** Waits for a reader that is slower than the network. */
  async #print(line: string): Promise<void> {
    const { stdout } = this.#streams;
    if (this.#isUnread || stdout.write(`${line}\n`)) return;
    await Promise.race([once(stdout, 'drain'), once(stdout, 'error')]).catch(() => {});
  }

  async #conclude(isInterrupted: boolean): Promise<void> {
    const { stdout, stderr } = this.#streams;
    const elapsed = performance.now() - this.#start;
    (this.#args.json ? stderr : stdout).write(`${this.#summary.text(elapsed)}\n`);
    const { count, isComplete, total } = this.#inputs;
    if (isInterrupted) {
      const all = isComplete ? count : total;
      stderr.write(`interrupted: ${all === undefined ? 'the rest' : `${all - this.#done} of ${all}`} were not sent\n`);
    }
    await this.#har?.end();
    await this.#report?.write(elapsed);
    await this.#cookies?.keep();
  }
}
