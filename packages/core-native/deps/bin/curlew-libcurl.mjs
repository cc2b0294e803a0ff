#!/usr/bin/env node
// curlew-libcurl: what the addon's libcurl is made of, and how to build it.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { prefixDirectory } from '../lib/cache.mjs';
import { depsDirectory, readManifest } from '../lib/manifest.mjs';
import { SetupError } from '../lib/setup-error.mjs';
import { hostTarget, platformPackage } from '../lib/targets.mjs';
import { BUILD_TOOLS, requireTools } from '../lib/tools.mjs';

const HELP = `Usage: curlew-libcurl <command>

  info      versions, protocols, features and licences of what is linked into the addon
  licences  the full licence texts
  prefix    the directory of the built libcurl (headers and static libraries)
  build     builds libcurl and the addon from source, for this machine; the package loads that one from then on

Environment: CURLEW_DEPS_DIR (a directory with the source archives), CURLEW_CACHE (where builds are kept),
CURLEW_LIBCURL=vendored|system (which libcurl the addon is linked with).
`;

const packageDirectory = join(depsDirectory, '..');

const require = createRequire(import.meta.url);

function loadVersion() {
  try {
    return require('../../dist/index.cjs').versionInfo();
  } catch (error) {
    throw new SetupError(error.message, { cause: error });
  }
}

function info() {
  const version = loadVersion();
  const lines = [
    `libcurl ${version.version} (${version.linked === 'vendored' ? 'pinned, inside the addon' : "the system's"}) for ${version.host}`,
    '',
  ];
  if (version.linked === 'vendored') {
    for (const { name, version: number, licence } of readManifest().libraries)
      lines.push(`  ${name.padEnd(13)} ${number.padEnd(9)} ${licence}`);
  } else {
    for (const [key, value] of Object.entries(version))
      if (/Version$/.test(key)) lines.push(`  ${key.replace(/Version$/, '').padEnd(13)} ${value}`);
  }
  lines.push('', `Protocols: ${version.protocols.join(' ')}`, `Features: ${version.featureNames.join(' ')}`);
  return `${lines.join('\n')}\n`;
}

/** The licences of the loaded addon: of the one built here, else of the prebuilt one. */
function* licenceFiles() {
  yield join(packageDirectory, 'native', 'build', 'Release', 'LICENSES.txt');
  try {
    yield require.resolve(`${platformPackage(hostTarget())}/LICENSES.txt`);
  } catch {
    // The package of this platform is not installed.
  }
}

function licences() {
  const file = [...licenceFiles()].find((place) => existsSync(place));
  if (!file) throw new SetupError('There is no licence file: no addon with the pinned libcurl is here.');
  return readFileSync(file, 'utf8');
}

async function build() {
  // Beside an installed package, missing tools are named and not installed: the user asked only for the addon.
  requireTools(BUILD_TOOLS, { reason: 'to build libcurl and the addon', install: false });
  const { buildNative } = await import('../../scripts/build-native.mjs');
  return `${await buildNative()}\n`;
}

const commands = {
  info,
  licences,
  prefix: () => `${prefixDirectory()}\n`,
  build,
};

const [name] = process.argv.slice(2);
try {
  if (name === '--help' || name === '-h') process.stdout.write(HELP);
  else if (!name || !Object.hasOwn(commands, name)) {
    process.stderr.write(`${name ? `Unknown command "${name}".\n\n` : ''}${HELP}`);
    process.exitCode = 2;
  } else process.stdout.write(await commands[name]());
} catch (error) {
  process.stderr.write(error instanceof SetupError ? `${error.message}\n` : `${error.stack}\n`);
  process.exitCode = 1;
}
