import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { explainDiskError } from './setup-error.mjs';
import { depsDirectory } from './manifest.mjs';

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

/** The build's inputs: what changes the prefix when it changes. */
function superbuildInputs() {
  const files = ['cmake', 'patches'].flatMap((folder) => filesOf(join(depsDirectory, folder)));
  return [join(depsDirectory, 'manifest.json'), join(depsDirectory, 'CMakeLists.txt'), ...files];
}

function isMusl() {
  return process.platform === 'linux' && !process.report?.getReport?.().header.glibcVersionRuntime;
}

/** The key of a prefix: manifest + superbuild + platform (+ sanitizer, + compiler when the user names one). */
export function prefixKey({ sanitize = '' } = {}) {
  const hash = createHash('sha256');
  for (const file of superbuildInputs()) hash.update(readFileSync(file)).update('\0');
  hash.update(
    [process.platform, process.arch, isMusl() ? 'musl' : 'libc', sanitize, process.env.CC ?? '', process.env.CXX ?? ''].join('\0'),
  );
  return hash.digest('hex').slice(0, 16);
}

/** @param {{ sanitize?: string }} [options] */
export function prefixDirectory(options) {
  return join(cacheDirectory(), 'libcurl', prefixKey(options));
}

/** A prefix counts only with its last-written file in place; anything else is a leftover. @param {string} prefix */
export function isCompletePrefix(prefix) {
  return existsSync(join(prefix, 'build-info.json')) && existsSync(join(prefix, 'lib', 'libcurl.a'));
}
