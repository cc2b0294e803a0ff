import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { TARGETS, hostTarget, platformPackage } from '../../../packages/core-native/deps/lib/targets.mjs';
import { run, runNode } from './run.mjs';
import { pnpm, versionOf } from './versioned-copy.mjs';

/**
 * Publishes all packages of the copy as a release does; in the short form by pnpm alone, which asks less and is faster.
 * @param {string} copy
 * @param {{ url: string, storage: string }} registry
 * @param {string} work
 * @param {{ short: boolean }} options
 * @returns {Promise<{ names: string[], version: string, sizes: Record<string, { packed: number, unpacked: number }> }>} sizes in bytes
 */
export async function publishAll(copy, registry, work, { short }) {
  await refuseIncomplete(copy);
  const userconfig = join(work, 'publisher.npmrc');
  // The registry accepts everyone; npm insists on a token.
  writeFileSync(userconfig, `registry=${registry.url}\n${registry.url.replace('http:', '')}:_authToken=rehearsal\n`);
  const command = short
    ? [pnpm, 'publish', '-r', '--no-git-checks', '--ignore-scripts']
    : [join(copy, 'node_modules', '@changesets', 'cli', 'bin.js'), 'publish', '--no-git-tag'];
  await runNode(command, {
    cwd: copy,
    env: {
      ...process.env,
      PATH: `${join(copy, 'node_modules', '.bin')}:${process.env.PATH}`,
      npm_config_registry: registry.url,
      npm_config_userconfig: userconfig,
      npm_config_provenance: 'false',
    },
  });
  const version = versionOf(copy);
  const names = readdirSync(join(copy, 'packages')).map((name) => `@curlew/${name}`);
  const sizes = {};
  for (const name of [...names, platformPackage(hostTarget())]) {
    const tarball = readFileSync(join(registry.storage, name, `${name.split('/')[1]}-${version}.tgz`));
    sizes[name] = { packed: tarball.length, unpacked: gunzipSync(tarball).length };
  }
  return { names, version, sizes };
}

/** A release from one machine would publish packages without an addon: it must refuse, and name them. */
async function refuseIncomplete(copy) {
  const { status, output } = await run(process.execPath, ['scripts/release/check-complete.mjs'], { cwd: copy, mayFail: true });
  const others = Object.keys(TARGETS).filter((target) => target !== hostTarget());
  const named = others.filter((target) => output.includes(platformPackage(target)));
  if (status === 0 || named.length < others.length)
    throw new Error(`check-complete.mjs should name ${others.join(', ')} and fail; it ended with ${status}:\n${output}`);
}
