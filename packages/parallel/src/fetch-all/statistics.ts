import { build } from 'hdr-histogram-js';
import type { FetchResult } from './fetch-options.js';

/**
 * Seconds from sending a request to the end of its response, including redirects; for a retried request, of the last
 * attempt.
 */
export interface LatencyStatistics {
  /** The mean. */
  mean: number;
  /** Half of them took no longer. */
  p50: number;
  /** 90 % of them took no longer. */
  p90: number;
  /** 99 % of them took no longer. */
  p99: number;
  /** The longest. */
  max: number;
}

/** The statistics of a run so far. */
export interface FetchStatistics {
  /** Requests with a response, whatever its status. */
  succeeded: number;
  /** Requests without a response. */
  failed: number;
  /** Number of retries. */
  retried: number;
  /** Bytes of bodies, as sent on the wire. */
  bytes: number;
  /** Seconds since the start. */
  seconds: number;
  /** The latencies of the requests with a response. */
  latency: LatencyStatistics;
  /** The number of responses with each HTTP status. */
  statusCodes: Readonly<Record<string, number>>;
  /** The number of errors with each code. */
  errors: Readonly<Record<string, number>>;
}

const HOUR = 3_600_000_000;

/** Counts results in constant memory: latencies go into an HDR histogram with a precision of 1/1000. */
export class StatisticsCollector {
  #startTime: number | undefined;
  readonly #latency = build({
    lowestDiscernibleValue: 1,
    highestTrackableValue: HOUR,
    numberOfSignificantValueDigits: 3,
    bitBucketSize: 32,
  });
  readonly #statusCodes: Record<string, number> = {};
  readonly #errors: Record<string, number> = {};
  succeeded = 0;
  failed = 0;
  retried = 0;
  bytes = 0;

  /** Starts counting the time. */
  start(): void {
    this.#startTime = performance.now();
  }

  get seconds(): number {
    return this.#startTime === undefined ? 0 : (performance.now() - this.#startTime) / 1000;
  }

  record({ response, error, duration }: FetchResult): void {
    if (!response && !error) {
      this.succeeded += 1;
      return;
    }
    if (!response) {
      this.failed += 1;
      const code = (error as { code?: string }).code ?? error!.name;
      this.#errors[code] = (this.#errors[code] ?? 0) + 1;
      return;
    }
    this.succeeded += 1;
    this.bytes += response.downloadSize;
    this.#statusCodes[response.statusCode] = (this.#statusCodes[response.statusCode] ?? 0) + 1;
    this.#latency.recordValue(Math.min(HOUR, Math.max(1, Math.round(duration * 1e6))));
  }

  snapshot(): FetchStatistics {
    const at = (percentile: number) => this.#latency.getValueAtPercentile(percentile) / 1e6;
    const isEmpty = this.#latency.totalCount === 0;
    return {
      succeeded: this.succeeded,
      failed: this.failed,
      retried: this.retried,
      bytes: this.bytes,
      seconds: this.seconds,
      latency: isEmpty
        ? { mean: 0, p50: 0, p90: 0, p99: 0, max: 0 }
        : { mean: this.#latency.mean / 1e6, p50: at(50), p90: at(90), p99: at(99), max: this.#latency.maxValue / 1e6 },
      statusCodes: { ...this.#statusCodes },
      errors: { ...this.#errors },
    };
  }
}
