import { openSync } from 'node:fs';
import { devNull } from 'node:os';
import { fetchAll } from '../fetch-all/fetch-all.js';
import type { FetchAllOptions, FetchRequest } from '../fetch-all/fetch-options.js';
import { writeReport } from './write-report.js';
import { parseArguments, type Arguments } from './arguments.js';
import { HarLog } from './har.js';
import { readJobs, type Job } from './inputs.js';
import { Interrupts } from './interrupts.js';
import { jsonLine } from './json-line.js';
import { OutputDirectory } from './output-directory.js';
import { createProgress } from './progress.js';
import { makeResult, type Result } from './results.js';
import { listFailures, summarize } from './summary.js';
import { UsageError } from './usage-error.js';

export interface Streams {
  stdin: NodeJS.ReadableStream;
  stdout: NodeJS.WriteStream;
  stderr: NodeJS.WriteStream;
}

/**
 * The command `parallel-curl`.
 * @returns its exit code: 0, 1 when transfers failed, 2 when the input cannot be used, 130 when it was interrupted
 */
export async function main(argv: readonly string[], streams: Streams): Promise<number> {
  try {
    const args = parseArguments(argv, (text) => streams.stdout.write(text));
    if (!args) return 0;
    return await run(args, await readJobs(args.inputs, streams.stdin), streams);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    for (const line of error.lines) streams.stderr.write(`parallel-curl: ${line}\n`);
    return 2;
  }
}

async function run(args: Arguments, jobs: readonly Job[], { stdout, stderr }: Streams): Promise<number> {
  const output = args.out === undefined ? undefined : new OutputDirectory(args.out);
  const files = jobs.map((job) => output?.pathFor(job));
  const har = args.har === undefined ? undefined : new HarLog();
  const progress = createProgress(stderr, jobs.length, args.quiet);
  const [start, runStart] = [performance.now(), Date.now() / 1000];
  const results: Result[] = [];
  const fetches = fetchAll(
    jobs.map((job, index) => requestOf(job, files[index], args)),
    optionsOf(args),
  );
  const interrupts = new Interrupts(
    () => {
      progress.note('finishing what runs; Ctrl-C again stops at once');
      fetches.drain({ dropWaiting: true });
    },
    () => {
      progress.stop();
      process.exit(130);
    },
  );
  for await (const fetched of fetches) {
    const result = makeResult(jobs[fetched.index]!, fetched, runStart, output !== undefined);
    results.push(result);
    har?.add(result, fetched);
    if (args.json) stdout.write(`${jsonLine(result)}\n`);
    progress.add(result);
  }
  interrupts.stop();
  progress.stop();
  const elapsed = performance.now() - start;
  (args.json ? stderr : stdout).write(`${summarize(results, elapsed)}\n`);
  for (const line of listFailures(results)) stderr.write(`${line}\n`);
  if (results.length < jobs.length) stderr.write(`interrupted: ${jobs.length - results.length} of ${jobs.length} were not sent\n`);
  if (args.har !== undefined) await har!.write(args.har);
  if (args.report !== undefined) await writeReport(args.report, results, elapsed);
  if (interrupts.isInterrupted) return 130;
  return results.some(({ error, expected }) => error && !expected) ? 1 : 0;
}

function optionsOf({ max, maxHost, rate, retry, timeout, header, httpVersion, proxy, insecure, out }: Arguments): FetchAllOptions {
  return {
    max,
    ...(maxHost === undefined ? {} : { maxPerHost: maxHost }),
    ...(rate === undefined ? {} : { rate }),
    retry,
    timeout: { total: timeout * 1000, connect: 30_000 },
    // A host that goes silent must not hold its place for ever. Bodies without a file are libcurl's to drop.
    curlOptions: { LOW_SPEED_LIMIT: 1, LOW_SPEED_TIME: 120, ...(out === undefined ? { WRITEDATA: openSync(devNull, 'w') } : {}) },
    maxRedirects: 10,
    headers: header,
    ...(httpVersion === undefined ? {} : { httpVersion }),
    ...(proxy === undefined ? {} : { proxy }),
    verify: !insecure,
  };
}

function requestOf({ url, method, headers, body }: Job, file: string | undefined, { resume }: Arguments): FetchRequest {
  return {
    url,
    ...(method === undefined ? (body === undefined ? {} : { method: 'POST' }) : { method: method.toUpperCase() }),
    ...(headers === undefined ? {} : { headers }),
    ...(body === undefined ? {} : typeof body === 'string' ? { body } : { json: body }),
    ...(file === undefined ? {} : { saveTo: file, resume }),
  };
}
