// The archives of a version: fetched from each place that has them, with their hashes.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ArchiveMissingError, obtainArchive } from '../../packages/core-native/deps/lib/archives.mjs';
import { cacheDirectory, makeDirectory } from '../../packages/core-native/deps/lib/cache.mjs';
import { fileNameOf } from '../../packages/core-native/deps/lib/manifest.mjs';
import { placesOf } from './survey.mjs';
import { upstreamVersionOf } from './versions.mjs';

const TIMEOUT_MS = 300_000;

/** @typedef {import('../../packages/core-native/deps/lib/manifest.mjs').Archive} Archive */

/**
 * @param {import('../../packages/core-native/deps/lib/manifest.mjs').Library} library
 * @param {string} version
 * @param {import('./debian-index.mjs').SourcePackage[]} packages
 * @param {{ upstreamSha256?: string, upstreamUrl?: string }} [options] the hash that upstream has published, where upstream
 *   cannot be reached from here, and its address, where that cannot be made of the pinned one's
 * @returns {Promise<{ archives: Archive[], problems: string[] }>} no archives if no place has the source
 */
export async function obtainVersion(library, version, packages, { upstreamSha256, upstreamUrl } = {}) {
  const problems = [];
  // The pinned hash of the pinned version holds, whether upstream answers now or not.
  const pinned = library.version === version ? upstreamHashOf(library) : undefined;
  const places = placesOf(library, version, 'source', packages).filter(({ from }) => from !== 'upstream' || !upstreamUrl);
  if (upstreamUrl) places.unshift({ from: 'upstream', url: upstreamUrl });
  const source = await candidatesOf(places, { upstreamSha256: upstreamSha256 ?? pinned, problems });
  if (source.length === 0) return { archives: [], problems };
  const archives = [{ role: 'source', candidates: source }];
  if (library.archives.some(({ role }) => role === 'patches')) {
    const [patches] = await candidatesOf(placesOf(library, version, 'patches', packages), { problems, most: 1 });
    if (patches) archives.push(await archiveOfPatches(patches, version));
    else problems.push(`${library.name} ${version} has no patches of Debian's: see that what they mended is in it`);
  }
  return { archives, problems };
}

/** Only Debian has them, so the candidate gets the name by which the archive of all of Debian's files has it. */
async function archiveOfPatches(candidate, version) {
  const file = await obtainArchive({ candidates: [candidate] });
  const sha1 = createHash('sha1').update(readFileSync(file)).digest('hex');
  return { role: 'patches', mends: cvesOf(file, version), candidates: [{ ...candidate, sha1 }] };
}

const upstreamHashOf = ({ archives }) =>
  archives.find(({ role }) => role === 'source').candidates.find(({ from }) => from === 'upstream')?.sha256;

async function candidatesOf(places, { upstreamSha256, problems, most = Infinity }) {
  const candidates = [];
  for (const place of places) {
    if (candidates.length >= most) break;
    try {
      candidates.push(place.from === 'upstream' ? await fromUpstream(place, upstreamSha256) : await fromDebian(place));
    } catch (error) {
      problems.push(error instanceof ArchiveMissingError ? `${fileNameOf(place)} is not on Debian's mirror` : error.message);
    }
  }
  return candidates;
}

/** apt has checked the hash's signature; here the bytes are compared with it. */
async function fromDebian({ path, sha256 }) {
  const candidate = { from: 'debian', path, sha256 };
  await obtainArchive({ candidates: [candidate] }, fileNameOf(candidate));
  return candidate;
}

/** Upstream's bytes say their hash; one that was given has to be theirs, and counts where upstream does not answer. */
async function fromUpstream({ url }, given) {
  let response;
  try {
    response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok) throw new Error(`it answers ${response.status}`);
  } catch (error) {
    if (given) return { from: 'upstream', url, sha256: given };
    throw new Error(`${url} could not be fetched: ${error.cause?.code ?? error.message}`, { cause: error });
  }
  const bytes = Buffer.from(await response.arrayBuffer());
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (given && given !== sha256) throw new Error(`${url} has the sha256 ${sha256}; ${given} was expected`);
  const candidate = { from: 'upstream', url, sha256 };
  const file = join(makeDirectory(join(cacheDirectory(), 'archives')), fileNameOf(candidate));
  if (!existsSync(file)) writeFileSync(file, bytes);
  return candidate;
}

/** The CVEs that a packaging's changelog names for a version of upstream's. @param {string} archive of a packaging */
function cvesOf(archive, version) {
  const { status, stdout, stderr } = spawnSync('tar', ['-xOf', archive, 'debian/changelog'], { encoding: 'utf8', maxBuffer: 64e6 });
  if (status !== 0) throw new Error(`${archive} could not be read: ${stderr.trim()}`);
  return parseChangelog(stdout, version);
}

/** @param {string} text a debian/changelog @param {string} version upstream's @returns {string[]} */
export function parseChangelog(text, version) {
  const entries = text.split(/^(?=\S+ \([^)]+\) )/m);
  const own = entries.filter((entry) => upstreamVersionOf(/\(([^)]+)\)/.exec(entry)?.[1] ?? '') === version);
  return [...new Set(own.flatMap((entry) => entry.match(/CVE-\d{4}-\d+/g) ?? []))].sort();
}
