import { constants, type Easy } from '@curlew/core-native';
import type { CheckedSettings } from '../options/index.js';
import { GivenUp } from '../given-up.js';

/** The part of a transfer that the watch of its progress uses. */
export interface WatchedTransfer {
  /** Whether the reader, not the server, is slow. */
  isHeld(): boolean;
}

/** Whether a request asks for progress, or for an end of stalls. */
export function needsProgress({ onDownloadProgress, onUploadProgress, timeout }: CheckedSettings): boolean {
  return onDownloadProgress !== undefined || onUploadProgress !== undefined || timeout.stall !== 0;
}

/**
 * Installs a progress callback if the request needs one. Stalls are checked once a second, so they are noticed up to a
 * second late.
 */
export function watchProgress(easy: Easy, settings: CheckedSettings, transfer: WatchedTransfer): void {
  if (!needsProgress(settings)) return;
  const {
    onDownloadProgress,
    onUploadProgress,
    timeout: { stall },
  } = settings;
  let [down, up, since] = [-1, -1, performance.now()];
  easy.setOpts({
    NOPROGRESS: false,
    XFERINFOFUNCTION: (downTotal, downNow, upTotal, upNow) => {
      const [downMoved, upMoved] = [downNow !== down, upNow !== up];
      [down, up] = [downNow, upNow];
      if (downMoved) onDownloadProgress?.({ transferred: down, total: downTotal });
      if (upMoved) onUploadProgress?.({ transferred: up, total: upTotal });
      if (stall === 0) return 0;
      if (downMoved || upMoved || transfer.isHeld()) since = performance.now();
      else if (performance.now() - since >= stall) throw stalled(stall);
      return 0;
    },
  });
  // On an event loop libcurl checks a silent transfer only if it has a timeout of its own.
  if (stall > 0) easy.setOpts({ LOW_SPEED_LIMIT: 1, LOW_SPEED_TIME: Math.ceil(stall / 1000) });
}

/** libcurl's own check (LOW_SPEED_TIME) averages and so comes seconds late. */
export const stalled = (milliseconds: number) =>
  new GivenUp(constants.CURLE_OPERATION_TIMEDOUT, `no data was transferred for ${milliseconds} milliseconds`);
