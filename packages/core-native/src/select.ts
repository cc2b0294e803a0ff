import { binding, hasFailed } from './binding.js';
import { checkNumber, errorOfStatus } from './errors/index.js';

/**
 * Blocks until a descriptor is ready or the time is over; Python's `select.select`, but in milliseconds, and with
 * poll(2) underneath, so that descriptors above 1023 are fine.
 * @param read descriptors to be watched for reading
 * @param write descriptors to be watched for writing
 * @param except descriptors to be watched for exceptional conditions
 * @param timeoutMs milliseconds from 0; left out, it waits until something is ready
 * @returns the ready ones of each; all empty when the time is over or a signal came
 * @throws {TypeError | RangeError} not lists of open descriptors, or no such time
 */
export function select(
  read: readonly number[],
  write: readonly number[],
  except: readonly number[],
  timeoutMs?: number,
): [read: number[], write: number[], except: number[]] {
  if (timeoutMs !== undefined) checkNumber('select', 'timeoutMs', timeoutMs, { unit: 'milliseconds' });
  // poll(2) takes at most 2^31 − 1 milliseconds, and waits for ever with −1.
  const answer = binding.select(read, write, except, timeoutMs === undefined ? -1 : Math.min(Math.ceil(timeoutMs), 0x7fffffff));
  if (!hasFailed(answer)) return answer;
  throw errorOfStatus(answer.failed, { operation: 'select', expected: 'three lists of open descriptors', value: [read, write, except] })!;
}
