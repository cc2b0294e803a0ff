import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hostTarget, platformDirectory } from '../../../packages/core-native/deps/lib/targets.mjs';
import { root } from '../../setup.mjs';
import { faultsOfPackage } from '../check-complete.mjs';
import { checkChangelogs } from './changelogs.mjs';
import { run, runNode } from './run.mjs';

/**
 * A copy of the tree, as it is and not as it was committed, in which `changeset version` has run.
 * @param {string} work
 * @param {import('./report.mjs').Report} report
 * @param {{ short: boolean }} options the short form takes `dist` from the tree, the other builds it
 * @returns {Promise<string>}
 */
export async function versionedCopy(work, report, { short }) {
  const copy = join(work, 'tree');
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { cwd: root, encoding: 'utf8' }).split('\0');
  for (const file of files.filter((each) => each && existsSync(join(root, each)))) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(root, file), join(copy, file));
  }
  copyAddon(copy);
  if (short) await copyDist(copy);
  await runNode([pnpm, 'install', '--frozen-lockfile', '--prefer-offline', '--ignore-scripts', '--reporter=append-only'], { cwd: copy });
  await run('git', ['init', '-q'], { cwd: copy });
  await run('git', ['add', '-A'], { cwd: copy });
  const name = ['-c', 'user.name=rehearsal', '-c', 'user.email=rehearsal@localhost'];
  await run('git', [...name, 'commit', '-qm', 'The tree before the release'], { cwd: copy });
  await run('npm', ['run', '--silent', 'release:version'], { cwd: copy });
  // In a release the addons are built after the version is set.
  await runNode([join('packages', 'core-native', 'scripts', 'prebuild.mjs'), '--bill'], { cwd: copy });
  await report.check('the package of this platform', () => refuseFaults(platformDirectory(hostTarget()).replace(root, copy)));
  await checkChangelogs(copy, report);
  return copy;
}

function refuseFaults(directory) {
  const faults = faultsOfPackage(directory);
  if (faults.length > 0) throw new Error(faults.join('; '));
}

export const pnpm = join(root, 'node_modules', 'pnpm', 'bin', 'pnpm.cjs');

/** The addon of this platform; those of others are built on their own machines. */
function copyAddon(copy) {
  const target = hostTarget();
  if (!existsSync(join(platformDirectory(target), 'curlew.node')))
    throw new Error(`There is no addon for ${target}; run: npm run prebuild`);
  cpSync(platformDirectory(target), join(copy, 'packages', 'core-native', 'platforms', target), { recursive: true });
}

async function copyDist(copy) {
  const names = readdirSync(join(root, 'packages'));
  // With types, and up to date: turbo decides what to build.
  await runNode([join(root, 'node_modules', 'turbo', 'bin', 'turbo'), 'run', 'build:js', 'build:types', '--output-logs=errors-only'], {
    cwd: root,
    env: { ...process.env, PATH: `${join(root, 'node_modules', '.bin')}:${process.env.PATH}`, TURBO_TELEMETRY_DISABLED: '1' },
  });
  for (const name of names) cpSync(join(root, 'packages', name, 'dist'), join(copy, 'packages', name, 'dist'), { recursive: true });
}

/** @returns {string} the version that all packages of the copy have */
export const versionOf = (copy) => JSON.parse(readFileSync(join(copy, 'packages', 'core-native', 'package.json'), 'utf8')).version;
