// A release, rehearsed: the packages are versioned in a copy of the tree, published to a registry on this machine, and
// installed from there into empty projects, as strangers do. Nothing leaves the machine; the tree is not changed.
//   npm run release:rehearse              all of it
//   npm run release:rehearse -- --short   what CI has time for
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkBundles } from './bundles.mjs';
import { checkConsumers, checkRunners, checkTypes } from './consumers.mjs';
import { makeEnvironment } from './environment.mjs';
import { checkLimits } from './limits.mjs';
import { Report } from './report.mjs';
import { publishAll } from './publish.mjs';
import { startRegistry } from './registry.mjs';
import { startServer } from './server.mjs';
import { installTools } from './tools.mjs';
import { versionedCopy } from './versioned-copy.mjs';

const { values } = parseArgs({ options: { short: { type: 'boolean', default: false } } });
const work = mkdtempSync(join(tmpdir(), 'curlew-rehearsal-'));
const report = new Report();
let registry, server;
try {
  const tools = await report.step('tools', () => installTools());
  const copy = await report.step('a copy with its versions', () => versionedCopy(work, report, values));
  registry = await startRegistry(work, tools);
  const published = await report.step('publish', () => publishAll(copy, registry, work, values));
  server = await startServer();
  const environment = makeEnvironment({ work, tools, registry, server, published, short: values.short });
  await report.step('consumers', () => checkConsumers(environment, report));
  await report.step('TypeScript', () => checkTypes(environment, report));
  await report.step('jest, vitest', () => checkRunners(environment, report));
  await report.step('bundles', () => checkBundles(environment, report));
  checkLimits(published, report);
} catch (error) {
  report.fail('the rehearsal', error);
} finally {
  await server?.close();
  await registry?.close();
  if (process.env.CURLEW_KEEP) console.log(`kept: ${work}`);
  else rmSync(work, { recursive: true, force: true, maxRetries: 3 });
}
report.print();
