#!/usr/bin/env node
// Generates src/generated/*.ts from the pinned libcurl: names and values from its own headers, option types from its
// own option table, versions from its symbols-in-versions; and the files that follow from the table of platforms.
// `--check` only compares and fails when the output is stale.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildNative } from '../scripts/build-native.mjs';
import { buildVendoredLibcurl } from '../deps/lib/superbuild.mjs';
import { readConstants } from './headers.mjs';
import { readSymbolVersions } from './symbols.mjs';
import { platformFiles } from './platforms.mjs';
import { emitConstants, emitEasyOptions, emitErrorCodes, emitInfos, emitMultiOptions } from './emit.mjs';

const packageDirectory = join(dirname(fileURLToPath(import.meta.url)), '..');

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
  'src/generated/constants.ts': emitConstants(facts),
  'src/generated/easy-options.ts': emitEasyOptions(facts),
  'src/generated/error-codes.ts': emitErrorCodes(facts),
  'src/generated/infos.ts': emitInfos(facts),
  'src/generated/multi-options.ts': emitMultiOptions(facts),
  ...platformFiles(packageDirectory),
};

const stale = [];
for (const [name, text] of Object.entries(files)) {
  const path = join(packageDirectory, name);
  let current = '';
  try {
    current = readFileSync(path, 'utf8');
  } catch {
    // The table is new.
  }
  if (current === text) continue;
  stale.push(name);
  if (process.argv.includes('--check')) continue;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
if (process.argv.includes('--check') && stale.length > 0) {
  console.error(`stale: ${stale.map((name) => `packages/core-native/${name}`).join(', ')}; run: npm run generate`);
  process.exitCode = 1;
} else {
  console.log(stale.length > 0 ? `written: ${stale.join(', ')}` : 'generated tables are fresh');
}
