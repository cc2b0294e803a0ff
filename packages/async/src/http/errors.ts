import { CurlError, EasyError, easyStrError, ownCodes } from '@curlew/core-native';
import type { Request } from './request.js';
import type { Response } from './response.js';

/** How far a transfer had come when it failed. */
export type TransferPhase =
  | 'waiting for a hook'
  | 'resolving'
  | 'connecting'
  | 'TLS handshake'
  | 'sending the request'
  | 'waiting for the response'
  | 'receiving the body';

/** Seconds from the start of a transfer until each step was done, as a {@link Response} has them; 0 for one that was not. */
export interface TransferTimes {
  /** The name was resolved. */
  namelookupTime: number;
  /** The connection was made. */
  connectTime: number;
  /** The TLS handshake was done. */
  appconnectTime: number;
  /** The request could be sent. */
  pretransferTime: number;
  /** The first byte of the response had come. */
  starttransferTime: number;
}

/** @internal */
export interface HowFar {
  phase: TransferPhase;
  times: TransferTimes;
  hint?: string | undefined;
}

/**
 * A transfer failed. It is the {@link EasyError} of its code (`CURLE_COULDNT_CONNECT`, …), and knows the request and how
 * far it had come.
 */
export class AcurlError extends EasyError {
  /** @internal */
  static override readonly className: string = 'AcurlError';
  /** The request as it was sent. */
  readonly request: Request;
  /** The step that the transfer was at. */
  readonly phase: TransferPhase;
  /** How long each step had taken that was done; those of a transfer before a redirect are its response's. */
  readonly times: TransferTimes;
  /** The option of the session that may help; the message ends with it. undefined where none is known. */
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
 * A request cannot go on although its transfers went well: too many redirects, one that must not be followed, a
 * repetition that a hook asked for in vain, or an answer that is no stream of events.
 */
export class RequestError extends CurlError {
  /** @internal */
  static override readonly className: string = 'RequestError';
  /** The response that the request could not go on from. */
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
