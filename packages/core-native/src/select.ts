import { binding, hasFailed } from './binding.js';
import { errorOfStatus } from './native-status.js';

/**
 * Blocks until a descriptor is ready or the time is over; Python's `select.select`, with poll(2) underneath, so
 * descriptors above 1023 are fine.
 * @param read descriptors to be watched for reading
 * @param write descriptors to be watched for writing
 * @param except descriptors to be watched for exceptional conditions
 * @param timeoutSeconds seconds from 0; left out, it waits until something is ready
 * @returns the ready ones of each; all empty when the time is over or a signal came
 * @throws {TypeError | RangeError} not lists of open descriptors, or no such time
 */
export function select(
  read: readonly number[],
  write: readonly number[],
  except: readonly number[],
  timeoutSeconds?: number,
): [read: number[], write: number[], except: number[]] {
  const isTime = timeoutSeconds === undefined || (typeof timeoutSeconds === 'number' && timeoutSeconds >= 0);
  if (!isTime) throw new RangeError(`select: expected a timeout in seconds from 0, got ${String(timeoutSeconds)}`);
  const timeoutMs = timeoutSeconds === undefined ? -1 : Math.min(Math.ceil(timeoutSeconds * 1000), 0x7fffffff);
  const answer = binding.select(read, write, except, timeoutMs);
  if (!hasFailed(answer)) return answer;
  throw errorOfStatus(answer.failed, { operation: 'select', expected: 'three lists of open descriptors', value: [read, write, except] })!;
}
