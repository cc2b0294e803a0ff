import { refusal } from '../errors/index.js';

/** Runtimes that load the addon but lack libuv's event loop: in Bun the process ends, in Deno transfers never finish. */
const WITHOUT_LIBUV = { bun: 'Bun', deno: 'Deno' } as const;

/**
 * @throws {RangeError} the runtime has no libuv (ERR_CURL_UNSUPPORTED)
 */
export function checkEventLoop(operation: string): void {
  for (const [key, name] of Object.entries(WITHOUT_LIBUV)) {
    if (process.versions[key] === undefined) continue;
    throw refusal(
      'ERR_CURL_UNSUPPORTED',
      `asynchronous transfers need libuv's event loop, which ${name} does not have; ` +
        'Easy.perform() and Multi.perform() with Multi.poll() work there, and everything does in Node',
      { operation },
    );
  }
}
