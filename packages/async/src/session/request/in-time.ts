import { Easy, constants } from '@curlew/core-native';
import type { TransferPhase } from '../../http/errors.js';
import type { Request } from '../../http/request.js';
import { allowManyListeners } from '../../many-listeners.js';
import { GivenUp } from '../given-up.js';
import { errorOfTransfer } from '../transfer/transfer-error.js';
import type { Deadline } from './deadline.js';
import type { RequestState } from './request-state.js';

/** The reason with which a transfer is aborted at its deadline. */
export const expired = ({ milliseconds }: Deadline): GivenUp =>
  new GivenUp(constants.CURLE_OPERATION_TIMEDOUT, `the request did not finish within ${milliseconds} milliseconds`);

/**
 * Waits for something other than a transfer, until the request's deadline at most.
 * @param phase the phase that the timeout error reports
 * @throws {AcurlError} the deadline has passed
 * @throws the reason of the signal when it aborts meanwhile, or has aborted
 */
export async function inTime<T>(state: RequestState, request: Request, phase: TransferPhase, awaited: Promise<T>): Promise<T> {
  const { signal } = state.request;
  if (signal) allowManyListeners(signal);
  let free = () => {};
  const ended = new Promise<never>((_, reject) => {
    if (signal?.aborted) reject(signal.reason as Error);
    const abort = () => reject(signal!.reason as Error);
    const stop = state.deadline.onExpire(() => reject(expiredOutside(state.deadline, request, phase)));
    signal?.addEventListener('abort', abort, { once: true });
    free = () => {
      stop();
      signal?.removeEventListener('abort', abort);
    };
  });
  try {
    return await Promise.race([awaited, ended]);
  } finally {
    free();
  }
}

/** The error for a deadline that passes while no transfer is running. */
function expiredOutside(deadline: Deadline, request: Request, phase: TransferPhase): Error {
  using easy = new Easy();
  return errorOfTransfer(expired(deadline), easy, request, phase) as Error;
}
