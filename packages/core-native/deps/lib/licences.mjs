import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes `<prefix>/LICENSES.txt`: the full licence text of everything that is linked into the addon. */
export function writeLicences(prefix, libraries) {
  const parts = ['The addon of @curlew/core-native contains the following libraries, linked statically.\n'];
  for (const library of libraries)
    parts.push(partOf({ ...library, text: readFileSync(join(prefix, 'licences', `${library.name}.txt`), 'utf8') }));
  writeFileSync(join(prefix, 'LICENSES.txt'), parts.join('\n'));
}

/**
 * Adds what else is compiled into an addon.
 * @param {string} file
 * @param {import('./compiled-in.mjs').CompiledIn[]} others
 */
export function addLicences(file, others) {
  const parts = others.map((other) => partOf({ text: 'Its licence asks for no notice in what it is linked into.', ...other }));
  appendFileSync(file, `\n${parts.join('\n')}`);
}

function partOf({ name, version, licence, homepage, text }) {
  const rule = '='.repeat(80);
  return `${rule}\n${name} ${version} (${licence})\n${homepage}\n${rule}\n\n${text.trim()}\n`;
}
