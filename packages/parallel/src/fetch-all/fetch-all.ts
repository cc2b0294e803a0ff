import { FetchRun } from './fetch-run.js';
import type { FetchAllOptions, FetchSource } from './fetch-options.js';

/**
 * Fetches everything that a source gives, some at a time, and gives the results as they come. It takes from the source
 * only as fast as transfers finish, so a source of ten million URLs runs in flat memory. A request that fails is a result
 * like any other. Leaving the loop gives up what is under way. Nothing is sent before the first result is asked for.
 *
 * @example
 * for await (const { url, response, error } of fetchAll(urls, { max: 20, maxPerHost: 4, retry: 2, timeout: 30_000 }))
 *   console.log(url, response?.statusCode ?? error?.message);
 * @throws {TypeError} a wrong option, or a source that is no iterable
 */
export function fetchAll(source: FetchSource, options: FetchAllOptions = {}): FetchRun {
  return new FetchRun(source, options);
}
