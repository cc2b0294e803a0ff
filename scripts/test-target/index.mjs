// `npm run test:target -- TARGET [--short] [PATH…]`: the suites of the packages on another system, with its addon and its
// Node: Windows by Wine, arm64 by qemu, an old glibc in a Debian 11. Paths choose suites by their beginning or a part;
// --short runs the few that show that the addon works.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { cacheDirectory, makeDirectory } from '../../packages/core-native/deps/lib/cache.mjs';
import { SetupError } from '../../packages/core-native/deps/lib/setup-error.mjs';
import { prebuild } from '../../packages/core-native/scripts/prebuild.mjs';
import { EXCLUSIONS, exclusionsOf } from './exclusions.mjs';
import { startOriginBroker } from './origin-broker.mjs';
import { prepareSystem } from './systems.mjs';
import { bundleSuite, copyPackages, copyTestFiles, suitesOf } from './tree.mjs';

const PACKAGES = ['core-native', 'multi', 'share', 'async', 'parallel', 'pycurl-compat'];
const TEST_TIMEOUT_MS = 30_000;

/** Enough to see that transfers of each kind work: blocking, polled, on the event loop, over TLS, in threads. */
const SHORT = [
  'packages/core-native/tests/easy.perform.test.ts',
  'packages/core-native/tests/multi.loop.test.ts',
  'packages/multi/tests/run.test.ts',
  'packages/share/tests/threads.test.ts',
  'packages/async/tests/session/requests.test.ts',
];

async function runSuite(suite, { system, tree, target, broker }) {
  const { reason, tests } = exclusionsOf(suite, target);
  if (reason) return { suite, skipped: reason, results: [] };
  const timeout = TEST_TIMEOUT_MS * system.slowness;
  const program = await bundleSuite(suite, tree, { excluded: tests, timeout });
  const [command, ...args] = system.command;
  const flags = ['--expose-gc', '--enable-source-maps', '--force-node-api-uncaught-exceptions-policy=true'];
  const child = spawn(command, [...args, ...flags, system.pathThere(program)], {
    cwd: dirname(program),
    env: { ...process.env, ...system.env, CURLEW_ORIGIN_BROKER: broker.url, CURLEW_NODES: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const results = [];
  const other = [];
  let ended = false;
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line[0] !== '\u0001') return void other.push(line);
    const result = JSON.parse(line.slice(1));
    if (result.end) ended = true;
    else results.push(result);
  });
  createInterface({ input: child.stderr }).on('line', (line) => other.push(line));
  // The whole group: emulators have helpers.
  const limit = setTimeout(() => process.kill(-child.pid, 'SIGKILL'), 10 * timeout);
  const [code, signal] = await new Promise((resolve) => child.on('close', (...how) => resolve(how)));
  clearTimeout(limit);
  if (!ended)
    results.push({
      name: '(the process)',
      status: 'failed',
      errors: [`ended with ${signal ?? code} before its tests had`, ...other.slice(-15)],
    });
  return { suite, results };
}

function print({ suite, skipped, results }, seconds) {
  const count = (status) => results.filter((result) => result.status === status).length;
  if (skipped) return console.log(`skip  ${suite}: ${skipped}`);
  const failed = results.filter(({ status }) => status === 'failed');
  console.log(
    `${failed.length > 0 ? 'FAIL ' : 'pass '} ${suite} (${count('passed')} passed, ${count('skip')} skipped, ${seconds.toFixed(0)} s)`,
  );
  for (const { name, errors } of failed)
    console.log(`    ${name}\n${errors.map((error) => `      ${error.replaceAll('\n', '\n      ')}`).join('\n')}`);
}

/** A row that excludes nothing any more is an error, so that the list stays true. */
function checkExclusions(suites) {
  const idle = EXCLUSIONS.filter((row) => !suites.some((suite) => suite.startsWith(row.suite)));
  if (idle.length > 0) throw new SetupError(`Exclusions without a suite: ${idle.map(({ suite }) => suite).join(', ')}`);
}

async function main() {
  const { values, positionals } = parseArgs({ options: { short: { type: 'boolean' } }, allowPositionals: true });
  const [target, ...paths] = positionals;
  if (!target) throw new SetupError('Usage: npm run test:target -- TARGET [--short] [PATH…]');
  const started = performance.now();
  const tree = makeDirectory(join(cacheDirectory(), 'target-tests', target));
  await prebuild(target);
  copyPackages(tree, target, PACKAGES);
  copyTestFiles(tree, PACKAGES);
  const system = prepareSystem(target, tree);
  const all = PACKAGES.flatMap(suitesOf);
  checkExclusions(all);
  const chosen = values.short ? SHORT : all.filter((suite) => paths.length === 0 || paths.some((path) => suite.includes(path)));
  console.log(`${target}: ${chosen.length} suites on ${system.description}`);
  const broker = await startOriginBroker();
  const totals = { passed: 0, failed: 0, skip: 0 };
  try {
    const waiting = [...chosen];
    const work = async () => {
      for (let suite = waiting.shift(); suite; suite = waiting.shift()) {
        const begun = performance.now();
        const outcome = await runSuite(suite, { system, tree, target, broker });
        print(outcome, (performance.now() - begun) / 1000);
        for (const { status } of outcome.results) totals[status] = (totals[status] ?? 0) + 1;
      }
    };
    await Promise.all([work(), work()]);
  } finally {
    broker.close();
  }
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(`${target}: ${totals.passed} passed, ${totals.failed} failed, ${totals.skip} skipped, ${seconds} s`);
  process.exitCode = totals.failed > 0 || totals.passed === 0 ? 1 : 0;
}

try {
  await main();
} catch (error) {
  process.stderr.write(error instanceof SetupError ? `${error.message}\n` : `${error.stack}\n`);
  process.exitCode = 1;
}
