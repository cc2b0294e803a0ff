// The state of each library inside: the pinned version, the newest one, and the newest that is obtainable.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { urlsOf } from '../../packages/core-native/deps/lib/archives.mjs';
import { fileNameOf } from '../../packages/core-native/deps/lib/manifest.mjs';
import { fileOf, isOlderForDebian } from './debian-index.mjs';
import { compareVersions, isInBranch, newestOf, tagOf, upstreamVersionOf } from './versions.mjs';

const TIMEOUT_MS = 20_000;

/** The source package that a library's archive comes from: the folder of the pool. @returns {string | undefined} */
export function debianSourceOf({ archives }) {
  const places = archives.flatMap(({ candidates }) => candidates);
  return places
    .find(({ from }) => from === 'debian')
    ?.path.split('/')
    .at(-2);
}

/**
 * The packagings of a version, best first: stable's, which fixes a version instead of replacing it, then the newest.
 * @param {import('./debian-index.mjs').SourcePackage[]} packages
 */
export function packagingsOf(library, version, packages) {
  const isStable = (entry) => /[+~]deb\d+u\d+$/.test(entry.version);
  return packages
    .filter((entry) => entry.source === debianSourceOf(library) && upstreamVersionOf(entry.version) === version)
    .sort((a, b) => Number(isStable(b)) - Number(isStable(a)) || (isOlderForDebian(a.version, b.version) ? 1 : -1));
}

/** Upstream's address of another version: that of the pinned one with the version in it replaced. @returns {string | undefined} */
export function upstreamUrlOf(library, version) {
  const pinned = library.archives.find(({ role }) => role === 'source').candidates.find(({ from }) => from === 'upstream');
  if (!pinned) return undefined;
  const { upstream } = library;
  const url = upstream ? pinned.url.replaceAll(tagOf(upstream, library.version), tagOf(upstream, version)) : pinned.url;
  const other = url.replaceAll(library.version, version);
  // From an address by commit that of another version cannot be derived.
  return other === pinned.url && version !== library.version ? undefined : other;
}

/**
 * The places that an archive of a version may come from, as far as they are known: upstream's without its hash.
 * @param {'source' | 'patches'} role
 */
export function placesOf(library, version, role, packages) {
  const url = role === 'source' ? upstreamUrlOf(library, version) : undefined;
  const files = packagingsOf(library, version, packages)
    .map((entry) => ({ from: 'debian', packaging: entry.version, ...fileOf(entry, role) }))
    .filter(({ path }) => path);
  // The security archive has copies of the main one's sources.
  if (role === 'source') files.sort((a, b) => Number(a.path.includes('/updates/')) - Number(b.path.includes('/updates/')));
  const once = files.filter((file, index) => files.findIndex((other) => fileNameOf(other) === fileNameOf(file)) === index);
  return [...(url ? [{ from: 'upstream', url }] : []), ...once];
}

/**
 * @returns {Promise<string | undefined>} the reason why an archive is not obtainable from a place; undefined if it is
 */
export async function problemOf(place) {
  const local = process.env.CURLEW_DEPS_DIR;
  if (local && existsSync(join(local, fileNameOf(place)))) return undefined;
  const urls = urlsOf(place);
  let problem = 'no mirror is configured';
  for (const url of urls) {
    const where = place.from === 'debian' ? "Debian's mirror" : new URL(url).host;
    try {
      const response = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(TIMEOUT_MS) });
      if (response.ok) return undefined;
      problem = `${where} answers ${response.status}`;
    } catch {
      problem = `${where} does not answer`;
    }
  }
  return problem;
}

/**
 * @typedef {object} Standing
 * @property {string} name
 * @property {string} pinned
 * @property {string} newest of those that somebody knows of, in the branch
 * @property {string} [obtainable] the newest of those that are newer than the pinned one and available here
 * @property {string[]} problems why a newer one is not available
 * @property {string} [packaging] a newer set of Debian's patches for the pinned version, if it is available
 */

/**
 * @param {import('../../packages/core-native/deps/lib/manifest.mjs').Library} library
 * @param {{ releases?: { version: string }[], packages?: import('./debian-index.mjs').SourcePackage[] }} known
 * @param {(place: object) => Promise<string | undefined>} [probe]
 * @returns {Promise<Standing>}
 */
export async function standingOf(library, { releases = [], packages = [] }, probe = problemOf) {
  const { name, version: pinned, branch } = library;
  const ofDebian = packages.filter(({ source }) => source === debianSourceOf(library)).map(({ version }) => upstreamVersionOf(version));
  const versions = [...new Set([pinned, ...releases.map(({ version }) => version), ...ofDebian])];
  const known = versions.filter((version) => version && isInBranch(version, branch?.name));
  const patches = await newerPackaging(library, packages, probe);
  const standing = { name, pinned, newest: newestOf(known), problems: [], packaging: patches?.problem ? undefined : patches?.version };
  for (const version of known
    .filter((each) => compareVersions(each, pinned) > 0)
    .sort(compareVersions)
    .reverse()) {
    const places = placesOf(library, version, 'source', packages);
    const problems = await Promise.all(places.map(probe));
    if (problems.some((problem) => !problem)) return { ...standing, obtainable: version };
    standing.problems.push(`${version} (${problems.join(', ')})`);
  }
  if (patches?.problem) standing.problems.push(`patches of ${patches.version} (${patches.problem})`);
  return standing;
}

/** Of the pinned version: the fixes of Debian without a new version. */
async function newerPackaging(library, packages, probe) {
  const pinned = library.archives.find(({ role }) => role === 'patches')?.candidates.find(({ from }) => from === 'debian');
  if (!pinned) return undefined;
  const [, present] = /_([^_]+)\.debian\.tar\.\w+$/.exec(pinned.path);
  const [best] = placesOf(library, library.version, 'patches', packages);
  const version = best?.packaging.replace(/^\d+:/, '');
  return version && isOlderForDebian(present, version) ? { version, problem: await probe(best) } : undefined;
}
