export {
  CurlMulti,
  E_CALL_MULTI_PERFORM,
  E_MULTI_OK,
  type CurlMultiOptions,
  type CurlMultiOptionValues,
  type FailedTransfer,
  type PerformResult,
} from './curl-multi.js';
export type { OnDone } from './run.js';
export {
  CurlError,
  CurlStateError,
  Easy,
  EasyError,
  MultiError,
  constants,
  type EasyInfos,
  type EasyOptions,
  type MultiNotification,
  type WaitFd,
} from '@curlew/core-native';
export { select } from './select.js';
