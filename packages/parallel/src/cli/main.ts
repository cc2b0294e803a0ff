import { parseArguments } from './arguments.js';
import { CommandRun } from './command-run.js';
import { isReaderGone, type Streams } from './streams.js';
import { showable } from './terminal-text.js';
import { UsageError } from './usage-error.js';

/**
 * The command `parallel-curl`.
 * @returns its exit code: 0, 1 when transfers failed, 2 when the input cannot be used, 130 when it was interrupted
 */
export async function main(argv: readonly string[], streams: Streams): Promise<number> {
  // The reader of the output is gone, so nothing can be reported.
  for (const stream of [streams.stdout, streams.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (!isReaderGone(error)) throw error;
    });
  try {
    const args = parseArguments(argv, (text) => streams.stdout.write(text));
    if (!args) return 0;
    const run = await CommandRun.create(args, streams);
    return await run.run();
  } catch (error) {
    const lines = linesOf(error);
    if (!lines) throw error;
    for (const line of lines) streams.stderr.write(`parallel-curl: ${showable(line)}\n`);
    return 2;
  }
}

/** The lines to print for an expected error: invalid input, or a refusal by the system. */
function linesOf(error: unknown): readonly string[] | undefined {
  if (error instanceof UsageError) return error.lines;
  return error instanceof Error && 'syscall' in error ? [error.message] : undefined;
}
