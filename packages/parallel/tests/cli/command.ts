import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

export interface Outcome {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/** Starts the built command as its users do. */
export function start(args: readonly string[], { input = '', caFile = '' } = {}): { child: ChildProcess; outcome: Promise<Outcome> } {
  const child = spawn(process.execPath, [join(__dirname, '..', '..', 'bin', 'parallel-curl.mjs'), ...args], {
    env: { ...process.env, CURL_CA_BUNDLE: caFile },
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk) => (stdout += chunk));
  child.stderr.on('data', (chunk) => (stderr += chunk));
  child.stdin.end(input);
  return { child, outcome: new Promise((resolve) => child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }))) };
}

export const run = (args: readonly string[], options?: { input?: string; caFile?: string }): Promise<Outcome> =>
  start(args, options).outcome;
