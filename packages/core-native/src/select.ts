import { binding, hasFailed } from './binding.js';
import { checkNumber, errorOfStatus } from './errors/index.js';

/**
 * Blocks until a descriptor is ready or the timeout expires; Python's `select.select`, but in milliseconds, and based
 * on poll(2), so that descriptors above 1023 work.
 * @param read descriptors to be watched for reading
 * @param write descriptors to be watched for writing
 * @param except descriptors to be watched for exceptional conditions
 * @param timeoutMs milliseconds from 0; left out, it waits until something is ready
 * @returns the ready descriptors of each list; all empty after the timeout or a signal
 * @throws {TypeError | RangeError} not lists of open descriptors, or not a valid timeout
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
