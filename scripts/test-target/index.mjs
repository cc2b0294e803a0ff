// `npm run test:target -- TARGET [--short] [PATH…]`: the suites of the packages on another system, with its addon and its
// Node: Windows by Wine, arm64 by qemu, an old glibc in a Debian 11. Paths choose suites by their beginning or a part;
// --short runs the few that show that the addon works.
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { cacheDirectory, makeDirectory } from '../../packages/core-native/deps/lib/cache.mjs';
import { SetupError } from '../../packages/core-native/deps/lib/setup-error.mjs';
import testOrigin from '../../internal/test-origin/dist/index.cjs';
import { prebuild } from '../../packages/core-native/scripts/prebuild.mjs';
import { EXCLUSIONS, MISSING, exclusionOf, missingOn } from './exclusions.mjs';
import { startOriginBroker } from './origin-broker.mjs';
import { SHORT } from './short.mjs';
import { prepareSystem } from './systems.mjs';
import { bundleSuite, copyPackages, copyTestFiles, suitesOf } from './tree.mjs';

const PACKAGES = ['core-native', 'multi', 'share', 'async', 'parallel', 'pycurl-compat'];
/** The prefix of lines of suite-runtime.mjs that contain a result. */
const RESULT = '\u0001';
const TEST_TIMEOUT_MS = 30_000;

async function runSuite(suite, { system, tree, target, broker }) {
  const reason = exclusionOf(suite, target);
  if (reason) return { suite, skipped: reason, results: [] };
  const timeout = TEST_TIMEOUT_MS * system.slowness;
  const program = await bundleSuite(suite, tree, { timeout });
  const [command, ...args] = system.command;
  const flags = ['--expose-gc', '--enable-source-maps', '--force-node-api-uncaught-exceptions-policy=true'];
  // Files, because a pipe of Node's is a socket, which Wine does not take for an output.
  const files = ['.out', '.err'].map((ending) => `${program}${ending}`);
  const [output, errors] = files.map((file) => openSync(file, 'w'));
  const child = spawn(command, [...args, ...flags, system.pathThere(program)], {
    cwd: dirname(program),
    env: {
      ...withoutCertificates(process.env),
      ...system.env,
      CURLEW_ORIGIN_BROKER: broker.url,
      CURLEW_MISSING: missingOn(target).join(','),
      CURLEW_NODES: '',
      // From programs that a test starts, which should end before it does.
      CURLEW_PROGRAM_TIMEOUT: String(timeout - 5_000),
    },
    stdio: ['ignore', output, errors],
    detached: true,
  });
  // The whole group: emulators have helpers.
  const limit = setTimeout(() => process.kill(-child.pid, 'SIGKILL'), 4 * timeout);
  const [code, signal] = await new Promise((resolve) => child.on('close', (...how) => resolve(how)));
  clearTimeout(limit);
  closeSync(output);
  closeSync(errors);
  return { suite, results: readResults(files, `ended with ${signal ?? code} before its tests had`) };
}

/** The lines of results among what a suite has printed. */
function readResults(files, failure) {
  const [lines, errors] = files.map((file) => readFileSync(file, 'utf8').split('\n'));
  const isResult = (line) => line.startsWith(RESULT);
  const results = lines.filter(isResult).map((line) => JSON.parse(line.slice(RESULT.length)));
  if (results.at(-1)?.end) return results.slice(0, -1);
  const said = [...lines.filter((line) => !isResult(line)).slice(-5), ...errors.slice(-15)];
  return [...results, { name: '(the process)', status: 'failed', errors: [failure, ...said] }];
}

/** This machine's certificates are not there: Node warns of each that it cannot read, and a session fails by it. */
function withoutCertificates(env) {
  const ours = ['NODE_EXTRA_CA_CERTS', 'CURL_CA_BUNDLE', 'SSL_CERT_FILE', 'SSL_CERT_DIR'];
  return Object.fromEntries(Object.entries(env).filter(([name]) => !ours.includes(name)));
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
  const unknown = MISSING.filter(({ need }) => !testOrigin.NEEDS.includes(need));
  if (unknown.length > 0) throw new SetupError(`No test can need: ${unknown.map(({ need }) => need).join(', ')}`);
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
