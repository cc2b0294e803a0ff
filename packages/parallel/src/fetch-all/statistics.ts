import { createHistogram } from 'node:perf_hooks';
import type { FetchProgress, FetchResult } from './fetch-options.js';

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
  /** Of microseconds. */
  readonly #latency = createHistogram({ lowest: 1, highest: HOUR, figures: 3 });
  readonly #statusCodes = new Map<number, number>();
  readonly #errors = new Map<string, number>();
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
      count(this.#errors, code);
      return;
    }
    this.succeeded += 1;
    this.bytes += response.downloadSize;
    count(this.#statusCodes, response.statusCode);
    this.#latency.record(Math.min(HOUR, Math.max(1, Math.round(duration * 1e6))));
  }

  /** The progress of a run with these counts. */
  progress(counts: Pick<FetchProgress, 'started' | 'running' | 'waiting' | 'total'>): FetchProgress {
    const { succeeded, failed, retried, bytes, seconds } = this;
    const { started, running, waiting, total } = counts;
    const done = succeeded + failed;
    const rate = seconds > 0 ? done / seconds : 0;
    const eta = total === undefined || done === 0 ? undefined : (total - done) / rate;
    return { started, succeeded, failed, retried, running, waiting, bytes, rate, total, eta };
  }

  snapshot(): FetchStatistics {
    const at = (percentile: number) => this.#latency.percentile(percentile) / 1e6;
    const isEmpty = this.#latency.count === 0;
    return {
      succeeded: this.succeeded,
      failed: this.failed,
      retried: this.retried,
      bytes: this.bytes,
      seconds: this.seconds,
      latency: isEmpty
        ? { mean: 0, p50: 0, p90: 0, p99: 0, max: 0 }
        : { mean: this.#latency.mean / 1e6, p50: at(50), p90: at(90), p99: at(99), max: this.#latency.max / 1e6 },
      statusCodes: Object.fromEntries(this.#statusCodes),
      errors: Object.fromEntries(this.#errors),
    };
  }
}

function count<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
