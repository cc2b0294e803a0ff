import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { dirname, join, basename } from 'node:path';

export const depsDirectory = join(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * @typedef {{ from: 'upstream', url: string, sha256: string } | { from: 'debian', path: string, sha256: string }} Candidate
 * @typedef {{ role: 'source' | 'patches', candidates: Candidate[] }} Archive
 * @typedef {{ name: string, version: string, licence: string, licenceFile: string, homepage: string, archives: Archive[] }} Library
 */

/** @returns {{ libraries: Library[] }} */
export function readManifest() {
  return JSON.parse(readFileSync(join(depsDirectory, 'manifest.json'), 'utf8'));
}

/** The name an archive has on disk, whichever place it came from. @param {Candidate} candidate */
export function fileNameOf(candidate) {
  return basename(candidate.from === 'upstream' ? new URL(candidate.url).pathname : candidate.path);
}
