// jest for a system that jest itself does not start on: its own describe, it and expect (jest-circus is JavaScript only),
// bundled with one suite. Each result is a line of JSON on standard output.
import * as circus from 'jest-circus';
import { expect } from 'expect';
import { ModuleMocker } from 'jest-mock';

// Under an emulator a program of that system is started by a script.
if (process.env.CURLEW_TEST_NODE) process.execPath = process.env.CURLEW_TEST_NODE;

const RESULT = '\u0001';
const { afterAll, afterEach, beforeAll, beforeEach, describe, it, test } = circus;
const mocker = new ModuleMocker(globalThis);
const jest = {
  fn: mocker.fn.bind(mocker),
  spyOn: mocker.spyOn.bind(mocker),
  restoreAllMocks: () => mocker.restoreAllMocks(),
  // There are no others here: a test that sets the clock needs jest itself.
  useRealTimers: () => {},
};
Object.assign(globalThis, { afterAll, afterEach, beforeAll, beforeEach, describe, it, test, expect, jest });

/** @param {() => void} define requires the suite */
export function runSuite(define, { timeout }) {
  circus.addEventHandler((event) => {
    if (event.name !== 'run_start') return;
    circus.getState().testTimeout = timeout;
    raiseTimeouts(circus.getState().rootDescribeBlock, timeout);
  });
  // The blocks and tests of a suite are defined while it is required.
  try {
    define();
  } catch (error) {
    report({ name: '(loading the suite)', status: 'failed', errors: [textOf(error)] });
    process.exit(1);
  }
  void circus.run().then(({ testResults, unhandledErrors }) => {
    for (const result of testResults)
      report({
        name: result.testPath.slice(1).join(' '),
        status: result.status === 'done' ? (result.errors.length > 0 ? 'failed' : 'passed') : result.status,
        errors: result.errors.map(textOf),
        duration: result.duration,
      });
    for (const error of unhandledErrors) report({ name: '(outside of tests)', status: 'failed', errors: [textOf(error)] });
    report({ end: true });
    // Handles that a test left open must not keep the run alive; jest does the same with its workers.
    setTimeout(() => process.exit(0), 1000).unref();
  });
}

/** A test or hook that names a time of its own knows nothing of a slow system: it gets no less than the others. */
function raiseTimeouts({ hooks, tests, children }, least) {
  for (const each of [...hooks, ...tests]) if (each.timeout < least) each.timeout = least;
  for (const block of children) if (block.type === 'describeBlock') raiseTimeouts(block, least);
}

const textOf = (error) => (typeof error === 'string' ? error : (error?.stack ?? String(error)));
const report = (line) => process.stdout.write(`${RESULT}${JSON.stringify(line)}\n`);
