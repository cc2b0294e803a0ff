import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { TARGETS, hostTarget, platformPackage } from '../../../packages/core-native/deps/lib/targets.mjs';
import { makeProject, smokeOf } from './environment.mjs';
import { INSTALL_SECONDS } from './limits.mjs';
import { run, runNode, twoAtATime } from './run.mjs';

/** The arguments of each package manager, and of Node for what it has installed. */
const MANAGERS = {
  npm: { install: ['install', '--no-audit', '--no-fund', '--foreground-scripts'], flags: [] },
  pnpm: { install: ['install', '--reporter=append-only', '--no-frozen-lockfile'], flags: [] },
  yarn: {
    install: ['install'],
    // The loader of ES modules is Yarn's own way; Node warns of it.
    flags: ['--require', './.pnp.cjs', '--no-warnings', '--experimental-loader', './.pnp.loader.mjs'],
  },
};

/** Programs that run the smoke of a package, by file name. */
function programsOf(packageName) {
  const name = packageName.replace('@curlew/', '');
  const expectation = `
const bytes = await smoke(lib, process.env.SMOKE_URL);
if (bytes !== 100) throw new Error('${name}: 100 bytes were expected, and ' + bytes + ' came');
`;
  return {
    [`${name}.smoke.cjs`]: smokeOf(packageName),
    [`${name}.esm.mjs`]: `import * as lib from '${packageName}';\nimport { smoke } from './${name}.smoke.cjs';\n${expectation}`,
    [`${name}.cjs.cjs`]: `const lib = require('${packageName}');\nconst { smoke } = require('./${name}.smoke.cjs');\n(async () => {${expectation}})();\n`,
    [`${name}.worker.mjs`]: `import { Worker } from 'node:worker_threads';\nnew Worker(new URL('./${name}.esm.mjs', import.meta.url));\n`,
  };
}

/** @param {string[]} names of packages @param {Record<string, string>} [files] */
export function projectFiles({ published }, names, files = {}) {
  const dependencies = Object.fromEntries(names.map((name) => [name, published.version]));
  return {
    'package.json': JSON.stringify({ name: 'consumer', private: true, dependencies }),
    // Yarn finds the root of a project by this file.
    'yarn.lock': '',
    ...Object.assign({}, ...names.map(programsOf)),
    ...files,
  };
}

export async function install({ managers, env }, manager, directory) {
  const start = performance.now();
  await runNode([managers[manager], ...MANAGERS[manager].install], { cwd: directory, env });
  return Math.round((performance.now() - start) / 100) / 10;
}

/** Each package alone, by each package manager; in the short form npm has them all together, and the others one. */
export async function checkConsumers(environment, report) {
  const { names } = environment.published;
  for (const manager of Object.keys(MANAGERS)) {
    const sets = environment.short ? [manager === 'npm' ? names : ['@curlew/parallel']] : names.map((name) => [name]);
    for (const set of sets) await checkProject(environment, report, manager, set);
  }
}

async function checkProject(environment, report, manager, names) {
  const label = `${manager}, ${names.length > 1 ? 'all packages' : names[0]}`;
  const directory = makeProject(environment, label.replaceAll(/[^a-z]+/g, '-'), projectFiles(environment, names));
  let installed = false;
  await report.check(`install: ${label}`, async () => {
    report.measure(`install: ${label}`, await install(environment, manager, directory), INSTALL_SECONDS, 's');
    installed = true;
  });
  if (!installed) return;
  await report.check(`what is installed: ${label}`, () => checkInstalled(manager, directory));
  const env = { ...environment.env, SMOKE_URL: environment.server.url };
  const runs = environment.nodes.flatMap(({ path, major }) =>
    names.flatMap((name) =>
      programsFor(environment, path).map((program) => async () => {
        const file = `${name.replace('@curlew/', '')}.${program}`;
        await report.check(`${label}: ${file} on Node ${major}`, () =>
          run(path, [...MANAGERS[manager].flags, file], { cwd: directory, env }),
        );
      }),
    ),
  );
  await twoAtATime(runs);
}

/** In the short form the other Nodes run ES modules only. */
const programsFor = ({ short }, node) => (short && node !== process.execPath ? ['esm.mjs'] : ['esm.mjs', 'cjs.cjs', 'worker.mjs']);

