import type { easyCodes, multiCodes, shareCodes, urlCodes } from '../generated/error-codes.js';

/**
 * The kind of a failure, for callers who decide what to do next: retry, wait, ask for a password, fix the request.
 * A closed list; libcurl's own code stays in `code` and `errno`.
 */
export type ErrorKind =
  | 'resolve'
  | 'connect'
  | 'tls'
  | 'timeout'
  | 'proxy'
  | 'auth'
  | 'protocol'
  | 'send'
  | 'receive'
  | 'body'
  | 'redirect'
  | 'limit'
  | 'cancelled'
  | 'config'
  | 'resource'
  | 'unsupported'
  | 'other';

/** The name of a CURLcode, such as `CURLE_COULDNT_CONNECT`. */
export type EasyCodeName = (typeof easyCodes)[keyof typeof easyCodes];

/**
 * The kind of each CURLcode, unless libcurl's text about a failure says more (`http-failures.ts`). A code that a newer
 * libcurl adds does not compile until it has an entry.
 */
export const easyErrorKinds = {
  CURLE_OK: 'other',
  CURLE_UNSUPPORTED_PROTOCOL: 'unsupported',
  CURLE_FAILED_INIT: 'resource',
  CURLE_URL_MALFORMAT: 'config',
  CURLE_NOT_BUILT_IN: 'unsupported',
  CURLE_COULDNT_RESOLVE_PROXY: 'proxy',
  CURLE_COULDNT_RESOLVE_HOST: 'resolve',
  CURLE_COULDNT_CONNECT: 'connect',
  CURLE_WEIRD_SERVER_REPLY: 'protocol',
  CURLE_REMOTE_ACCESS_DENIED: 'auth',
  CURLE_FTP_ACCEPT_FAILED: 'connect',
  CURLE_FTP_WEIRD_PASS_REPLY: 'protocol',
  CURLE_FTP_ACCEPT_TIMEOUT: 'timeout',
  CURLE_FTP_WEIRD_PASV_REPLY: 'protocol',
  CURLE_FTP_WEIRD_227_FORMAT: 'protocol',
  CURLE_FTP_CANT_GET_HOST: 'resolve',
  CURLE_HTTP2: 'protocol',
  CURLE_FTP_COULDNT_SET_TYPE: 'protocol',
  CURLE_PARTIAL_FILE: 'receive',
  CURLE_FTP_COULDNT_RETR_FILE: 'protocol',
  CURLE_FTP_WRITE_ERROR: 'send',
  CURLE_QUOTE_ERROR: 'protocol',
  CURLE_HTTP_RETURNED_ERROR: 'protocol',
  CURLE_WRITE_ERROR: 'body',
  CURLE_MALFORMAT_USER: 'config',
  CURLE_UPLOAD_FAILED: 'send',
  CURLE_READ_ERROR: 'body',
  CURLE_OUT_OF_MEMORY: 'resource',
  CURLE_OPERATION_TIMEDOUT: 'timeout',
  CURLE_FTP_COULDNT_SET_ASCII: 'protocol',
  CURLE_FTP_PORT_FAILED: 'protocol',
  CURLE_FTP_COULDNT_USE_REST: 'protocol',
  CURLE_FTP_COULDNT_GET_SIZE: 'protocol',
  CURLE_RANGE_ERROR: 'protocol',
  CURLE_HTTP_POST_ERROR: 'config',
  CURLE_SSL_CONNECT_ERROR: 'tls',
  CURLE_BAD_DOWNLOAD_RESUME: 'body',
  CURLE_FILE_COULDNT_READ_FILE: 'body',
  CURLE_LDAP_CANNOT_BIND: 'auth',
  CURLE_LDAP_SEARCH_FAILED: 'protocol',
  CURLE_LIBRARY_NOT_FOUND: 'unsupported',
  CURLE_FUNCTION_NOT_FOUND: 'unsupported',
  CURLE_ABORTED_BY_CALLBACK: 'cancelled',
  CURLE_BAD_FUNCTION_ARGUMENT: 'config',
  CURLE_BAD_CALLING_ORDER: 'config',
  CURLE_INTERFACE_FAILED: 'connect',
  CURLE_BAD_PASSWORD_ENTERED: 'auth',
  CURLE_TOO_MANY_REDIRECTS: 'redirect',
  CURLE_UNKNOWN_OPTION: 'unsupported',
  CURLE_SETOPT_OPTION_SYNTAX: 'config',
  CURLE_GOT_NOTHING: 'receive',
  CURLE_SSL_ENGINE_NOTFOUND: 'tls',
  CURLE_SSL_ENGINE_SETFAILED: 'tls',
  CURLE_SEND_ERROR: 'send',
  CURLE_RECV_ERROR: 'receive',
  CURLE_SHARE_IN_USE: 'config',
  CURLE_SSL_CERTPROBLEM: 'tls',
  CURLE_SSL_CIPHER: 'tls',
  CURLE_PEER_FAILED_VERIFICATION: 'tls',
  CURLE_BAD_CONTENT_ENCODING: 'body',
  CURLE_LDAP_INVALID_URL: 'config',
  CURLE_FILESIZE_EXCEEDED: 'limit',
  CURLE_USE_SSL_FAILED: 'tls',
  CURLE_SEND_FAIL_REWIND: 'send',
  CURLE_SSL_ENGINE_INITFAILED: 'tls',
  CURLE_LOGIN_DENIED: 'auth',
  CURLE_TFTP_NOTFOUND: 'protocol',
  CURLE_TFTP_PERM: 'auth',
  CURLE_REMOTE_DISK_FULL: 'limit',
  CURLE_TFTP_ILLEGAL: 'protocol',
  CURLE_TFTP_UNKNOWNID: 'protocol',
  CURLE_REMOTE_FILE_EXISTS: 'protocol',
  CURLE_TFTP_NOSUCHUSER: 'auth',
  CURLE_CONV_FAILED: 'other',
  CURLE_CONV_REQD: 'config',
  CURLE_SSL_CACERT_BADFILE: 'tls',
  CURLE_REMOTE_FILE_NOT_FOUND: 'protocol',
  CURLE_SSH: 'protocol',
  CURLE_SSL_SHUTDOWN_FAILED: 'tls',
  CURLE_AGAIN: 'resource',
  CURLE_SSL_CRL_BADFILE: 'tls',
  CURLE_SSL_ISSUER_ERROR: 'tls',
  CURLE_FTP_PRET_FAILED: 'protocol',
  CURLE_RTSP_CSEQ_ERROR: 'protocol',
  CURLE_RTSP_SESSION_ERROR: 'protocol',
  CURLE_FTP_BAD_FILE_LIST: 'protocol',
  CURLE_CHUNK_FAILED: 'cancelled',
  CURLE_NO_CONNECTION_AVAILABLE: 'limit',
  CURLE_SSL_PINNEDPUBKEYNOTMATCH: 'tls',
  CURLE_SSL_INVALIDCERTSTATUS: 'tls',
  CURLE_HTTP2_STREAM: 'protocol',
  CURLE_RECURSIVE_API_CALL: 'config',
  CURLE_AUTH_ERROR: 'auth',
  CURLE_HTTP3: 'protocol',
  CURLE_QUIC_CONNECT_ERROR: 'connect',
  CURLE_PROXY: 'proxy',
  CURLE_SSL_CLIENTCERT: 'tls',
  CURLE_UNRECOVERABLE_POLL: 'resource',
  CURLE_TOO_LARGE: 'limit',
  CURLE_ECH_REQUIRED: 'tls',
} as const satisfies Record<EasyCodeName, ErrorKind>;

