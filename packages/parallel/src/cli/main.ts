import { ParallelCurl } from '../parallel-curl/parallel-curl.js';
import { parseArguments, type Arguments } from './arguments.js';
import { readJobs, type Job } from './inputs.js';
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

/** The command `parallel-curl`. @returns its exit code: 0, 1 when transfers failed, 2 when the input cannot be used */
export async function main(argv: readonly string[], streams: Streams): Promise<number> {
  try {
    const args = parseArguments(argv, (text) => streams.stdout.write(text));
    if (!args) return 0;
    const jobs = await readJobs(args.inputs, streams.stdin);
    const output = args.out === undefined ? undefined : new OutputDirectory(args.out);
    return await run(args, jobs, output, streams);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    for (const line of error.lines) streams.stderr.write(`parallel-curl: ${line}\n`);
    return 2;
  }
}

async function run(
  args: Arguments,
  jobs: readonly Job[],
  output: OutputDirectory | undefined,
  { stdout, stderr }: Streams,
): Promise<number> {
  const results: Result[] = [];
  const progress = createProgress(stderr, jobs.length, args.quiet);
  const start = performance.now();
  let failed = 0;
  let received = 0;
  const record = (result: Result) => {
    results.push(result);
    received += result.bytes;
    if (result.error && !result.expected) failed += 1;
    progress.update(results.length, failed, received);
  };
  const parallel = new ParallelCurl(args.max, {
    FOLLOWLOCATION: true,
    MAXREDIRS: 10,
    TIMEOUT_MS: Math.round(args.timeout * 1000),
    ...(args.insecure ? { SSL_VERIFYPEER: false, SSL_VERIFYHOST: 0 } : {}),
  });
  for (const job of jobs) {
    await parallel.startRequest(job.url, async (content, _url, handle) => {
      const result = makeResult(job, content, handle);
      try {
        if (output && content) await output.write(job, content);
      } catch (error) {
        result.error = error as Error;
      }
      record(result);
    });
  }
  await parallel.close();
  progress.stop();
  stdout.write(`${summarize(results, performance.now() - start)}\n`);
  for (const line of listFailures(results)) stderr.write(`${line}\n`);
  return failed > 0 ? 1 : 0;
}
