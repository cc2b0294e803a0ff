import { constants } from '@curlew/core-native';
import type { Progress, ProgressCallback } from '../../session/options/index.js';
import { Failure } from './failures.js';

/** Calls a progress callback. @throws {Failure} the callback throws, which makes libcurl abort the transfer */
export function tellProgress(callback: ProgressCallback | undefined, progress: Progress): void {
  try {
    callback?.(progress);
  } catch (cause) {
    throw new Failure(constants.CURLE_ABORTED_BY_CALLBACK, 'a progress callback threw', { cause });
  }
}
