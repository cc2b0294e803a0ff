import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, sep } from 'node:path';
import { cacheDirectory } from './cache.mjs';
import { depsDirectory } from './manifest.mjs';
import { SetupError } from './setup-error.mjs';
import { TARGETS } from './targets.mjs';

/** The oldest glibc that every Linux addon supports: RHEL 8, Debian 10, Ubuntu 20.04 and later. */
const OLDEST_GLIBC = [2, 28];
const EXPORTS = ['napi_register_module_v1', 'node_api_module_get_api_version_v1'];

/**
 * Checks an addon that is to be published.
 * @param {string} file
 * @param {string} target
 * @returns {string[]} sentences; none if all is well
 */
export function faultsOfAddon(file, target) {
  const { libc } = TARGETS[target];
  return [...faultsOfPaths(file), ...(libc ? faultsOfSymbols(readSymbols(file), libc) : [])];
}

/** Directories of the machine that built it have no business in there. */
function faultsOfPaths(file) {
  const bytes = readFileSync(file);
  const places = [homedir(), cacheDirectory(), join(depsDirectory, '..', '..', '..')];
  // A short one ("/") says nothing.
  return places
    .filter((place) => place.length > 2 && bytes.includes(place.endsWith(sep) ? place : `${place}${sep}`))
    .map((place) => `it contains the builder's path ${place}`);
}

/** @typedef {{ name: string, version: string, undefined: boolean }} DynamicSymbol */

/** The dynamic symbols of an ELF file of any machine. @returns {DynamicSymbol[]} */
function readSymbols(file) {
  const { status, stdout, stderr, error } = spawnSync('readelf', ['--dyn-syms', '--wide', file], { encoding: 'utf8', maxBuffer: 64e6 });
  if (status !== 0) throw new SetupError(`readelf could not read ${file}: ${error?.message ?? stderr.trim()}`);
  return [...stdout.matchAll(/^\s*\d+:\s+\S+\s+\S+\s+\S+\s+(?:GLOBAL|WEAK)\s+\S+\s+(\S+)\s+(\S+)/gm)].map(([, section, full]) => {
    const [name, version = ''] = full.split(/@+/);
    return { name, version, undefined: section === 'UND' };
  });
}

function faultsOfSymbols(symbols, libc) {
  const faults = [];
  const isTooNew = (version) => {
    const [major, minor] = version.replace('GLIBC_', '').split('.').map(Number);
    return major > OLDEST_GLIBC[0] || (major === OLDEST_GLIBC[0] && minor > OLDEST_GLIBC[1]);
  };
  for (const symbol of symbols) {
    if (symbol.undefined && libc === 'glibc' && symbol.version.startsWith('GLIBC_') && isTooNew(symbol.version))
      faults.push(`it needs ${symbol.name} of ${symbol.version}; ${OLDEST_GLIBC.join('.')} is the newest that it may`);
    if (symbol.undefined && libc === 'musl' && symbol.version.startsWith('GLIBC_')) faults.push(`it needs ${symbol.name} of glibc`);
    if (symbol.undefined && /^(GLIBCXX|CXXABI)_/.test(symbol.version))
      faults.push(`it needs ${symbol.name} of a libstdc++ (${symbol.version})`);
    if (!symbol.undefined && !EXPORTS.includes(symbol.name)) faults.push(`it exports ${symbol.name}`);
  }
  return faults;
}
