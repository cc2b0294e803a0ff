export { AsyncCurlMulti, type AsyncCurlMultiOptions, type TransferOptions } from './async-curl-multi.js';
export type { ConnectionCounts, ConnectionStats } from './connection-stats.js';
export { CurlWrapper, type CurlWrapperOptions } from './session/curl-wrapper.js';
export type { ResponseCallback } from './session/request/run-request.js';
export type { Session } from './session/session.js';
export type {
  AfterResponse,
  BeforeRedirect,
  BeforeRequest,
  BeforeRetry,
  HookOptions,
  Hooks,
  OnError,
  Repetition,
  ResponseContext,
  RetryNotice,
  SessionHooks,
} from './session/hooks/hooks.js';
export { bearerToken, type BearerTokenOptions } from './session/hooks/bearer-token.js';
export type { BodyContent, OutgoingRequest, RequestChanges } from './session/hooks/outgoing-request.js';
export type { AnswerInit } from './http/made-response.js';
export type { OutgoingHeaders } from './http/outgoing-headers.js';
export type { WebSocketConnection } from './websocket/web-socket-connection.js';
export type { WebSocketClose } from './websocket/messages.js';
export { sessionOptionNames } from './session/options/index.js';
export { publicAddressesOnly } from './session/options/addresses.js';
export type {
  Addresses,
  AddressOptions,
  AllowAddress,
  AuthenticationOptions,
  AuthType,
  BodyOptions,
  ClientCertificateOptions,
  ConnectionOptions,
  ContentOptions,
  HeaderOptions,
  HttpVersion,
  NameOptions,
  ParamValue,
  Progress,
  ProgressCallback,
  ProtocolOptions,
  ProxyFunction,
  ProxyOptions,
  RawOptions,
  RedirectOptions,
  RequestBody,
  RequestOptions,
  ResolveFunction,
  RetryingOptions,
  SessionOptions,
  TcpKeepAlive,
  TimeoutOptions,
  Timeouts,
  TlsVersion,
  TransferSettings,
  TrustOptions,
} from './session/options/index.js';
export { RetryPolicy, retryAfterOf, type RetryOptions } from './session/request/retry.js';
export { isRepeatable } from './session/request/prepared-body.js';
export type { DiagnosticsMessage, DiagnosticsStartMessage } from './session/request/diagnostics.js';
export { Request, type ClientCertificate, type Credentials } from './http/request.js';
export { Response, savedTo } from './http/response.js';
export { ResponseHeaders } from './http/response-headers.js';
export { SchemaError } from './http/schema-error.js';
export type { EventStream, EventStreamOptions, ServerSentEvent } from './session/event-stream.js';
export { AcurlError, RequestError, type TransferPhase, type TransferTimes } from './http/errors.js';
export { Cookie, parseCookieString, sessionCookieForUrl, type CookieFields, type SessionCookieOptions } from './http/cookie.js';
export {
  BodyFile,
  FileInUseError,
  judgeResumed,
  contentRangeOf,
  isWhole,
  isWindowsDevice,
  lengthOf,
  validatorOf,
  type Answer,
  type Earlier,
} from './file/index.js';
export { CaseInsensitiveMap } from './http/case-insensitive-map.js';
export { parseHeaderBlock, type HeaderBlock } from './http/header-block.js';
export { redactHeaders } from './http/redaction.js';
export { headerFields, type HeaderField, type HeadersInput } from './http/header-fields.js';
export { CancelledError, CurlFuture } from './curl-future.js';
export { trustStore } from './trust/trust-store.js';
export type { Certificates, PemOrPath } from './trust/certificates.js';
export { asciiUrl } from './ascii-url.js';
export { normaliseUrl } from './http/normalise-url.js';
// Re-exported from the layer below, because users of this package need the handle and its errors.
export {
  CurlError,
  CurlResourceError,
  CurlStateError,
  Easy,
  EasyError,
  Mime,
  MultiError,
  argumentError,
  constants,
  infoTable,
  numberInfos,
  ownCodes,
  redactUrl,
  refusal,
  versionInfo,
  type EasyInfos,
  type EasyOptions,
  type ErrorKind,
  type OwnErrorCode,
  type NumberInfoName,
  type Outcome,
} from '@curlew/core-native';
