import { CurlError, EasyError, easyStrError, ownCodes } from '@curlew/core-native';
import type { Request } from './request.js';
import type { Response } from './response.js';

/** How far a transfer had come when it failed. */
export type TransferPhase =
  'resolving' | 'connecting' | 'TLS handshake' | 'sending the request' | 'waiting for the response' | 'receiving the body';

/**
 * A transfer failed. It is the {@link EasyError} of its code (`CURLE_COULDNT_CONNECT`, …), and knows the request and how
 * far it had come.
 */
export class AcurlError extends EasyError {
  /** @internal */
  static override readonly className: string = 'AcurlError';
  readonly request: Request;
  readonly phase: TransferPhase;

  /** @internal */
  constructor(error: EasyError, request: Request, phase: TransferPhase, detail: string = error.detail) {
    super(`curl failed with code ${error.errno} ${easyStrError(error.errno)}${detail && `: ${detail}`}, while ${phase}`, {
      code: error.code,
      errno: error.errno,
      kind: error.kind,
      operation: request.method,
      detail,
      url: error.url ?? request.url,
      ...('cause' in error ? { cause: error.cause } : {}),
    });
    this.request = request;
    this.phase = phase;
  }
}

/** A request cannot go on although its transfers went well: too many redirects, or one that must not be followed. */
export class RequestError extends CurlError {
  /** @internal */
  static override readonly className: string = 'RequestError';
  /** The response that could not be followed. */
  readonly response: Response;

  /** @internal */
  constructor(message: string, response: Response) {
    const { method, url } = response.request;
    super(message, { code: 'ERR_CURL_REDIRECT', errno: -1, kind: ownCodes.ERR_CURL_REDIRECT.kind, operation: method, url, bare: true });
    this.response = response;
  }

  get request(): Request {
    return this.response.request;
  }
}
