// Generated from libcurl 8.22.0 by `npm run generate` (packages/core-native/generate). Do not edit.

/** The numeric options of a libcurl multi handle, under libcurl's names without CURLMOPT_. */
export interface MultiOptions {
  /** `CURLMOPT_PIPELINING` (long), since libcurl 7.16.0. {@link https://curl.se/libcurl/c/CURLMOPT_PIPELINING.html} */
  PIPELINING: number;
  /** `CURLMOPT_MAXCONNECTS` (long), since libcurl 7.16.3. {@link https://curl.se/libcurl/c/CURLMOPT_MAXCONNECTS.html} */
  MAXCONNECTS: number;
  /** `CURLMOPT_MAX_HOST_CONNECTIONS` (long), since libcurl 7.30.0. {@link https://curl.se/libcurl/c/CURLMOPT_MAX_HOST_CONNECTIONS.html} */
  MAX_HOST_CONNECTIONS: number;
  /** `CURLMOPT_MAX_PIPELINE_LENGTH` (long), since libcurl 7.30.0. {@link https://curl.se/libcurl/c/CURLMOPT_MAX_PIPELINE_LENGTH.html} */
  MAX_PIPELINE_LENGTH: number;
  /** `CURLMOPT_CONTENT_LENGTH_PENALTY_SIZE` (offT), since libcurl 7.30.0. {@link https://curl.se/libcurl/c/CURLMOPT_CONTENT_LENGTH_PENALTY_SIZE.html} */
  CONTENT_LENGTH_PENALTY_SIZE: number;
  /** `CURLMOPT_CHUNK_LENGTH_PENALTY_SIZE` (offT), since libcurl 7.30.0. {@link https://curl.se/libcurl/c/CURLMOPT_CHUNK_LENGTH_PENALTY_SIZE.html} */
  CHUNK_LENGTH_PENALTY_SIZE: number;
  /** `CURLMOPT_MAX_TOTAL_CONNECTIONS` (long), since libcurl 7.30.0. {@link https://curl.se/libcurl/c/CURLMOPT_MAX_TOTAL_CONNECTIONS.html} */
  MAX_TOTAL_CONNECTIONS: number;
  /** `CURLMOPT_MAX_CONCURRENT_STREAMS` (long), since libcurl 7.67.0. {@link https://curl.se/libcurl/c/CURLMOPT_MAX_CONCURRENT_STREAMS.html} */
  MAX_CONCURRENT_STREAMS: number;
  /** `CURLMOPT_NETWORK_CHANGED` (long), since libcurl 8.16.0. {@link https://curl.se/libcurl/c/CURLMOPT_NETWORK_CHANGED.html} */
  NETWORK_CHANGED: number;
  /** `CURLMOPT_RESOLVE_THREADS_MAX` (long), since libcurl 8.20.0. {@link https://curl.se/libcurl/c/CURLMOPT_RESOLVE_THREADS_MAX.html} */
  RESOLVE_THREADS_MAX: number;
  /** `CURLMOPT_QUICK_EXIT` (long), since libcurl 8.20.0. {@link https://curl.se/libcurl/c/CURLMOPT_QUICK_EXIT.html} */
  QUICK_EXIT: number;
}

/** Name → number. */
export const multiOptionTable: Readonly<Record<string, number>> = Object.assign(Object.create(null), {
  PIPELINING: 3,
  MAXCONNECTS: 6,
  MAX_HOST_CONNECTIONS: 7,
  MAX_PIPELINE_LENGTH: 8,
  CONTENT_LENGTH_PENALTY_SIZE: 30009,
  CHUNK_LENGTH_PENALTY_SIZE: 30010,
  MAX_TOTAL_CONNECTIONS: 13,
  MAX_CONCURRENT_STREAMS: 16,
  NETWORK_CHANGED: 17,
  RESOLVE_THREADS_MAX: 20,
  QUICK_EXIT: 21,
});
