import { AsyncCurlMulti } from './async-curl-multi.js';
import { pycurlConstants, type PycurlConstants } from './constants.js';
import { Curl } from './curl/curl.js';
import { CurlMime } from './mime/curl-mime.js';
import { CurlMimePart } from './mime/curl-mime-part.js';
import { CurlMulti } from './curl-multi.js';
import { CurlShare } from './curl-share.js';
import { CurlUrl } from './curl-url.js';
import { error } from './errors.js';
import * as functions from './module.js';

export * from './module.js';
export * from './errors.js';
export type * from './curl/callbacks.js';
export type { FormField, OptionNumber, OptionValue } from './curl/option-values.js';
export type { CertInfo, InfoOf, InfoValue } from './curl/info-values.js';
export type { PycurlConstants } from './constants.js';
export { BytesIO, StringIO } from './io.js';
export { select } from './select.js';
export { AsyncCurlMulti, Curl, CurlMime, CurlMimePart, CurlMulti, CurlShare, CurlUrl };

const classes = { AsyncCurlMulti, Curl, CurlMime, CurlMimePart, CurlMulti, CurlShare, CurlUrl, error };

/** pycurl's module object: its constants, functions and classes, name for name. */
const pycurl: PycurlConstants & typeof functions & typeof classes = Object.freeze({ ...pycurlConstants, ...functions, ...classes });
export { pycurl };
