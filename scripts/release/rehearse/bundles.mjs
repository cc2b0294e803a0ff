import { copyFileSync, cpSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { hostTarget, platformPackage } from '../../../packages/core-native/deps/lib/targets.mjs';
import { makeProject } from './environment.mjs';
import { install, projectFiles } from './consumers.mjs';
import { runNode, twoAtATime } from './run.mjs';

const BUNDLERS = ['esbuild', 'webpack', 'rollup', 'vite'];
const SENTENCE = 'Make @curlew/core-native external';

/**
 * A program that uses all packages, bundled with everything external, with core-native external, and whole. A whole
 * bundle works where the addon is beside it, and elsewhere says that core-native must be external.
 */
export async function checkBundles(environment, report) {
  const { names } = environment.published;
  const directory = makeProject(environment, 'bundles', projectFiles(environment, names, { 'entry.mjs': entry(names) }));
  await report.check('install: bundles', () => install(environment, 'npm', directory));
  const checks = BUNDLERS.map((bundler) => async () => {
    for (const mode of environment.short ? ['core-external'] : ['everything-external', 'core-external'])
      await report.check(`${bundler}, ${mode}`, async () => {
        await runBundle(environment, await makeBundle(environment, bundler, mode, directory));
      });
    await report.check(`${bundler}, whole`, async () => {
      await checkWhole(environment, await makeBundle(environment, bundler, 'whole', directory), join(environment.work, 'bundles', bundler));
    });
  });
  await twoAtATime(checks);
}

const entry = (names) => `${names
  .map((name, index) => `import * as lib${index} from '${name}';\nimport smoke${index} from './${name.replace('@curlew/', '')}.smoke.cjs';`)
  .join('\n')}
async function main() {
  const bytes = [${names.map((_, index) => `await smoke${index}.smoke(lib${index}, process.env.SMOKE_URL)`).join(', ')}];
  if (bytes.some((count) => count !== 100)) throw new Error('100 bytes each were expected: ' + bytes);
  console.log('all bytes came');
}
main();
`;

/** @returns {Promise<string>} the file of the bundle, in a directory of its own */
async function makeBundle({ tools, env }, bundler, mode, directory) {
  const out = join(directory, `${bundler}-${mode}`);
  await runNode([join(import.meta.dirname, 'bundlers', `${bundler}.mjs`), tools, mode, out], { cwd: directory, env });
  return join(
    out,
    readdirSync(out).find((file) => file.startsWith('main.')),
  );
}

async function runBundle({ env, server }, file) {
  const { status, output } = await runNode([file], { env: { ...env, SMOKE_URL: server.url }, mayFail: true });
  if (status !== 0 || !output.includes('all bytes came')) throw new Error(`${file} ended with ${status}:\n${output}`);
}

/** @param {string} place an empty directory without node_modules */
async function checkWhole(environment, file, place) {
  const name = file.split('/').pop();
  cpSync(join(file, '..'), place, { recursive: true });
  const addons = readdirSync(place).filter((each) => each.endsWith('.node'));
  if (addons.length === 0) {
    const { output } = await runNode([join(place, name)], { env: environment.env, mayFail: true });
    if (!output.includes(SENTENCE)) throw new Error(`"${SENTENCE}" was expected of ${name} without its addon:\n${output}`);
    const platform = join(file, '..', '..', 'node_modules', platformPackage(hostTarget()));
    mkdirSync(place, { recursive: true });
    copyFileSync(join(platform, 'curlew.node'), join(place, 'curlew.node'));
  }
  await runBundle(environment, join(place, name));
}
