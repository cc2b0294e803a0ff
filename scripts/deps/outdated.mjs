// `npm run deps:outdated`: compares the libraries inside the addon with upstream's releases, Debian's mirror, npm, and
// a list of known vulnerabilities, and says what to do. A place that does not answer is named, and left out.
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readManifest } from '../../packages/core-native/deps/lib/manifest.mjs';
import { readAdvisories } from './advisories.mjs';
import { readDebianIndex } from './debian-index.mjs';
import { pinnedPackages, readNpm } from './npm-versions.mjs';
import { debianSourceOf, standingOf } from './survey.mjs';
import { readUpstream } from './upstream.mjs';

const WARN_BEFORE_DAYS = 180;

/** @returns {Promise<{ standings: import('./survey.mjs').Standing[], notes: string[], advisories: Record<string, string[]> }>} */
export async function survey({ libraries } = readManifest()) {
  const notes = [];
  const debian = readDebianIndex(libraries.map(debianSourceOf).filter(Boolean));
  if (debian.problem) notes.push(`Debian's packages were not looked at: ${debian.problem}.`);
  const upstreams = await Promise.all(libraries.map(({ upstream }) => (upstream ? readUpstream(upstream) : {})));
  notes.push(...upstreamNotes(libraries, upstreams));
  const standings = [];
  for (const [index, library] of libraries.entries())
    standings.push(await standingOf(library, { releases: upstreams[index].releases, packages: debian.packages }));
  const advisories = await adviseOn(libraries, upstreams, notes);
  return { standings, notes, advisories };
}

function upstreamNotes(libraries, upstreams) {
  const failed = libraries.flatMap(({ name }, index) => (upstreams[index].problem ? [{ name, problem: upstreams[index].problem }] : []));
  const problems = [...new Set(failed.map(({ problem }) => problem.replace(/'.*?'/, 'it')))];
  return failed.length > 0 ? [`Upstream was not looked at for ${failed.map(({ name }) => name).join(', ')}: ${problems.join('; ')}.`] : [];
}

async function adviseOn(libraries, upstreams, notes) {
  const commits = libraries.flatMap(({ name, version }, index) => {
    const commit = upstreams[index].releases?.find((release) => release.version === version)?.commit;
    return commit ? [{ name, commit }] : [];
  });
  const unknown = libraries.filter(({ name }) => !commits.some((each) => each.name === name)).map(({ name }) => name);
  const answer = commits.length > 0 ? await readAdvisories(commits) : { problem: 'no commit of a pinned version is known' };
  if (answer.problem) notes.push(`The list of known vulnerabilities is not available, so nothing was looked up in it: ${answer.problem}.`);
  else if (unknown.length > 0) notes.push(`Known vulnerabilities were not looked at for ${unknown.join(', ')}.`);
  return answer.ids ?? {};
}

/** The advice for a library, in one line. @param {import('./survey.mjs').Standing} standing @returns {string | undefined} */
export function adviceFor({ name, pinned, obtainable, problems, packaging }) {
  if (obtainable) return `npm run deps:bump -- ${name} ${obtainable}`;
  if (packaging) return `npm run deps:bump -- ${name} ${pinned}   (newer patches: ${packaging})`;
  if (problems.length > 0) return `wait until there is an archive: ${problems.join('; ')}`;
  return undefined;
}

/** The advisories that the applied patches do not fix. */
export function openAdvisories({ archives }, ids = []) {
  const mended = archives.flatMap(({ mends = [] }) => mends);
  return ids.filter((id) => !mended.some((cve) => id.endsWith(cve)));
}

/** @returns {string[]} warnings of branches whose support ends */
export function endingBranches(libraries, now = new Date()) {
  return libraries
    .filter(({ branch }) => branch && Date.parse(branch.until) - now.getTime() < WARN_BEFORE_DAYS * 86_400_000)
    .map(({ name, branch }) => `${name} ${branch.name} is supported until ${branch.until}: choose another branch in the manifest.`);
}

async function main() {
  const { libraries } = readManifest();
  const { standings, notes, advisories } = await survey({ libraries });
  const rows = standings.map((standing) => [standing.name, standing.pinned, standing.newest, adviceFor(standing) ?? 'up to date']);
  for (const { name, pinned } of pinnedPackages()) {
    const { newest, problem } = readNpm(name);
    if (problem) notes.push(`npm was not asked for ${name}: ${problem}.`);
    const advice =
      newest && newest !== pinned ? `change devDependencies of packages/core-native to ${newest}, then pnpm install` : 'up to date';
    rows.push([name, pinned, newest ?? '?', newest ? advice : '']);
  }
  print([['library', 'pinned', 'newest', 'what to do'], ...rows]);
  for (const library of libraries) {
    const open = openAdvisories(library, advisories[library.name]);
    if (open.length > 0) console.log(`\n${library.name} ${library.version} has known vulnerabilities: ${open.join(', ')}`);
  }
  if (standings.some(({ problems }) => problems.length > 0))
    console.log('\nAn archive that no place has for this machine can be put into a directory; name that with CURLEW_DEPS_DIR.');
  for (const note of [...endingBranches(libraries), ...notes]) console.log(`\n${note}`);
}

function print(rows) {
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column].length)));
  for (const row of rows)
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) await main();
