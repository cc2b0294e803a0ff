import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { UsageError } from './usage-error.js';

export interface Arguments {
  /** URLs, files with one URL a line, or `-` for standard input. */
  inputs: string[];
  max: number;
  /** Whole-transfer timeout in seconds, 0 for none. */
  timeout: number;
  out?: string;
  insecure: boolean;
  quiet: boolean;
}

const EXAMPLES = `
Examples:
  parallel-curl https://example.com/a https://example.com/b
  parallel-curl --max 20 --out pages urls.txt
  cat urls.txt | parallel-curl --timeout 10 -

A file holds one URL a line; blank lines and lines that start with # are skipped. A line may also be JSON:
  {"url": "https://example.com/", "output": "home.html", "expect": 200}
"expect" is the HTTP status, or the name of the error, that is no failure for this URL.

Exit codes: 0 all transfers succeeded, 1 some failed, 2 the input cannot be used.`;

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text) || Number(text) < 1) throw new InvalidArgumentError(`expected a whole number from 1, got "${text}".`);
  return Number(text);
}

function seconds(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < 0) throw new InvalidArgumentError(`expected seconds from 0, got "${text}".`);
  return value;
}

/**
 * @returns what was asked for, or undefined when only the help was
 * @throws {UsageError}
 */
export function parseArguments(argv: readonly string[], write: (text: string) => void): Arguments | undefined {
  const problems: string[] = [];
  const command = new Command('parallel-curl')
    .description('Fetches many URLs at once.')
    .argument('[inputs...]', 'URLs, files with one URL a line, or - for standard input')
    .option('--max <n>', 'transfers at the same time', wholeNumber, 50)
    .option('--timeout <seconds>', 'time for one transfer, 0 for no limit', seconds, 0)
    .option('--out <dir>', 'write each body to a file in this directory')
    .option('--insecure', 'do not verify TLS certificates', false)
    .option('--quiet', 'no progress', false)
    .addHelpText('after', EXAMPLES)
    .exitOverride()
    .configureOutput({
      writeOut: write,
      writeErr: (text) => problems.push(text.trim().replace(/^error: /, '')),
      outputError: (text, writeError) => writeError(text),
    });
  try {
    command.parse([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return undefined;
    throw new UsageError(problems);
  }
  if (command.args.length === 0)
    throw new UsageError(['no URL given; name URLs, files with one URL a line, or - for standard input (--help shows examples)']);
  return { ...command.opts<Omit<Arguments, 'inputs'>>(), inputs: command.args };
}
