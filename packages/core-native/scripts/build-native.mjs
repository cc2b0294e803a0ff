#!/usr/bin/env node
// Builds the addon: chooses libcurl (deps/lib/select-libcurl.mjs), then runs CMake on native/CMakeLists.txt. Does
// nothing if the last build had the same inputs. Plain Node, because it runs before anything is built.
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { closeSync, copyFileSync, existsSync, openSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheDirectory, makeDirectory, prefixKey } from '../deps/lib/cache.mjs';
import { compiledIn } from '../deps/lib/compiled-in.mjs';
import { prepareToolchain } from '../deps/lib/cross-toolchain.mjs';
import { addLicences } from '../deps/lib/licences.mjs';
import { staticLibraries } from '../deps/lib/link-order.mjs';
import { headersDirectory } from '../deps/lib/node-headers.mjs';
import { buildPackage } from '../deps/lib/npm-package.mjs';
import { selectLibcurl } from '../deps/lib/select-libcurl.mjs';
import { SetupError } from '../deps/lib/setup-error.mjs';
import { hostTarget, requireCrossTarget } from '../deps/lib/targets.mjs';

const packageDirectory = join(dirname(fileURLToPath(import.meta.url)), '..');
const nativeDirectory = join(packageDirectory, 'native');

/**
 * The directory of the built addon: for this machine, where the loader looks first; for another platform, a directory
 * beside it.
 * @param {string | undefined} target
 */
const outputDirectory = (target) => join(nativeDirectory, 'build', ...(target ? ['targets', target] : ['Release']));

/** zlib's and OpenSSL's configure want a Unix, and Node for Windows comes without a library to link with. */
export const canBuildHere = () => process.platform !== 'win32';
const ON_WINDOWS =
  'The addon is not built on Windows, but for it: on a Debian machine, by `npm run prebuild -- --target win32-x64` (or win32-arm64). ' +
  'A checkout on Windows takes it as packages/core-native/platforms/win32-x64/curlew.node.';

/**
 * @param {{ sanitize?: string, target?: string, published?: boolean, output?: NodeJS.WriteStream }} [options] `target`:
 *   another platform, a name of deps/lib/targets.mjs; `published`: for other machines of this platform, too
 * @returns {Promise<string>} the path of the addon; LICENSES.txt is beside it
 */
export async function buildNative({
  sanitize = process.env.CURLEW_SANITIZE ?? '',
  target,
  published = false,
  output = process.stderr,
} = {}) {
  if (target) requireCrossTarget(target);
  else if (!canBuildHere()) throw new SetupError(ON_WINDOWS);
  const directory = outputDirectory(target);
  const addon = join(directory, 'curlew.node');
  const stampFile = join(directory, 'curlew-stamp.json');
  const wish = process.env.CURLEW_LIBCURL ?? '';
  const stamp = existsSync(stampFile) ? JSON.parse(readFileSync(stampFile, 'utf8')) : {};
  const wanted = { sources: hashSources(), sanitize, prefix: prefixKey({ sanitize, target }), ...(published && { published }) };
  // One that is published serves this machine as well.
  const same = Object.entries(wanted).every(([key, value]) => stamp[key] === value) && (wish === '' || wish === stamp.kind);
  if (same && existsSync(addon)) {
    if (stamp.kind === 'system' && wish !== 'system')
      output.write(
        "note: the addon uses the system's libcurl, because the pinned one is not available; CURLEW_LIBCURL=vendored tries again\n",
      );
    return addon;
  }

  const libcurl = await selectLibcurl({ sanitize, target, output });
  rmSync(stampFile, { force: true });
  output.write(
    `addon: compiling${target ? ` for ${target}` : ''} against ${libcurl.kind === 'vendored' ? 'the pinned libcurl' : `the system's libcurl ${libcurl.version}`}\n`,
  );
  makeDirectory(directory);
  compile({ libcurl, sanitize, target, published, addon });
  if (libcurl.kind === 'vendored') {
    copyFileSync(join(libcurl.prefix, 'LICENSES.txt'), join(directory, 'LICENSES.txt'));
    addLicences(join(directory, 'LICENSES.txt'), compiledIn(target ?? hostTarget(), readFileSync(addon)));
  }
  writeFileSync(stampFile, JSON.stringify({ ...wanted, kind: libcurl.kind }, null, 2));
  return addon;
}