/** Of the addons only that of this platform, and no package that compiles one. */
function checkInstalled(manager, directory) {
  const lockfile = { npm: 'node_modules/.package-lock.json', pnpm: 'pnpm-lock.yaml', yarn: 'yarn.lock' }[manager];
  const text = readFileSync(join(directory, lockfile), 'utf8');
  for (const strange of ['node-gyp', 'node-addon-api', 'commander', 'uplot', 'lezer'])
    if (text.includes(strange)) throw new Error(`${strange} is installed`);
  const folder = { npm: 'node_modules/@curlew', pnpm: 'node_modules/.pnpm', yarn: undefined }[manager];
  if (!folder || !existsSync(join(directory, folder))) return;
  const found = Object.keys(TARGETS).filter((target) => readdirSync(join(directory, folder)).some((entry) => isPackage(entry, target)));
  if (found.join() !== hostTarget()) throw new Error(`addons of ${found.join(', ')} are installed, expected ${hostTarget()}`);
}

/** @param {string} entry a directory as npm (`name`) or pnpm (`@scope+name@version`) call it */
function isPackage(entry, target) {
  const name = platformPackage(target).replace('@curlew/', '');
  return entry === name || entry.startsWith(`@curlew+${name}@`);
}

/** The types, by the oldest TypeScript that is supported, and the newest of each major version since. */
export async function checkTypes(environment, report) {
  const { names } = environment.published;
  const imports = names.map((name, index) => `import * as m${index} from '${name}';`);
  const program = `${imports.join('\n')}
const response: Promise<m0.Response> = new m0.CurlWrapper().session().get('http://127.0.0.1/');
export const body: Promise<Buffer> = response.then(({ body }) => body);
export const all = [${names.map((_, index) => `m${index}`).join(', ')}];
`.replaceAll('m0.', `m${names.indexOf('@curlew/async')}.`);
  const compilerOptions = {
    target: 'ES2022',
    module: 'NodeNext',
    moduleResolution: 'NodeNext',
    strict: true,
    noEmit: true,
    types: ['node'],
  };
  const files = projectFiles(environment, names, {
    'program.mts': program,
    'program.cts': program,
    'tsconfig.json': JSON.stringify({
      compilerOptions: { ...compilerOptions, lib: ['ES2023', 'ESNext.Disposable'], skipLibCheck: true },
      files: ['program.mts', 'program.cts'],
    }),
  });
  const manifest = JSON.parse(files['package.json']);
  files['package.json'] = JSON.stringify({ ...manifest, devDependencies: { '@types/node': '20.19.25' } });
  const directory = makeProject(environment, 'typescript', files);
  await report.check('install: TypeScript', () => install(environment, 'npm', directory));
  for (const version of environment.short ? ['6.0'] : ['5.4', '6.0', '7.0'])
    await report.check(`types: TypeScript ${version}`, () =>
      runNode([join(environment.tools, 'node_modules', `typescript-${version}`, 'bin', 'tsc'), '-p', '.'], {
        cwd: directory,
        env: environment.env,
      }),
    );
}

/** jest (CommonJS, a realm of its own) and vitest (ES modules). */
export async function checkRunners(environment, report) {
  const { names } = environment.published;
  const test = (load) => `for (const name of ${JSON.stringify(names)})
  test(name, async () => {
    const lib = await ${load};
    const { smoke } = require('./' + name.replace('@curlew/', '') + '.smoke.cjs');
    expect(await smoke(lib, process.env.SMOKE_URL)).toBe(100);
  });
`;
  const directory = makeProject(
    environment,
    'runners',
    projectFiles(environment, names, {
      'jest.test.cjs': test('require(name)'),
      'jest.config.cjs': "module.exports = { testMatch: ['<rootDir>/jest.test.cjs'], transform: {}, maxWorkers: 1 };\n",
      'vitest.test.mjs': `import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);\n${test('import(name)')}`,
      'vitest.config.mjs': "export default { test: { globals: true, include: ['vitest.test.mjs'] } };\n",
    }),
  );
  const env = { ...environment.env, SMOKE_URL: environment.server.url };
  const program = (...parts) => join(environment.tools, 'node_modules', ...parts);
  await report.check('install: jest, vitest', () => install(environment, 'npm', directory));
  await report.check('in jest', () => runNode([program('jest', 'bin', 'jest.js'), '--rootDir', directory], { cwd: directory, env }));
  await report.check('in vitest', () => runNode([program('vitest', 'vitest.mjs'), 'run'], { cwd: directory, env }));
}
