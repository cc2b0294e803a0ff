import { CurlError, ownCodes } from '@curlew/async';

/**
 * Less of a file was received than the server announced. The received part is kept, and the next attempt continues it.
 */
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
