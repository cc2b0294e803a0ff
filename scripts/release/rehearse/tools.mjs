import { createHash } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDirectory, makeDirectory } from '../../../packages/core-native/deps/lib/cache.mjs';
import { run } from './run.mjs';

/**
 * The registry and the package managers of the rehearsal. They are in the cache, not in the lockfile, because a clone
 * does not need them.
 */
const TOOLS = {
  '@rollup/plugin-commonjs': '29.0.3',
  '@rollup/plugin-node-resolve': '16.0.3',
  '@yarnpkg/cli-dist': '4.18.1',
  esbuild: '0.28.2',
  jest: '30.5.2',
  rollup: '4.68.8',
  'typescript-5.4': 'npm:typescript@5.4.5',
  'typescript-6.0': 'npm:typescript@6.0.3',
  'typescript-7.0': 'npm:typescript@7.0.2',
  verdaccio: '6.10.4',
  vite: '8.3.8',
  vitest: '5.1.2',
  webpack: '5.113.0',
};
// verdaccio requests a tag of it that some mirrors of the registry lack.
const OVERRIDES = { 'node-fetch': '2.7.0' };

/** @returns {Promise<string>} the directory with their node_modules */
export async function installTools() {
  const manifest = JSON.stringify({ private: true, dependencies: TOOLS, overrides: OVERRIDES });
  const key = createHash('sha256').update(manifest).update(process.version).digest('hex').slice(0, 16);
  const directory = makeDirectory(join(cacheDirectory(), 'rehearsal', key));
  const done = join(directory, 'installed');
  if (existsSync(done)) return directory;
  writeFileSync(join(directory, 'package.json'), manifest);
  await run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: directory });
  writeFileSync(done, '');
  return directory;
}
