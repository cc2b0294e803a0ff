import { select as selectDescriptors } from '@curlew/core-native';
import { toMilliseconds } from './milliseconds.js';

/**
 * Blocks until a descriptor is ready or the timeout expires; Python's `select.select`, without its limit of 1024.
 * @param read descriptors to be watched for reading
 * @param write descriptors to be watched for writing
 * @param except descriptors to be watched for exceptional conditions
 * @param timeoutSeconds seconds from 0, as everywhere in this package; left out, it waits until something is ready
 * @returns the ready descriptors of each list; all are empty after the timeout or a signal
 * @throws {TypeError | RangeError} not lists of open descriptors, or not a valid timeout
 * @throws {CurlResourceError} more descriptors than the process may have open
 *
 * @example
 * const [readable] = select(...multi.fdset(), 1.0);
 */
export function select(
  read: readonly number[],
  write: readonly number[],
  except: readonly number[],
  timeoutSeconds?: number,
): [read: number[], write: number[], except: number[]] {
  return selectDescriptors(read, write, except, timeoutSeconds === undefined ? undefined : toMilliseconds('select', timeoutSeconds));
}
