import { spawn } from 'node:child_process';

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/**
 * Runs a program in a Node of its own, on the built packages. On a slow system, CURLEW_PROGRAM_TIMEOUT is the
 * least time that a program gets.
 */
export function runProgram(
  path: string,
  args: string[],
  {
    nodeArgs = [],
    env = {},
    node = process.execPath,
    timeout = process.env.CURLEW_SANITIZE ? 110_000 : 25_000,
  }: { nodeArgs?: string[]; env?: NodeJS.ProcessEnv; node?: string; timeout?: number } = {},
): Promise<Ended> {
  const limit = Math.max(timeout, Number(process.env.CURLEW_PROGRAM_TIMEOUT ?? 0));
  const child = spawn(node, [...nodeArgs, path, ...args], { env: { ...process.env, ...env }, timeout: limit });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => (stdout += chunk));
  child.stderr.on('data', (chunk) => (stderr += chunk));
  return new Promise((resolve) => child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr })));
}
