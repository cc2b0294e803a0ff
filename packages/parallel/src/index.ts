export { ParallelCurl, type RequestCallback } from './parallel-curl.js';
export type { CurlOptions, PostFields } from './curl-options.js';
export { TransferHandle } from './transfer-handle.js';
export { fetchAll } from './fetch-all/fetch-all.js';
export type { FetchAllOptions, FetchProgress, FetchRequest, FetchResult, FetchSource } from './fetch-all/fetch-options.js';
