import { join } from 'node:path';

/** The static libraries of a prefix, users before what they use. */
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

/** @param {string} prefix @returns {string[]} the paths of its static libraries, in the order of a link */
export const staticLibraries = (prefix) => LIBRARIES.map((name) => join(prefix, 'lib', `lib${name}.a`));

/** The compiler's arguments for a C program on the libcurl of this prefix; they go behind its sources. */
export function linkArguments(prefix) {
  return [`-I${join(prefix, 'include')}`, '-DCURL_STATICLIB', ...staticLibraries(prefix), '-lpthread', '-ldl', '-lm'];
}
