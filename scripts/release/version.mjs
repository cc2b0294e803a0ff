// npm run release:version: `changeset version`, and then the newest entry of each CHANGELOG grouped by what it is about.
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TARGETS, packageVersion, platformDirectory } from '../../packages/core-native/deps/lib/targets.mjs';
import { entryOf, readChangeset, withEntry } from './changelog.mjs';

const root = resolve(fileURLToPath(import.meta.url), '..', '..', '..');
const notes = join(root, '.changeset');
const changesets = readdirSync(notes)
  .filter((file) => file.endsWith('.md') && file !== 'README.md')
  .sort()
  .map((file) => readChangeset(readFileSync(join(notes, file), 'utf8')));
const isFirst = packageVersion() === '0.0.0';

const changeset = join(root, 'node_modules', '@changesets', 'cli', 'bin.js');
const { status, error } = spawnSync(process.execPath, [changeset, 'version'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
if (error) throw error;
if (status !== 0) process.exit(status ?? 1);

const version = packageVersion();
const directories = [
  ...readdirSync(join(root, 'packages')).map((name) => join(root, 'packages', name)),
  ...Object.keys(TARGETS).map(platformDirectory),
];
for (const directory of directories) {
  const file = join(directory, 'CHANGELOG.md');
  const { name } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
  writeFileSync(file, withEntry(readFileSync(file, 'utf8'), version, entryOf(name, version, changesets, isFirst)));
}
