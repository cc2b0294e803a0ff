#!/usr/bin/env node
// The entry of `npm start`, `npm test` and similar commands: sets everything up, then runs the requested task. Plain
// Node without dependencies, because a fresh clone has none.
import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { root, setUp } from './setup.mjs';
import { SetupError } from '../packages/core-native/deps/lib/setup-error.mjs';
import { hostTarget } from '../packages/core-native/deps/lib/targets.mjs';
import { missingHere } from './test-target/exclusions.mjs';

const [task = 'setup', ...args] = process.argv.slice(2);

/** turbo needs a pnpm on an absolute PATH; telemetry and the update notice are switched off. */
const env = {
  ...process.env,
  PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH}`,
  TURBO_TELEMETRY_DISABLED: '1',
  DO_NOT_TRACK: '1',
};

function run(command, commandArgs, extra = {}) {
  const { status, error, signal } = spawnSync(command, commandArgs, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env, ...extra },
  });
  if (error) throw new SetupError(`Could not run ${command}: ${error.message}`);
  return signal ? 1 : (status ?? 1);
}

const node = (...nodeArgs) => run(process.execPath, nodeArgs);

const site = (vitepress) =>
  node(join('docs', 'site', 'reference.mjs')) || node(join('docs', 'node_modules', 'vitepress', 'bin', 'vitepress.js'), ...vitepress);

const tasks = {
  setup: () => 0,
  start: () => node(join('scripts', 'start.mjs'), ...args),
  // An error that native code could not deliver must fail a test, not print a warning.
  test: () =>
    run(process.execPath, ['--expose-gc', join('node_modules', 'jest', 'bin', 'jest.js'), ...args], {
      NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --force-node-api-uncaught-exceptions-policy=true`.trim(),
      CURLEW_MISSING: process.env.CURLEW_MISSING ?? missingHere(hostTarget()).join(','),
    }),
  // The same tests under AddressSanitizer and UBSan, libcurl included. A report fails the process that makes it.
  'test:sanitize': () => {
    const library = (name) => spawnSync('cc', [`-print-file-name=${name}`], { encoding: 'utf8' }).stdout.trim();
    const jest = ['--expose-gc', join('node_modules', 'jest', 'bin', 'jest.js'), '--runInBand', '--testTimeout=120000'];
    return run(process.execPath, [...jest, '--selectProjects', 'core-native', 'multi', 'async', 'share', ...args], {
      // Node is not linked with the sanitizer's runtime, so it must be loaded first; leaks are not checked, because
      // Node has its own.
      LD_PRELOAD: ['libasan.so', 'libubsan.so', 'libstdc++.so'].map(library).join(' '),
      // A small quarantine, because some tests look at the memory of the process.
      ASAN_OPTIONS: 'detect_leaks=0:quarantine_size_mb=8',
      UBSAN_OPTIONS: 'print_stacktrace=1:halt_on_error=1',
    });
  },
  // The same tests with libcurl on a thread wherever the event loop would drive a multi.
  'test:on-a-thread': () =>
    node('--expose-gc', join('node_modules', 'jest', 'bin', 'jest.js'), '--selectProjects', 'core-native', 'async', ...args),
  'test:valgrind': () => node(join('scripts', 'valgrind.mjs'), ...args),
  'test:target': () => node(join('scripts', 'test-target', 'index.mjs'), ...args),
  'test:threads': () => node(join('scripts', 'test-threads.mjs'), ...args),
  soak: () => node('--expose-gc', join('benchmarks', 'soak.mjs'), ...args),
  'soak:urls': () => node(join('benchmarks', 'soak-urls.mjs'), ...args),
  bench: () => node(join('benchmarks', 'run.mjs'), ...args),
  'bench:compare': () => node(join('benchmarks', 'compare.mjs'), ...args),
  // Not "build": npm would run the script "prebuild" before it.
  'build:all': () => node(join('node_modules', 'turbo', 'bin', 'turbo'), 'run', 'build:types', '--output-logs=errors-only'),
  // The site, from the pages in docs/ and the packages' TSDoc. A dead link, or an export without TSDoc, fails the build.
  docs: () => site(['dev', 'docs', ...args]),
  'docs:build': () => site(['build', 'docs', ...args]),
  'docs:check': () => site(['build', 'docs']) || node('--test', join('docs', 'tests', 'site.test.mjs')),
};

try {
  if (!Object.hasOwn(tasks, task)) throw new SetupError(`Unknown task "${task}"; expected one of ${Object.keys(tasks).join(', ')}.`);
  if (task === 'test:sanitize') process.env.CURLEW_SANITIZE = 'address,undefined';
  if (task === 'test:on-a-thread') Object.assign(process.env, { CURLEW_TEST_THREAD: '1', CURLEW_MISSING: 'the event loop' });
  await setUp(env);
  process.exitCode = tasks[task]();
} catch (error) {
  process.stderr.write(error instanceof SetupError ? `\n${error.message}\n` : `${error.stack}\n`);
  process.exitCode = 1;
}
