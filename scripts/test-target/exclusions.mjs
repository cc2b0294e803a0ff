/**
 * Suites that are not run, with reasons. `suite` is a path or the beginning of one; `targets` those that it holds for, or all.
 * @type {{ suite: string, targets?: string[], reason: string }[]}
 */
export const EXCLUSIONS = [
  {
    suite: 'packages/core-native/tests/addon.test.ts',
    reason: 'reads the file that was built for this machine; prebuild checks the other',
  },
  { suite: 'packages/async/tests/session/http3.test.ts', reason: 'starts caddy, a program of this machine' },
  { suite: 'packages/parallel/tests/bullmq/', reason: 'starts Redis, a program of this machine' },
  { suite: 'packages/parallel/tests/cli/report.test.ts', reason: 'opens a browser of this machine' },
  { suite: 'packages/parallel/tests/cli/shell.test.ts', reason: 'runs bash, zsh and fish of this machine' },
  { suite: 'packages/pycurl-compat/tests/side-by-side.test.ts', reason: 'runs Python with the real pycurl' },
  { suite: 'packages/pycurl-compat/tests/ported-programs.test.ts', reason: 'runs Python with the real pycurl' },
  { suite: 'packages/pycurl-compat/tests/port.test.ts', reason: 'the porter has no native code; starts compilers of the checkout' },
  {
    suite: 'packages/core-native/tests/callbacks.sockets.test.ts',
    targets: ['win32-x64'],
    reason: 'starts a server on a Unix socket, which is a named pipe in Node for Windows',
  },
];

/** Built on macOS itself, and tested there by `npm test`. */
const MACOS = ['darwin-arm64', 'darwin-x64'];

/**
 * Features that a system lacks. A test declares those that it needs: `needing('proc').it(…)`; the names are those of
 * internal/test-origin/src/needs.ts. `targets` are those that it holds for, or all.
 * @type {{ need: import('../../internal/test-origin/src/needs.js').Need, targets?: string[], reason: string }[]}
 */
export const MISSING = [
  { need: 'the checkout', reason: 'a target has copies of the packages only' },
  { need: 'a compiler', reason: 'none of them has one' },
  { need: 'jest', reason: 'its registry of modules and its clock are in its runner, which starts on none of them' },
  { need: 'python', targets: ['linux-x64', 'win32-x64'], reason: 'neither has it' },
  { need: 'real time', targets: ['win32-x64', 'linux-arm64'], reason: 'milliseconds mean nothing under an emulator' },
  { need: 'proc', targets: ['win32-x64', ...MACOS], reason: 'Linux only' },
  { need: 'own memory', targets: ['linux-arm64'], reason: 'the memory of qemu is in it' },
  { need: 'own memory', targets: MACOS, reason: 'it has no /proc' },
  { need: 'signals', targets: ['win32-x64'], reason: 'Windows has none: kill() ends a process at once' },
  { need: 'unix sockets', targets: ['win32-x64'], reason: 'they are named pipes in Node for Windows, which libcurl does not know' },
  { need: 'socket numbers', targets: ['win32-x64'], reason: 'Node for Windows tells no number, and POSIX alone takes the lowest' },
  {
    need: 'sockets of perform',
    targets: ['win32-x64'],
    reason: 'elsewhere perform tells of the socket of curl_multi_wakeup(), which is an event on Windows',
  },
  {
    need: 'sockets of a thread',
    targets: ['win32-x64', ...MACOS],
    reason: 'there it waits by curl_multi_poll, which tells of none',
  },
  { need: 'resets', targets: ['win32-x64'], reason: 'Wine reports a connection that was reset as one that was closed' },
  { need: 'file modes', targets: ['win32-x64'], reason: 'Windows knows read-only files alone' },
  { need: 'device files', targets: ['win32-x64'], reason: 'devices are names there, such as NUL' },
  { need: 'a shell', targets: ['win32-x64'], reason: 'it has no sh' },
  { need: 'interface names', targets: ['win32-x64'], reason: 'libcurl for Windows takes addresses only' },
  { need: 'interface names', targets: MACOS, reason: 'the loopback has another name there' },
];

const holdsFor = (target) => (row) => row.targets?.includes(target) ?? true;

/** The reason for not running a suite on a target. @returns {string | undefined} */
export const exclusionOf = (suite, target) => EXCLUSIONS.filter(holdsFor(target)).find((row) => suite.startsWith(row.suite))?.reason;

/** The features that a target lacks. @returns {string[]} */
export const missingOn = (target) => MISSING.filter(holdsFor(target)).map(({ need }) => need);

/** The features that the system of this machine lacks, where the tests run as they are. @param {string | undefined} host */
export const missingHere = (host) =>
  host?.startsWith('linux') ? [] : MISSING.filter(({ targets }) => targets?.includes(host)).map(({ need }) => need);
