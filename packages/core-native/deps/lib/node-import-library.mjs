import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDirectory, makeDirectory } from './cache.mjs';
import { headersDirectory } from './node-headers.mjs';
import { SetupError } from './setup-error.mjs';

/** The functions of Node-API and libuv, which node.exe exports, by their headers. */
function exportedFunctions() {
  const include = join(headersDirectory(), 'include', 'node');
  const names = new Set();
  for (const header of ['js_native_api.h', 'node_api.h', 'uv.h'])
    for (const [, name] of readFileSync(join(include, header), 'utf8').matchAll(
      /\b(?:NAPI_EXTERN|UV_EXTERN)\b[^;(]*?\b((?:napi|node_api|uv)_\w+)\s*\(/g,
    ))
      names.add(name);
  return [...names].sort();
}

/**
 * Makes the library that a Windows addon is linked with in place of Node's node.lib. The import of node.exe is delayed,
 * so that the addon can resolve it to the program that has loaded it (native/platform/win32/node_host.cc): with GNU's
 * tools the library says so, with LLVM's the linker does (native/CMakeLists.txt).
 * @param {string} triple of the tools
 * @param {{ delayed: boolean }} options whether dlltool makes a library of delayed imports
 * @returns {string} the path of the library
 */
export function nodeImportLibrary(triple, { delayed }) {
  const directory = makeDirectory(join(cacheDirectory(), 'toolchains', triple));
  const definition = join(directory, 'node.def');
  const library = join(directory, 'libnode.a');
  writeFileSync(definition, `LIBRARY node.exe\nEXPORTS\n${exportedFunctions().join('\n')}\n`);
  const dlltool = `${triple}-dlltool`;
  const made = spawnSync(dlltool, ['-d', definition, delayed ? '-y' : '-l', library, '-D', 'node.exe'], { encoding: 'utf8' });
  if (made.status !== 0) throw new SetupError(`${dlltool} failed: ${made.error?.message ?? made.stderr.trim()}`);
  return library;
}
