// Generated from libcurl 8.22.0 by `npm run generate` (packages/core-native/generate). Do not edit.

import type { TlsSessionInfo } from '../option-values.js';

/** The infos of curl_easy_getinfo, under libcurl's names without CURLINFO_. */
export interface EasyInfos {
  /**
   * `CURLINFO_HTTP_CODE` (long), since libcurl 7.4.1. {@link https://curl.se/libcurl/c/CURLINFO_HTTP_CODE.html}
   * @deprecated since libcurl 7.10.8
   */
  HTTP_CODE: number;
  /** `CURLINFO_EFFECTIVE_URL` (string), since libcurl 7.4. {@link https://curl.se/libcurl/c/CURLINFO_EFFECTIVE_URL.html} */
  EFFECTIVE_URL: string | null;
  /** `CURLINFO_RESPONSE_CODE` (long), since libcurl 7.10.8. {@link https://curl.se/libcurl/c/CURLINFO_RESPONSE_CODE.html} */
  RESPONSE_CODE: number;
  /** `CURLINFO_TOTAL_TIME` (double), since libcurl 7.4.1. {@link https://curl.se/libcurl/c/CURLINFO_TOTAL_TIME.html} */
  TOTAL_TIME: number;
  /** `CURLINFO_NAMELOOKUP_TIME` (double), since libcurl 7.4.1. {@link https://curl.se/libcurl/c/CURLINFO_NAMELOOKUP_TIME.html} */
  NAMELOOKUP_TIME: number;
  /** `CURLINFO_CONNECT_TIME` (double), since libcurl 7.4.1. {@link https://curl.se/libcurl/c/CURLINFO_CONNECT_TIME.html} */
  CONNECT_TIME: number;
  /** `CURLINFO_PRETRANSFER_TIME` (double), since libcurl 7.4.1. {@link https://curl.se/libcurl/c/CURLINFO_PRETRANSFER_TIME.html} */
  PRETRANSFER_TIME: number;
  /**
   * `CURLINFO_SIZE_UPLOAD` (double), since libcurl 7.4.1. {@link https://curl.se/libcurl/c/CURLINFO_SIZE_UPLOAD.html}
   * @deprecated since libcurl 7.55.0
   */
  SIZE_UPLOAD: number;
  /** `CURLINFO_SIZE_UPLOAD_T` (offT), since libcurl 7.55.0. {@link https://curl.se/libcurl/c/CURLINFO_SIZE_UPLOAD_T.html} */
  SIZE_UPLOAD_T: number;
  /**
   * `CURLINFO_SIZE_DOWNLOAD` (double), since libcurl 7.4.1. {@link https://curl.se/libcurl/c/CURLINFO_SIZE_DOWNLOAD.html}
   * @deprecated since libcurl 7.55.0
   */
  SIZE_DOWNLOAD: number;
  /** `CURLINFO_SIZE_DOWNLOAD_T` (offT), since libcurl 7.55.0. {@link https://curl.se/libcurl/c/CURLINFO_SIZE_DOWNLOAD_T.html} */
  SIZE_DOWNLOAD_T: number;
  /**
   * `CURLINFO_SPEED_DOWNLOAD` (double), since libcurl 7.4.1. {@link https://curl.se/libcurl/c/CURLINFO_SPEED_DOWNLOAD.html}
   * @deprecated since libcurl 7.55.0
   */
  SPEED_DOWNLOAD: number;
  /** `CURLINFO_SPEED_DOWNLOAD_T` (offT), since libcurl 7.55.0. {@link https://curl.se/libcurl/c/CURLINFO_SPEED_DOWNLOAD_T.html} */
  SPEED_DOWNLOAD_T: number;
  /**
   * `CURLINFO_SPEED_UPLOAD` (double), since libcurl 7.4.1. {@link https://curl.se/libcurl/c/CURLINFO_SPEED_UPLOAD.html}
   * @deprecated since libcurl 7.55.0
   */
  SPEED_UPLOAD: number;
  /** `CURLINFO_SPEED_UPLOAD_T` (offT), since libcurl 7.55.0. {@link https://curl.se/libcurl/c/CURLINFO_SPEED_UPLOAD_T.html} */
  SPEED_UPLOAD_T: number;
  /** `CURLINFO_HEADER_SIZE` (long), since libcurl 7.4.1. {@link https://curl.se/libcurl/c/CURLINFO_HEADER_SIZE.html} */
  HEADER_SIZE: number;
  /** `CURLINFO_REQUEST_SIZE` (long), since libcurl 7.4.1. {@link https://curl.se/libcurl/c/CURLINFO_REQUEST_SIZE.html} */
  REQUEST_SIZE: number;
  /** `CURLINFO_SSL_VERIFYRESULT` (long), since libcurl 7.5. {@link https://curl.se/libcurl/c/CURLINFO_SSL_VERIFYRESULT.html} */
  SSL_VERIFYRESULT: number;
  /** `CURLINFO_FILETIME` (long), since libcurl 7.5. {@link https://curl.se/libcurl/c/CURLINFO_FILETIME.html} */
  FILETIME: number;
  /** `CURLINFO_FILETIME_T` (offT), since libcurl 7.59.0. {@link https://curl.se/libcurl/c/CURLINFO_FILETIME_T.html} */
  FILETIME_T: number;
  /**
   * `CURLINFO_CONTENT_LENGTH_DOWNLOAD` (double), since libcurl 7.6.1. {@link https://curl.se/libcurl/c/CURLINFO_CONTENT_LENGTH_DOWNLOAD.html}
   * @deprecated since libcurl 7.55.0
   */
  CONTENT_LENGTH_DOWNLOAD: number;
  /** `CURLINFO_CONTENT_LENGTH_DOWNLOAD_T` (offT), since libcurl 7.55.0. {@link https://curl.se/libcurl/c/CURLINFO_CONTENT_LENGTH_DOWNLOAD_T.html} */
  CONTENT_LENGTH_DOWNLOAD_T: number;
  /**
   * `CURLINFO_CONTENT_LENGTH_UPLOAD` (double), since libcurl 7.6.1. {@link https://curl.se/libcurl/c/CURLINFO_CONTENT_LENGTH_UPLOAD.html}
   * @deprecated since libcurl 7.55.0
   */
  CONTENT_LENGTH_UPLOAD: number;
  /** `CURLINFO_CONTENT_LENGTH_UPLOAD_T` (offT), since libcurl 7.55.0. {@link https://curl.se/libcurl/c/CURLINFO_CONTENT_LENGTH_UPLOAD_T.html} */
  CONTENT_LENGTH_UPLOAD_T: number;
  /** `CURLINFO_STARTTRANSFER_TIME` (double), since libcurl 7.9.2. {@link https://curl.se/libcurl/c/CURLINFO_STARTTRANSFER_TIME.html} */
  STARTTRANSFER_TIME: number;
  /** `CURLINFO_CONTENT_TYPE` (string), since libcurl 7.9.4. {@link https://curl.se/libcurl/c/CURLINFO_CONTENT_TYPE.html} */
  CONTENT_TYPE: string | null;
  /** `CURLINFO_REDIRECT_TIME` (double), since libcurl 7.9.7. {@link https://curl.se/libcurl/c/CURLINFO_REDIRECT_TIME.html} */
  REDIRECT_TIME: number;
  /** `CURLINFO_REDIRECT_COUNT` (long), since libcurl 7.9.7. {@link https://curl.se/libcurl/c/CURLINFO_REDIRECT_COUNT.html} */
  REDIRECT_COUNT: number;
  /** `CURLINFO_HTTP_CONNECTCODE` (long), since libcurl 7.10.7. {@link https://curl.se/libcurl/c/CURLINFO_HTTP_CONNECTCODE.html} */
  HTTP_CONNECTCODE: number;
  /** `CURLINFO_HTTPAUTH_AVAIL` (long), since libcurl 7.10.8. {@link https://curl.se/libcurl/c/CURLINFO_HTTPAUTH_AVAIL.html} */
  HTTPAUTH_AVAIL: number;
  /** `CURLINFO_PROXYAUTH_AVAIL` (long), since libcurl 7.10.8. {@link https://curl.se/libcurl/c/CURLINFO_PROXYAUTH_AVAIL.html} */
  PROXYAUTH_AVAIL: number;
  /** `CURLINFO_OS_ERRNO` (long), since libcurl 7.12.2. {@link https://curl.se/libcurl/c/CURLINFO_OS_ERRNO.html} */
  OS_ERRNO: number;
  /** `CURLINFO_NUM_CONNECTS` (long), since libcurl 7.12.3. {@link https://curl.se/libcurl/c/CURLINFO_NUM_CONNECTS.html} */
  NUM_CONNECTS: number;
  /** `CURLINFO_SSL_ENGINES` (slist), since libcurl 7.12.3. {@link https://curl.se/libcurl/c/CURLINFO_SSL_ENGINES.html} */
  SSL_ENGINES: string[];
  /** `CURLINFO_COOKIELIST` (slist), since libcurl 7.14.1. {@link https://curl.se/libcurl/c/CURLINFO_COOKIELIST.html} */
  COOKIELIST: string[];
  /**
   * `CURLINFO_LASTSOCKET` (long), since libcurl 7.15.2. {@link https://curl.se/libcurl/c/CURLINFO_LASTSOCKET.html}
   * @deprecated since libcurl 7.45.0
   */
  LASTSOCKET: number;
  /** `CURLINFO_FTP_ENTRY_PATH` (string), since libcurl 7.15.4. {@link https://curl.se/libcurl/c/CURLINFO_FTP_ENTRY_PATH.html} */
  FTP_ENTRY_PATH: string | null;
  /** `CURLINFO_REDIRECT_URL` (string), since libcurl 7.18.2. {@link https://curl.se/libcurl/c/CURLINFO_REDIRECT_URL.html} */
  REDIRECT_URL: string | null;
  /** `CURLINFO_PRIMARY_IP` (string), since libcurl 7.19.0. {@link https://curl.se/libcurl/c/CURLINFO_PRIMARY_IP.html} */
  PRIMARY_IP: string | null;
  /** `CURLINFO_APPCONNECT_TIME` (double), since libcurl 7.19.0. {@link https://curl.se/libcurl/c/CURLINFO_APPCONNECT_TIME.html} */
  APPCONNECT_TIME: number;
  /** `CURLINFO_CERTINFO` (slist), since libcurl 7.19.1. {@link https://curl.se/libcurl/c/CURLINFO_CERTINFO.html} */
  CERTINFO: string[][];
  /** `CURLINFO_CONDITION_UNMET` (long), since libcurl 7.19.4. {@link https://curl.se/libcurl/c/CURLINFO_CONDITION_UNMET.html} */
  CONDITION_UNMET: number;
  /** `CURLINFO_RTSP_SESSION_ID` (string), since libcurl 7.20.0. {@link https://curl.se/libcurl/c/CURLINFO_RTSP_SESSION_ID.html} */
  RTSP_SESSION_ID: string | null;
  /** `CURLINFO_RTSP_CLIENT_CSEQ` (long), since libcurl 7.20.0. {@link https://curl.se/libcurl/c/CURLINFO_RTSP_CLIENT_CSEQ.html} */
  RTSP_CLIENT_CSEQ: number;
  /** `CURLINFO_RTSP_SERVER_CSEQ` (long), since libcurl 7.20.0. {@link https://curl.se/libcurl/c/CURLINFO_RTSP_SERVER_CSEQ.html} */
  RTSP_SERVER_CSEQ: number;
  /** `CURLINFO_RTSP_CSEQ_RECV` (long), since libcurl 7.20.0. {@link https://curl.se/libcurl/c/CURLINFO_RTSP_CSEQ_RECV.html} */
  RTSP_CSEQ_RECV: number;
  /** `CURLINFO_PRIMARY_PORT` (long), since libcurl 7.21.0. {@link https://curl.se/libcurl/c/CURLINFO_PRIMARY_PORT.html} */
  PRIMARY_PORT: number;
  /** `CURLINFO_LOCAL_IP` (string), since libcurl 7.21.0. {@link https://curl.se/libcurl/c/CURLINFO_LOCAL_IP.html} */
  LOCAL_IP: string | null;
  /** `CURLINFO_LOCAL_PORT` (long), since libcurl 7.21.0. {@link https://curl.se/libcurl/c/CURLINFO_LOCAL_PORT.html} */
  LOCAL_PORT: number;
  /**
   * `CURLINFO_TLS_SESSION` (slist), since libcurl 7.34.0. {@link https://curl.se/libcurl/c/CURLINFO_TLS_SESSION.html}
   * @deprecated since libcurl 7.48.0
   */
  TLS_SESSION: TlsSessionInfo;
  /** `CURLINFO_ACTIVESOCKET` (socket), since libcurl 7.45.0. {@link https://curl.se/libcurl/c/CURLINFO_ACTIVESOCKET.html} */
  ACTIVESOCKET: number;
  /** `CURLINFO_TLS_SSL_PTR` (slist), since libcurl 7.48.0. {@link https://curl.se/libcurl/c/CURLINFO_TLS_SSL_PTR.html} */
  TLS_SSL_PTR: TlsSessionInfo;
  /** `CURLINFO_HTTP_VERSION` (long), since libcurl 7.50.0. {@link https://curl.se/libcurl/c/CURLINFO_HTTP_VERSION.html} */
  HTTP_VERSION: number;
  /** `CURLINFO_PROXY_SSL_VERIFYRESULT` (long), since libcurl 7.52.0. {@link https://curl.se/libcurl/c/CURLINFO_PROXY_SSL_VERIFYRESULT.html} */
  PROXY_SSL_VERIFYRESULT: number;
  /**
   * `CURLINFO_PROTOCOL` (long), since libcurl 7.52.0. {@link https://curl.se/libcurl/c/CURLINFO_PROTOCOL.html}
   * @deprecated since libcurl 7.85.0
   */
  PROTOCOL: number;
  /** `CURLINFO_SCHEME` (string), since libcurl 7.52.0. {@link https://curl.se/libcurl/c/CURLINFO_SCHEME.html} */
  SCHEME: string | null;
  /** `CURLINFO_TOTAL_TIME_T` (offT), since libcurl 7.61.0. {@link https://curl.se/libcurl/c/CURLINFO_TOTAL_TIME_T.html} */
  TOTAL_TIME_T: number;
  /** `CURLINFO_NAMELOOKUP_TIME_T` (offT), since libcurl 7.61.0. {@link https://curl.se/libcurl/c/CURLINFO_NAMELOOKUP_TIME_T.html} */
  NAMELOOKUP_TIME_T: number;
  /** `CURLINFO_CONNECT_TIME_T` (offT), since libcurl 7.61.0. {@link https://curl.se/libcurl/c/CURLINFO_CONNECT_TIME_T.html} */
  CONNECT_TIME_T: number;
  /** `CURLINFO_PRETRANSFER_TIME_T` (offT), since libcurl 7.61.0. {@link https://curl.se/libcurl/c/CURLINFO_PRETRANSFER_TIME_T.html} */
  PRETRANSFER_TIME_T: number;
  /** `CURLINFO_STARTTRANSFER_TIME_T` (offT), since libcurl 7.61.0. {@link https://curl.se/libcurl/c/CURLINFO_STARTTRANSFER_TIME_T.html} */
  STARTTRANSFER_TIME_T: number;
  /** `CURLINFO_REDIRECT_TIME_T` (offT), since libcurl 7.61.0. {@link https://curl.se/libcurl/c/CURLINFO_REDIRECT_TIME_T.html} */
  REDIRECT_TIME_T: number;
  /** `CURLINFO_APPCONNECT_TIME_T` (offT), since libcurl 7.61.0. {@link https://curl.se/libcurl/c/CURLINFO_APPCONNECT_TIME_T.html} */
  APPCONNECT_TIME_T: number;
  /** `CURLINFO_RETRY_AFTER` (offT), since libcurl 7.66.0. {@link https://curl.se/libcurl/c/CURLINFO_RETRY_AFTER.html} */
  RETRY_AFTER: number;
  /** `CURLINFO_EFFECTIVE_METHOD` (string), since libcurl 7.72.0. {@link https://curl.se/libcurl/c/CURLINFO_EFFECTIVE_METHOD.html} */
  EFFECTIVE_METHOD: string | null;
  /** `CURLINFO_PROXY_ERROR` (long), since libcurl 7.73.0. {@link https://curl.se/libcurl/c/CURLINFO_PROXY_ERROR.html} */
  PROXY_ERROR: number;
  /** `CURLINFO_REFERER` (string), since libcurl 7.76.0. {@link https://curl.se/libcurl/c/CURLINFO_REFERER.html} */
  REFERER: string | null;
  /** `CURLINFO_CAINFO` (string), since libcurl 7.84.0. {@link https://curl.se/libcurl/c/CURLINFO_CAINFO.html} */
  CAINFO: string | null;
  /** `CURLINFO_CAPATH` (string), since libcurl 7.84.0. {@link https://curl.se/libcurl/c/CURLINFO_CAPATH.html} */
  CAPATH: string | null;
  /** `CURLINFO_XFER_ID` (offT), since libcurl 8.2.0. {@link https://curl.se/libcurl/c/CURLINFO_XFER_ID.html} */
  XFER_ID: number;
  /** `CURLINFO_CONN_ID` (offT), since libcurl 8.2.0. {@link https://curl.se/libcurl/c/CURLINFO_CONN_ID.html} */
  CONN_ID: number;
  /** `CURLINFO_QUEUE_TIME_T` (offT), since libcurl 8.6.0. {@link https://curl.se/libcurl/c/CURLINFO_QUEUE_TIME_T.html} */
  QUEUE_TIME_T: number;
  /** `CURLINFO_USED_PROXY` (long), since libcurl 8.7.0. {@link https://curl.se/libcurl/c/CURLINFO_USED_PROXY.html} */
  USED_PROXY: number;
  /** `CURLINFO_POSTTRANSFER_TIME_T` (offT), since libcurl 8.10.0. {@link https://curl.se/libcurl/c/CURLINFO_POSTTRANSFER_TIME_T.html} */
  POSTTRANSFER_TIME_T: number;
  /** `CURLINFO_EARLYDATA_SENT_T` (offT), since libcurl 8.11.0. {@link https://curl.se/libcurl/c/CURLINFO_EARLYDATA_SENT_T.html} */
  EARLYDATA_SENT_T: number;
  /** `CURLINFO_HTTPAUTH_USED` (long), since libcurl 8.12.0. {@link https://curl.se/libcurl/c/CURLINFO_HTTPAUTH_USED.html} */
  HTTPAUTH_USED: number;
  /** `CURLINFO_PROXYAUTH_USED` (long), since libcurl 8.12.0. {@link https://curl.se/libcurl/c/CURLINFO_PROXYAUTH_USED.html} */
  PROXYAUTH_USED: number;
  /** `CURLINFO_SIZE_DELIVERED` (offT), since libcurl 8.20.0. {@link https://curl.se/libcurl/c/CURLINFO_SIZE_DELIVERED.html} */
  SIZE_DELIVERED: number;
}

