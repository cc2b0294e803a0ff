import { CurlError } from './curl-error.js';
import { ownCodes, type ResourceErrorCode, type StateErrorCode } from './own-codes.js';

/** A CURLcode: a transfer that failed, or an option that libcurl refused. */
export class EasyError extends CurlError {
  /** @internal */
  static override readonly className: string = 'EasyError';
}

/** A CURLMcode: the multi handle refused. */
export class MultiError extends CurlError {
  /** @internal */
  static override readonly className: string = 'MultiError';
}

/** A CURLSHcode: the share handle refused. */
export class ShareError extends CurlError {
  /** @internal */
  static override readonly className: string = 'ShareError';
}

/** A CURLUcode: a URL, or a part of one, was refused. */
export class UrlError extends CurlError {
  /** @internal */
  static override readonly className: string = 'UrlError';
}

/** The state of a handle does not allow the call. Always thrown synchronously; nothing was changed. */
export class CurlStateError extends CurlError {
  /** @internal */
  static override readonly className: string = 'CurlStateError';

  constructor(text: string, code: StateErrorCode, operation: string) {
    super(text, { code, errno: -1, kind: ownCodes[code].kind, operation });
  }
}

/** A resource of the machine ran out: memory, file descriptors. */
export class CurlResourceError extends CurlError {
  /** @internal */
  static override readonly className: string = 'CurlResourceError';

  constructor(text: string, code: ResourceErrorCode, operation: string) {
    super(text, { code, errno: -1, kind: ownCodes[code].kind, operation });
  }
}
