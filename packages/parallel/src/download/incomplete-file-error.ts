import { CurlError, ownCodes } from '@curlew/async';

/** Less of a file has come than the server had said; what has come is kept, and the next try goes on with it. */
export class IncompleteFileError extends CurlError {
  /** @internal */
  static override readonly className: string = 'IncompleteFileError';

  constructor(message: string) {
    super(message, {
      code: 'ERR_CURL_INCOMPLETE_FILE',
      errno: -1,
      kind: ownCodes.ERR_CURL_INCOMPLETE_FILE.kind,
      operation: 'saveTo',
      bare: true,
    });
  }
}
