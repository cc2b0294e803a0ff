// Writes the reference into the site from the packages' sources and their TSDoc: an API page for each export, and tables.
// Nothing of it is committed. Fails when an export, or a member of one, has no TSDoc.
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Application, LogLevel } from 'typedoc';
import { TARGETS, toolchainFile } from '../../packages/core-native/deps/lib/targets.mjs';
import { ENTRY_POINTS } from './entry-points.mjs';
import { undocumented } from './documented.mjs';
import { leaveOutRepetitions } from './repetitions.mjs';
import { channelsPage, platformsPage, pycurlConstantsPage, sessionOptionsPage } from './tables.mjs';

const site = import.meta.dirname;
const docs = join(site, '..');
const root = join(docs, '..');

const app = await Application.bootstrapWithPlugins({
  logLevel: LogLevel.Warn,
  tsconfig: join(root, 'tsconfig.json'),
  plugin: ['typedoc-plugin-markdown', 'typedoc-vitepress-theme'],
  entryPoints: Object.values(ENTRY_POINTS).map((file) => join(root, file)),
  // pycurl's constants are a table in docs/, not a page each.
  exclude: ['**/generated/constant-exports.ts'],
  sortEntryPoints: false,
  out: join(docs, 'api'),
  docsRoot: docs,
  readme: 'none',
  excludeInternal: true,
  excludePrivate: true,
  excludeExternals: true,
  disableSources: true,
  hideBreadcrumbs: true,
  hidePageHeader: true,
  pageTitleTemplates: { member: '{name}' },
  parametersFormat: 'table',
  // `npm run typecheck` has checked the types already.
  skipErrorChecking: true,
  validation: { notExported: false, invalidLink: false, notDocumented: false },
});
const project = await app.convert();
if (!project) process.exit(1);
const names = Object.keys(ENTRY_POINTS);
for (const module of project.children) {
  const name = names.find((candidate) => ENTRY_POINTS[candidate].replace(/(\/index)?\.ts$/, '') === `packages/${module.name}`);
  if (!name) throw new Error(`${module.name} is no entry point`);
  module.name = name;
}

for (const name of undocumented(project)) {
  process.stderr.write(`${name} has no TSDoc.\n`);
  process.exitCode = 1;
}

rmSync(join(docs, 'api'), { recursive: true, force: true });
const pages = join(docs, 'generated');
mkdirSync(pages, { recursive: true });
const inAsync = (name) => project.getChildByName(['@curlew/async', name]);
writeFileSync(join(pages, 'session-options.md'), sessionOptionsPage(inAsync));
writeFileSync(join(pages, 'channels.md'), channelsPage(inAsync));
writeFileSync(
  join(pages, 'platforms.md'),
  platformsPage(TARGETS, (name) => existsSync(toolchainFile(name))),
);
const { default: pycurl } = await import('../../packages/pycurl-compat/dist/index.js');
writeFileSync(join(pages, 'pycurl-constants.md'), pycurlConstantsPage(pycurl));

leaveOutRepetitions(project);
await app.generateOutputs(project);
