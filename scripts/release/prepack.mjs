// Runs before a package is packed: builds its `dist` from scratch, so that no file of an earlier build is in the
// tarball. The build alone does not suffice: turbo restores the files of a build, and leaves others where they are.
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(import.meta.url), '..', '..', '..');
const { name } = JSON.parse(readFileSync('package.json', 'utf8'));
rmSync('dist', { recursive: true, force: true });
const { status, error } = spawnSync(
  process.execPath,
  [join(root, 'node_modules', 'turbo', 'bin', 'turbo'), 'run', 'build:js', 'build:types', `--filter=${name}`, '--output-logs=errors-only'],
  // turbo requires a package manager in an absolute PATH.
  {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, PATH: `${join(root, 'node_modules', '.bin')}:${process.env.PATH}`, TURBO_TELEMETRY_DISABLED: '1' },
  },
);
if (error) throw error;
process.exitCode = status ?? 1;
