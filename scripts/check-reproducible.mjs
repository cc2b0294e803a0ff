// `npm run check:reproducible [-- TARGET] [--full]`: the package of a platform, built twice, has the same bytes. The second
// build is of a copy of the sources in another directory, with another cache directory, so that libcurl's prefix, the
// sysroot and npm's packages have other paths, too.
//   TARGET   as prebuild's; this machine's platform unless named, as it is published (for older systems) if this machine can
//   --full   libcurl is built twice as well, from its archives; without it the second build gets a copy of the first's
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cacheDirectory, prefixKey } from '../packages/core-native/deps/lib/cache.mjs';
import { SetupError } from '../packages/core-native/deps/lib/setup-error.mjs';
import { TARGETS, hostTarget, toolchainFile } from '../packages/core-native/deps/lib/targets.mjs';
import { root } from './setup.mjs';

const core = join(root, 'packages', 'core-native');
/** The files that are built and published. */
const FILES = ['curlew.node', 'LICENSES.txt', 'sbom.cdx.json'];

/** @returns {string | undefined} none: by this machine's compiler, for this machine */
function defaultTarget() {
  const host = hostTarget();
  return host && existsSync(toolchainFile(host)) && existsSync('/etc/debian_version') ? host : undefined;
}

/** Builds in a core-native. @returns {Record<string, string>} the hash of each file */
function build(directory, target, env) {
  const args = [join(directory, 'scripts', 'prebuild.mjs'), ...(target ? ['--target', target] : [])];
  const { status } = spawnSync(process.execPath, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new SetupError(`The build in ${directory} failed.`);
  const hashOf = (file) => createHash('sha256').update(readFileSync(file)).digest('hex');
  return Object.fromEntries(FILES.map((name) => [name, hashOf(join(directory, 'platforms', target ?? hostTarget(), name))]));
}

/** The sources without what was built of them. */
function copySources(copy) {
  mkdirSync(copy, { recursive: true });
  const isBuilt = (path) => path.startsWith(join(core, 'native', 'build')) || FILES.some((name) => path.endsWith(`/${name}`));
  for (const name of ['package.json', 'deps', 'scripts', 'native', 'platforms'])
    cpSync(join(core, name), join(copy, name), { recursive: true, filter: (path) => !isBuilt(path) });
  symlinkSync(join(core, 'node_modules'), join(copy, 'node_modules'));
}

/** A cache in another place: libcurl is copied; everything else is linked, which gives it another path. */
function makeCache(cache, { target, full }) {
  mkdirSync(join(cache, 'libcurl'), { recursive: true });
  for (const name of readdirSync(cacheDirectory()).filter((each) => ['archives', 'npm', 'sysroots'].includes(each)))
    symlinkSync(join(cacheDirectory(), name), join(cache, name));
  const prefix = join('libcurl', prefixKey({ target }));
  if (!full) cpSync(join(cacheDirectory(), prefix), join(cache, prefix), { recursive: true });
}

function main() {
  const { values, positionals } = parseArgs({ options: { full: { type: 'boolean', default: false } }, allowPositionals: true });
  const target = positionals[0] ?? defaultTarget();
  if (positionals.length > 1) throw new SetupError('Usage: npm run check:reproducible [-- TARGET] [--full]');
  if (target && !Object.hasOwn(TARGETS, target))
    throw new SetupError(`There is no platform "${target}"; expected one of ${Object.keys(TARGETS).join(', ')}.`);
  const name = target ?? `${hostTarget()}, by this machine's compiler`;
  console.log(`${name}: the addon twice${values.full ? ', libcurl twice' : ', on one libcurl'}`);
  const first = build(core, target, {});
  const work = mkdtempSync(join(tmpdir(), 'curlew-elsewhere-'));
  try {
    const copy = join(work, 'another', 'directory', 'core-native');
    copySources(copy);
    makeCache(join(work, 'cache'), { target, full: values.full });
    const second = build(copy, target, { CURLEW_CACHE: join(work, 'cache') });
    const different = FILES.filter((file) => first[file] !== second[file]);
    for (const file of FILES)
      console.log(`${different.includes(file) ? 'DIFFERENT' : 'the same'}  ${first[file]}  ${second[file]}  ${file}`);
    process.exitCode = different.length > 0 ? 1 : 0;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

try {
  main();
} catch (error) {
  process.stderr.write(error instanceof SetupError ? `${error.message}\n` : `${error.stack}\n`);
  process.exitCode = 1;
}
