// Programs and headers of Debian packages without installing them: apt-get install would start their daemons on every
// interface. The package is downloaded and unpacked into the cache.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDirectory, makeDirectory } from '../packages/core-native/deps/lib/cache.mjs';

let listsAreFresh = false;

/** @returns {string | undefined} the directory that the package's files are unpacked in, as if it were / */
export function unpackDebianPackage(name) {
  if (!existsSync('/etc/debian_version')) return undefined;
  const target = join(cacheDirectory(), 'debian', name);
  if (existsSync(target)) return target;
  const work = makeDirectory(`${target}.work-${process.pid}`);
  try {
    if (!download(name, work) && !(refreshLists() && download(name, work))) return undefined;
    const archive = readdirSync(work).find((file) => file.endsWith('.deb'));
    if (spawnSync('dpkg', ['-x', join(work, archive), work]).status !== 0) return undefined;
    rmSync(join(work, archive));
    renameSync(work, target);
    return target;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function download(name, cwd) {
  return spawnSync('apt-get', ['download', '-qq', '-o', 'APT::Sandbox::User=root', name], { cwd, stdio: 'ignore' }).status === 0;
}

function refreshLists() {
  if (listsAreFresh || process.getuid?.() !== 0) return false;
  listsAreFresh = spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore' }).status === 0;
  return listsAreFresh;
}

/** The program of the system, else the one of the unpacked package. */
export function findProgram(name, packageName = name) {
  for (const directory of ['/usr/sbin', '/usr/bin', '/usr/local/sbin', '/usr/local/bin'])
    if (existsSync(join(directory, name))) return join(directory, name);
  const root = unpackDebianPackage(packageName);
  return root && ['usr/sbin', 'usr/bin'].map((directory) => join(root, directory, name)).find((path) => existsSync(path));
}

/** @returns {string | undefined} the path of the first file or directory with this name in the unpacked package */
export function findInDebianPackage(packageName, name) {
  const root = unpackDebianPackage(packageName);
  if (!root) return undefined;
  const found = spawnSync('find', [root, '-name', name], { encoding: 'utf8' }).stdout.split('\n')[0];
  return found || undefined;
}
