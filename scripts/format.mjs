// prettier for TypeScript, JavaScript and JSON; clang-format for C and C++. --write formats, --check only looks.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './setup.mjs';

const check = process.argv.includes('--check');
const bin = (name) => join(root, 'node_modules', '.bin', name);
const listed = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.cc', '*.h', '*.c'], {
  cwd: root,
  encoding: 'utf8',
});
const native = listed.stdout.split('\n').filter(Boolean);
const commands = [
  [bin('prettier'), [check ? '--check' : '--write', '--log-level', 'warn', '.']],
  [bin('clang-format'), [...(check ? ['--dry-run', '--Werror'] : ['-i']), ...native]],
];
for (const [command, args] of commands) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
