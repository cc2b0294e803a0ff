import { checkBoolean } from '@curlew/core-native';
import { RetryPolicy, type RetryOptions } from '../request/retry.js';
import { optionWithDefault, type Descriptors } from './descriptor.js';

/** Options of retries. */
export interface RetryingOptions {
  /** The maximum number of retries, or {@link RetryOptions}. Default 0. */
  retry?: number | RetryOptions | undefined;
  /**
   * Let libcurl send a POST, a PATCH or another request that is not idempotent again, when the kept connection that it was
   * sent on closes without an answer. Default false: the request rejects (kind `send` or `receive`), since the server may
   * have acted on it. Requests with idempotent methods, and those that an HTTP/2 server has refused, are sent again in any
   * case. With a libcurl of the system this option has no effect, and all are sent again.
   */
  resend?: boolean | undefined;
}

/** @internal */
export const retryingOptions = {
  retry: optionWithDefault(new RetryPolicy(0), (value) => new RetryPolicy(value as number | RetryOptions)),
  resend: optionWithDefault(false, (value, name) => checkBoolean('', name, value)),
} satisfies Descriptors<RetryingOptions>;
