// Run as a program it prints them, one a line: for jest, on a system that jest starts on.
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Suites enough to see that transfers of each kind work: blocking, polled, on the event loop, over TLS, in threads. */
export const SHORT = [
  'packages/core-native/tests/easy.perform.test.ts',
  'packages/core-native/tests/multi.loop.test.ts',
  'packages/multi/tests/run.test.ts',
  'packages/share/tests/threads.test.ts',
  'packages/async/tests/session/requests.test.ts',
];

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) console.log(SHORT.join('\n'));
