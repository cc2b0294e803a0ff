import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const APT = '/etc/apt';

/**
 * The mirrors this machine's own apt is configured with, in its order. The repository names no mirror: a machine
 * behind a company's mirror uses that one.
 * @returns {string[]}
 */
export function configuredDebianMirrors(apt = APT) {
  const files = [join(apt, 'sources.list')];
  const parts = join(apt, 'sources.list.d');
  if (existsSync(parts))
    files.push(
      ...readdirSync(parts)
        .filter((name) => /\.(list|sources)$/.test(name))
        .sort()
        .map((name) => join(parts, name)),
    );
  const found = new Set();
  for (const file of files) {
    if (!existsSync(file)) continue;
    for (const uri of urisOf(readFileSync(file, 'utf8'))) if (/debian/i.test(uri)) found.add(uri.replace(/\/+$/, ''));
  }
  return [...found];
}

/** Both of apt's formats: `deb [options] URI suite component` and deb822's `URIs: URI URI`. @param {string} text */
function* urisOf(text) {
  for (const line of text.split('\n')) {
    const oneLine = /^\s*deb(?:-src)?\s+(?:\[[^\]]*\]\s*)?(https?:\/\/\S+)/.exec(line);
    if (oneLine) yield oneLine[1];
    const deb822 = /^\s*URIs:\s*(.+)$/i.exec(line);
    if (deb822) yield* deb822[1].split(/\s+/).filter((uri) => /^https?:/.test(uri));
  }
}
