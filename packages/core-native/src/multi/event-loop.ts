import { refusal } from '../errors/index.js';

/** Runtimes that load the addon but lack libuv's event loop. */
const WITHOUT_LIBUV = { bun: 'Bun', deno: 'Deno' } as const;

/** The name of the runtime if it lacks libuv's event loop. */
export function runtimeWithoutLibuv(): string | undefined {
  for (const [key, name] of Object.entries(WITHOUT_LIBUV)) if (process.versions[key] !== undefined) return name;
  return undefined;
}

/**
 * Whether a multi is to have a thread.
 * @param thread what was asked for; undefined for what the runtime needs
 * @throws {RangeError} none was wanted where it is needed (ERR_CURL_UNSUPPORTED)
 */
export function needsThread(thread: boolean | undefined, operation: string): boolean {
  const runtime = runtimeWithoutLibuv();
  if (runtime === undefined) return thread ?? false;
  if (thread !== false) return true;
  throw refusal('ERR_CURL_UNSUPPORTED', `${operation}: without a thread it needs libuv's event loop, which ${runtime} does not have`, {
    operation,
  });
}
