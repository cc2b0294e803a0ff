import { build } from 'hdr-histogram-js';
import type { FetchResult } from './fetch-options.js';

/** Seconds from the sending of a request to the end of its answer, redirects included; of a retried one the last try's. */
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

/** What has become of a run so far. */
export interface FetchStatistics {
  /** Answers, whatever their status. */
  succeeded: number;
  /** Requests that no answer came to. */
  failed: number;
  /** Tries that were repeated. */
  retried: number;
  /** Bytes of bodies, as they were on the wire. */
  bytes: number;
  /** Since the start. */
  seconds: number;
  /** Seconds of the requests that were answered. */
  latency: LatencyStatistics;
  /** How often each HTTP status came. */
  statusCodes: Readonly<Record<string, number>>;
  /** How often each error came, by its code. */
  errors: Readonly<Record<string, number>>;
}

const HOUR = 3_600_000_000;

/** Counts results in memory that does not grow: latencies go into an HDR histogram, exact to 1/1000. */
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

  /** Time is counted from here on. */
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
