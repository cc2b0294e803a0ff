// A copy of the built packages and their tests, as real files: symbolic links mean nothing on some systems.
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { platformDirectory, platformPackage } from '../../packages/core-native/deps/lib/targets.mjs';
import { root } from '../setup.mjs';

const here = dirname(fileURLToPath(import.meta.url));

/**
 * @param {string} tree where
 * @param {string} target the platform whose addon is in it
 * @param {string[]} packages their names
 */
export function copyPackages(tree, target, packages) {
  rmSync(tree, { recursive: true, force: true });
  const copied = new Set();
  for (const name of packages) copyPackage(join(root, 'packages', name), tree, copied);
  copyPackage(join(root, 'internal', 'test-origin'), tree, copied);
  // jest-circus asks where it lies, to leave it out of stacks.
  mkdirSync(join(tree, 'node_modules', 'jest-each'), { recursive: true });
  writeFileSync(join(tree, 'node_modules', 'jest-each', 'index.js'), '');
  const addon = join(tree, 'node_modules', platformPackage(target));
  mkdirSync(addon, { recursive: true });
  for (const file of ['package.json', 'curlew.node']) copyFileSync(join(platformDirectory(target), file), join(addon, file));
}

/** A package and what it depends on, side by side in node_modules. */
function copyPackage(directory, tree, copied) {
  const { name, dependencies = {} } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
  if (copied.has(name)) return;
  copied.add(name);
  const to = join(tree, 'node_modules', name);
  const ours = /^@curlew(-internal)?\//.test(name);
  for (const part of ours ? partsOf(directory) : ['.'])
    cpSync(join(directory, part), join(to, part), {
      recursive: true,
      dereference: true,
      filter: (path) => ours || !path.endsWith('/node_modules'),
    });
  for (const dependency of Object.keys(dependencies)) {
    const found = findDependency(dependency, directory);
    if (found) copyPackage(found, tree, copied);
  }
}

/** The run-time files of a package: those it publishes, without the sources of the addon. @returns {string[]} */
function partsOf(directory) {
  const { files = ['dist'] } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
  return ['package.json', ...files.filter((part) => !/^(!|native$|deps$|scripts$)/.test(part) && existsSync(join(directory, part)))];
}

function findDependency(name, from) {
  for (let directory = realpathSync(from); directory !== dirname(directory); directory = dirname(directory)) {
    const candidate = join(directory, 'node_modules', name);
    if (existsSync(candidate)) return realpathSync(candidate);
  }
  return undefined;
}

/** The suites of a package, in its tests. @param {string} name @returns {string[]} paths from the root */
export function suitesOf(name) {
  const directory = join(root, 'packages', name, 'tests');
  return readdirSync(directory, { recursive: true })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => relative(root, join(directory, file)))
    .sort();
}

/** The programs and files beside the suites, which they start and read, and the built package that some name by its path. */
export function copyTestFiles(tree, packages) {
  for (const name of packages)
    for (const part of [...partsOf(join(root, 'packages', name)), 'tests'])
      cpSync(join(root, 'packages', name, part), join(tree, 'packages', name, part), { recursive: true });
}

/**
 * Bundles a suite with jest's describe, it and expect and our sources, where it has lain.
 * @param {string} suite its path from the root
 * @param {{ timeout: number }} options
 * @returns {Promise<string>} the program
 */
export async function bundleSuite(suite, tree, options) {
  const outfile = join(tree, suite.replace(/\.ts$/, '.cjs'));
  await build({
    stdin: {
      contents: `import { runSuite } from ${JSON.stringify(join(here, 'suite-runtime.mjs'))};
        runSuite(() => require(${JSON.stringify(join(root, suite))}), ${JSON.stringify(options)});`,
      resolveDir: root,
    },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    sourcemap: 'inline',
    sourcesContent: false,
    logLevel: 'error',
    external: ['cpu-features', '*.node'],
    plugins: [sources()],
  });
  return outfile;
}

/** Our packages from their sources, as jest has them. */
function sources() {
  const sourceOf = (folder, name) => ({ path: join(root, folder, name, 'src', 'index.ts') });
  return {
    name: 'sources',
    setup(bundler) {
      bundler.onResolve({ filter: /^@curlew\/[^/]+$/ }, ({ path }) =>
        path.startsWith('@curlew/core-native-') ? { external: true } : sourceOf('packages', path.slice('@curlew/'.length)),
      );
      bundler.onResolve({ filter: /^@curlew-internal\/test-origin$/ }, () => sourceOf('internal', 'test-origin'));
      // It would bring along snapshots and Babel.
      bundler.onResolve({ filter: /^@jest\/expect$/ }, () => ({ path: 'expect', namespace: 'stub' }));
      bundler.onLoad({ filter: /.*/, namespace: 'stub' }, () => ({
        contents: "export { expect as jestExpect } from 'expect';",
        resolveDir: root,
      }));
    },
  };
}
