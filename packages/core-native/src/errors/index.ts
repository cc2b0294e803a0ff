export { argumentError, refusal, shown, type ArgumentError } from './argument-error.js';
export * from './checks.js';
export { CurlError } from './curl-error.js';
export { easyErrorKinds, multiErrorKinds, shareErrorKinds, urlErrorKinds, type EasyCodeName, type ErrorKind } from './error-kinds.js';
export { CurlResourceError, CurlStateError, EasyError, MultiError, ShareError, UrlError } from './families.js';
export { makeEasyError, makeMultiError, makeShareError, makeUrlError } from './make-errors.js';
export { errorOfStatus } from './native-status.js';
export { ownCodes, type ArgumentErrorCode, type OwnErrorCode, type ResourceErrorCode, type StateErrorCode } from './own-codes.js';
export { redactUrl } from './redact-url.js';
