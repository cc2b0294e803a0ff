/**
 * The tests that are not run, with reasons; the only list of these. `suite` is a path or the beginning of one; `tests`
 * a regular expression of names, or the whole suite if it is left out; `targets` those that it holds for, or all.
 * @type {{ suite: string, tests?: string, targets?: string[], reason: string }[]}
 */
export const EXCLUSIONS = [
  // Tests of the checkout, or of the machine that the runner is on.
  {
    suite: 'packages/core-native/tests/addon.test.ts',
    reason: 'reads the file that was built for this machine; prebuild checks the other',
  },
  {
    suite: 'packages/core-native/tests/lifecycle.test.ts',
    tests: 'loaded a second time in one process|a failure of the whole multi',
    reason: 'copies the build of the checkout; compiles a library',
  },
  {
    suite: 'packages/async/tests/async-curl-multi/process.test.ts',
    tests: 'a failure of libcurl as a whole',
    reason: 'compiles a library',
  },
  { suite: 'packages/async/tests/helpers.test.ts', tests: "writes Node's own roots", reason: 'replaces modules, which only jest can' },
  {
    suite: 'packages/async/tests/testing/session.test.ts',
    tests: 'time may be faked',
    reason: "sets the clock, which only jest's runner can",
  },
  { suite: 'packages/async/tests/session/http3.test.ts', reason: 'starts caddy, a program of this machine' },
  {
    suite: 'packages/async/tests/session/client-certificates.test.ts',
    targets: ['linux-x64', 'win32-x64'],
    reason: 'makes a PKCS #12 file with the program openssl, which that system does not have',
  },
  {
    suite: 'packages/async/tests/session/connections.test.ts',
    tests: 'abstract',
    targets: ['linux-x64', 'win32-x64'],
    reason: 'starts Python, which that system does not have',
  },
  {
    suite: 'packages/async/tests/session/trust.test.ts',
    tests: 'extraCa.*trust\\.test.* is refused',
    reason: 'gives its own file as one without certificates; bundled, it has one',
  },
  { suite: 'packages/parallel/tests/bullmq/', reason: 'starts Redis, a program of this machine' },
  { suite: 'packages/pycurl-compat/tests/side-by-side.test.ts', reason: 'runs Python with the real pycurl' },
  { suite: 'packages/pycurl-compat/tests/port.test.ts', reason: 'the porter has no native code; starts compilers of the checkout' },
  { suite: 'packages/pycurl-compat/tests/ported-programs.test.ts', reason: 'runs Python with the real pycurl' },
  { suite: 'packages/parallel/tests/cli/report.test.ts', reason: 'opens a browser of this machine' },
  // Time under an emulator is not the time of a turn.
  {
    suite: 'packages/core-native/tests/decoding.test.ts',
    tests: 'does not hold the event loop',
    reason: 'measures milliseconds, which mean nothing under an emulator or on a busy machine',
  },
  {
    suite: 'packages/core-native/tests/multi.turns.test.ts',
    tests: 'is not told again of the sockets',
    targets: ['win32-x64', 'linux-arm64'],
    reason: 'measures milliseconds',
  },
  // Windows.
  {
    suite: 'packages/core-native/tests/callbacks.sockets.test.ts',
    targets: ['win32-x64'],
    reason: 'starts a server on a Unix socket, which is a named pipe in Node for Windows',
  },
  {
    suite: 'packages/core-native/tests/multi.callbacks.test.ts',
    tests: "sees descriptors of the caller's own|in SOCKETFUNCTION fails the call|leaves a multi that is closed closed",
    targets: ['win32-x64'],
    reason: "Node for Windows tells no socket's number; libcurl there calls no SOCKETFUNCTION in curl_multi_perform (seen under Wine)",
  },
  {
    suite: 'packages/multi/tests/sockets.test.ts',
    tests: 'throwing is the cause of the error',
    targets: ['win32-x64'],
    reason: 'libcurl for Windows calls no SOCKETFUNCTION in curl_multi_perform (seen under Wine)',
  },
  {
    suite: 'packages/multi/tests/waiting.test.ts',
    tests: "when a signal comes|the caller's own descriptors",
    targets: ['win32-x64'],
    reason: "Windows has no signals that end a wait; Node for Windows tells no socket's number",
  },
  {
    suite: 'packages/core-native/tests/multi.turns.test.ts',
    tests: 'libcurl waits for the same on both',
    targets: ['win32-x64'],
    reason: 'expects that the lowest free number is the next socket, as POSIX promises',
  },
  {
    suite: 'packages/async/tests/async-curl-multi/endings.test.ts',
    tests: 'leaves no socket that is watched',
    targets: ['win32-x64'],
    reason: 'counts the entries of /proc/self/fd',
  },
  {
    suite: 'packages/core-native/tests/easy.perform.test.ts',
    tests: 'fails at a reset',
    targets: ['win32-x64'],
    reason: 'Wine reports a connection that was reset as one that was closed',
  },
  {
    suite: 'packages/async/tests/session/faults.test.ts',
    tests: 'a connection that is reset',
    targets: ['win32-x64'],
    reason: 'Wine reports a connection that was reset as one that was closed',
  },
  {
    suite: 'packages/async/tests/file/save-to.test.ts',
    tests: 'the rights that it had|a target that is no file|exits in the middle|few descriptors',
    targets: ['win32-x64'],
    reason:
      'Windows has no such rights, no /dev/null and no ulimit; known gap: an exit in mid-transfer leaves the part there, since a file that is open is not removed',
  },
  {
    suite: 'packages/async/tests/file/lock.test.ts',
    tests: 'had the number of another one',
    targets: ['win32-x64'],
    reason: 'known gap: when a process has started is read from /proc, so on Windows a number that is used again is taken for its process',
  },
  {
    suite: 'packages/parallel/tests/cli/shell.test.ts',
    targets: ['win32-x64', 'linux-arm64', 'linux-x64'],
    reason: 'runs bash, zsh and fish of this machine',
  },
];

/** How a suite is to be run on a target. @returns {{ reason?: string, tests: string[] }} a reason: not at all */
export function exclusionsOf(suite, target) {
  const rows = EXCLUSIONS.filter((row) => suite.startsWith(row.suite) && (row.targets?.includes(target) ?? true));
  return { reason: rows.find((row) => !row.tests)?.reason, tests: rows.flatMap((row) => row.tests ?? []) };
}
