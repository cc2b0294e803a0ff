// `npm run check:reproducible -- TARGET`: builds libcurl and the addon for a target a second time, from a copy of the sources at
// another place, with a cache of its own, and compares the two: the same sources have to give the same bytes, wherever
// they lie and whoever builds them. Takes as long as a first build, some minutes.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './setup.mjs';

const [target] = process.argv.slice(2);
if (!target) {
  console.error('Usage: npm run check:reproducible -- TARGET');
  process.exit(2);
}

const core = join(root, 'packages', 'core-native');
const hashOf = (file) => createHash('sha256').update(readFileSync(file)).digest('hex');

/** Builds in a core-native. @returns {string} the addon's path */
function build(directory, env) {
  const args = [join(directory, 'scripts', 'prebuild.mjs'), '--target', target];
  const { status } = spawnSync(process.execPath, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) process.exit(1);
  return join(directory, 'platforms', target, 'curlew.node');
}

const first = hashOf(build(core, {}));
const work = mkdtempSync(join(tmpdir(), 'curlew-elsewhere-'));
try {
  const copy = join(work, 'sources', 'core-native');
  mkdirSync(copy, { recursive: true });
  for (const name of ['package.json', 'deps', 'scripts', 'native', 'platforms'])
    cpSync(join(core, name), join(copy, name), { recursive: true, filter: (path) => !path.startsWith(join(core, 'native', 'build')) });
  symlinkSync(join(core, 'node_modules'), join(copy, 'node_modules'));
  const second = hashOf(build(copy, { CURLEW_CACHE: join(work, 'cache') }));
  console.log(`${target}: ${first}\n${target}: ${second}`);
  process.exitCode = first === second ? 0 : 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}
