export { ParallelCurl, type RequestCallback } from './parallel-curl/parallel-curl.js';
export { ParallelCurlSync, type SyncRequestCallback } from './parallel-curl/parallel-curl-sync.js';
export type { ParallelRequest, TransferResult } from './parallel-curl/parallel-request.js';
export type { ParallelCurlSettings } from './parallel-curl/settings.js';
export type { CurlOptions, PostFields } from './parallel-curl/curl-options.js';
export { TransferHandle } from './parallel-curl/transfer-handle.js';
export { fetchAll } from './fetch-all/fetch-all.js';
export type { FetchAllOptions, FetchProgress, FetchRequest, FetchResult, FetchSource } from './fetch-all/fetch-options.js';
