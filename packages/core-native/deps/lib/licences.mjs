import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes `<prefix>/LICENSES.txt`: the full licence text of everything that is linked into the addon. */
export function writeLicences(prefix, libraries) {
  const parts = ['The addon of @curlew/core-native contains the following libraries, linked statically.\n'];
  for (const library of libraries) {
    const text = readFileSync(join(prefix, 'licences', `${library.name}.txt`), 'utf8');
    const rule = '='.repeat(80);
    parts.push(`${rule}\n${library.name} ${library.version} (${library.licence})\n${library.homepage}\n${rule}\n\n${text.trim()}\n`);
  }
  writeFileSync(join(prefix, 'LICENSES.txt'), parts.join('\n'));
}
