import { argumentError, checkFunction, checkInteger, checkNames, checkNumber, isUnprocessed, type ErrorKind } from '@curlew/core-native';
import type { AcurlError } from '../../http/errors.js';
import type { Response } from '../../http/response.js';

/** When a request is retried. */
export interface RetryOptions {
  /** The maximum number of retries; 0 for none. Default 0. */
  limit?: number;
  /**
   * Methods that are retried. Default: the idempotent ones. A request that the server declares as not processed
   * (HTTP/2's REFUSED_STREAM) is retried regardless of its method.
   */
  methods?: readonly string[];
  /** Status codes that are retried. Default 408, 429, 500, 502, 503, 504. */
  statusCodes?: readonly number[];
  /** Kinds of errors that are retried. Default resolve, connect, timeout, send, receive. */
  errorKinds?: readonly ErrorKind[];
  /** The delay in milliseconds before a retry (1 is the first), before jitter. Default 200 × 2^(attempt − 1), up to 30,000. */
  delay?: (attempt: number) => number;
  /**
   * The longest Retry-After to wait for, in milliseconds; with a longer one the response is returned as it is. Default
   * 60,000.
   */
  maxRetryAfter?: number;
}

const DEFAULTS: Required<RetryOptions> = {
  limit: 0,
  methods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'TRACE'],
  statusCodes: [408, 429, 500, 502, 503, 504],
  errorKinds: ['resolve', 'connect', 'timeout', 'send', 'receive'],
  delay: (attempt) => Math.min(200 * 2 ** (attempt - 1), 30_000),
  maxRetryAfter: 60_000,
};

const strings = (value: unknown, name: string): void => {
  if (!Array.isArray(value) || value.some((each) => typeof each !== 'string'))
    throw argumentError('retry', name, 'an array of strings', value);
};

/** The check of each field. */
const CHECKS: { readonly [Name in keyof Required<RetryOptions>]: (value: unknown, name: string) => unknown } = {
  limit: (value, name) => checkInteger('retry', name, value),
  methods: strings,
  statusCodes: (value, name) => {
    if (!Array.isArray(value)) throw argumentError('retry', name, 'an array of status codes', value);
    for (const each of value as unknown[]) checkInteger('retry', name, each, { min: 100, max: 999 });
  },
  errorKinds: strings,
  delay: (value, name) => checkFunction('retry', name, value),
  maxRetryAfter: (value, name) => checkNumber('retry', name, value, { unit: 'milliseconds' }),
};

function checkRetryOptions(given: object): Partial<RetryOptions> {
  checkNames('retry', given, CHECKS);
  const checked: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given) as [keyof RetryOptions, unknown][]) {
    if (value === undefined) continue;
    CHECKS[name](value, name);
    checked[name] = value;
  }
  return checked;
}

/** Decides whether and when a request is retried. */
export class RetryPolicy {
  readonly #options: Required<RetryOptions>;

  /** @throws {TypeError | RangeError} not a number of times or {@link RetryOptions} */
  constructor(options: number | RetryOptions | undefined) {
    const given = typeof options === 'number' ? { limit: options } : (options ?? {});
    if (typeof given !== 'object') throw argumentError('', 'retry', 'a number of times to try again, or an object with `limit`', options);
    this.#options = { ...DEFAULTS, ...checkRetryOptions(given) };
    if (this.#options.methods.some((method) => method !== method.toUpperCase()))
      this.#options.methods = this.#options.methods.map((method) => method.toUpperCase());
  }

  /** The maximum number of retries. */
  get limit(): number {
    return this.#options.limit;
  }

  /**
   * @param attempt 1 for the first retry
   * @throws {TypeError} the `delay` function returned no number
   * @returns milliseconds to wait; undefined for no retry
   */
  delayFor(attempt: number, method: string, outcome: Response | AcurlError): number | undefined {
    const { limit, methods, statusCodes, errorKinds, delay, maxRetryAfter } = this.#options;
    if (attempt > limit) return undefined;
    const mayRepeat = methods.includes(method) || (outcome instanceof Error && isUnprocessed(outcome));
    if (!mayRepeat) return undefined;
    if (outcome instanceof Error) {
      if (!errorKinds.includes(outcome.kind)) return undefined;
    } else {
      if (!statusCodes.includes(outcome.statusCode)) return undefined;
      const asked = retryAfterOf(outcome);
      if (asked !== undefined) return asked <= maxRetryAfter ? asked : undefined;
    }
    const longest: unknown = delay(attempt);
    if (typeof longest !== 'number' || !Number.isFinite(longest))
      throw argumentError('retry', 'the result of delay', 'a number of milliseconds', longest);
    // Full jitter: requests that failed together do not come back together.
    return Math.random() * longest;
  }
}

/**
 * The Retry-After of a response, given there as seconds or a date, in milliseconds. undefined if it is malformed or not
 * in the future; then the configured delay applies.
 */
export function retryAfterOf(response: Response): number | undefined {
  const text = response.headers.get('retry-after')?.trim();
  if (text === undefined || text === '') return undefined;
  const milliseconds = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) * 1000 : dateOf(text) - Date.now();
  return milliseconds > 0 ? milliseconds : undefined;
}

/** A date as HTTP writes it, which begins with the day of the week; NaN for others. */
const dateOf = (text: string) => (/^[A-Za-z]{3}/.test(text) ? Date.parse(text) : NaN);
