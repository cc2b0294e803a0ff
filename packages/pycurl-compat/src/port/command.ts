import { readFileSync, writeFileSync } from 'node:fs';
import { port } from './port.js';

const USAGE = `Usage: pycurl-compat port FILE.py [-o FILE.ts]

Translates a Python program that uses pycurl to TypeScript, for @curlew/pycurl-compat. Without -o the result goes to the
standard output, and a list of what is left to do to the standard error. Untranslated parts stay as comments with their lines.
`;

interface Streams {
  stdout: { write(text: string): unknown };
  stderr: { write(text: string): unknown };
}

/**
 * The command `pycurl-compat`.
 * @param args without node and the script
 * @returns its status: 0; 1 when parts of the program are left to do; 2 for a wrong command or a file that cannot be
 *   read
 */
export function main(args: readonly string[], { stdout, stderr }: Streams): number {
  if (args.includes('--help') || args.includes('-h')) return (stdout.write(USAGE), 0);
  const [command, input, ...rest] = args;
  const output = rest[0] === '-o' && rest.length === 2 ? rest[1] : undefined;
  if (command !== 'port' || input === undefined || (rest.length > 0 && output === undefined)) return (stderr.write(USAGE), 2);
  try {
    return portFile(input, output, { stdout, stderr });
  } catch (thrown) {
    if (typeof (thrown as { syscall?: unknown }).syscall !== 'string') throw thrown;
    stderr.write(`pycurl-compat: ${(thrown as Error).message}\n`);
    return 2;
  }
}

function portFile(input: string, output: string | undefined, { stdout, stderr }: Streams): number {
  const { code, leftovers } = port(readFileSync(input, 'utf8'));
  if (output === undefined) stdout.write(code);
  else writeFileSync(output, code);
  for (const { line, reason } of leftovers) stderr.write(`${input}:${line}: ${reason}\n`);
  return leftovers.length > 0 ? 1 : 0;
}
