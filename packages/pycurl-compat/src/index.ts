import { pycurlConstants, type PycurlConstants } from './constants.js';
import * as functions from './module.js';
import { classes } from './classes.js';

export * from './generated/constant-exports.js';
export * from './module.js';
export * from './errors/errors.js';
export {
  AsyncCurlMulti,
  Curl,
  CurlMime,
  CurlMimePart,
  CurlMulti,
  CurlShare,
  CurlSockAddr,
  CurlUrl,
  HstsEntry,
  HstsIndex,
  KhKey,
  WsFrame,
} from './classes.js';
export type * from './callbacks/callback-types.js';
export type { FormField, OptionNumber, OptionValue } from './curl/option-values.js';
export type { CertInfo, InfoOf, InfoValue } from './curl/info-values.js';
export type { PycurlConstants } from './constants.js';
export type { MultiOptionValue } from './multi/multi-options.js';
export type { Bytes, Text } from './python/text.js';
export type { Readable, Writable } from './io/file-like.js';
export { CancelledError } from '@curlew/async';
export { BytesIO } from './io/bytes-io.js';
export { FileIO, open } from './io/file-io.js';
export { StringIO } from './io/string-io.js';
export { select } from './python/select.js';

/**
 * pycurl's module object: its constants, functions and classes, name for name. `import pycurl from` gives it, too, and
 * `import * as pycurl from` the same names.
 */
const pycurl: PycurlConstants & typeof functions & typeof classes = Object.freeze({ ...pycurlConstants, ...functions, ...classes });
export { pycurl };
export default pycurl;
