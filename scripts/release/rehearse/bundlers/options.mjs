import { createRequire } from 'node:module';
import { join } from 'node:path';

const [tools, mode, out] = process.argv.slice(2);

/** The options of a bundler's run: the directory to write `main.*` to, and the external modules. */
export { out };
export const loadTool = createRequire(join(tools, 'package.json'));

/** @param {string} request a module as it is imported */
export function isExternal(request) {
  if (mode === 'whole') return false;
  return mode === 'core-external' ? request === '@curlew/core-native' : request.startsWith('@curlew/');
}
