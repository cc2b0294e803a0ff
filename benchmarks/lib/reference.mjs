import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDirectory, makeDirectory, prefixDirectory, isCompletePrefix } from '../../packages/core-native/deps/lib/cache.mjs';
import { linkArguments } from '../../packages/core-native/deps/lib/link-order.mjs';
import { headersDirectory } from '../../packages/core-native/deps/lib/node-headers.mjs';
import { unpackDebianPackage } from '../../internal/test-servers/debian-package.mjs';

const skip = (why) => void process.stderr.write(`WARNING: no C reference in this run: ${why}\n`);

/**
 * Compiles a C program of ../c against the addon's own libcurl.
 * @param {'reference-uv' | 'reference-multi'} name
 * @returns {string | undefined} the program; undefined, after a message, if it cannot be compiled
 */
export function buildReference(name) {
  const uv = name === 'reference-uv' ? findLibuv() : [];
  return uv ? compile(name, name, uv) : skip('libuv with headers was not found (Debian: libuv1-dev)');
}

/**
 * Compiles one of ../c that Node loads.
 * @param {'inside-node' | 'bare-binding'} name
 * @returns {string | undefined} the addon, as {@link buildReference}
 */
export function buildAddon(name) {
  const headers = headersDirectory();
  // The addon uses its own libcurl, whichever other libcurl the process contains.
  const hidden = ['-fPIC', '-shared', '-fvisibility=hidden', '-Wl,-Bsymbolic', '-Wl,--exclude-libs,ALL'];
  return compile(name, `${name}.node`, [`-I${join(headers, 'include', 'node')}`, ...hidden]);
}

function compile(name, output, more) {
  const prefix = prefixDirectory();
  if (!isCompletePrefix(prefix)) return skip('the pinned libcurl is not built');
  const program = join(makeDirectory(join(cacheDirectory(), 'benchmarks')), output);
  const source = join(new URL('.', import.meta.url).pathname, '..', 'c', `${name}.c`);
  const args = ['-O2', '-Wall', '-Wextra', source, ...linkArguments(prefix), ...more, '-o', program];
  const { status, stderr } = spawnSync('cc', args, { encoding: 'utf8' });
  return status === 0 ? program : skip(`it does not compile: ${stderr.split('\n').find((line) => /error/.test(line)) ?? stderr}`);
}

/** The compiler's arguments for libuv: its headers and its static library. */
function findLibuv() {
  const root = existsSync('/usr/include/uv.h') ? '/' : unpackDebianPackage('libuv1-dev');
  if (!root) return undefined;
  const found = spawnSync('find', [join(root, 'usr', 'lib'), '-name', 'libuv.a', '-o', '-name', 'libuv_a.a'], { encoding: 'utf8' });
  const library = found.stdout.split('\n')[0];
  return library ? [`-I${join(root, 'usr', 'include')}`, library] : undefined;
}
