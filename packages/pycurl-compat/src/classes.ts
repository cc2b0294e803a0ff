import { CurlSockAddr, HstsEntry, HstsIndex, KhKey, WsFrame } from './callbacks/named-tuples.js';
import { Curl } from './curl/curl.js';
import { CurlShare } from './curl-share.js';
import { CurlUrl } from './curl-url.js';
import { error } from './errors/errors.js';
import { CurlMime } from './mime/curl-mime.js';
import { CurlMimePart } from './mime/curl-mime-part.js';
import { AsyncCurlMulti } from './multi/async-curl-multi.js';
import { CurlMulti } from './multi/curl-multi.js';

export { AsyncCurlMulti, Curl, CurlMime, CurlMimePart, CurlMulti, CurlShare, CurlSockAddr, CurlUrl, HstsEntry, HstsIndex, KhKey, WsFrame };

/** The members of pycurl's module other than constants and functions. @internal */
export const classes = {
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
  error,
};
