import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { cacheDirectory, makeDirectory } from './cache.mjs';
import { debianSysroot } from './debian-sysroot.mjs';
import { nodeImportLibrary } from './node-import-library.mjs';
import { requireCrossTarget, toolchainFile } from './targets.mjs';
import { requireTools } from './tools.mjs';

/**
 * @typedef {object} Toolchain
 * @property {string} file the CMake toolchain file
 * @property {NodeJS.ProcessEnv} env what it reads from the environment
 * @property {Record<string, string>} [definitions] further definitions for the addon's build
 * @property {string[]} strip the strip command
 */

/** By target: fetches the tools that only this target needs, and the files that they use. */
const PREPARATIONS = {
  'linux-x64': () => prepareDebian11('amd64', 'x86_64'),
  'linux-arm64': () => prepareDebian11('arm64', 'aarch64'),
  'win32-x64': prepareMingwGcc,
  'win32-arm64': prepareLlvmMingw,
};

/**
 * Makes a build for another platform possible on this machine.
 * @param {string} target a name of {@link import('./targets.mjs').TARGETS}
 * @returns {Toolchain}
 */
export function prepareToolchain(target) {
  requireCrossTarget(target);
  return { file: toolchainFile(target), ...PREPARATIONS[target](target) };
}

const CLANG = [
  { name: 'clang', command: 'clang', debian: 'clang' },
  { name: 'the linker of LLVM (ld.lld)', command: 'ld.lld', debian: 'lld' },
  { name: 'the archiver of LLVM (llvm-ar)', command: 'llvm-ar', debian: 'llvm' },
];

/** gcc would bring the libstdc++ of its own system along, which wants that system's glibc. */
function prepareDebian11(architecture, cpu) {
  requireTools(CLANG, { reason: `to compile for Linux ${cpu} with glibc 2.28` });
  const root = debianSysroot(architecture);
  const triple = `${cpu}-linux-gnu`;
  const bin = makeDirectory(join(cacheDirectory(), 'toolchains', triple));
  for (const [name, compiler] of [
    [`${triple}-clang`, 'clang'],
    [`${triple}-clang++`, 'clang++'],
  ]) {
    const flags = `--target=${triple} --sysroot="${root}" --gcc-toolchain="${root}/usr" -fuse-ld=lld -Wno-unused-command-line-argument`;
    writeScript(join(bin, name), `exec ${compiler} ${flags} "$@"`);
  }
  return { env: { PATH: `${bin}${delimiter}${process.env.PATH}` }, strip: ['llvm-strip', '--strip-unneeded'] };
}

function writeScript(file, text) {
  if (existsSync(file)) return;
  writeFileSync(file, `#!/bin/sh\n${text}\n`);
  chmodSync(file, 0o755);
}

const MINGW_GCC = [
  { name: 'the C and C++ compilers of MinGW-w64', command: 'x86_64-w64-mingw32-g++-posix', debian: 'g++-mingw-w64-x86-64-posix' },
  { name: 'the import libraries of MinGW-w64 (dlltool)', command: 'x86_64-w64-mingw32-dlltool', debian: 'binutils-mingw-w64-x86-64' },
  { name: 'the C compiler of MinGW-w64', command: 'x86_64-w64-mingw32-gcc-posix', debian: 'gcc-mingw-w64-x86-64-posix' },
];

function prepareMingwGcc() {
  requireTools(MINGW_GCC, { reason: 'to compile for Windows' });
  return mingw('x86_64-w64-mingw32', { delayed: true });
}

/** No package of Debian 12 or 13 compiles for Windows on arm64. */
const LLVM_MINGW = [
  {
    name: 'llvm-mingw',
    command: 'aarch64-w64-mingw32-clang',
    place: 'https://github.com/mstorsjo/llvm-mingw/releases (its bin on PATH)',
  },
];

function prepareLlvmMingw() {
  requireTools(LLVM_MINGW, { reason: 'to compile for Windows on arm64' });
  return mingw('aarch64-w64-mingw32', { delayed: false });
}

function mingw(triple, { delayed }) {
  return {
    env: {},
    definitions: { NODE_LIBRARY: nodeImportLibrary(triple, { delayed }) },
    strip: [`${triple}-strip`, '--strip-unneeded'],
  };
}
