import { execFileSync } from 'node:child_process';
import { SetupError } from './setup-error.mjs';

const OLDEST = [7, 88, 0];

function query(command, args) {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return undefined;
  }
}

function isOldEnough(version) {
  const parts = version.split('.').map((part) => Number.parseInt(part, 10) || 0);
  for (const [index, wanted] of OLDEST.entries()) if ((parts[index] ?? 0) !== wanted) return (parts[index] ?? 0) > wanted;
  return true;
}

/**
 * The development files of the system's libcurl, by pkg-config or curl-config.
 * For a development checkout only: its OpenSSL meets the one that node exports, which has worked by luck, not by design.
 * @returns {{ version: string, cflags: string[], libraries: string[] }}
 */
export function findSystemLibcurl() {
  const words = (text) => (text ?? '').split(/\s+/).filter(Boolean);
  const fromPkgConfig = query('pkg-config', ['--modversion', 'libcurl']);
  const version = fromPkgConfig ?? query('curl-config', ['--version'])?.replace(/^libcurl\s+/, '');
  if (!version)
    throw new SetupError(
      'No system libcurl with headers was found (asked pkg-config and curl-config). Install it: apt-get install libcurl4-openssl-dev',
    );
  if (!isOldEnough(version)) throw new SetupError(`The system's libcurl is ${version}; ${OLDEST.join('.')} or later is needed.`);
  return fromPkgConfig
    ? { version, cflags: words(query('pkg-config', ['--cflags', 'libcurl'])), libraries: words(query('pkg-config', ['--libs', 'libcurl'])) }
    : { version, cflags: words(query('curl-config', ['--cflags'])), libraries: words(query('curl-config', ['--libs'])) };
}
