// Packages of npm that are compiled into the addon.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { npmCommand } from '../../packages/core-native/deps/lib/npm-command.mjs';
import { root } from '../setup.mjs';

/** node-addon-api is nothing but headers. */
export const COMPILED_IN = ['node-addon-api'];

export function pinnedPackages() {
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'packages', 'core-native', 'package.json'), 'utf8'));
  return COMPILED_IN.map((name) => ({ name, pinned: devDependencies[name] }));
}

/** @returns {{ newest: string } | { problem: string }} */
export function readNpm(name) {
  const [npm, ...first] = npmCommand();
  const { status, stdout, stderr, error } = spawnSync(npm, [...first, 'view', name, 'version'], { encoding: 'utf8', timeout: 60_000 });
  if (status === 0) return { newest: stdout.trim() };
  return { problem: `npm view ${name}: ${error?.message ?? stderr.trim().split('\n')[0]}` };
}
