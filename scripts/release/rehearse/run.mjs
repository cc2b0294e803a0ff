import { spawn } from 'node:child_process';

/** No step of a rehearsal takes longer than this. */
const LONGEST = 10 * 60_000;

/**
 * Runs a program to its end, while the server of this process goes on.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions & { mayFail?: boolean }} options
 * @returns {Promise<{ status: number | null, output: string }>} stdout and stderr
 * @throws when it fails, unless it may; `output` of the error is what it has printed
 */
export async function run(command, args, { mayFail = false, ...options }) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], timeout: LONGEST, ...options });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  const status = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (status !== 0 && !mayFail) {
    const error = new Error(`${command} ${args.join(' ')} ended with ${status}`);
    throw Object.assign(error, { output: `${error.message} in ${options.cwd}\n${output}` });
  }
  return { status, output };
}

export const runNode = (args, options) => run(process.execPath, args, options);

/** @param {(() => Promise<void>)[]} tasks */
export async function twoAtATime(tasks) {
  const waiting = [...tasks];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await next();
  };
  await Promise.all([work(), work()]);
}
