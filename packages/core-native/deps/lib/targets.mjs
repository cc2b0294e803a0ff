import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError } from './setup-error.mjs';
import { depsDirectory } from './manifest.mjs';

/**
 * Every platform that has a package of its own. `os`, `cpu` and `libc` are npm's words, by which a package manager
 * chooses; the name of a row is that of its package (`@curlew/core-native-<name>`) and of its folder in `platforms/`.
 */
export const TARGETS = {
  'darwin-arm64': { system: 'macOS 11 or later on Apple silicon', os: 'darwin', cpu: 'arm64' },
  'darwin-x64': { system: 'macOS 11 or later on Intel', os: 'darwin', cpu: 'x64' },
  'linux-arm64': { system: 'Linux arm64 with glibc 2.28 or later', os: 'linux', cpu: 'arm64', libc: 'glibc' },
  'linux-arm64-musl': { system: 'Linux arm64 with musl (Alpine)', os: 'linux', cpu: 'arm64', libc: 'musl' },
  'linux-x64': { system: 'Linux x64 with glibc 2.28 or later', os: 'linux', cpu: 'x64', libc: 'glibc' },
  'linux-x64-musl': { system: 'Linux x64 with musl (Alpine)', os: 'linux', cpu: 'x64', libc: 'musl' },
  'win32-arm64': { system: 'Windows 10 or later, arm64', os: 'win32', cpu: 'arm64' },
  'win32-x64': { system: 'Windows 10 or later, x64', os: 'win32', cpu: 'x64' },
};

/** @param {string} target a name of {@link TARGETS} */
export const platformPackage = (target) => `@curlew/core-native-${target}`;

/** The folder of a platform's package, which its addon is put into. @param {string} target */
export const platformDirectory = (target) => join(depsDirectory, '..', 'platforms', target);

/** @returns {string | undefined} the row of this machine, if there is one */
export function hostTarget() {
  const libc = process.platform === 'linux' ? (isMusl() ? 'musl' : 'glibc') : undefined;
  return Object.keys(TARGETS).find((name) => {
    const row = TARGETS[name];
    return row.os === process.platform && row.cpu === process.arch && row.libc === libc;
  });
}

export function isMusl() {
  return process.platform === 'linux' && !process.report?.getReport?.().header.glibcVersionRuntime;
}

/** The CMake toolchain file of a target that can be built on another machine. @param {string} target */
export function toolchainFile(target) {
  return join(depsDirectory, 'toolchains', `${target}.cmake`);
}

/**
 * The toolchain file of a build for this machine, if its system needs one.
 * @returns {string | undefined}
 */
export const hostToolchainFile = (platform = process.platform) => (platform === 'darwin' ? toolchainFile('darwin') : undefined);

/** @param {string} target */
export function requireCrossTarget(target) {
  const known = Object.keys(TARGETS).filter((name) => existsSync(toolchainFile(name)));
  if (!known.includes(target))
    throw new SetupError(
      `There is no cross build for "${target}"; expected ${known.join(', ')}.${
        Object.hasOwn(TARGETS, target) ? ' Build it on a machine of that platform, without --target.' : ''
      }`,
    );
}

/** The version that all packages have. */
export function packageVersion() {
  return JSON.parse(readFileSync(join(depsDirectory, '..', 'package.json'), 'utf8')).version;
}
