import { EasyError, numberInfos, type Easy } from '@curlew/core-native';
import { AcurlError, type TransferPhase } from '../../http/errors.js';
import type { Request } from '../../http/request.js';
import { GivenUp } from '../given-up.js';

const PHASES = numberInfos('NAMELOOKUP_TIME_T', 'CONNECT_TIME_T', 'APPCONNECT_TIME_T', 'REQUEST_SIZE', 'HEADER_SIZE');

/**
 * How far the handle's transfer has come. The latest phase is looked at first, because a transfer on a kept connection
 * has no times for the earlier ones. Sizes tell of the later phases: libcurl sets their times also when a transfer fails
 * before them.
 */
export function phaseOf(easy: Easy, url: string): TransferPhase {
  const [lookup, connect, appconnect, requestSize, headerSize] = easy.getNumbers(PHASES);
  if (headerSize) return 'receiving the body';
  if (requestSize) return 'waiting for the response';
  if (appconnect || (connect && !url.startsWith('https:'))) return 'sending the request';
  if (connect) return 'TLS handshake';
  return lookup ? 'connecting' : 'resolving';
}

/** The error that a request rejects with when its transfer ended with this one. */
export function errorOfTransfer(error: unknown, easy: Easy, request: Request): unknown {
  const givenUp = error instanceof GivenUp ? error : error instanceof EasyError && error.cause instanceof GivenUp ? error.cause : undefined;
  if (givenUp) return new AcurlError(easy.failure(givenUp.code), request, phaseOf(easy, request.url), givenUp.message);
  return error instanceof EasyError ? new AcurlError(error, request, phaseOf(easy, request.url)) : error;
}
