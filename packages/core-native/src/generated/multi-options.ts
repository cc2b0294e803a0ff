// Generated from libcurl 8.22.0 by `npm run generate` (packages/core-native/generate). Do not edit.

import type { LongValue, OffTValue } from '../option-values.js';
import type { MultiBase } from '../multi/multi-base.js';
import type { MultiNotifyCallback, MultiSocketCallback, MultiTimerCallback } from '../multi/multi-callbacks.js';

/** The options of a libcurl multi handle, under libcurl's names without CURLMOPT_; its callbacks get a handle of type M. */
export interface MultiOptions<M = MultiBase> {
  /** `CURLMOPT_SOCKETFUNCTION` (function), since libcurl 7.15.4. {@link https://curl.se/libcurl/c/CURLMOPT_SOCKETFUNCTION.html} */
  SOCKETFUNCTION: MultiSocketCallback<M> | null;
  /** `CURLMOPT_PIPELINING` (long), since libcurl 7.16.0. {@link https://curl.se/libcurl/c/CURLMOPT_PIPELINING.html} */
  PIPELINING: LongValue;
  /** `CURLMOPT_TIMERFUNCTION` (function), since libcurl 7.16.0. {@link https://curl.se/libcurl/c/CURLMOPT_TIMERFUNCTION.html} */
  TIMERFUNCTION: MultiTimerCallback<M> | null;
  /** `CURLMOPT_MAXCONNECTS` (long), since libcurl 7.16.3. {@link https://curl.se/libcurl/c/CURLMOPT_MAXCONNECTS.html} */
  MAXCONNECTS: LongValue;
  /** `CURLMOPT_MAX_HOST_CONNECTIONS` (long), since libcurl 7.30.0. {@link https://curl.se/libcurl/c/CURLMOPT_MAX_HOST_CONNECTIONS.html} */
  MAX_HOST_CONNECTIONS: LongValue;
  /** `CURLMOPT_MAX_PIPELINE_LENGTH` (long), since libcurl 7.30.0. {@link https://curl.se/libcurl/c/CURLMOPT_MAX_PIPELINE_LENGTH.html} */
  MAX_PIPELINE_LENGTH: LongValue;
  /** `CURLMOPT_CONTENT_LENGTH_PENALTY_SIZE` (offT), since libcurl 7.30.0. {@link https://curl.se/libcurl/c/CURLMOPT_CONTENT_LENGTH_PENALTY_SIZE.html} */
  CONTENT_LENGTH_PENALTY_SIZE: OffTValue;
  /** `CURLMOPT_CHUNK_LENGTH_PENALTY_SIZE` (offT), since libcurl 7.30.0. {@link https://curl.se/libcurl/c/CURLMOPT_CHUNK_LENGTH_PENALTY_SIZE.html} */
  CHUNK_LENGTH_PENALTY_SIZE: OffTValue;
  /** `CURLMOPT_PIPELINING_SITE_BL` (object), since libcurl 7.30.0. {@link https://curl.se/libcurl/c/CURLMOPT_PIPELINING_SITE_BL.html} */
  PIPELINING_SITE_BL: readonly string[] | null;
  /** `CURLMOPT_PIPELINING_SERVER_BL` (object), since libcurl 7.30.0. {@link https://curl.se/libcurl/c/CURLMOPT_PIPELINING_SERVER_BL.html} */
  PIPELINING_SERVER_BL: readonly string[] | null;
  /** `CURLMOPT_MAX_TOTAL_CONNECTIONS` (long), since libcurl 7.30.0. {@link https://curl.se/libcurl/c/CURLMOPT_MAX_TOTAL_CONNECTIONS.html} */
  MAX_TOTAL_CONNECTIONS: LongValue;
  /** `CURLMOPT_MAX_CONCURRENT_STREAMS` (long), since libcurl 7.67.0. {@link https://curl.se/libcurl/c/CURLMOPT_MAX_CONCURRENT_STREAMS.html} */
  MAX_CONCURRENT_STREAMS: LongValue;
  /** `CURLMOPT_NETWORK_CHANGED` (long), since libcurl 8.16.0. {@link https://curl.se/libcurl/c/CURLMOPT_NETWORK_CHANGED.html} */
  NETWORK_CHANGED: LongValue;
  /** `CURLMOPT_NOTIFYFUNCTION` (function), since libcurl 8.17.0. {@link https://curl.se/libcurl/c/CURLMOPT_NOTIFYFUNCTION.html} */
  NOTIFYFUNCTION: MultiNotifyCallback<M> | null;
  /** `CURLMOPT_RESOLVE_THREADS_MAX` (long), since libcurl 8.20.0. {@link https://curl.se/libcurl/c/CURLMOPT_RESOLVE_THREADS_MAX.html} */
  RESOLVE_THREADS_MAX: LongValue;
  /** `CURLMOPT_QUICK_EXIT` (long), since libcurl 8.20.0. {@link https://curl.se/libcurl/c/CURLMOPT_QUICK_EXIT.html} */
  QUICK_EXIT: LongValue;
}

/** Name → [number, kind]. */
export const multiOptionTable: Readonly<Record<string, readonly [id: number, kind: 'long' | 'offT' | 'function' | 'object']>> = Object.assign(Object.create(null), {
  SOCKETFUNCTION: [20001, 'function'],
  PIPELINING: [3, 'long'],
  TIMERFUNCTION: [20004, 'function'],
  MAXCONNECTS: [6, 'long'],
  MAX_HOST_CONNECTIONS: [7, 'long'],
  MAX_PIPELINE_LENGTH: [8, 'long'],
  CONTENT_LENGTH_PENALTY_SIZE: [30009, 'offT'],
  CHUNK_LENGTH_PENALTY_SIZE: [30010, 'offT'],
  PIPELINING_SITE_BL: [10011, 'object'],
  PIPELINING_SERVER_BL: [10012, 'object'],
  MAX_TOTAL_CONNECTIONS: [13, 'long'],
  MAX_CONCURRENT_STREAMS: [16, 'long'],
  NETWORK_CHANGED: [17, 'long'],
  NOTIFYFUNCTION: [20018, 'function'],
  RESOLVE_THREADS_MAX: [20, 'long'],
  QUICK_EXIT: [21, 'long'],
});