/** Name → number. */
export const infoTable: Readonly<Record<string, number>> = Object.assign(Object.create(null), {
  HTTP_CODE: 2097154,
  EFFECTIVE_URL: 1048577,
  RESPONSE_CODE: 2097154,
  TOTAL_TIME: 3145731,
  NAMELOOKUP_TIME: 3145732,
  CONNECT_TIME: 3145733,
  PRETRANSFER_TIME: 3145734,
  SIZE_UPLOAD: 3145735,
  SIZE_UPLOAD_T: 6291463,
  SIZE_DOWNLOAD: 3145736,
  SIZE_DOWNLOAD_T: 6291464,
  SPEED_DOWNLOAD: 3145737,
  SPEED_DOWNLOAD_T: 6291465,
  SPEED_UPLOAD: 3145738,
  SPEED_UPLOAD_T: 6291466,
  HEADER_SIZE: 2097163,
  REQUEST_SIZE: 2097164,
  SSL_VERIFYRESULT: 2097165,
  FILETIME: 2097166,
  FILETIME_T: 6291470,
  CONTENT_LENGTH_DOWNLOAD: 3145743,
  CONTENT_LENGTH_DOWNLOAD_T: 6291471,
  CONTENT_LENGTH_UPLOAD: 3145744,
  CONTENT_LENGTH_UPLOAD_T: 6291472,
  STARTTRANSFER_TIME: 3145745,
  CONTENT_TYPE: 1048594,
  REDIRECT_TIME: 3145747,
  REDIRECT_COUNT: 2097172,
  HTTP_CONNECTCODE: 2097174,
  HTTPAUTH_AVAIL: 2097175,
  PROXYAUTH_AVAIL: 2097176,
  OS_ERRNO: 2097177,
  NUM_CONNECTS: 2097178,
  SSL_ENGINES: 4194331,
  COOKIELIST: 4194332,
  LASTSOCKET: 2097181,
  FTP_ENTRY_PATH: 1048606,
  REDIRECT_URL: 1048607,
  PRIMARY_IP: 1048608,
  APPCONNECT_TIME: 3145761,
  CERTINFO: 4194338,
  CONDITION_UNMET: 2097187,
  RTSP_SESSION_ID: 1048612,
  RTSP_CLIENT_CSEQ: 2097189,
  RTSP_SERVER_CSEQ: 2097190,
  RTSP_CSEQ_RECV: 2097191,
  PRIMARY_PORT: 2097192,
  LOCAL_IP: 1048617,
  LOCAL_PORT: 2097194,
  TLS_SESSION: 4194347,
  ACTIVESOCKET: 5242924,
  TLS_SSL_PTR: 4194349,
  HTTP_VERSION: 2097198,
  PROXY_SSL_VERIFYRESULT: 2097199,
  PROTOCOL: 2097200,
  SCHEME: 1048625,
  TOTAL_TIME_T: 6291506,
  NAMELOOKUP_TIME_T: 6291507,
  CONNECT_TIME_T: 6291508,
  PRETRANSFER_TIME_T: 6291509,
  STARTTRANSFER_TIME_T: 6291510,
  REDIRECT_TIME_T: 6291511,
  APPCONNECT_TIME_T: 6291512,
  RETRY_AFTER: 6291513,
  EFFECTIVE_METHOD: 1048634,
  PROXY_ERROR: 2097211,
  REFERER: 1048636,
  CAINFO: 1048637,
  CAPATH: 1048638,
  XFER_ID: 6291519,
  CONN_ID: 6291520,
  QUEUE_TIME_T: 6291521,
  USED_PROXY: 2097218,
  POSTTRANSFER_TIME_T: 6291523,
  EARLYDATA_SENT_T: 6291524,
  HTTPAUTH_USED: 2097221,
  PROXYAUTH_USED: 2097222,
  SIZE_DELIVERED: 6291527,
});
