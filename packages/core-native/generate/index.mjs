#!/usr/bin/env node
// Generates src/generated/*.ts from the pinned libcurl: names and values from its own headers, option types from its
// own option table, versions from its symbols-in-versions; and the files that follow from the table of platforms.
// `--check` only compares and fails when the output is stale.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildNative } from '../scripts/build-native.mjs';
import { SetupError } from '../deps/lib/setup-error.mjs';
import { buildVendoredLibcurl } from '../deps/lib/superbuild.mjs';
import { readConstants } from './headers.mjs';
import { readSymbolVersions } from './symbols.mjs';
import { platformFiles } from './platforms.mjs';
import { emitConstants, emitEasyOptions, emitErrorCodes, emitInfos, emitMultiOptions } from './emit.mjs';

const packageDirectory = join(dirname(fileURLToPath(import.meta.url)), '..');

/** The text of each file, by its path in the package. */
async function generate() {
  process.env.CURLEW_LIBCURL = 'vendored';
  const prefix = await buildVendoredLibcurl();
  const addon = createRequire(import.meta.url)(await buildNative());
  const facts = {
    version: addon.versionInfo().version,
    constants: readConstants(prefix),
    options: addon.optionTable().map(([name, id, type]) => ({ name, id, type })),
    versions: await readSymbolVersions(),
  };
  return {
    'src/generated/constants.ts': emitConstants(facts),
    'src/generated/easy-options.ts': emitEasyOptions(facts),
    'src/generated/error-codes.ts': emitErrorCodes(facts),
    'src/generated/infos.ts': emitInfos(facts),
    'src/generated/multi-options.ts': emitMultiOptions(facts),
    ...platformFiles(packageDirectory),
  };
}

/** The names of the files that differ; unless this is a check, they are written. */
function update(files, isCheck) {
  const stale = [];
  for (const [name, text] of Object.entries(files)) {
    const path = join(packageDirectory, name);
    if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
    stale.push(name);
    if (isCheck) continue;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return stale;
}

try {
  const isCheck = process.argv.includes('--check');
  const stale = update(await generate(), isCheck);
  if (isCheck && stale.length > 0) {
    console.error(`stale: ${stale.map((name) => `packages/core-native/${name}`).join(', ')}; run: npm run generate`);
    process.exitCode = 1;
  } else console.log(stale.length > 0 ? `written: ${stale.join(', ')}` : 'generated tables are fresh');
} catch (error) {
  process.stderr.write(error instanceof SetupError ? `\n${error.message}\n` : `${error.stack}\n`);
  process.exitCode = 1;
}
