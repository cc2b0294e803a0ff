export { AsyncCurlMulti, type AsyncCurlMultiOptions, type TransferOptions } from './async-curl-multi.js';
export { CurlWrapper, type CurlWrapperOptions } from './session/curl-wrapper.js';
export type { ResponseCallback } from './session/request-run.js';
export type { Session } from './session/session.js';
export type { WebSocketClose, WebSocketConnection } from './websocket/web-socket-connection.js';
export type * from './session/request-options.js';
export { RetryPolicy, retryAfterOf, type RetryOptions } from './session/retry.js';
export { sessionOptionNames } from './session/known-options.js';
export { isRepeatable } from './session/request-body.js';
export type { DiagnosticsMessage } from './session/diagnostics.js';
export { Request, type ClientCertificate, type Credentials } from './http/request.js';
export { Response, ResponseHeaders } from './http/response.js';
export { AcurlError, RequestError, type TransferPhase, type TransferTimes } from './http/errors.js';
export { Cookie, parseCookieString, sessionCookieForUrl, type CookieFields, type SessionCookieOptions } from './http/cookie.js';
export {
  BodyFile,
  FileInUseError,
  judgeResumed,
  contentRangeOf,
  isWhole,
  lengthOf,
  savedTo,
  validatorOf,
  type Answer,
  type Earlier,
} from './file/index.js';
export { CaseInsensitiveMap } from './http/case-insensitive-map.js';
export { parseHeaderBlock, type HeaderBlock } from './http/header-block.js';
export { headerFields, type HeaderField, type HeadersInput } from './http/header-fields.js';
export { CancelledError, CurlFuture } from './curl-future.js';
export { trustStoreFile } from './trust-store.js';
export { asciiUrl } from './ascii-url.js';
// What a user of this package needs from the layer below: the handle and its errors.
export {
  CurlError,
  CurlStateError,
  Easy,
  EasyError,
  Mime,
  MultiError,
  constants,
  infoTable,
  numberInfos,
  redactUrl,
  versionInfo,
  type EasyInfos,
  type EasyOptions,
  type ErrorKind,
  type NumberInfoName,
} from '@curlew/core-native';
