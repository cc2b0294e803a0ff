import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { cacheDirectory, makeDirectory } from './cache.mjs';
import { configuredDebianMirrors } from './debian-mirrors.mjs';
import { fileNameOf } from './manifest.mjs';
import { SetupError, explainDiskError } from './setup-error.mjs';

/** No place has the archive: the caller may fall back to a system libcurl. */
export class ArchiveMissingError extends SetupError {}

const DOWNLOAD_TIMEOUT_MS = 300_000;
/**
 * The places that did not answer. They are not asked again in this run: a machine without internet would wait for each.
 */
const silentHosts = new Set();

async function sha256Of(file) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

async function checkHash(file, expected, place) {
  const actual = await sha256Of(file);
  if (actual === expected) return;
  throw new SetupError(
    `Wrong hash of ${file} (from ${place}): expected sha256 ${expected}, got ${actual}. The file is damaged or not the pinned one; nothing was built from it.`,
  );
}

/** Debian's archive of all files it ever had, by their sha1; a mirror drops a file when a newer one replaces it. */
const DEBIAN_SNAPSHOT = 'https://snapshot.debian.org/file';

/**
 * The addresses of a candidate, in the order in which they are tried.
 * @param {Pick<import('./manifest.mjs').Candidate, 'from'>} candidate
 * @param {string[]} [mirrors] those of this machine; Alpine, macOS, Ubuntu and Windows have none
 */
export function urlsOf(candidate, mirrors = configuredDebianMirrors()) {
  if (candidate.from === 'upstream') return [candidate.url];
  const path = candidate.path.replaceAll('+', '%2B').replaceAll('~', '%7E');
  return [...mirrors.map((mirror) => `${mirror}/${path}`), ...(candidate.sha1 ? [`${DEBIAN_SNAPSHOT}/${candidate.sha1}`] : [])];
}

async function download(url, expected, target) {
  const host = new URL(url).host;
  if (silentHosts.has(host)) return `${host} does not answer`;
  const partial = `${target}.part-${process.pid}`;
  let response;
  try {
    response = await fetch(url, { signal: AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS) });
  } catch (error) {
    silentHosts.add(host);
    return `${host} does not answer (${error.cause?.code ?? error.message})`;
  }
  if (!response.ok) {
    await response.body?.cancel();
    return `${url} answered ${response.status}`;
  }
  try {
    await pipeline(Readable.fromWeb(response.body), createWriteStream(partial));
    await checkHash(partial, expected, url);
    renameSync(partial, target);
    return undefined;
  } catch (error) {
    const explained = explainDiskError(error, partial);
    if (explained instanceof SetupError) throw explained;
    return `${url} broke off (${error.message})`;
  } finally {
    rmSync(partial, { force: true });
  }
}

/**
 * Finds one archive: a local directory (CURLEW_DEPS_DIR), what an earlier run fetched, then each place of the manifest
 * in its order. Every file is checked against the hash of the place it came from; a wrong one stops the build.
 * @param {import('./manifest.mjs').Archive} archive
 * @param {string} label for messages
 * @returns {Promise<string>} path of the checked file
 */
export async function obtainArchive(archive, label) {
  const tried = [];
  const local = process.env.CURLEW_DEPS_DIR;
  if (local && !existsSync(local)) throw new SetupError(`CURLEW_DEPS_DIR names ${local}, which does not exist.`);
  const store = join(cacheDirectory(), 'archives');
  for (const directory of [local, store].filter(Boolean)) {
    for (const candidate of archive.candidates) {
      const file = join(directory, fileNameOf(candidate));
      if (!existsSync(file)) continue;
      // The same name may belong to two places with different bytes, so either hash will do.
      const accepted = archive.candidates.filter((other) => fileNameOf(other) === fileNameOf(candidate)).map((other) => other.sha256);
      const actual = await sha256Of(file);
      if (accepted.includes(actual)) return file;
      await checkHash(file, candidate.sha256, directory);
    }
    tried.push(directory);
  }
  makeDirectory(store);
  for (const candidate of archive.candidates) {
    const target = join(store, fileNameOf(candidate));
    for (const url of urlsOf(candidate)) {
      const problem = await download(url, candidate.sha256, target);
      if (!problem) return target;
      tried.push(problem);
    }
  }
  throw new ArchiveMissingError(
    `The source archive of ${label} is not available anywhere. Tried: ${tried.join('; ')}. Put it into a directory and name that with CURLEW_DEPS_DIR.`,
  );
}
