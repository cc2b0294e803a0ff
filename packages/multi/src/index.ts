export { CurlMulti, type FailedTransfer } from './curl-multi.js';
export { CurlError, CurlStateError, Easy, EasyError, MultiError, select, type EasyInfos, type EasyOptions } from '@curlew/core-native';
