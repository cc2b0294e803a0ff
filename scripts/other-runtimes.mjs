// Fetches Bun and Deno into the cache (the npm packages that carry the binaries) and prints their paths, separated by
// colons, for CURLEW_RUNTIMES. One that is not obtainable is left out with a warning.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDirectory, makeDirectory } from '../packages/core-native/deps/lib/cache.mjs';

const { platform, arch } = process;
const aarch = arch === 'arm64' ? 'aarch64' : arch;
const RUNTIMES = [
  { version: '1.4.5', packageName: `@oven/bun-${platform}-${aarch}`, binary: ['bin', 'bun'] },
  { version: '2.9.6', packageName: `@deno/${platform}-${arch}${platform === 'linux' ? '-glibc' : ''}`, binary: ['deno'] },
];

const paths = [];
for (const { version, packageName, binary } of RUNTIMES) {
  const directory = makeDirectory(join(cacheDirectory(), 'runtimes', `${packageName.replace('/', '-')}-${version}`));
  const path = join(directory, 'node_modules', packageName, ...binary);
  if (!existsSync(path))
    spawnSync(
      'npm',
      ['install', '--prefix', directory, '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', `${packageName}@${version}`],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    );
  if (existsSync(path)) paths.push(path);
  else process.stderr.write(`WARNING: ${packageName} ${version} could not be had; it is NOT tested in this run\n`);
}
process.stdout.write(`${paths.join(':')}\n`);
