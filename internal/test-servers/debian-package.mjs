// Programs and headers of Debian packages without installing them: apt-get install would start their daemons on every
// interface. The package is downloaded and unpacked into the cache.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDirectory, makeDirectory } from '../../packages/core-native/deps/lib/cache.mjs';

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

/**
 * The same for a package and its dependencies that are not installed.
 * @returns {{ root: string, env: NodeJS.ProcessEnv } | undefined} the directory, and what lets its programs find their libraries
 */
export function unpackWithDependencies(name) {
  if (!existsSync('/etc/debian_version')) return undefined;
  const target = join(cacheDirectory(), 'debian', `${name}-with-dependencies`);
  if (!existsSync(target)) {
    const work = makeDirectory(`${target}.work-${process.pid}`);
    try {
      if (!downloadAll(name, work) && !(refreshLists() && downloadAll(name, work))) return undefined;
      for (const file of readdirSync(work).filter((each) => each.endsWith('.deb'))) {
        if (spawnSync('dpkg', ['-x', join(work, file), work]).status !== 0) return undefined;
        rmSync(join(work, file));
      }
      renameSync(work, target);
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  }
  const found = spawnSync('find', [target, '-name', '*.so*', '-printf', '%h\n'], { encoding: 'utf8' }).stdout.trim().split('\n');
  return { root: target, env: { ...process.env, LD_LIBRARY_PATH: [...new Set(found)].join(':') } };
}

/** apt with a cache of its own, which needs no lock of the system's. */
function downloadAll(name, cwd) {
  makeDirectory(join(cwd, 'partial'));
  const own = [`Dir::Cache::archives=${cwd}`, 'Debug::NoLocking=1', 'APT::Sandbox::User=root'].flatMap((option) => ['-o', option]);
  const args = ['install', '-y', '-qq', '--no-install-recommends', '--download-only', ...own, name];
  return spawnSync('apt-get', args, { stdio: 'ignore' }).status === 0 && readdirSync(cwd).some((file) => file.endsWith('.deb'));
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
