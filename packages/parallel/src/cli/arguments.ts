import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { UsageError } from './usage-error.js';

export interface Arguments {
  /** URLs, files with one URL a line, or `-` for standard input. */
  inputs: string[];
  max: number;
  maxHost?: number;
  /** Requests per second. */
  rate?: number;
  retry: number;
  /** Whole-transfer timeout in seconds, 0 for none. */
  timeout: number;
  header: [name: string, value: string][];
  httpVersion?: '1.1' | '2' | '3';
  proxy?: string;
  insecure: boolean;
  out?: string;
  resume: boolean;
  json: boolean;
  report?: string;
  har?: string;
  quiet: boolean;
}

const EXAMPLES = `
Examples:
  parallel-curl https://example.com/a https://example.com/b
  parallel-curl --max 20 --max-host 4 --out pages urls.txt
  cat urls.txt | parallel-curl --timeout 10 --retry 3 --json - > results.jsonl
  parallel-curl --out iso --resume --report report.html https://example.com/large.iso

A file holds one URL a line; blank lines and lines that start with # are skipped. A line may also be JSON:
  {"url": "https://example.com/", "method": "POST", "headers": {"X-A": "b"}, "body": "text", "output": "home.html", "expect": 200}
A body that is not text is sent as JSON. "expect" is the HTTP status, or the name of the error, that is no failure for this URL.

With --out a body is written when its status is 200 to 299, under its name only when it is whole; one that is not written
is a failure. Without it bodies are counted and dropped.

Ctrl-C once lets what runs finish and writes summary and report; twice stops at once.

Exit codes: 0 all transfers succeeded, 1 some failed, 2 the input cannot be used, 130 interrupted.`;

function wholeNumberFrom(least: number): (text: string) => number {
  return (text) => {
    if (!/^\d+$/.test(text) || Number(text) < least)
      throw new InvalidArgumentError(`expected a whole number from ${least}, got "${text}".`);
    return Number(text);
  };
}

function numberFrom0(text: string, what: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < 0) throw new InvalidArgumentError(`expected ${what} from 0, got "${text}".`);
  return value;
}

function perSecond(text: string): number {
  const value = numberFrom0(text, 'requests per second');
  if (value === 0) throw new InvalidArgumentError('expected more than 0 requests per second.');
  return value;
}

function header(text: string, before: Arguments['header']): Arguments['header'] {
  const [, name, value] = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):\s*(.*?)\s*$/.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new InvalidArgumentError(`expected "Name: value", got "${text}".`);
  return [...before, [name, value]];
}

/** One option of the command for each version. */
const HTTP_VERSIONS = ['1.1', '2', '3'] as const;

function makeCommand(write: (text: string) => void, problems: string[]): Command {
  const command = new Command('parallel-curl')
    .description('Fetches many URLs at once.')
    .argument('[inputs...]', 'URLs, files with one URL a line, or - for standard input')
    .option('--max <n>', 'transfers at the same time', wholeNumberFrom(1), 50)
    .option('--max-host <n>', 'transfers at the same time to one host', wholeNumberFrom(1))
    .option('--rate <n>', 'transfers started per second', perSecond)
    .option('--retry <n>', 'how often to try again what may be repeated; waits as the server asks', wholeNumberFrom(0), 0)
    .option('--timeout <seconds>', 'time for one transfer, 0 for no limit', (text) => numberFrom0(text, 'seconds'), 0)
    .option('--header <"name: value">', 'send this header; may be given several times', header, []);
  for (const version of HTTP_VERSIONS)
    command.option(`--http${version}`, `use HTTP/${version}${version === '1.1' ? '' : ', or what the server knows below it'}`);
  return command
    .option('--proxy <url>', 'http://, https://, socks4:// or socks5:// proxy; else the environment says')
    .option('--insecure', 'do not verify TLS certificates', false)
    .option('--out <dir>', 'write each body to a file in this directory')
    .option('--resume', 'with --out: go on with files that an earlier run has not finished', false)
    .option('--json', 'print a line of JSON for each transfer; the summary goes to standard error', false)
    .option('--report <file>', 'write an HTML report')
    .option('--har <file>', 'write an HTTP archive')
    .option('--quiet', 'no progress', false)
    .addHelpText('after', EXAMPLES)
    .exitOverride()
    .configureOutput({
      writeOut: write,
      writeErr: (text) => problems.push(text.trim().replace(/^error: /, '')),
      outputError: (text, writeError) => writeError(text),
    });
}

/**
 * @returns what was asked for, or undefined when only the help was
 * @throws {UsageError}
 */
export function parseArguments(argv: readonly string[], write: (text: string) => void): Arguments | undefined {
  const problems: string[] = [];
  const command = makeCommand(write, problems);
  try {
    command.parse([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return undefined;
    throw new UsageError(problems);
  }
  const options = command.opts<Omit<Arguments, 'inputs' | 'httpVersion'> & Record<`http${string}`, boolean | undefined>>();
  const versions = HTTP_VERSIONS.filter((version) => options[`http${version}`]);
  if (versions.length > 1) throw new UsageError([`use only one of ${versions.map((version) => `--http${version}`).join(', ')}`]);
  if (options.resume && options.out === undefined) throw new UsageError(['--resume goes on with files: it needs --out']);
  if (command.args.length === 0)
    throw new UsageError(['no URL given; name URLs, files with one URL a line, or - for standard input (--help shows examples)']);
  return { ...options, inputs: command.args, ...(versions[0] ? { httpVersion: versions[0] } : {}) };
}
