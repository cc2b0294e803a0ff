export { CurlShare, type CurlShareOptions, type LockDataKind } from './curl-share.js';
export { LockData, threadSafeLockData, type LockDataName } from './lock-data.js';
export { CurlStateError, Easy, ShareError } from '@curlew/core-native';
