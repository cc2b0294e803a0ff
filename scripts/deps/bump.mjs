// `npm run deps:bump -- NAME VERSION`: another version of a library inside the addon. Finds the archives, writes their places
// and hashes into the manifest, a changeset, and the generated tables, and says which tests to run.
//   npm run deps:bump -- --all               each library that `deps:outdated` would bump
//   npm run deps:bump -- NAME PINNED         the pinned version: looks for places and patches that were not there before
//   --upstream-url URL                       where upstream's address has no version in it, but a commit
//   --upstream-sha256 HASH                   as upstream has announced it, where upstream does not answer this machine
//   --no-generate                            leaves the tables to a later `npm run generate`, which builds libcurl
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { manifestFile } from '../../packages/core-native/deps/lib/manifest.mjs';
import { npmCommand } from '../../packages/core-native/deps/lib/npm-command.mjs';
import { SetupError } from '../../packages/core-native/deps/lib/setup-error.mjs';
import { root } from '../setup.mjs';
import { readDebianIndex } from './debian-index.mjs';
import { obtainVersion } from './obtain.mjs';
import { survey } from './outdated.mjs';
import { commandsFor } from './suites.mjs';
import { debianSourceOf } from './survey.mjs';

const USAGE = 'Usage: npm run deps:bump -- NAME VERSION [--upstream-sha256 HASH] [--no-generate], or npm run deps:bump -- --all';

/** @typedef {import('../../packages/core-native/deps/lib/manifest.mjs').Library} Library */
/** @typedef {import('../../packages/core-native/deps/lib/manifest.mjs').Archive} Archive */

/**
 * The text of the manifest with another version of a library.
 * @param {string} text
 * @param {string} name
 * @param {string} version
 * @param {Archive[]} archives
 */
export function withVersion(text, name, version, archives) {
  const manifest = JSON.parse(text);
  const library = findLibrary(manifest.libraries, name);
  Object.assign(library, { version, archives });
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** @param {Library[]} libraries @param {string} name */
export function findLibrary(libraries, name) {
  const library = libraries.find((each) => each.name === name);
  if (!library)
    throw new SetupError(`There is no library "${name}" inside; expected one of ${libraries.map((each) => each.name).join(', ')}.`);
  return library;
}

/** @param {Library} library @param {string} version */
export function checkVersion({ name, branch }, version) {
  if (!/^\d+(?:\.\d+)*$/.test(version)) throw new SetupError(`"${version}" is not a version; expected numbers and dots, such as 8.22.0.`);
  if (branch && version !== branch.name && !version.startsWith(`${branch.name}.`))
    throw new SetupError(`${name} ${version} is not of the branch ${branch.name} that the manifest names; change that first.`);
}

export const changesetFor = (name, from, to) =>
  `---\n'@curlew/core-native': patch\n---\n\n**Platforms.** ${name} ${to} is inside${from === to ? ', with newer patches' : ` in place of ${from}`}.\n`;

/** @returns {Promise<boolean>} whether the manifest is another one now */
async function bump(name, version, packages, options) {
  const text = readFileSync(manifestFile, 'utf8');
  const library = findLibrary(JSON.parse(text).libraries, name);
  checkVersion(library, version);
  const { archives, problems } = await obtainVersion(library, version, packages, options);
  for (const problem of problems) console.log(`${name}: ${problem}`);
  if (archives.length === 0)
    throw new SetupError(`No archive of ${name} ${version} is available. Put it into a directory and name that with CURLEW_DEPS_DIR.`);
  warnOfLostPlaces(library, archives[0]);
  const changed = withVersion(text, name, version, archives);
  if (changed === text) {
    console.log(`${name} ${version}: nothing has changed`);
    return false;
  }
  writeFileSync(manifestFile, changed);
  if (isOtherInside(library, version, archives))
    writeFileSync(join(root, '.changeset', `inside-${name}.md`), changesetFor(name, library.version, version));
  console.log(`${name} ${library.version} -> ${version}`);
  for (const { role, mends = [], candidates } of archives)
    for (const candidate of candidates)
      console.log(
        `  ${role}: ${candidate.url ?? candidate.path}\n    sha256 ${candidate.sha256}${mends.length > 0 ? `\n    mends ${mends.join(', ')}` : ''}`,
      );
  return true;
}

/** Whether a version or patches have changed, and not only the places to get them from. */
function isOtherInside(library, version, archives) {
  const patchesOf = (list) => list.find(({ role }) => role === 'patches')?.candidates[0].sha256;
  return library.version !== version || patchesOf(library.archives) !== patchesOf(archives);
}

function warnOfLostPlaces({ name, archives }, source) {
  const before = archives.find(({ role }) => role === 'source').candidates.map(({ from }) => from);
  const lost = before.filter((place) => !source.candidates.some(({ from }) => from === place));
  if (lost.includes('upstream'))
    console.log(
      `${name}: upstream's archive could not be looked at: only machines with a Debian mirror can build this. Run it again where upstream answers, or with --upstream-sha256.`,
    );
  if (lost.includes('debian')) console.log(`${name}: Debian's mirror has no archive of it; run it again when it has.`);
}

async function wanted({ all }, [name, version]) {
  if (!all) {
    if (!name || !version) throw new SetupError(USAGE);
    return [{ name, version }];
  }
  const { standings } = await survey();
  return standings
    .filter(({ obtainable, packaging }) => obtainable || packaging)
    .map(({ name: each, obtainable, pinned }) => ({ name: each, version: obtainable ?? pinned }));
}

async function main() {
  const { values, positionals } = parseArgs({
    options: {
      all: { type: 'boolean' },
      'upstream-sha256': { type: 'string' },
      'upstream-url': { type: 'string' },
      'no-generate': { type: 'boolean' },
    },
    allowPositionals: true,
  });
  const { libraries } = JSON.parse(readFileSync(manifestFile, 'utf8'));
  const list = await wanted(values, positionals);
  for (const { name, version } of list) checkVersion(findLibrary(libraries, name), version);
  const index = readDebianIndex(libraries.map(debianSourceOf).filter(Boolean));
  if (index.problem) console.log(`Debian's packages were not looked at: ${index.problem}.`);
  const done = [];
  for (const { name, version } of list)
    if (await bump(name, version, index.packages ?? [], { upstreamSha256: values['upstream-sha256'], upstreamUrl: values['upstream-url'] }))
      done.push(name);
  if (done.length === 0) return;
  if (!values['no-generate']) generate();
  console.log(
    `\nNow run:\n${commandsFor(done)
      .map((command) => `  ${command}`)
      .join('\n')}`,
  );
}

function generate() {
  const [npm, ...first] = npmCommand();
  const { status } = spawnSync(npm, [...first, 'run', '--silent', 'generate'], { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new SetupError('npm run generate failed; the manifest has the new version.');
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    await main();
  } catch (error) {
    process.stderr.write(error instanceof SetupError ? `${error.message}\n` : `${error.stack}\n`);
    process.exitCode = 1;
  }
}
