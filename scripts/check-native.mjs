// npm run check:native: checks the addon's C++. A file has at most 400 lines, and clang-tidy finds nothing, with the
// checks of .clang-tidy and the flags of the last build.
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { SetupError } from '../packages/core-native/deps/lib/setup-error.mjs';
import { requireTools } from '../packages/core-native/deps/lib/tools.mjs';
import { buildNative } from '../packages/core-native/scripts/build-native.mjs';
import { root } from './setup.mjs';

const MOST_LINES = 400;
const native = 'packages/core-native/native';
const CLANG_TIDY = { name: 'clang-tidy', command: 'clang-tidy', debian: 'clang-tidy', reason: 'finds faults in the C++ of the addon' };

const sources = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.cc', '*.h'], {
  cwd: join(root, native),
  encoding: 'utf8',
})
  .stdout.split('\n')
  .filter(Boolean);

/** @returns {string[]} */
function tooLong() {
  const linesOf = (file) => readFileSync(join(root, native, file), 'utf8').split('\n').length - 1;
  return sources
    .map((file) => [file, linesOf(file)])
    .filter(([, lines]) => lines > MOST_LINES)
    .map(([file, lines]) => `${native}/${file}: ${lines} lines, more than ${MOST_LINES}: move a concept out`);
}

/** @returns {Promise<string>} the findings in one file, empty if there are none */
function tidy(file, commands) {
  return new Promise((done, failed) => {
    const child = spawn('clang-tidy', ['--quiet', '-p', commands, file], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    const out = [];
    const log = [];
    child.stdout.on('data', (chunk) => out.push(chunk));
    child.stderr.on('data', (chunk) => log.push(chunk));
    child.on('error', failed);
    child.on('close', (status) => done(status === 0 ? '' : Buffer.concat(out.length > 0 ? out : log).toString()));
  });
}

async function tidyAll() {
  requireTools([CLANG_TIDY]);
  await buildNative();
  const commands = join(root, native, 'build', 'cmake', 'addon');
  const waiting = JSON.parse(readFileSync(join(commands, 'compile_commands.json'), 'utf8')).map(({ file }) => file);
  const findings = [];
  const work = async () => {
    for (let file; (file = waiting.pop());) findings.push(await tidy(file, commands));
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  // A finding in a header is reported for each file that includes it.
  return [...new Set(findings.flatMap((text) => text.split(/\n(?=\S+:\d+:\d+: (?:error|warning):)/)).filter(Boolean))];
}

try {
  const findings = [...tooLong(), ...(await tidyAll())];
  for (const finding of findings) process.stderr.write(`${finding}\n`);
  process.exitCode = findings.length > 0 ? 1 : 0;
} catch (error) {
  process.stderr.write(error instanceof SetupError ? `${error.message}\n` : `${error.stack}\n`);
  process.exitCode = 1;
}
