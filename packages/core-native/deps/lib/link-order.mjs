import { join } from 'node:path';
import { readManifest } from './manifest.mjs';

/**
 * The static libraries in the order of a link: a library before those that it uses. The manifest is in the order of a build,
 * which is the reverse.
 */
const libraries = () =>
  readManifest()
    .libraries.toReversed()
    .flatMap(({ links }) => links.split(' ').filter(Boolean));

/** @param {string} prefix @returns {string[]} the paths of its static libraries, in the order of a link */
export const staticLibraries = (prefix) => libraries().map((name) => join(prefix, 'lib', `lib${name}.a`));

/** The compiler's arguments for a C program on the libcurl of this prefix; they go behind its sources. */
export function linkArguments(prefix) {
  return [`-I${join(prefix, 'include')}`, '-DCURL_STATICLIB', ...staticLibraries(prefix), '-lpthread', '-ldl', '-lm'];
}
