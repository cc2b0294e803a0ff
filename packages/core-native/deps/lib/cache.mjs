import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import { explainDiskError } from './setup-error.mjs';
import { depsDirectory, readManifest } from './manifest.mjs';
import { hostToolchainFile, isMusl } from './targets.mjs';

/** Where archives and built prefixes live: CURLEW_CACHE, else the user's cache directory. Never inside the repository. */
export function cacheDirectory() {
  if (process.env.CURLEW_CACHE) return process.env.CURLEW_CACHE;
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'curlew');
}

/** @param {string} directory */
export function makeDirectory(directory) {
  try {
    mkdirSync(directory, { recursive: true });
  } catch (error) {
    throw explainDiskError(error, directory);
  }
  return directory;
}

/** @param {string} directory */
function filesOf(directory) {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

/** The inputs of the build: a change of one of them changes the prefix. */
function superbuildInputs() {
  const files = ['cmake', 'patches'].flatMap((folder) => filesOf(join(depsDirectory, folder)));
  return [
    JSON.stringify(readManifest().libraries.map(inputOf)),
    ...[join(depsDirectory, 'CMakeLists.txt'), ...files].map((file) => readFileSync(file)),
  ];
}

/** The properties of a library that affect the build or LICENSES.txt; not the places of its archives, for example. */
const inputOf = ({ name, version, licence, licenceFile, homepage, archives }) => ({
  ...{ name, version, licence, licenceFile, homepage },
  archives: archives.map(({ role, candidates }) => [role, ...candidates.map(({ sha256 }) => sha256).sort()]),
});

/**
 * The platform that is built for: a target with its toolchain, or this machine with its compiler, which the user may name.
 * @param {string | undefined} target
 */
function platformInputs(target) {
  if (target) return [target, ...textsOfToolchain(`${target}.cmake`)];
  const file = hostToolchainFile();
  const machine = [process.platform, process.arch, isMusl() ? 'musl' : 'libc', process.env.CC ?? '', process.env.CXX ?? ''];
  return [...machine, ...(file ? textsOfToolchain(basename(file)) : [])];
}

/** A toolchain file, and those beside it that it names. @param {string} name */
function textsOfToolchain(name) {
  const text = readFileSync(join(depsDirectory, 'toolchains', name), 'utf8');
  const named = [...text.matchAll(/\$\{CMAKE_CURRENT_LIST_DIR\}\/([^"]+)"/g)].map((match) => match[1]);
  return [text, ...named.flatMap(textsOfToolchain)];
}

/**
 * The key of a prefix: manifest + superbuild + platform (+ sanitizer).
 * @param {{ sanitize?: string, target?: string }} [options]
 */
export function prefixKey({ sanitize = '', target } = {}) {
  const hash = createHash('sha256');
  for (const input of superbuildInputs()) hash.update(input).update('\0');
  hash.update([sanitize, ...platformInputs(target)].join('\0'));
  return hash.digest('hex').slice(0, 16);
}

/** @param {{ sanitize?: string, target?: string }} [options] */
export function prefixDirectory(options) {
  return join(cacheDirectory(), 'libcurl', prefixKey(options));
}

/** A prefix counts only with its last-written file in place; anything else is a leftover. @param {string} prefix */
export function isCompletePrefix(prefix) {
  return existsSync(join(prefix, 'build-info.json')) && existsSync(join(prefix, 'lib', 'libcurl.a'));
}
