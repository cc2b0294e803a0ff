export { Easy } from './easy.js';
export { Multi, type MultiListener, type MultiMessage } from './multi.js';
export { Share } from './share.js';
export { select } from './select.js';
export { CurlError, CurlStateError, EasyError, MultiError, ShareError, type StateErrorCode } from './errors.js';
export type { EasyCodeName, ErrorKind } from './error-kinds.js';
export { constants } from './generated/constants.js';
export { easyOptionTable, type EasyOptions } from './generated/easy-options.js';
export { infoTable, type EasyInfos } from './generated/infos.js';
export type { MultiOptions } from './generated/multi-options.js';
export type {
  BlobValue,
  ChunkCallback,
  ConstantName,
  DebugCallback,
  DescriptorValue,
  LongValue,
  OffTValue,
  OptionKind,
  OptionRow,
  ReadCallback,
  SeekCallback,
  SlistValue,
  StringValue,
  TransferInfoCallback,
} from './option-values.js';
export { redactUrl } from './redact-url.js';
export { easyStrError, multiStrError, shareStrError, urlStrError, versionInfo, type VersionInfo } from './version.js';
