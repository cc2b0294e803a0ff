import { EasyError, numberInfos, type Easy } from '@curlew/core-native';
import { AcurlError, type HowFar, type TransferPhase } from '../../http/errors.js';
import type { Request } from '../../http/request.js';
import { GivenUp } from '../given-up.js';
import { hintFor } from './hints.js';

const MEASURED = numberInfos(
  'NAMELOOKUP_TIME_T',
  'CONNECT_TIME_T',
  'APPCONNECT_TIME_T',
  'PRETRANSFER_TIME_T',
  'STARTTRANSFER_TIME_T',
  'REQUEST_SIZE',
  'HEADER_SIZE',
);

/**
 * Determines at which step the handle's transfer failed. libcurl also sets the times of later steps when a transfer
 * fails before them, so only the times up to that step are used.
 */
function howFar(easy: Easy, url: string): HowFar {
  const [lookup = 0, connect = 0, appconnect = 0, pretransfer = 0, starttransfer = 0, requestSize = 0, headerSize = 0] =
    easy.getNumbers(MEASURED);
  const seconds = (microseconds: number, isDone = true) => (isDone ? microseconds / 1e6 : 0);
  return {
    phase: phaseOf({ lookup, connect, appconnect, requestSize, headerSize }, url),
    times: {
      namelookupTime: seconds(lookup),
      connectTime: seconds(connect),
      appconnectTime: seconds(appconnect),
      pretransferTime: seconds(pretransfer, requestSize > 0),
      starttransferTime: seconds(starttransfer, headerSize > 0),
    },
  };
}

type Steps = Record<'lookup' | 'connect' | 'appconnect' | 'requestSize' | 'headerSize', number>;

/** Tests the latest phase first, because a transfer on a reused connection has no times for the earlier ones. */
function phaseOf({ lookup, connect, appconnect, requestSize, headerSize }: Steps, url: string): TransferPhase {
  if (headerSize) return 'receiving the body';
  if (requestSize) return 'waiting for the response';
  if (appconnect || (connect && !url.startsWith('https:'))) return 'sending the request';
  if (connect) return 'TLS handshake';
  return lookup ? 'connecting' : 'resolving';
}

/**
 * The error that a request rejects with when its transfer failed with the given one.
 * @param phase the phase, if there was no transfer
 */
export function errorOfTransfer(error: unknown, easy: Easy, request: Request, phase?: TransferPhase): unknown {
  const givenUp = error instanceof GivenUp ? error : error instanceof EasyError && error.cause instanceof GivenUp ? error.cause : undefined;
  if (givenUp) {
    const far = howFar(easy, request.url);
    const failure = easy.failure(givenUp.code);
    if ('cause' in givenUp) failure.cause = givenUp.cause;
    return new AcurlError(failure, request, phase ? { ...far, phase } : far, givenUp.message);
  }
  return error instanceof EasyError ? new AcurlError(error, request, { ...howFar(easy, request.url), hint: hintFor(error) }) : error;
}