/** The name of a CURLMcode, such as `CURLM_BAD_SOCKET`. */
export type MultiCodeName = (typeof multiCodes)[keyof typeof multiCodes];

/** The kind of each CURLMcode, by its name. */
export const multiErrorKinds = {
  CURLM_CALL_MULTI_PERFORM: 'other',
  CURLM_OK: 'other',
  CURLM_BAD_HANDLE: 'config',
  CURLM_BAD_EASY_HANDLE: 'config',
  CURLM_OUT_OF_MEMORY: 'resource',
  CURLM_INTERNAL_ERROR: 'other',
  CURLM_BAD_SOCKET: 'config',
  CURLM_UNKNOWN_OPTION: 'unsupported',
  CURLM_ADDED_ALREADY: 'config',
  CURLM_RECURSIVE_API_CALL: 'config',
  CURLM_WAKEUP_FAILURE: 'resource',
  CURLM_BAD_FUNCTION_ARGUMENT: 'config',
  CURLM_ABORTED_BY_CALLBACK: 'cancelled',
  CURLM_UNRECOVERABLE_POLL: 'resource',
} as const satisfies Record<MultiCodeName, ErrorKind>;

/** The name of a CURLSHcode, such as `CURLSHE_IN_USE`. */
export type ShareCodeName = (typeof shareCodes)[keyof typeof shareCodes];

/** The kind of each CURLSHcode, by its name. */
export const shareErrorKinds = {
  CURLSHE_OK: 'other',
  CURLSHE_BAD_OPTION: 'config',
  CURLSHE_IN_USE: 'config',
  CURLSHE_INVALID: 'config',
  CURLSHE_NOMEM: 'resource',
  CURLSHE_NOT_BUILT_IN: 'unsupported',
} as const satisfies Record<ShareCodeName, ErrorKind>;

/** The name of a CURLUcode, such as `CURLUE_BAD_PORT_NUMBER`. */
export type UrlCodeName = (typeof urlCodes)[keyof typeof urlCodes];

/** A URL code means that the text is not a valid URL or part, unless it is listed here. */
export const urlErrorKinds: Readonly<Partial<Record<UrlCodeName, ErrorKind>>> = {
  CURLUE_OK: 'other',
  CURLUE_OUT_OF_MEMORY: 'resource',
  CURLUE_UNSUPPORTED_SCHEME: 'unsupported',
  CURLUE_LACKS_IDN: 'unsupported',
};
