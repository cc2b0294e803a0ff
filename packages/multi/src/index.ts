export { CurlMulti, type FailedTransfer } from './curl-multi.js';
export { CurlError, CurlStateError, Easy, EasyError, MultiError, type EasyInfos, type EasyOptions } from '@curlew/core-native';
