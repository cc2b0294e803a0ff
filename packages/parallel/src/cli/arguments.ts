import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { versionInfo } from '@curlew/async';
import { packageDirectory } from './package-directory.js';
import { ALIASES, commanderOptions, defaultOptions, type Options } from './options.js';
import { UsageError } from './usage-error.js';

/** The parsed command line. */
export interface Arguments extends Options {
  /** URLs, files with one URL a line, or `-` for standard input. */
  inputs: string[];
  httpVersion: '1.1' | '2' | '3' | undefined;
}

const EXAMPLES = `
Examples:
  parallel-curl https://example.com/a https://example.com/b
  parallel-curl --max 20 --max-host 4 --out pages urls.txt
  cat urls.txt | parallel-curl --timeout 10 --retry 3 --json - > results.jsonl
  parallel-curl --out iso --continue --report report.html https://example.com/large.iso

A file holds one URL a line; blank lines and lines that start with # are skipped. A line may also be JSON:
  {"url": "https://example.com/", "method": "POST", "headers": {"X-A": "b"}, "body": "text", "output": "home.html",
   "checksum": "sha256:0123…", "expect": 200}
A body that is not text is sent as JSON. "expect" is the HTTP status, or the name of the error, that does not count as a failure for this
URL. Lines are read as they are needed; one that cannot be used is reported and skipped, and the exit code is 1.

A status of 400 or more is a failure unless --no-fail is given. With --out a body is written when its status is 200 to 299,
and is under its name only when it is whole; nothing else touches a file.

Ctrl-C (or Ctrl-Break, or SIGTERM) once lets what runs finish and writes summary and report; twice stops at once.

Exit codes: 0 all transfers succeeded, 1 some failed or a line could not be used, 2 the input or an option cannot be used,
130 interrupted, 141 nobody reads the output any more.`;

/** The HTTP versions; each has an option of the command. */
const HTTP_VERSIONS = ['1.1', '2', '3'] as const;

function versionText(): string {
  const { version } = JSON.parse(readFileSync(join(packageDirectory(), 'package.json'), 'utf8')) as { version: string };
  const { version: libcurl, sslVersion } = versionInfo();
  return `parallel-curl ${version} (libcurl ${libcurl}, ${sslVersion}; Node.js ${process.version})`;
}

function makeCommand(write: (text: string) => void, problems: string[]): Command {
  const command = new Command('parallel-curl')
    .description('Fetches many URLs at once.')
    .argument('[inputs...]', 'URLs, files with one URL a line, or - for standard input')
    .version(versionText(), '--version', 'print the versions of the command and of libcurl')
    .addHelpText('after', EXAMPLES)
    .exitOverride()
    .configureOutput({
      writeOut: write,
      writeErr: (text) => problems.push(text.trim().replace(/^error: /, '')),
      outputError: (text, writeError) => writeError(text),
    });
  for (const option of commanderOptions()) command.addOption(option);
  return command;
}

/**
 * @returns the parsed arguments; undefined if only the help was requested
 * @throws {UsageError}
 */
export function parseArguments(argv: readonly string[], write: (text: string) => void): Arguments | undefined {
  const problems: string[] = [];
  const command = makeCommand(write, problems);
  try {
    command.parse(
      argv.flatMap((argument) => (Object.hasOwn(ALIASES, argument) ? ALIASES[argument] || [] : argument)),
      { from: 'user' },
    );
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return undefined;
    throw new UsageError(problems);
  }
  const options: Options = { ...defaultOptions(), ...command.opts<Options>() };
  const versions = HTTP_VERSIONS.filter((version) => options[`http${version}`]);
  if (versions.length > 1) throw new UsageError([`use only one of ${versions.map((version) => `--http${version}`).join(', ')}`]);
  checkFileOptions(options);
  if (options.key !== undefined && options.cert === undefined) throw new UsageError(['--key is the key of a certificate: it needs --cert']);
  if (command.args.length === 0)
    throw new UsageError(['no URL given; give URLs, files with one URL a line, or - for standard input (--help shows examples)']);
  return { ...options, inputs: command.args, httpVersion: versions[0] };
}

/** Options that apply to files. */
const OF_FILES = ['continue', 'newer', 'skipExisting', 'createDirs', 'contentDisposition'] as const;

function checkFileOptions(options: Options): void {
  if (options.out !== undefined) return;
  const given = OF_FILES.find((name) => options[name]);
  if (given === undefined) return;
  throw new UsageError([`--${given.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} applies to files: it needs --out`]);
}
