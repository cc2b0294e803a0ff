export { ParallelCurl, type RequestCallback } from './parallel-curl.js';
export type { CurlOptions, PostFields } from './curl-options.js';
export { TransferHandle } from './transfer-handle.js';
