import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { unpackWithDependencies } from './debian-package.mjs';

/** @returns {import('./index.mjs').Program | undefined} the system's command, else the one of the Debian package */
export function findCommand(name, packageName = name) {
  const installed = (process.env.PATH ?? '')
    .split(delimiter)
    .map((directory) => join(directory, name))
    .find(existsSync);
  if (installed) return { executable: installed, env: process.env };
  const unpacked = unpackWithDependencies(packageName);
  const executable = unpacked && join(unpacked.root, 'usr', 'bin', name);
  return executable && existsSync(executable) ? { executable, env: unpacked.env } : undefined;
}
