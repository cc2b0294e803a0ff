#!/usr/bin/env node
// Puts a stripped addon into the package of its platform, with the licences and the bill of what is inside.
//   node scripts/prebuild.mjs                  for this machine's platform, with this machine's compiler
//   node scripts/prebuild.mjs --target NAME    for another one, or for older systems than this
//   node scripts/prebuild.mjs --bill           only the bill, of the addon that is there
import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { prepareToolchain } from '../deps/lib/cross-toolchain.mjs';
import { faultsOfAddon } from '../deps/lib/inspect-addon.mjs';
import { billOf } from '../deps/lib/sbom.mjs';
import { SetupError } from '../deps/lib/setup-error.mjs';
import { hostTarget, platformDirectory, toolchainFile } from '../deps/lib/targets.mjs';
import { buildNative } from './build-native.mjs';

/** @param {string | undefined} target @returns {Promise<string>} the addon in its package */
export async function prebuild(target) {
  if (process.env.CURLEW_LIBCURL === 'system') throw new SetupError("A prebuilt addon is never linked with the system's libcurl.");
  process.env.CURLEW_LIBCURL = 'vendored';
  const platform = target ?? hostTarget();
  if (!platform) throw new SetupError(`There is no package for ${process.platform}-${process.arch}.`);
  // No other machine builds for Alpine and macOS, so the one that is made there by its own compiler is published.
  const published = Boolean(target) || !existsSync(toolchainFile(platform));
  const addon = await buildNative({ target, published });
  const directory = platformDirectory(platform);
  const file = join(directory, 'curlew.node');
  rmSync(file, { force: true });
  copyFileSync(addon, file);
  strip(file, target);
  if (published) checkAddon(file, platform);
  copyFileSync(join(dirname(addon), 'LICENSES.txt'), join(directory, 'LICENSES.txt'));
  writeBill(platform);
  return file;
}

/** Of the addon as it is published, and the version that its package has now. */
export function writeBill(platform) {
  const directory = platformDirectory(platform);
  const bill = billOf(platform, readFileSync(join(directory, 'curlew.node')));
  writeFileSync(join(directory, 'sbom.cdx.json'), `${JSON.stringify(bill, null, 2)}\n`);
}

function checkAddon(file, platform) {
  const faults = faultsOfAddon(file, platform);
  if (faults.length > 0) throw new SetupError(`The addon for ${platform} cannot be published: ${faults.slice(0, 5).join('; ')}.`);
}

function strip(file, target) {
  const [command, ...args] = target ? prepareToolchain(target).strip : ['strip', process.platform === 'darwin' ? '-x' : '--strip-unneeded'];
  const { status, error } = spawnSync(command, [...args, file], { stdio: 'inherit' });
  if (status !== 0) throw new SetupError(`${command} failed: ${error?.message ?? `it ended with ${status}`}`);
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    const { values } = parseArgs({ options: { target: { type: 'string' }, bill: { type: 'boolean' } } });
    if (values.bill) writeBill(values.target ?? hostTarget());
    else console.log(await prebuild(values.target));
  } catch (error) {
    process.stderr.write(error instanceof SetupError ? `${error.message}\n` : `${error.stack}\n`);
    process.exitCode = 1;
  }
}
