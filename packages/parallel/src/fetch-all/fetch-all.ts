import { FetchRun } from './fetch-run.js';
import type { FetchAllOptions, FetchSource } from './fetch-options.js';

/**
 * Fetches all requests of a source, with limited concurrency, and yields the results as they arrive. The source is read
 * only as fast as transfers finish, so a source of ten million URLs runs in constant memory. A failed request is a
 * result like any other. Leaving the loop aborts running transfers. Nothing is sent before the first result is
 * requested.
 *
 * @example
 * for await (const { url, response, error } of fetchAll(urls, { max: 20, maxPerHost: 4, retry: 2, timeout: 30_000 }))
 *   console.log(url, response?.statusCode ?? error?.message);
 * @throws {TypeError} a wrong option, or a source that is not an iterable
 */
export function fetchAll(source: FetchSource, options: FetchAllOptions = {}): FetchRun {
  return new FetchRun(source, options);
}
