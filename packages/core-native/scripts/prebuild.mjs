#!/usr/bin/env node
// Puts the stripped addon of this platform where node-gyp-build looks for it (prebuildify's layout), with the licences of
// what is inside. prebuildify itself would run node-gyp without the flags that name our libcurl.
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SetupError } from '../deps/lib/setup-error.mjs';
import { buildNative } from './build-native.mjs';

const nativeDirectory = join(dirname(fileURLToPath(import.meta.url)), '..', 'native');

/** node-gyp-build picks by these tags: Node-API, and the C library on Linux. */
function tags() {
  if (process.platform !== 'linux') return 'napi';
  return process.report.getReport().header.glibcVersionRuntime ? 'napi.glibc' : 'napi.musl';
}

if (process.env.CURLEW_LIBCURL === 'system') throw new SetupError("A prebuilt addon is never linked with the system's libcurl.");
process.env.CURLEW_LIBCURL = 'vendored';
const addon = await buildNative();
const target = join(nativeDirectory, 'prebuilds', `${process.platform}-${process.arch}`);
rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
const file = join(target, `curlew.${tags()}.node`);
copyFileSync(addon, file);
const { status, error } = spawnSync('strip', process.platform === 'darwin' ? ['-x', file] : ['--strip-unneeded', file], {
  stdio: 'inherit',
});
if (status !== 0) throw new SetupError(`strip failed: ${error?.message ?? `it ended with ${status}`}`);
copyFileSync(join(nativeDirectory, 'build', 'LICENSES.txt'), join(nativeDirectory, 'prebuilds', 'LICENSES.txt'));
console.log(file);
