#!/usr/bin/env node
// Generates src/generated/*.ts from the pinned libcurl: names and values from its own headers, option types from its own
// option table, versions from its symbols-in-versions. `--check` only compares and fails when the output is stale.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildNative } from '../scripts/build-native.mjs';
import { buildVendoredLibcurl } from '../deps/lib/superbuild.mjs';
import { readConstants } from './headers.mjs';
import { readSymbolVersions } from './symbols.mjs';
import { emitConstants, emitEasyOptions, emitErrorCodes, emitInfos, emitMultiOptions } from './emit.mjs';

const packageDirectory = join(dirname(fileURLToPath(import.meta.url)), '..');
const outputDirectory = join(packageDirectory, 'src', 'generated');

process.env.CURLEW_LIBCURL = 'vendored';
const prefix = await buildVendoredLibcurl();
const addon = createRequire(import.meta.url)(await buildNative());
const facts = {
  version: addon.versionInfo().version,
  constants: readConstants(prefix),
  options: addon.optionTable().map(([name, id, type]) => ({ name, id, type })),
  versions: await readSymbolVersions(),
};
const files = {
  'constants.ts': emitConstants(facts),
  'easy-options.ts': emitEasyOptions(facts),
  'error-codes.ts': emitErrorCodes(facts),
  'infos.ts': emitInfos(facts),
  'multi-options.ts': emitMultiOptions(facts),
};

const stale = [];
for (const [name, text] of Object.entries(files)) {
  const path = join(outputDirectory, name);
  let current = '';
  try {
    current = readFileSync(path, 'utf8');
  } catch {
    // A table that is new.
  }
  if (current === text) continue;
  stale.push(name);
  if (!process.argv.includes('--check')) writeFileSync(path, text);
}
if (process.argv.includes('--check') && stale.length > 0) {
  console.error(`stale: ${stale.map((name) => `packages/core-native/src/generated/${name}`).join(', ')}; run: npm run generate`);
  process.exitCode = 1;
} else {
  console.log(stale.length > 0 ? `written: ${stale.join(', ')}` : 'generated tables are fresh');
}
