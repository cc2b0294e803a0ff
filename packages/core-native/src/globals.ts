import { binding, hasFailed } from './binding.js';
import { errorOfStatus, makeEasyError } from './errors/index.js';
import { constants } from './generated/constants.js';
import type { BitSet } from './option-values.js';

function refused(status: number, operation: string, expected: string, value: unknown): never {
  throw errorOfStatus(status, { operation, expected, value }) ?? makeEasyError(status, { operation });
}

/**
 * Percent-encodes everything but letters, digits and `-._~`; corresponds to `curl_easy_escape()`.
 * @param data text is encoded as UTF-8
 * @throws {TypeError} neither text nor bytes
 */
export function escape(data: string | ArrayBufferView | ArrayBuffer): string {
  const answer = binding.escape(data);
  return hasFailed(answer) ? refused(answer.failed, 'escape', 'a string or bytes', data) : answer;
}

/**
 * Decodes percent-encoding; corresponds to `curl_easy_unescape()`.
 * @returns the bytes, which need not be text
 * @throws {TypeError} not text
 */
export function unescape(text: string): Buffer {
  const answer = binding.unescape(text);
  return hasFailed(answer) ? refused(answer.failed, 'unescape', 'a string', text) : answer;
}

/**
 * Corresponds to `curl_global_init()`. This package calls it when it is loaded; calls are counted.
 * @param flags a set of CURL_GLOBAL_*
 * @throws {TypeError | RangeError} not such a number
 * @throws {EasyError} libcurl refuses
 */
export function globalInit(
  flags: BitSet<
    'CURL_GLOBAL_ALL' | 'CURL_GLOBAL_DEFAULT' | 'CURL_GLOBAL_NOTHING' | 'CURL_GLOBAL_SSL' | 'CURL_GLOBAL_WIN32' | 'CURL_GLOBAL_ACK_EINTR'
  > = constants.CURL_GLOBAL_DEFAULT,
): void {
  const status = binding.globalInit(flags);
  if (status !== 0) refused(status, 'globalInit', 'a set of CURL_GLOBAL_*', flags);
}

/** Corresponds to `curl_global_cleanup()`, for calls of {@link globalInit}; libcurl stays as long as this package does. */
export function globalCleanup(): void {
  binding.globalCleanup();
}

/**
 * Selects what VERBOSE reports in the whole process; corresponds to `curl_global_trace()`.
 * @param names such as `all`, `http/2,ssl` or `-dns`
 * @throws {TypeError} not text
 * @throws {RangeError} libcurl is older than 8.3
 */
export function globalTrace(names: string): void {
  const status = binding.globalTrace(names);
  if (status !== 0) refused(status, 'globalTrace', "libcurl's names of what to trace", names);
}
