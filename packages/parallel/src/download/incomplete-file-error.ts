import { CurlError, ownCodes } from '@curlew/async';

/**
 * Less of a file was received than the server announced; the received part is kept, and the next attempt continues it.
 * Or the server sent a part (206) that was not asked for, which is dropped.
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
