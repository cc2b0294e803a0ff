import { CurlError, ownCodes } from '@curlew/core-native';

/** No reply matches a request of a mocked session. The message describes the request and lists the closest replies. */
export class UnmatchedRequestError extends CurlError {
  /** @internal */
  static override readonly className: string = 'UnmatchedRequestError';

  /** @internal */
  constructor(message: string, operation: string, url: string) {
    const { kind } = ownCodes.ERR_CURL_NOT_MOCKED;
    super(message, { code: 'ERR_CURL_NOT_MOCKED', errno: -1, kind, operation, url, bare: true });
  }
}
