import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { cacheDirectory, makeDirectory } from './cache.mjs';
import { depsDirectory } from './manifest.mjs';
import { npmCommand } from './npm-command.mjs';
import { SetupError } from './setup-error.mjs';

const packageFile = join(depsDirectory, '..', 'package.json');

/**
 * A package from npm on which no package depends: fetched once into the cache, for another platform too.
 * @param {string} name
 * @param {string} version
 * @returns {string} its directory
 */
export function fetchNpmPackage(name, version) {
  const home = makeDirectory(join(cacheDirectory(), 'npm', `${name.replaceAll('/', '+')}@${version}`));
  const directory = join(home, 'node_modules', name);
  if (existsSync(join(directory, 'package.json'))) return directory;
  // --force: a package for another platform.
  const flags = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--force', '--loglevel=error'];
  const [npm, ...first] = npmCommand();
  const { status, stderr, error } = spawnSync(npm, [...first, 'install', '--prefix', home, ...flags, `${name}@${version}`], {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (status === 0 && existsSync(join(directory, 'package.json'))) return directory;
  throw new SetupError(`npm could not fetch ${name}@${version}: ${error?.message ?? stderr.trim().split('\n')[0]}`);
}

/**
 * A package that only the build of the addon needs: in a checkout it is a development dependency, and beside an installed
 * package it is fetched in the same version.
 * @param {'node-addon-api'} name
 * @returns {string} its directory
 */
export function buildPackage(name) {
  try {
    return dirname(createRequire(packageFile).resolve(`${name}/package.json`));
  } catch {
    return fetchNpmPackage(name, JSON.parse(readFileSync(packageFile, 'utf8')).devDependencies[name]);
  }
}
