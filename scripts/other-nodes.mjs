// Fetches the other supported Node versions into the cache (the npm packages that carry the binaries) and prints their
// paths, separated by colons, for CURLEW_NODES. A version that is not obtainable is left out with a warning.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDirectory, makeDirectory } from '../packages/core-native/deps/lib/cache.mjs';

const VERSIONS = ['22.23.3', '24.21.0', '26.10.0'];
const packageName = `node-${process.platform}-${process.arch}`;

const paths = [];
for (const version of VERSIONS) {
  const directory = makeDirectory(join(cacheDirectory(), 'nodes', version));
  const binary = join(directory, 'node_modules', packageName, 'bin', 'node');
  if (!existsSync(binary))
    spawnSync(
      'npm',
      ['install', '--prefix', directory, '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', `${packageName}@${version}`],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    );
  if (existsSync(binary)) paths.push(binary);
  else process.stderr.write(`WARNING: Node ${version} could not be had (${packageName}); it is NOT tested in this run\n`);
}
process.stdout.write(`${paths.join(':')}\n`);
