import { CurlError, ownCodes } from '@curlew/core-native';

/** Nothing answers a request of a mocked session. The message says what was asked, and which replies come closest. */
export class UnmatchedRequestError extends CurlError {
  /** @internal */
  static override readonly className: string = 'UnmatchedRequestError';

  /** @internal */
  constructor(message: string, operation: string, url: string) {
    const { kind } = ownCodes.ERR_CURL_NOT_MOCKED;
    super(message, { code: 'ERR_CURL_NOT_MOCKED', errno: -1, kind, operation, url, bare: true });
  }
}
