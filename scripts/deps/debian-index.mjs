// The source packages that Debian's mirror offers, asked by apt with directories of its own: nothing of the system's apt is
// changed, root is not needed, and apt has checked the signature of the list that has the hashes.
import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDirectory, makeDirectory } from '../../packages/core-native/deps/lib/cache.mjs';
import { configuredDebianMirrors } from '../../packages/core-native/deps/lib/debian-mirrors.mjs';

/** Of a mirror of the archive, and of one of the security archive. Prereleases of Debian are no place for an LTS branch. */
const SUITES = ['stable', 'stable-updates', 'stable-backports', 'testing', 'unstable'];
const SECURITY_SUITES = ['stable-security'];

/**
 * @typedef {object} SourcePackage
 * @property {string} source
 * @property {string} version Debian's
 * @property {{ path: string, sha256: string }[]} files paths on the mirror
 */

/**
 * @param {string[]} sources names of source packages
 * @returns {{ packages: SourcePackage[] } | { problem: string }}
 */
export function readDebianIndex(sources) {
  const mirrors = configuredDebianMirrors();
  if (mirrors.length === 0) return { problem: 'no Debian mirror is configured on this machine' };
  const home = makeDirectory(join(cacheDirectory(), 'debian-index'));
  for (const part of ['state/lists/partial', 'cache/archives/partial']) makeDirectory(join(home, part));
  const list = join(home, 'sources.list');
  writeFileSync(list, sourcesList(mirrors));
  const own = { 'Dir::Etc::SourceList': list, 'Dir::Etc::SourceParts': '-', 'Dir::State': `${home}/state`, 'Dir::Cache': `${home}/cache` };
  // As root apt would hand its work to a user who may not write here.
  if (process.getuid?.() === 0) own['APT::Sandbox::User'] = 'root';
  const options = Object.entries(own).flatMap(([key, value]) => ['-o', `${key}=${value}`]);
  const update = spawnSync('apt-get', ['update', '-q', ...options], { encoding: 'utf8' });
  if (update.error) return { problem: `apt-get did not run (${update.error.code})` };
  if (update.status !== 0) return { problem: `apt-get update: ${firstError(update.stderr)}` };
  const shown = spawnSync('apt-cache', ['showsrc', '--only-source', ...options, ...sources], { encoding: 'utf8', maxBuffer: 64e6 });
  if (shown.status !== 0) return { problem: `apt-cache showsrc: ${firstError(shown.stderr)}` };
  return { packages: parseSources(shown.stdout) };
}

const firstError = (text) => text.split('\n').find((line) => line.startsWith('E:')) ?? text.trim().split('\n')[0] ?? '';

const sourcesList = (mirrors) =>
  mirrors
    .flatMap((mirror) => (/security/.test(mirror) ? SECURITY_SUITES : SUITES).map((suite) => `deb-src ${mirror} ${suite} main\n`))
    .join('');

/** @param {string} text as `apt-cache showsrc` prints it @returns {SourcePackage[]} each version once */
export function parseSources(text) {
  const found = new Map();
  for (const paragraph of text.split(/\n\n+/)) {
    const field = (name) => new RegExp(`^${name}: *(.*)$`, 'm').exec(paragraph)?.[1];
    const [, sums] = /^Checksums-Sha256:[^\n]*\n((?: .*\n?)+)/m.exec(paragraph) ?? [];
    const [source, version, directory] = [field('Package') ?? field('Source'), field('Version'), field('Directory')];
    if (!source || !version || !directory || !sums) continue;
    const files = [...sums.matchAll(/^ ([0-9a-f]{64}) \d+ (\S+)$/gm)].map(([, sha256, name]) => ({ path: `${directory}/${name}`, sha256 }));
    found.set(`${source} ${version}`, { source, version, files });
  }
  return [...found.values()];
}

/** The file of a package that is a role's archive, if it has one. @param {SourcePackage} entry @param {'source' | 'patches'} role */
export function fileOf(entry, role) {
  const ending = role === 'source' ? /\.orig\.tar\.(?:gz|xz|bz2)$/ : /\.debian\.tar\.(?:gz|xz|bz2)$/;
  return entry.files.find(({ path }) => ending.test(path));
}

/** Debian's order of versions. @returns {boolean} */
export function isOlderForDebian(a, b) {
  return existsSync('/usr/bin/dpkg') && spawnSync('dpkg', ['--compare-versions', a, 'lt', b]).status === 0;
}
