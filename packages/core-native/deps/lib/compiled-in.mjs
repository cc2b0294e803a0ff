import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { buildPackage } from './npm-package.mjs';
import { SetupError } from './setup-error.mjs';

/**
 * @typedef {object} CompiledIn what is in an addon besides the libraries of the manifest
 * @property {string} name
 * @property {string} version
 * @property {string} licence an SPDX expression
 * @property {string} homepage
 * @property {string} purl
 * @property {string} [text] of the licence, where it asks to go along
 */

const MINGW_PACKAGE = 'mingw-w64-x86-64-dev';
const LLVM_MINGW = 'aarch64-w64-mingw32';

/**
 * The headers that are compiled in, and the libraries that the compiler has linked statically.
 * @param {string | undefined} platform a name of {@link import('./targets.mjs').TARGETS}
 * @param {Buffer} addon its bytes
 * @returns {CompiledIn[]}
 */
export function compiledIn(platform, addon) {
  const others = [nodeAddonApi()];
  if (platform === 'win32-x64') others.push(gcc(debianVersion('gcc-mingw-w64-x86-64-posix-runtime')), mingwOfDebian());
  if (platform === 'win32-arm64') others.push(llvm(macrosOfLlvmMingw()), mingwOfLlvm(macrosOfLlvmMingw()));
  // An addon that was built for this machine only uses the system's libstdc++.
  if (platform?.startsWith('linux') && !addon.includes('libstdc++.so')) others.push(gcc(gccOf(addon)));
  return others;
}

function nodeAddonApi() {
  const directory = buildPackage('node-addon-api');
  const { name, version, license } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
  const text = readFileSync(join(directory, 'LICENSE.md'), 'utf8');
  return {
    name,
    version,
    licence: license,
    homepage: 'https://github.com/nodejs/node-addon-api',
    purl: `pkg:npm/${name}@${version}`,
    text,
  };
}

/** Its exception allows any licence for the program that it is linked into, and requires no notice. */
const gcc = (version) => ({
  name: 'libstdc++ and libgcc',
  version,
  licence: 'GPL-3.0-or-later WITH GCC-exception-3.1',
  homepage: 'https://gcc.gnu.org/',
  purl: `pkg:generic/gcc@${version}`,
});

/** Its exception requires no notice, like gcc's. */
const llvm = (macros) => ({
  name: 'libc++, libunwind and compiler-rt',
  version: [macros.__clang_major__, macros.__clang_minor__, macros.__clang_patchlevel__].join('.'),
  licence: 'Apache-2.0 WITH LLVM-exception',
  homepage: 'https://llvm.org/',
  purl: `pkg:github/llvm/llvm-project@llvmorg-${[macros.__clang_major__, macros.__clang_minor__, macros.__clang_patchlevel__].join('.')}`,
});

/** Start-up code, winpthreads and the import libraries. */
const mingw = (version, text) => ({
  name: 'mingw-w64',
  version,
  licence: 'ZPL-2.1 AND MIT AND BSD-3-Clause',
  homepage: 'https://www.mingw-w64.org/',
  purl: `pkg:generic/mingw-w64@${version}`,
  text,
});

const mingwOfDebian = () => mingw(debianVersion(MINGW_PACKAGE), readFileSync(`/usr/share/doc/${MINGW_PACKAGE}/copyright`, 'utf8'));

function mingwOfLlvm(macros) {
  const version = ['MAJOR', 'MINOR', 'BUGFIX'].map((part) => macros[`__MINGW64_VERSION_${part}`]).join('.');
  const licence = join(llvmMingwDirectory(), LLVM_MINGW, 'share', 'mingw32', 'COPYING.MinGW-w64-runtime.txt');
  return mingw(version, readFileSync(licence, 'utf8'));
}

function llvmMingwDirectory() {
  const compiler = process.env.PATH.split(delimiter)
    .map((directory) => join(directory, `${LLVM_MINGW}-clang`))
    .find((file) => existsSync(file));
  if (!compiler) throw new SetupError(`${LLVM_MINGW}-clang is not on PATH.`);
  return join(dirname(realpathSync(compiler)), '..');
}

/** The compiler's macros, the versions of clang and of MinGW-w64 among them. @returns {Record<string, string>} */
function macrosOfLlvmMingw() {
  const { status, stdout, stderr, error } = spawnSync(`${LLVM_MINGW}-clang`, ['-E', '-dM', '-x', 'c', '-'], {
    input: '#include <_mingw.h>\n',
    encoding: 'utf8',
  });
  if (status !== 0) throw new SetupError(`The version of llvm-mingw is not known: ${error?.message ?? stderr.trim()}`);
  return Object.fromEntries([...stdout.matchAll(/^#define (\w+) (.+)$/gm)].map(([, name, value]) => [name, value]));
}

/** The section .comment of ELF has the compilers of all objects, those of the static libraries among them. */
function gccOf(addon) {
  const version = /GCC: \([^)]*\) (\d+(?:\.\d+)+)/.exec(addon.toString('latin1'))?.[1];
  if (!version) throw new SetupError('The addon does not say which libstdc++ was linked into it.');
  return version;
}

/** Upstream's part of the version of an installed package. */
function debianVersion(name) {
  const { status, stdout, stderr, error } = spawnSync('dpkg-query', ['-W', '-f', '${Version}', name], { encoding: 'utf8' });
  if (status !== 0) throw new SetupError(`The version of ${name} is not known: ${error?.message ?? stderr.trim()}`);
  return stdout.replace(/-.*$/, '');
}
