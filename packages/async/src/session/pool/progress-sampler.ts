import { constants, numberInfos, type Easy } from '@curlew/core-native';
import type { CheckedSettings, Progress } from '../options/index.js';
import { GivenUp } from '../given-up.js';
import { needsProgress, stalled, type WatchedTransfer } from './progress.js';

/** Milliseconds between two readings of a transfer's counters. */
const PERIOD = 100;

const COUNTERS = numberInfos('SIZE_DOWNLOAD_T', 'CONTENT_LENGTH_DOWNLOAD_T', 'SIZE_UPLOAD_T', 'CONTENT_LENGTH_UPLOAD_T');

/** The part of a transfer that its sampler uses. */
export interface SampledTransfer extends WatchedTransfer {
  readonly easy: Easy;
  /** Aborts the transfer for this reason. */
  giveUp(reason: unknown): void;
}

/**
 * Reports the progress of a transfer on a thread, and notices stalls, by reading libcurl's counters ten times a second:
 * a progress callback would have to run on the event loop, and the transfer with it.
 */
export class ProgressSampler {
  readonly #transfer: SampledTransfer;
  readonly #settings: CheckedSettings;
  readonly #timer: NodeJS.Timeout;
  #hasBegun = false;
  #down = 0;
  #up = 0;
  #since = performance.now();
  #isOver = false;

  private constructor(transfer: SampledTransfer, settings: CheckedSettings) {
    this.#transfer = transfer;
    this.#settings = settings;
    this.#timer = setInterval(() => this.#sample(), PERIOD).unref();
    // Not while the caller's own call is running, as with libcurl's callback.
    queueMicrotask(() => this.#sample());
  }

  /** Starts with the transfer; undefined if its request wants neither. */
  static start(transfer: SampledTransfer, settings: CheckedSettings): ProgressSampler | undefined {
    return needsProgress(settings) ? new ProgressSampler(transfer, settings) : undefined;
  }

  #sample(): void {
    if (this.#isOver) return;
    try {
      this.#report();
      this.#checkStall();
    } catch (error) {
      this.#transfer.giveUp(error);
    }
  }

  #report(): void {
    this.#begin();
    const [down = 0, downTotal = -1, up = 0, upTotal = -1] = this.#transfer.easy.getNumbers(COUNTERS);
    const [downMoved, upMoved] = [down !== this.#down, up !== this.#up];
    [this.#down, this.#up] = [down, up];
    if (downMoved || upMoved) this.#since = performance.now();
    // libcurl's progress callback has 0 for an unknown total.
    this.#call(
      downMoved ? { transferred: down, total: Math.max(0, downTotal) } : undefined,
      upMoved ? { transferred: up, total: Math.max(0, upTotal) } : undefined,
    );
  }

  /** Reports the start, as libcurl's callback does. */
  #begin(): void {
    if (this.#hasBegun) return;
    this.#hasBegun = true;
    const start = { transferred: 0, total: 0 };
    this.#call(start, { ...start });
  }

  /** @throws {GivenUp} a callback threw */
  #call(down: Progress | undefined, up: Progress | undefined): void {
    const { onDownloadProgress, onUploadProgress } = this.#settings;
    try {
      if (down) onDownloadProgress?.(down);
      if (up) onUploadProgress?.(up);
    } catch (cause) {
      // As libcurl has it for a callback of its own.
      throw new GivenUp(constants.CURLE_ABORTED_BY_CALLBACK, 'Callback aborted', { cause });
    }
  }

  /** @throws {GivenUp} nothing has moved for too long */
  #checkStall(): void {
    const { stall } = this.#settings.timeout;
    if (stall === 0) return;
    if (this.#transfer.isHeld()) this.#since = performance.now();
    else if (performance.now() - this.#since >= stall) throw stalled(stall);
  }

  /** Called when the transfer has ended: reports its last bytes, once. @throws {GivenUp} a callback threw */
  end(): void {
    if (this.#isOver) return;
    this.stop();
    this.#report();
  }

  /** Reports nothing more. */
  stop(): void {
    this.#isOver = true;
    clearInterval(this.#timer);
  }
}
