// A headless browser for the tests of pages: the system's, else Debian's, unpacked into the cache.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { unpackWithDependencies } from './debian-package.mjs';

const INSTALLED = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/google-chrome'];

/** @returns {{ executable: string, env: NodeJS.ProcessEnv } | undefined} */
export function findBrowser() {
  const installed = INSTALLED.find((path) => existsSync(path));
  if (installed) return { executable: installed, env: process.env };
  const unpacked = unpackWithDependencies('chromium-headless-shell');
  const executable = unpacked && join(unpacked.root, 'usr', 'lib', 'chromium', 'chromium-headless-shell');
  return executable && existsSync(executable) ? { executable, env: unpacked.env } : undefined;
}
