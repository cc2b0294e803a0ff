import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDirectory, makeDirectory, prefixDirectory, isCompletePrefix } from '../../packages/core-native/deps/lib/cache.mjs';
import { unpackDebianPackage } from '../../scripts/debian-package.mjs';

/** In link order: users before what they use. */
const LIBRARIES = [
  'curl',
  'ssh2',
  'ngtcp2_crypto_ossl',
  'ngtcp2',
  'nghttp3',
  'nghttp2',
  'ssl',
  'crypto',
  'brotlidec',
  'brotlicommon',
  'zstd',
  'z',
  'psl',
];

/** Compiles the C reference against the addon's own libcurl. @returns {string | undefined} the program; undefined, with a line, when it cannot be had */
export function buildReference() {
  const skip = (why) => void process.stderr.write(`WARNING: no C reference in this run: ${why}\n`);
  const prefix = prefixDirectory();
  if (!isCompletePrefix(prefix)) return skip('the pinned libcurl is not built');
  const uv = existsSync('/usr/include/uv.h') ? '/' : unpackDebianPackage('libuv1-dev');
  const library =
    uv &&
    spawnSync('find', [join(uv, 'usr', 'lib'), '-name', 'libuv.a', '-o', '-name', 'libuv_a.a'], { encoding: 'utf8' }).stdout.split('\n')[0];
  if (!library) return skip('libuv with headers was not found (Debian: libuv1-dev)');
  const program = join(makeDirectory(join(cacheDirectory(), 'benchmarks')), 'reference');
  const source = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..', 'c', 'reference.c');
  const archives = LIBRARIES.map((name) => join(prefix, 'lib', `lib${name}.a`));
  const args = [
    '-O2',
    '-Wall',
    '-Wextra',
    '-DCURL_STATICLIB',
    source,
    `-I${prefix}/include`,
    `-I${join(uv, 'usr', 'include')}`,
    ...archives,
    library,
    '-lpthread',
    '-ldl',
    '-lm',
    '-o',
    program,
  ];
  const { status, stderr } = spawnSync('cc', args, { encoding: 'utf8' });
  return status === 0 ? program : skip(`it does not compile: ${stderr.split('\n').find((line) => /error/.test(line)) ?? stderr}`);
}
