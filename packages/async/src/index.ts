export { AsyncCurlMulti, type AsyncCurlMultiOptions, type TransferOptions } from './async-curl-multi.js';
export { CancelledError, CurlFuture } from './curl-future.js';
export { trustStoreFile } from './trust-store.js';
export { asciiUrl } from './ascii-url.js';
// What a user of this package needs from the layer below: the handle and its errors.
export {
  CurlError,
  CurlStateError,
  Easy,
  EasyError,
  MultiError,
  constants,
  redactUrl,
  versionInfo,
  type EasyInfos,
  type EasyOptions,
  type ErrorKind,
} from '@curlew/core-native';
