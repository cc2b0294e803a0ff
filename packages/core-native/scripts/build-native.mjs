#!/usr/bin/env node
// Builds the addon: chooses libcurl (deps/lib/select-libcurl.mjs), then runs node-gyp on native/binding.gyp.
// Does nothing when the last build was made of the same things. Plain Node, because it runs before anything is built.
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, openSync, closeSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheDirectory, makeDirectory, prefixKey } from '../deps/lib/cache.mjs';
import { headersDirectory } from '../deps/lib/node-headers.mjs';
import { selectLibcurl } from '../deps/lib/select-libcurl.mjs';
import { SetupError } from '../deps/lib/setup-error.mjs';

const packageDirectory = join(dirname(fileURLToPath(import.meta.url)), '..');
const nativeDirectory = join(packageDirectory, 'native');
const require = createRequire(join(packageDirectory, 'package.json'));

/** @param {{ sanitize?: string, output?: NodeJS.WriteStream }} [options] */
export async function buildNative({ sanitize = process.env.CURLEW_SANITIZE ?? '', output = process.stderr } = {}) {
  const addon = join(nativeDirectory, 'build', 'Release', 'curlew.node');
  const stampFile = join(nativeDirectory, 'build', 'curlew-stamp.json');
  const sources = hashSources();
  const wish = process.env.CURLEW_LIBCURL ?? '';
  const stamp = existsSync(stampFile) ? JSON.parse(readFileSync(stampFile, 'utf8')) : {};
  const wanted = { sources, sanitize, prefix: prefixKey({ sanitize }) };
  const same = Object.entries(wanted).every(([key, value]) => stamp[key] === value) && (wish === '' || wish === stamp.kind);
  if (same && existsSync(addon)) {
    if (stamp.kind === 'system' && wish !== 'system')
      output.write(
        "note: the addon uses the system's libcurl, because the pinned one could not be had; CURLEW_LIBCURL=vendored tries again\n",
      );
    return addon;
  }

  const libcurl = await selectLibcurl({ sanitize, output });
  rmSync(stampFile, { force: true });
  output.write(
    `addon: compiling against ${libcurl.kind === 'vendored' ? 'the pinned libcurl' : `the system's libcurl ${libcurl.version}`}\n`,
  );
  runNodeGyp(libcurl, sanitize);
  if (libcurl.kind === 'vendored') copyFileSync(join(libcurl.prefix, 'LICENSES.txt'), join(nativeDirectory, 'build', 'LICENSES.txt'));
  writeFileSync(stampFile, JSON.stringify({ ...wanted, kind: libcurl.kind }, null, 2));
  return addon;
}

function hashSources() {
  const hash = createHash('sha256');
  for (const entry of readdirSync(nativeDirectory, { recursive: true, withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(entry.parentPath ?? entry.path, entry.name);
    if (!entry.isFile() || path.startsWith(join(nativeDirectory, 'build'))) continue;
    hash.update(entry.name).update(readFileSync(path));
  }
  hash.update(require('node-addon-api/package.json').version).update(`${process.platform} ${process.arch}`);
  return hash.digest('hex').slice(0, 16);
}

function runNodeGyp(libcurl, sanitize) {
  const definitions = [`-Dlibcurl_kind=${libcurl.kind}`, `-Dsanitize=${sanitize}`];
  if (libcurl.kind === 'vendored') definitions.push(`-Dlibcurl_prefix=${libcurl.prefix}`);
  else definitions.push(`-Dlibcurl_cflags=${libcurl.cflags.join(' ')}`, `-Dlibcurl_ldflags=${libcurl.libraries.join(' ')}`);
  const nodedir = headersDirectory();
  const args = [
    require.resolve('node-gyp/bin/node-gyp.js'),
    'rebuild',
    '--directory',
    nativeDirectory,
    ...(nodedir ? ['--nodedir', nodedir] : []),
    '--',
    ...definitions,
  ];
  const log = join(makeDirectory(join(cacheDirectory(), 'logs')), 'addon.log');
  mkdirSync(dirname(log), { recursive: true });
  const file = openSync(log, 'w');
  const result = spawnSync(process.execPath, args, { stdio: ['ignore', file, file], env: { ...process.env, JOBS: 'max' } });
  closeSync(file);
  if (result.status === 0) return;
  const line = readFileSync(log, 'utf8')
    .split('\n')
    .find((candidate) => /(?:\berror: |gyp ERR! stack|undefined reference)/.test(candidate));
  throw new SetupError(`The addon could not be compiled: ${line?.trim() ?? 'see the log'}`, { log });
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    await buildNative();
  } catch (error) {
    process.stderr.write(error instanceof SetupError ? `${error.message}\n` : `${error.stack}\n`);
    process.exitCode = 1;
  }
}
