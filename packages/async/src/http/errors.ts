import { CurlError, EasyError, easyStrError, ownCodes } from '@curlew/core-native';
import type { Request } from './request.js';
import type { Response } from './response.js';

/** The step at which a transfer failed. */
export type TransferPhase =
  | 'waiting for a hook'
  | 'resolving'
  | 'connecting'
  | 'TLS handshake'
  | 'sending the request'
  | 'waiting for the response'
  | 'receiving the body';

/**
 * Seconds from the start of a transfer to the end of each step, as in {@link Response}; 0 for a step that was not
 * completed.
 */
export interface TransferTimes {
  /** Until the name was resolved. */
  namelookupTime: number;
  /** Until the connection was established. */
  connectTime: number;
  /** Until the TLS handshake was completed. */
  appconnectTime: number;
  /** Until the request could be sent. */
  pretransferTime: number;
  /** Until the first byte of the response arrived. */
  starttransferTime: number;
}

/** @internal */
export interface HowFar {
  phase: TransferPhase;
  times: TransferTimes;
  hint?: string | undefined;
}

/**
 * A transfer failed. An {@link EasyError} with its code (`CURLE_COULDNT_CONNECT`, …) that also has the request and the
 * step that failed.
 */
export class AcurlError extends EasyError {
  /** @internal */
  static override readonly className: string = 'AcurlError';
  /** The request as it was sent. */
  readonly request: Request;
  /** The step at which the transfer failed. */
  readonly phase: TransferPhase;
  /** The times of the steps that were completed. Times before a redirect are in the redirect's response. */
  readonly times: TransferTimes;
  /** A hint about a session option that may help, which the message ends with; undefined if there is none. */
  readonly hint: string | undefined;

  /** @internal */
  constructor(error: EasyError, request: Request, { phase, times, hint }: HowFar, detail: string = error.detail) {
    super(
      `curl failed with code ${error.errno} ${easyStrError(error.errno)}${detail && `: ${detail}`}, while ${phase}${hint ? `; ${hint}` : ''}`,
      {
        code: error.code,
        errno: error.errno,
        kind: error.kind,
        operation: request.method,
        detail,
        url: error.url ?? request.url,
        ...('cause' in error ? { cause: error.cause } : {}),
      },
    );
    this.request = request;
    this.phase = phase;
    this.times = times;
    this.hint = hint;
  }
}

type RequestErrorCode = 'ERR_CURL_REDIRECT' | 'ERR_CURL_REPEAT' | 'ERR_CURL_EVENTS';

/**
 * A request failed although its transfers succeeded: too many redirects, a redirect that must not be followed, a
 * repetition that a hook asked for and that is not possible, or an answer that is not an event stream.
 */
export class RequestError extends CurlError {
  /** @internal */
  static override readonly className: string = 'RequestError';
  /** The response after which the request failed. */
  readonly response: Response;

  /** @internal */
  constructor(message: string, response: Response, code: RequestErrorCode = 'ERR_CURL_REDIRECT') {
    const { method, url } = response.request;
    super(message, { code, errno: -1, kind: ownCodes[code].kind, operation: method, url, bare: true });
    this.response = response;
  }

  /** The request of that response. */
  get request(): Request {
    return this.response.request;
  }
}
