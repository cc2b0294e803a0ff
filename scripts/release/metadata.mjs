// Writes the project's metadata into the package.json of each published package, from the root's. Links in the READMEs
// are made absolute, because npm shows a README without the files beside it.
//   node scripts/release/metadata.mjs           writes
//   node scripts/release/metadata.mjs --check   only looks
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, posix, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(import.meta.url), '..', '..', '..');
const read = (file) => readFileSync(join(root, file), 'utf8');

/** They follow the description in this order. */
const SHARED = ['keywords', 'license', 'author', 'homepage', 'repository', 'bugs', 'engines'];

/**
 * @param {string} directory of the package, from the root
 * @param {string} [homepage] the directory whose README tells of it; its own unless said otherwise
 */
export function sharedMetadata(directory, homepage = directory) {
  const project = JSON.parse(read('package.json'));
  return {
    license: project.license,
    author: project.author,
    homepage: `${webAddress(project)}/tree/main/${homepage}#readme`,
    repository: { ...project.repository, directory },
    bugs: project.bugs,
    engines: project.engines,
  };
}

const webAddress = ({ repository }) => repository.url.replace(/^git\+/, '').replace(/\.git$/, '');

function withSharedMetadata(directory, text) {
  const { name, version, description, ...own } = JSON.parse(text);
  const shared = { keywords: own.keywords, ...sharedMetadata(directory) };
  for (const field of SHARED) delete own[field];
  const head = Object.fromEntries(SHARED.map((field) => [field, shared[field]]));
  return `${JSON.stringify({ name, version, description, ...head, ...own }, null, 2)}\n`;
}

/** Links to files of the repository become links to its pages; links within the page stay. */
function withAbsoluteLinks(directory, text) {
  const base = `${webAddress(JSON.parse(read('package.json')))}/blob/main/`;
  return text.replace(/\]\((?![a-z]+:|#|\/)([^)\s]+)\)/g, (_, link) => `](${base}${posix.join(directory, link)})`);
}

/** @returns {string[]} broken links of a README into the repository */
function deadLinks(text) {
  const base = `${webAddress(JSON.parse(read('package.json')))}/blob/main/`;
  return [...text.matchAll(/\]\(([^)\s#]+)[^)]*\)/g)]
    .map(([, link]) => link)
    .filter((link) => link.startsWith(base) && !existsSync(join(root, link.slice(base.length))));
}

function main(check) {
  const faults = [];
  for (const name of readdirSync(join(root, 'packages'))) {
    const directory = `packages/${name}`;
    for (const [file, transform] of [
      ['package.json', withSharedMetadata],
      ['README.md', withAbsoluteLinks],
      // pnpm adds the root's only to packages that have no file with such a name.
      ['LICENSE', () => read('LICENSE')],
    ]) {
      const path = `${directory}/${file}`;
      const text = existsSync(join(root, path)) ? read(path) : '';
      const wanted = transform(directory, text);
      if (file === 'package.json' && !(JSON.parse(text).keywords?.length > 0)) faults.push(`${path} has no keywords`);
      if (file === 'README.md') faults.push(...deadLinks(wanted).map((link) => `${path} links to ${link}, which is not there`));
      if (text === wanted) continue;
      if (check) faults.push(`${path} is stale; run: npm run metadata`);
      else writeFileSync(join(root, path), wanted);
    }
  }
  if (faults.length > 0) throw new Error(faults.join('\n'));
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    main(process.argv.includes('--check'));
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
