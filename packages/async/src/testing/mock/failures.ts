import { Easy, argumentError, constants, easyErrorKinds, type EasyCodeName, type ErrorKind } from '@curlew/core-native';
import { AcurlError, type TransferPhase, type TransferTimes } from '../../http/errors.js';
import type { Request } from '../../http/request.js';
import { GivenUp } from '../../session/given-up.js';
import { hintFor } from '../../session/transfer/hints.js';

/** The usual code for each kind of failure of a transfer. */
const USUAL = {
  resolve: 'CURLE_COULDNT_RESOLVE_HOST',
  connect: 'CURLE_COULDNT_CONNECT',
  tls: 'CURLE_PEER_FAILED_VERIFICATION',
  timeout: 'CURLE_OPERATION_TIMEDOUT',
  proxy: 'CURLE_PROXY',
  auth: 'CURLE_AUTH_ERROR',
  protocol: 'CURLE_WEIRD_SERVER_REPLY',
  send: 'CURLE_SEND_ERROR',
  receive: 'CURLE_RECV_ERROR',
  body: 'CURLE_BAD_CONTENT_ENCODING',
  limit: 'CURLE_FILESIZE_EXCEEDED',
} as const satisfies Partial<Record<ErrorKind, EasyCodeName>>;

/**
 * A failure of a transfer: libcurl's code (`CURLE_COULDNT_CONNECT`), or a kind (`connect`), which stands for its usual
 * code.
 */
export type MockFailure = Exclude<EasyCodeName, 'CURLE_OK'> | keyof typeof USUAL;

/**
 * The phase of each kind of failure. Kinds that are not listed fail while waiting for the response, or while its body
 * arrives.
 */
const PHASES: Readonly<Partial<Record<ErrorKind, TransferPhase>>> = {
  resolve: 'resolving',
  connect: 'connecting',
  proxy: 'connecting',
  tls: 'TLS handshake',
  send: 'sending the request',
};

/** The failure of a mocked transfer. */
export class Failure extends GivenUp {
  /** @param cause the error of a callback or a body, if that is the reason */
  constructor(
    code: number,
    message: string,
    readonly reason?: { cause: unknown },
  ) {
    super(code, message);
  }
}

/** @throws {TypeError} neither a code nor a kind */
export function failureOf(given: unknown, operation: string): Failure {
  const code = Object.hasOwn(USUAL, given as string) ? USUAL[given as keyof typeof USUAL] : given;
  if (typeof code !== 'string' || code === 'CURLE_OK' || !Object.hasOwn(easyErrorKinds, code))
    throw argumentError(
      operation,
      'failure',
      `a code like CURLE_COULDNT_CONNECT, or one of ${Object.keys(USUAL).join(', ')}`,
      given,
      'ERR_CURL_INVALID_ARG_VALUE',
    );
  return new Failure(constants[code as EasyCodeName], '');
}

/** The progress of a mocked transfer. */
export interface Reached {
  phase: TransferPhase;
  times: TransferTimes;
}

/** The error that a request rejects with: the same as for a transfer that libcurl aborted with this code. */
export function errorOfFailure(failure: GivenUp, request: Request, { phase, times }: Reached): AcurlError {
  using easy = new Easy();
  const error = easy.failure(failure.code);
  if (failure instanceof Failure && failure.reason) Object.assign(error, failure.reason);
  const earlier = phase === 'receiving the body' ? undefined : PHASES[error.kind];
  return new AcurlError(error, request, { phase: earlier ?? phase, times, hint: hintFor(error) }, failure.message);
}
