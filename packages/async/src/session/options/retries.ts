import { RetryPolicy, type RetryOptions } from '../request/retry.js';
import { optionWithDefault, type Descriptors } from './descriptor.js';

/** Options of retries. */
export interface RetryingOptions {
  /** The number of times to try again, or {@link RetryOptions}. Default 0. */
  retry?: number | RetryOptions | undefined;
}

/** @internal */
export const retryingOptions = {
  retry: optionWithDefault(new RetryPolicy(0), (value) => new RetryPolicy(value as number | RetryOptions)),
} satisfies Descriptors<RetryingOptions>;