function hashSources() {
  const hash = createHash('sha256');
  const path = (entry) => join(entry.parentPath ?? entry.path, entry.name);
  for (const entry of readdirSync(nativeDirectory, { recursive: true, withFileTypes: true }).sort((a, b) => (path(a) < path(b) ? -1 : 1))) {
    if (!entry.isFile() || path(entry).startsWith(join(nativeDirectory, 'build'))) continue;
    hash.update(entry.name).update(readFileSync(path(entry)));
  }
  const { devDependencies } = JSON.parse(readFileSync(join(packageDirectory, 'package.json'), 'utf8'));
  hash.update(devDependencies['node-addon-api']).update(`${process.platform} ${process.arch}`);
  return hash.digest('hex').slice(0, 16);
}

const list = (items) => items.join(';');

function compile({ libcurl, sanitize, target, published, addon }) {
  const toolchain = target ? prepareToolchain(target) : undefined;
  const includes = [join(headersDirectory(), 'include', 'node'), buildPackage('node-addon-api')];
  const definitions = {
    NODE_INCLUDE_DIRS: list(includes),
    LIBCURL_KIND: libcurl.kind,
    ...(libcurl.kind === 'vendored'
      ? {
          LIBCURL_INCLUDE_DIRS: join(libcurl.prefix, 'include'),
          LIBCURL_LIBRARIES: list(staticLibraries(libcurl.prefix)),
          LIBCURL_CFLAGS: '',
        }
      : { LIBCURL_INCLUDE_DIRS: '', LIBCURL_LIBRARIES: list(libcurl.libraries), LIBCURL_CFLAGS: list(libcurl.cflags) }),
    SANITIZE: sanitize,
    PUBLISHED: published ? 'ON' : 'OFF',
    ...toolchain?.definitions,
  };
  const name = ['addon', target, sanitize.replaceAll(',', '-')].filter(Boolean).join('-');
  // Each target and each sanitizer has its own directory, so that switching between them recompiles nothing.
  const work = makeDirectory(join(nativeDirectory, 'build', 'cmake', name));
  const log = join(makeDirectory(join(cacheDirectory(), 'logs')), `${name}.log`);
  const file = openSync(log, 'w');
  const run = (...args) =>
    spawnSync('cmake', args, {
      stdio: ['ignore', file, file],
      env: { SOURCE_DATE_EPOCH: '0', ...process.env, MAKEFLAGS: '', VERBOSE: '', LC_ALL: 'C', ...toolchain?.env },
    });
  const given = Object.entries(definitions).map(([key, value]) => `-D${key}=${value}`);
  const how = ['-G', 'Unix Makefiles', ...(toolchain ? [`-DCMAKE_TOOLCHAIN_FILE=${toolchain.file}`] : [])];
  let result = run('-S', nativeDirectory, '-B', work, ...how, ...given);
  if (result.status === 0) result = run('--build', work, '-j', String(availableParallelism()));
  closeSync(file);
  if (result.error) throw new SetupError(`Could not run cmake: ${result.error.message}.`, { cause: result.error });
  if (result.status !== 0) throw new SetupError(`The addon could not be compiled: ${firstError(log)}`, { log });
  // Renamed into place: a process may have the old one loaded.
  const fresh = `${addon}.${process.pid}`;
  copyFileSync(join(work, 'curlew.node'), fresh);
  renameSync(fresh, addon);
}

function firstError(log) {
  const lines = readFileSync(log, 'utf8').split('\n');
  const line = lines.findIndex((candidate) => /(?:\berror: |CMake Error|undefined (?:reference|symbol))/.test(candidate));
  if (line < 0) return 'see the log';
  // CMake prints the location first, and the problem in the next lines.
  return lines
    .slice(line, /CMake Error/.test(lines[line]) ? line + 3 : line + 1)
    .map((part) => part.trim())
    .join(' ')
    .trim();
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    await buildNative();
  } catch (error) {
    process.stderr.write(error instanceof SetupError ? `${error.message}\n` : `${error.stack}\n`);
    process.exitCode = 1;
  }
}
