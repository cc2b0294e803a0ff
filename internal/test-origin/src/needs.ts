/** Features of a system that only some tests need. scripts/test-target/exclusions.mjs lists those that a system lacks. */
export const NEEDS = [
  /** The addon of this checkout, built for this machine. */
  'the checkout',
  /** A C compiler. */
  'a compiler',
  /** jest's registry of modules, or its clock. */
  'jest',
  'python',
  /** A machine at full speed, so that times can be compared: not an emulator. */
  'real time',
  /** /proc, as Linux has it. */
  'proc',
  /** A /proc that reports a program's own memory; under an emulator it includes the emulator's. */
  'own memory',
  /** Signals that a process can handle; elsewhere `kill` ends it. */
  'signals',
  'unix sockets',
  /** A number for each socket of Node's, the lowest that is free. */
  'socket numbers',
  /** curl_multi_perform() that calls SOCKETFUNCTION. */
  'sockets of perform',
  /** A connection's end by RST that differs from one by FIN. */
  'resets',
  /** The rights of a file's owner, group and others. */
  'file modes',
  /** Devices that are files, such as /dev/null. */
  'device files',
  /** A shell, and the programs that come with it. */
  'a shell',
  /** An event loop that drives every attached multi: none has a thread of its own. */
  'the event loop',
  /** A network thread that lists its sockets, which needs epoll or kqueue. */
  'sockets of a thread',
  /** Sockets that are bound to an interface by its name. */
  'interface names',
] as const;

/** One of {@link NEEDS}. */
export type Need = (typeof NEEDS)[number];

const missing = new Set(process.env.CURLEW_MISSING?.split(','));

/** `it` and `describe` for tests that need something of the system: without it they are skipped. */
export function needing(...needs: Need[]): { it: jest.It; describe: jest.Describe } {
  return needs.some((need) => missing.has(need)) ? { it: it.skip, describe: describe.skip } : { it, describe };
}
