export { Easy } from './easy/easy.js';
export { numberInfos, type NumberInfoName, type NumberInfos } from './easy/number-infos.js';
export type { Outcome } from './easy/outcome.js';
export type { Header, HeaderSelection, TlsSession, WsFrame } from './easy/easy-connection.js';
export { Multi, type AttachOptions, type MultiConnection, type MultiListener } from './multi/multi.js';
export type { MultiMessage, MultiNotification, WaitFd } from './multi/multi-driving.js';
export type { MultiNotifyCallback, MultiSocketCallback, MultiTimerCallback } from './multi/multi-callbacks.js';
export { Mime } from './mime/mime.js';
export type { MimeEncoder, MimePart, MimeText } from './mime/mime-part.js';
export { Url, isPublicSuffix, type UrlFlags, type UrlPart } from './url.js';
export { viewChunks, type ChunkView } from './callbacks/chunk-view.js';
export type * from './callbacks/callback-types.js';
export { BodyQueue, type BodyQueueEvents, type BodyQueueOptions } from './streams/body-queue.js';
export { bodyStream, type BodyStreamOptions } from './streams/body-stream.js';
export { uploadFrom, type UploadChunk, type UploadChunks, type UploadOptions } from './streams/upload-from.js';
export { escape, globalCleanup, globalInit, globalTrace, unescape } from './globals.js';
export { closeSpilled, spillTo } from './files/spill.js';
export { stopWholeFiles, writeWholeFile, type WholeFile } from './files/whole-files.js';
export { processStart } from './process-start.js';
export { originOf } from './origin-of.js';
export { Share } from './share.js';
export { select } from './select.js';
export {
  CurlError,
  CurlResourceError,
  CurlStateError,
  EasyError,
  MultiError,
  ShareError,
  UrlError,
  argumentError,
  checkBoolean,
  checkFunction,
  checkInteger,
  checkNames,
  checkNumber,
  checkObject,
  checkOneOf,
  checkString,
  easyErrorKinds,
  isUnprocessed,
  multiErrorKinds,
  ownCodes,
  redactUrl,
  refusal,
  shareErrorKinds,
  urlErrorKinds,
  type ArgumentError,
  type ArgumentErrorCode,
  type EasyCodeName,
  type ErrorKind,
  type OwnErrorCode,
  type ResourceErrorCode,
  type StateErrorCode,
} from './errors/index.js';
export { constants } from './generated/constants.js';
export { easyOptionMembers, easyOptionTable, type EasyOptions } from './generated/easy-options.js';
export { infoTable, type EasyInfos } from './generated/infos.js';
export type { InfoBytes } from './easy/easy-settings.js';
export type { MultiOptions } from './generated/multi-options.js';
export type {
  BitSet,
  BlobValue,
  ConstantName,
  DescriptorValue,
  EnumValue,
  LongValue,
  OffTValue,
  OptionKind,
  OptionRow,
  SlistValue,
  SourceValue,
  StringValue,
  TlsSessionInfo,
} from './option-values.js';
export { easyStrError, multiStrError, shareStrError, urlStrError, versionInfo, type VersionInfo } from './version.js';
