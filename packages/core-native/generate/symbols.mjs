import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { obtainArchive } from '../deps/lib/archives.mjs';
import { readManifest } from '../deps/lib/manifest.mjs';

/**
 * The versions in which each symbol was introduced, deprecated and removed, according to
 * docs/libcurl/symbols-in-versions of the pinned curl archive.
 * @returns {Promise<Map<string, { introduced: string, deprecated?: string, removed?: string }>>}
 */
export async function readSymbolVersions() {
  const curl = readManifest().libraries.find((library) => library.name === 'curl');
  const archive = await obtainArchive(curl.archives[0], 'curl');
  const work = mkdtempSync(join(tmpdir(), 'curlew-symbols-'));
  try {
    const member = `curl-${curl.version}/docs/libcurl/symbols-in-versions`;
    execFileSync('cmake', ['-E', 'tar', 'xf', archive, '--', member], { cwd: work });
    const versions = new Map();
    for (const line of readFileSync(join(work, member), 'utf8').split('\n')) {
      const match = /^(CURL\w+)\s+([\d.]+)(?:\s+([\d.]+|-))?(?:\s+([\d.]+))?\s*$/.exec(line);
      if (!match) continue;
      const row = { introduced: match[2] };
      if (match[3] && match[3] !== '-') row.deprecated = match[3];
      if (match[4]) row.removed = match[4];
      versions.set(match[1], row);
    }
    return versions;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
