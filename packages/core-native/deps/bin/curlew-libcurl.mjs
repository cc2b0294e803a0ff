#!/usr/bin/env node
// curlew-libcurl: what the addon's libcurl is made of, and how to build it.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { prefixDirectory } from '../lib/cache.mjs';
import { depsDirectory, readManifest } from '../lib/manifest.mjs';
import { SetupError } from '../lib/setup-error.mjs';

const HELP = `Usage: curlew-libcurl <command>

  info      versions, protocols, features and licences of what is linked into the addon
  licences  the full licence texts
  prefix    the directory of the built libcurl (headers and static libraries)
  build     builds libcurl and the addon from source

Environment: CURLEW_DEPS_DIR (a directory with the source archives), CURLEW_CACHE (where builds are kept),
CURLEW_LIBCURL=vendored|system (which libcurl the addon is linked with).
`;

const packageDirectory = join(depsDirectory, '..');

function loadAddon() {
  const require = createRequire(import.meta.url);
  try {
    return require('node-gyp-build')(join(packageDirectory, 'native'));
  } catch (error) {
    throw new SetupError(`The addon is not built: ${error.message.split('\n')[0]}. Run: curlew-libcurl build`);
  }
}

function info() {
  const version = loadAddon().versionInfo();
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

function licences() {
  const places = [
    join(packageDirectory, 'native', 'build', 'LICENSES.txt'),
    join(packageDirectory, 'native', 'prebuilds', 'LICENSES.txt'),
    join(prefixDirectory(), 'LICENSES.txt'),
  ];
  const file = places.find((place) => existsSync(place));
  if (!file) throw new SetupError('No licence file: the pinned libcurl was not built here. Run: curlew-libcurl build');
  return readFileSync(file, 'utf8');
}

const commands = {
  info,
  licences,
  prefix: () => `${prefixDirectory()}\n`,
  build: async () => {
    const { buildNative } = await import('../../scripts/build-native.mjs');
    return `${await buildNative()}\n`;
  },
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
