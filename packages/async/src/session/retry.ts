import type { ErrorKind } from '@curlew/core-native';
import { invalidOption } from '../http/invalid-option.js';
import type { AcurlError } from '../http/errors.js';
import type { Response } from '../http/response.js';
import { checkKnown } from './known-options.js';

/** When a request is tried again. */
export interface RetryOptions {
  /** How often at most; 0 for never. */
  limit: number;
  /** Requests of these methods; those that may be repeated without harm by default. */
  methods?: readonly string[];
  /** Answers with these status codes: 408, 429, 500, 502, 503, 504 by default. */
  statusCodes?: readonly number[];
  /** Failures of these kinds: resolve, connect, timeout, send, receive by default. */
  errorKinds?: readonly ErrorKind[];
  /** Milliseconds before the given attempt (1 is the first retry), before jitter: 200 × 2^(attempt − 1) by default. */
  delay?: (attempt: number) => number;
  /** The longest Retry-After in milliseconds that is waited for; one that is longer is given back as it is. 60 s. */
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

/** Decides whether and when a request is tried again. */
export class RetryPolicy {
  readonly #options: Required<RetryOptions>;

  /** @throws {TypeError} not a number of times or {@link RetryOptions} */
  constructor(options: number | RetryOptions | undefined) {
    const given = typeof options === 'number' ? { limit: options } : (options ?? { limit: 0 });
    if (typeof given !== 'object' || !Number.isInteger(given.limit) || given.limit < 0)
      throw invalidOption('retry', 'how often to try again, or an object with `limit`', options);
    checkKnown('retry', given);
    this.#options = { ...DEFAULTS, ...given };
  }

  /** How often at most. */
  get limit(): number {
    return this.#options.limit;
  }

  /**
   * @param attempt 1 for the first retry
   * @returns milliseconds to wait, undefined when the outcome stands
   */
  delayFor(attempt: number, method: string, outcome: Response | AcurlError): number | undefined {
    const { limit, methods, statusCodes, errorKinds, delay, maxRetryAfter } = this.#options;
    if (attempt > limit || !methods.includes(method)) return undefined;
    if (outcome instanceof Error) {
      if (!errorKinds.includes(outcome.kind)) return undefined;
    } else {
      if (!statusCodes.includes(outcome.statusCode)) return undefined;
      const asked = retryAfterOf(outcome);
      if (asked !== undefined) return asked <= maxRetryAfter ? asked : undefined;
    }
    // Full jitter: those that failed together do not come back together.
    return Math.random() * delay(attempt);
  }
}

/** The Retry-After of a response in milliseconds; it is seconds or a date. */
export function retryAfterOf(response: Response): number | undefined {
  const text = response.headers.get('retry-after');
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}
