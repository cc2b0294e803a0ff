import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { npmCommand } from '../packages/core-native/deps/lib/npm-command.mjs';
import { SetupError } from '../packages/core-native/deps/lib/setup-error.mjs';
import { hostTarget, platformDirectory } from '../packages/core-native/deps/lib/targets.mjs';
import { requireNode, requireTools } from '../packages/core-native/deps/lib/tools.mjs';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Turns a fresh clone into a built checkout; takes about a second if nothing changed. @param {NodeJS.ProcessEnv} env */
export async function setUp(env) {
  requireNode();
  installPackages(env);
  await provideAddon();
  runOrExplain(
    process.execPath,
    [join('node_modules', 'turbo', 'bin', 'turbo'), 'run', 'build:js', '--output-logs=errors-only', '--log-prefix=none'],
    env,
    'The TypeScript packages could not be built',
  );
}

/** Built here, or put into the package of the platform, as on Windows, which builds none. */
async function provideAddon() {
  const { buildNative, canBuildHere } = await import('../packages/core-native/scripts/build-native.mjs');
  if (!canBuildHere() && existsSync(join(platformDirectory(hostTarget()), 'curlew.node'))) return;
  const addon = join(root, 'packages', 'core-native', 'native', 'build', 'Release', 'curlew.node');
  if (canBuildHere() && !existsSync(addon)) requireTools();
  // Not through turbo, which would hide the progress of a build that takes minutes. The script itself detects changes.
  await buildNative();
}

function installPackages(env) {
  const wanted = readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8');
  const installed = join(root, 'node_modules', '.pnpm', 'lock.yaml');
  if (existsSync(installed) && readFileSync(installed, 'utf8') === wanted) return;
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  process.stderr.write(`packages: installing with ${packageManager}\n`);
  const [npm, ...first] = npmCommand();
  runOrExplain(
    npm,
    [...first, 'exec', '--yes', '--', packageManager, 'install', '--frozen-lockfile', '--reporter=append-only'],
    env,
    'The npm packages could not be installed',
  );
}

/** Runs a command whose output matters only when it fails. */
function runOrExplain(command, args, env, sentence) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: root, env, encoding: 'utf8', maxBuffer: 64e6 });
  if (status === 0) return;
  throw new SetupError(
    `${sentence} (${command} ${args.join(' ')} ${error ? `did not run: ${error.message}` : `ended with ${status}`}):\n${stdout ?? ''}${stderr ?? ''}`,
  );
}
