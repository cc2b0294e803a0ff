import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { dirname, join, basename } from 'node:path';

export const depsDirectory = join(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * @typedef {{ from: 'upstream', url: string, sha256: string } | { from: 'debian', path: string, sha256: string, sha1?: string }} Candidate
 *   `sha1`: the name of a file that only Debian has in its archive of all files, for machines without a mirror
 * @typedef {{ role: 'source' | 'patches', mends?: string[], candidates: Candidate[] }} Archive `mends`: the CVEs that
 *   patches are said to mend
 * @typedef {{ repository: string, tag: string, separator?: string }} Upstream `{}` in the tag stands for the version
 * @typedef {{ name: string, until: string }} Branch one that is supported for long, and the day of its end
 * @typedef {object} Library
 * @property {string} name
 * @property {string} version
 * @property {string} links its static libraries, users before what they use, with spaces between
 * @property {string} licence SPDX
 * @property {string} licenceFile
 * @property {string} homepage
 * @property {Upstream} [upstream]
 * @property {Branch} [branch] the releases that are looked at; all of them without it
 * @property {string} [cpe] vendor:product of the National Vulnerability Database
 * @property {Archive[]} archives
 */

export const manifestFile = join(depsDirectory, 'manifest.json');

/** @returns {{ libraries: Library[] }} */
export function readManifest() {
  return JSON.parse(readFileSync(manifestFile, 'utf8'));
}

/** The name an archive has on disk, whichever place it came from. @param {Candidate} candidate */
export function fileNameOf(candidate) {
  return basename(candidate.from === 'upstream' ? new URL(candidate.url).pathname : candidate.path);
}
