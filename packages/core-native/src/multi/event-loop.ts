import { refusal } from '../errors/index.js';
import { isOlderThan, versionInfo } from '../version.js';

/** Runtimes that load the addon but lack libuv's event loop. */
const WITHOUT_LIBUV = { bun: 'Bun', deno: 'Deno' } as const;

/** The name of the runtime if it lacks libuv's event loop. */
export function runtimeWithoutLibuv(): string | undefined {
  for (const [key, name] of Object.entries(WITHOUT_LIBUV)) if (process.versions[key] !== undefined) return name;
  return undefined;
}

/**
 * Whether a multi is to have a thread. @param thread the caller's choice; undefined for the runtime's default
 * @throws {RangeError} none was wanted where it is needed, or libcurl is not safe with one (ERR_CURL_UNSUPPORTED)
 */
export function needsThread(thread: boolean | undefined, operation: string): boolean {
  const runtime = runtimeWithoutLibuv();
  const isWanted = thread ?? runtime !== undefined;
  if (isWanted) checkLibcurl(operation);
  else if (runtime !== undefined)
    throw refusal('ERR_CURL_UNSUPPORTED', `${operation}: without a thread it needs libuv's event loop, which ${runtime} does not have`, {
      operation,
    });
  return isWanted;
}

/**
 * From 8.21.0 on, transfers that have ended share counters with running ones; the pinned libcurl is patched. See
 * docs/upstream/references-between-threads.md.
 */
function checkLibcurl(operation: string): void {
  const { linked, version } = versionInfo();
  if (linked === 'vendored' || isOlderThan('8.21.0')) return;
  throw refusal('ERR_CURL_UNSUPPORTED', `${operation}: the system's libcurl ${version} is not safe with a thread; the pinned one is`, {
    operation,
  });
}
