// Generated from libcurl 8.22.0 by `npm run generate` (packages/core-native/generate). Do not edit.

/** Every integer constant of libcurl's headers, under libcurl's own names. */
export const constants = {
  CURL_DISABLE_DEPRECATION: 1,
  LIBCURL_VERSION_MAJOR: 8,
  LIBCURL_VERSION_MINOR: 22,
  LIBCURL_VERSION_PATCH: 0,
  LIBCURL_VERSION_NUM: 529920,
  /** since libcurl 7.14.0 */
  CURL_SOCKET_BAD: -1,
  /** since libcurl 8.1.0 */
  CURLSSLBACKEND_AWSLC: 1,
  /** since libcurl 7.49.0 */
  CURLSSLBACKEND_BORINGSSL: 1,
  /** since libcurl 7.49.0 */
  CURLSSLBACKEND_LIBRESSL: 1,
  /** since libcurl 7.34.0 */
  CURLSSLBACKEND_CYASSL: 7,
  /** since libcurl 7.34.0, deprecated in 7.64.1 */
  CURLSSLBACKEND_DARWINSSL: 9,
  /** since libcurl 8.13.0 */
  CURLFOLLOW_ALL: 1,
  /** since libcurl 8.13.0 */
  CURLFOLLOW_OBEYCODE: 2,
  /** since libcurl 8.13.0 */
  CURLFOLLOW_FIRSTONLY: 3,
  /** since libcurl 7.46.0 */
  CURL_HTTPPOST_FILENAME: 1,
  /** since libcurl 7.46.0 */
  CURL_HTTPPOST_READFILE: 2,
  /** since libcurl 7.46.0 */
  CURL_HTTPPOST_PTRNAME: 4,
  /** since libcurl 7.46.0 */
  CURL_HTTPPOST_PTRCONTENTS: 8,
  /** since libcurl 7.46.0 */
  CURL_HTTPPOST_BUFFER: 16,
  /** since libcurl 7.46.0 */
  CURL_HTTPPOST_PTRBUFFER: 32,
  /** since libcurl 7.46.0 */
  CURL_HTTPPOST_CALLBACK: 64,
  /** since libcurl 7.46.0 */
  CURL_HTTPPOST_LARGE: 128,
  /** since libcurl 7.68.0 */
  CURL_PROGRESSFUNC_CONTINUE: 268435457,
  /** since libcurl 7.53.0 */
  CURL_MAX_READ_SIZE: 10485760,
  /** since libcurl 7.9.7 */
  CURL_MAX_WRITE_SIZE: 16384,
  /** since libcurl 7.19.7 */
  CURL_MAX_HTTP_HEADER: 102400,
  /** since libcurl 7.18.0 */
  CURL_WRITEFUNC_PAUSE: 268435457,
  /** since libcurl 7.87.0 */
  CURL_WRITEFUNC_ERROR: 4294967295,
  /** since libcurl 7.21.0 */
  CURLFINFOFLAG_KNOWN_FILENAME: 1,
  /** since libcurl 7.21.0 */
  CURLFINFOFLAG_KNOWN_FILETYPE: 2,
  /** since libcurl 7.21.0 */
  CURLFINFOFLAG_KNOWN_TIME: 4,
  /** since libcurl 7.21.0 */
  CURLFINFOFLAG_KNOWN_PERM: 8,
  /** since libcurl 7.21.0 */
  CURLFINFOFLAG_KNOWN_UID: 16,
  /** since libcurl 7.21.0 */
  CURLFINFOFLAG_KNOWN_GID: 32,
  /** since libcurl 7.21.0 */
  CURLFINFOFLAG_KNOWN_SIZE: 64,
  /** since libcurl 7.21.0 */
  CURLFINFOFLAG_KNOWN_HLINKCOUNT: 128,
  /** since libcurl 7.21.0 */
  CURL_CHUNK_BGN_FUNC_OK: 0,
  /** since libcurl 7.21.0 */
  CURL_CHUNK_BGN_FUNC_FAIL: 1,
  /** since libcurl 7.21.0 */
  CURL_CHUNK_BGN_FUNC_SKIP: 2,
  /** since libcurl 7.21.0 */
  CURL_CHUNK_END_FUNC_OK: 0,
  /** since libcurl 7.21.0 */
  CURL_CHUNK_END_FUNC_FAIL: 1,
  /** since libcurl 7.21.0 */
  CURL_FNMATCHFUNC_MATCH: 0,
  /** since libcurl 7.21.0 */
  CURL_FNMATCHFUNC_NOMATCH: 1,
  /** since libcurl 7.21.0 */
  CURL_FNMATCHFUNC_FAIL: 2,
  /** since libcurl 7.19.5 */
  CURL_SEEKFUNC_OK: 0,
  /** since libcurl 7.19.5 */
  CURL_SEEKFUNC_FAIL: 1,
  /** since libcurl 7.19.5 */
  CURL_SEEKFUNC_CANTSEEK: 2,
  /** since libcurl 7.12.1 */
  CURL_READFUNC_ABORT: 268435456,
  /** since libcurl 7.18.0 */
  CURL_READFUNC_PAUSE: 268435457,
  /** since libcurl 7.64.0 */
  CURL_TRAILERFUNC_OK: 0,
  /** since libcurl 7.64.0 */
  CURL_TRAILERFUNC_ABORT: 1,
  /** since libcurl 7.21.5 */
  CURL_SOCKOPT_OK: 0,
  /** since libcurl 7.21.5 */
  CURL_SOCKOPT_ERROR: 1,
  /** since libcurl 7.21.5 */
  CURL_SOCKOPT_ALREADY_CONNECTED: 2,
  /** since libcurl 7.79.0 */
  CURL_PREREQFUNC_OK: 0,
  /** since libcurl 7.79.0 */
  CURL_PREREQFUNC_ABORT: 1,
  /** since libcurl 7.1, deprecated in 7.53.0 */
  CURLE_FUNCTION_NOT_FOUND: 41,
  /** since libcurl 7.1, deprecated in 7.56.0 */
  CURLE_HTTP_POST_ERROR: 34,
  CURLE_OBSOLETE16: 16,
  CURLE_OBSOLETE10: 10,
  CURLE_OBSOLETE12: 12,
  /** since libcurl 7.10, deprecated in 7.21.6 */
  CURLOPT_ENCODING: 10102,
  /** since libcurl 7.1, deprecated in 7.51.0 */
  CURLE_FTP_WEIRD_SERVER_REPLY: 8,
  /** since libcurl 7.10, deprecated in 7.62.0 */
  CURLE_SSL_CACERT: 60,
  /** since libcurl 7.7, deprecated in 7.21.5 */
  CURLE_UNKNOWN_TELNET_OPTION: 48,
  /** since libcurl 7.7, deprecated in 7.78.0 */
  CURLE_TELNET_OPTION_SYNTAX: 49,
  /** since libcurl 7.8, deprecated in 7.17.1 */
  CURLE_SSL_PEER_CERTIFICATE: 60,
  CURLE_OBSOLETE: 50,
  /** since libcurl 7.4.2, deprecated in 7.17.0 */
  CURLE_BAD_PASSWORD_ENTERED: 46,
  /** since libcurl 7.1, deprecated in 7.17.0 */
  CURLE_BAD_CALLING_ORDER: 44,
  /** since libcurl 7.1, deprecated in 7.17.0 */
  CURLE_FTP_USER_PASSWORD_INCORRECT: 10,
  /** since libcurl 7.1, deprecated in 7.17.0 */
  CURLE_FTP_CANT_RECONNECT: 16,
  /** since libcurl 7.1, deprecated in 7.17.0 */
  CURLE_FTP_COULDNT_GET_SIZE: 32,
  /** since libcurl 7.1, deprecated in 7.17.0 */
  CURLE_FTP_COULDNT_SET_ASCII: 29,
  /** since libcurl 7.1, deprecated in 7.17.0 */
  CURLE_FTP_WEIRD_USER_REPLY: 12,
  /** since libcurl 7.1, deprecated in 7.17.0 */
  CURLE_FTP_WRITE_ERROR: 20,
  /** since libcurl 7.1, deprecated in 7.17.0 */
  CURLE_LIBRARY_NOT_FOUND: 40,
  /** since libcurl 7.1, deprecated in 7.17.0 */
  CURLE_MALFORMAT_USER: 24,
  /** since libcurl 7.9.6, deprecated in 7.17.0 */
  CURLE_SHARE_IN_USE: 57,
  /** since libcurl 7.1, deprecated in 7.17.0 */
  CURLE_URL_MALFORMAT_USER: 4,
  /** since libcurl 7.1, deprecated in 7.17.0 */
  CURLE_FTP_ACCESS_DENIED: 9,
  /** since libcurl 7.1, deprecated in 7.17.0 */
  CURLE_FTP_COULDNT_SET_BINARY: 17,
  /** since libcurl 7.1, deprecated in 7.17.0 */
  CURLE_FTP_QUOTE_ERROR: 21,
  /** since libcurl 7.15.0, deprecated in 7.17.0 */
  CURLE_TFTP_DISKFULL: 70,
  /** since libcurl 7.15.0, deprecated in 7.17.0 */
  CURLE_TFTP_EXISTS: 73,
  /** since libcurl 7.1, deprecated in 7.17.0 */
  CURLE_HTTP_RANGE_ERROR: 33,
  /** since libcurl 7.11.0, deprecated in 7.17.0 */
  CURLE_FTP_SSL_FAILED: 64,
  /** since libcurl 7.1, deprecated in 7.17.0 */
  CURLE_OPERATION_TIMEOUTED: 28,
  /** since libcurl 7.1, deprecated in 7.10.3 */
  CURLE_HTTP_NOT_FOUND: 22,
  /** since libcurl 7.3, deprecated in 7.12.0 */
  CURLE_HTTP_PORT_FAILED: 45,
  /** since libcurl 7.1, deprecated in 7.16.3 */
  CURLE_FTP_COULDNT_STOR_FILE: 25,
  /** since libcurl 7.1, deprecated in 7.1 */
  CURLE_FTP_PARTIAL_FILE: 18,
  /** since libcurl 7.1, deprecated in 7.1 */
  CURLE_FTP_BAD_DOWNLOAD_RESUME: 36,
  /** since libcurl 7.10.8, deprecated in 7.82.0 */
  CURLE_LDAP_INVALID_URL: 62,
  /** since libcurl 7.15.4, deprecated in 7.82.0 */
  CURLE_CONV_REQD: 76,
  /** since libcurl 7.15.4, deprecated in 7.82.0 */
  CURLE_CONV_FAILED: 75,
  /** since libcurl 7.7.2, deprecated in 7.8 */
  CURLE_ALREADY_COMPLETE: 99999,
  /** since libcurl 7.1, deprecated in 7.9.7 */
  CURLOPT_FILE: 10001,
  /** since libcurl 7.1, deprecated in 7.9.7 */
  CURLOPT_INFILE: 10009,
  /** since libcurl 7.1 */
  CURLOPT_WRITEHEADER: 10029,
  /** since libcurl 7.1 */
  CURLOPT_WRITEINFO: 9999,
  /** since libcurl 7.7, deprecated in 7.16.1 */
  CURLOPT_CLOSEPOLICY: 9999,
  CURLOPT_OBSOLETE72: 9999,
  CURLOPT_OBSOLETE40: 9999,
  /** since libcurl 7.10 */
  CURLPROXY_HTTP: 0,
  /** since libcurl 7.19.4 */
  CURLPROXY_HTTP_1_0: 1,
  /** since libcurl 7.52.0 */
  CURLPROXY_HTTPS: 2,
  /** since libcurl 8.1.0 */
  CURLPROXY_HTTPS2: 3,
  /** since libcurl 7.10 */
  CURLPROXY_SOCKS4: 4,
  /** since libcurl 7.10 */
  CURLPROXY_SOCKS5: 5,
  /** since libcurl 7.18.0 */
  CURLPROXY_SOCKS4A: 6,
  /** since libcurl 7.18.0 */
  CURLPROXY_SOCKS5_HOSTNAME: 7,
  /** since libcurl 8.21.0 */
  CURLPROXY_HTTPS3: 8,
  /** since libcurl 7.10.6 */
  CURLAUTH_NONE: 0,
  /** since libcurl 7.10.6 */
  CURLAUTH_BASIC: 1,
  /** since libcurl 7.10.6 */
  CURLAUTH_DIGEST: 2,
  /** since libcurl 7.38.0 */
  CURLAUTH_NEGOTIATE: 4,
  /** since libcurl 7.10.6, deprecated in 7.38.0 */
  CURLAUTH_GSSNEGOTIATE: 4,
  /** since libcurl 7.55.0 */
  CURLAUTH_GSSAPI: 4,
  /** since libcurl 7.10.6 */
  CURLAUTH_NTLM: 8,
  /** since libcurl 7.19.3, deprecated in 8.21.0 */
  CURLAUTH_DIGEST_IE: 16,
  /** since libcurl 7.22.0, deprecated in 8.8.0 */
  CURLAUTH_NTLM_WB: 32,
  /** since libcurl 7.61.0 */
  CURLAUTH_BEARER: 64,
  /** since libcurl 7.75.0 */
  CURLAUTH_AWS_SIGV4: 128,
  /** since libcurl 8.22.0 */
  CURLAUTH_HTTPSIG: 256,
  /** since libcurl 7.21.3 */
  CURLAUTH_ONLY: 2147483648,
  /** since libcurl 7.10.6 */
  CURLAUTH_ANY: 4294967023,
  /** since libcurl 7.10.6 */
  CURLAUTH_ANYSAFE: 4294967022,
  /** since libcurl 8.22.0 */
  CURLHTTPSIG_NONE: 0,
  /** since libcurl 8.22.0 */
  CURLHTTPSIG_ED25519: 1,
  /** since libcurl 8.22.0 */
  CURLHTTPSIG_HMAC_SHA256: 2,
  /** since libcurl 7.16.1 */
  CURLSSH_AUTH_ANY: 4294967295,
  /** since libcurl 7.16.1 */
  CURLSSH_AUTH_NONE: 0,
  /** since libcurl 7.16.1 */
  CURLSSH_AUTH_PUBLICKEY: 1,
  /** since libcurl 7.16.1 */
  CURLSSH_AUTH_PASSWORD: 2,
  /** since libcurl 7.16.1 */
  CURLSSH_AUTH_HOST: 4,
  /** since libcurl 7.16.1 */
  CURLSSH_AUTH_KEYBOARD: 8,
  /** since libcurl 7.28.0 */
  CURLSSH_AUTH_AGENT: 16,
  /** since libcurl 7.58.0 */
  CURLSSH_AUTH_GSSAPI: 32,
  /** since libcurl 7.16.1 */
  CURLSSH_AUTH_DEFAULT: 4294967295,
  /** since libcurl 7.22.0 */
  CURLGSSAPI_DELEGATION_NONE: 0,
  /** since libcurl 7.22.0 */
  CURLGSSAPI_DELEGATION_POLICY_FLAG: 1,
  /** since libcurl 7.22.0 */
  CURLGSSAPI_DELEGATION_FLAG: 2,
  /** since libcurl 7.1 */
  CURL_ERROR_SIZE: 256,
  /** since libcurl 7.17.0 */
  CURLUSESSL_NONE: 0,
  /** since libcurl 7.17.0 */
  CURLUSESSL_TRY: 1,
  /** since libcurl 7.17.0 */
  CURLUSESSL_CONTROL: 2,
  /** since libcurl 7.17.0 */
  CURLUSESSL_ALL: 3,
  /** since libcurl 7.25.0 */
  CURLSSLOPT_ALLOW_BEAST: 1,
  /** since libcurl 7.44.0 */
  CURLSSLOPT_NO_REVOKE: 2,
  /** since libcurl 7.68.0 */
  CURLSSLOPT_NO_PARTIALCHAIN: 4,
  /** since libcurl 7.70.0 */
  CURLSSLOPT_REVOKE_BEST_EFFORT: 8,
  /** since libcurl 7.71.0 */
  CURLSSLOPT_NATIVE_CA: 16,
  /** since libcurl 7.77.0 */
  CURLSSLOPT_AUTO_CLIENT_CERT: 32,
  /** since libcurl 8.11.0 */
  CURLSSLOPT_EARLYDATA: 64,
  /** since libcurl 7.59.0 */
  CURL_HET_DEFAULT: 200,
  /** since libcurl 7.62.0 */
  CURL_UPKEEP_INTERVAL_DEFAULT: 60000,
  /** since libcurl 7.11.0, deprecated in 7.17.0 */
  CURLFTPSSL_NONE: 0,
  /** since libcurl 7.11.0, deprecated in 7.17.0 */
  CURLFTPSSL_TRY: 1,
  /** since libcurl 7.11.0, deprecated in 7.17.0 */
  CURLFTPSSL_CONTROL: 2,
  /** since libcurl 7.11.0, deprecated in 7.17.0 */
  CURLFTPSSL_ALL: 3,
  CURLFTPSSL_LAST: 4,
  /** since libcurl 7.16.2 */
  CURLFTPSSL_CCC_NONE: 0,
  /** since libcurl 7.16.1 */
  CURLFTPSSL_CCC_PASSIVE: 1,
  /** since libcurl 7.16.2 */
  CURLFTPSSL_CCC_ACTIVE: 2,
  /** since libcurl 7.12.2 */
  CURLFTPAUTH_DEFAULT: 0,
  /** since libcurl 7.12.2 */
  CURLFTPAUTH_SSL: 1,
  /** since libcurl 7.12.2 */
  CURLFTPAUTH_TLS: 2,
  /** since libcurl 7.19.4 */
  CURLFTP_CREATE_DIR_NONE: 0,
  /** since libcurl 7.19.4 */
  CURLFTP_CREATE_DIR: 1,
  /** since libcurl 7.19.4 */
  CURLFTP_CREATE_DIR_RETRY: 2,
  /** since libcurl 7.15.3 */
  CURLFTPMETHOD_DEFAULT: 0,
  /** since libcurl 7.15.3 */
  CURLFTPMETHOD_MULTICWD: 1,
  /** since libcurl 7.15.3 */
  CURLFTPMETHOD_NOCWD: 2,
  /** since libcurl 7.15.3 */
  CURLFTPMETHOD_SINGLECWD: 3,
  /** since libcurl 7.37.0 */
  CURLHEADER_UNIFIED: 0,
  /** since libcurl 7.37.0 */
  CURLHEADER_SEPARATE: 1,
  /** since libcurl 7.64.1 */
  CURLALTSVC_READONLYFILE: 4,
  /** since libcurl 7.64.1 */
  CURLALTSVC_H1: 8,
  /** since libcurl 7.64.1 */
  CURLALTSVC_H2: 16,
  /** since libcurl 7.64.1 */
  CURLALTSVC_H3: 32,
  /** since libcurl 8.13.0 */
  CURLULFLAG_ANSWERED: 1,
  /** since libcurl 8.13.0 */
  CURLULFLAG_DELETED: 2,
  /** since libcurl 8.13.0 */
  CURLULFLAG_DRAFT: 4,
  /** since libcurl 8.13.0 */
  CURLULFLAG_FLAGGED: 8,
  /** since libcurl 8.13.0 */
  CURLULFLAG_SEEN: 16,
  /** since libcurl 7.74.0 */
  CURLHSTS_ENABLE: 1,
  /** since libcurl 7.74.0 */
  CURLHSTS_READONLYFILE: 2,
  /** since libcurl 7.19.4 */
  CURLPROTO_HTTP: 1,
  /** since libcurl 7.19.4 */
  CURLPROTO_HTTPS: 2,
  /** since libcurl 7.19.4 */
  CURLPROTO_FTP: 4,
  /** since libcurl 7.19.4 */
  CURLPROTO_FTPS: 8,
  /** since libcurl 7.19.4 */
  CURLPROTO_SCP: 16,
  /** since libcurl 7.19.4 */
  CURLPROTO_SFTP: 32,
  /** since libcurl 7.19.4 */
  CURLPROTO_TELNET: 64,
  /** since libcurl 7.19.4 */
  CURLPROTO_LDAP: 128,
  /** since libcurl 7.19.4 */
  CURLPROTO_LDAPS: 256,
  /** since libcurl 7.19.4 */
  CURLPROTO_DICT: 512,
  /** since libcurl 7.19.4 */
  CURLPROTO_FILE: 1024,
  /** since libcurl 7.19.4 */
  CURLPROTO_TFTP: 2048,
  /** since libcurl 7.20.0 */
  CURLPROTO_IMAP: 4096,
  /** since libcurl 7.20.0 */
  CURLPROTO_IMAPS: 8192,
  /** since libcurl 7.20.0 */
  CURLPROTO_POP3: 16384,
  /** since libcurl 7.20.0 */
  CURLPROTO_POP3S: 32768,
  /** since libcurl 7.20.0 */
  CURLPROTO_SMTP: 65536,
  /** since libcurl 7.20.0 */
  CURLPROTO_SMTPS: 131072,
  /** since libcurl 7.20.0 */
  CURLPROTO_RTSP: 262144,
  /** since libcurl 7.21.0, deprecated in 8.20.0 */
  CURLPROTO_RTMP: 524288,
  /** since libcurl 7.21.0, deprecated in 8.20.0 */
  CURLPROTO_RTMPT: 1048576,
  /** since libcurl 7.21.0, deprecated in 8.20.0 */
  CURLPROTO_RTMPE: 2097152,
  /** since libcurl 7.21.0, deprecated in 8.20.0 */
  CURLPROTO_RTMPTE: 4194304,
  /** since libcurl 7.21.0, deprecated in 8.20.0 */
  CURLPROTO_RTMPS: 8388608,
  /** since libcurl 7.21.0, deprecated in 8.20.0 */
  CURLPROTO_RTMPTS: 16777216,
  /** since libcurl 7.21.2 */
  CURLPROTO_GOPHER: 33554432,
  /** since libcurl 7.40.0 */
  CURLPROTO_SMB: 67108864,
  /** since libcurl 7.40.0 */
  CURLPROTO_SMBS: 134217728,
  /** since libcurl 7.71.0 */
  CURLPROTO_MQTT: 268435456,
  /** since libcurl 7.75.0 */
  CURLPROTO_GOPHERS: 536870912,
  /** since libcurl 7.19.4 */
  CURLPROTO_ALL: 4294967295,
  /** since libcurl 7.1 */
  CURLOPTTYPE_LONG: 0,
  /** since libcurl 7.1 */
  CURLOPTTYPE_OBJECTPOINT: 10000,
  /** since libcurl 7.1 */
  CURLOPTTYPE_FUNCTIONPOINT: 20000,
  /** since libcurl 7.11.0 */
  CURLOPTTYPE_OFF_T: 30000,
  /** since libcurl 7.71.0 */
  CURLOPTTYPE_BLOB: 40000,
  /** since libcurl 7.46.0 */
  CURLOPTTYPE_STRINGPOINT: 10000,
  /** since libcurl 7.65.2 */
  CURLOPTTYPE_SLISTPOINT: 10000,
  /** since libcurl 7.73.0 */
  CURLOPTTYPE_CBPOINT: 10000,
  /** since libcurl 7.73.0 */
  CURLOPTTYPE_VALUES: 0,
  /** since libcurl 7.1 */
  CURLOPT_PROGRESSDATA: 10057,
  /** since libcurl 7.17.1, deprecated in 7.19.1 */
  CURLOPT_POST301: 161,
  /** since libcurl 7.9.3, deprecated in 7.17.0 */
  CURLOPT_SSLKEYPASSWD: 10026,
  /** since libcurl 7.1, deprecated in 7.16.4 */
  CURLOPT_FTPAPPEND: 50,
  /** since libcurl 7.1, deprecated in 7.16.4 */
  CURLOPT_FTPLISTONLY: 48,
  /** since libcurl 7.11.0, deprecated in 7.16.4 */
  CURLOPT_FTP_SSL: 119,
  /** since libcurl 7.1.1, deprecated in 7.17.0 */
  CURLOPT_SSLCERTPASSWD: 10026,
  /** since libcurl 7.3, deprecated in 7.17.0 */
  CURLOPT_KRB4LEVEL: 10063,
  /** since libcurl 7.10.8, deprecated in 7.85.0 */
  CURLOPT_FTP_RESPONSE_TIMEOUT: 112,
  /** since libcurl 7.69.0, deprecated in 8.2.0 */
  CURLOPT_MAIL_RCPT_ALLLOWFAILS: 290,
  /** since libcurl 7.10.8 */
  CURL_IPRESOLVE_WHATEVER: 0,
  /** since libcurl 7.10.8 */
  CURL_IPRESOLVE_V4: 1,
  /** since libcurl 7.10.8 */
  CURL_IPRESOLVE_V6: 2,
  /** since libcurl 7.20.0 */
  CURLOPT_RTSPHEADER: 10023,
  /** since libcurl 7.9.1 */
  CURL_HTTP_VERSION_NONE: 0,
  /** since libcurl 7.9.1 */
  CURL_HTTP_VERSION_1_0: 1,
  /** since libcurl 7.9.1 */
  CURL_HTTP_VERSION_1_1: 2,
  /** since libcurl 7.33.0 */
  CURL_HTTP_VERSION_2_0: 3,
  /** since libcurl 7.47.0 */
  CURL_HTTP_VERSION_2TLS: 4,
  /** since libcurl 7.49.0 */
  CURL_HTTP_VERSION_2_PRIOR_KNOWLEDGE: 5,
  /** since libcurl 7.66.0 */
  CURL_HTTP_VERSION_3: 30,
  /** since libcurl 7.88.0 */
  CURL_HTTP_VERSION_3ONLY: 31,
  CURL_HTTP_VERSION_LAST: 32,
  /** since libcurl 7.43.0 */
  CURL_HTTP_VERSION_2: 3,
  /** since libcurl 7.20.0 */
  CURL_RTSPREQ_NONE: 0,
  /** since libcurl 7.20.0 */
  CURL_RTSPREQ_OPTIONS: 1,
  /** since libcurl 7.20.0 */
  CURL_RTSPREQ_DESCRIBE: 2,
  /** since libcurl 7.20.0 */
  CURL_RTSPREQ_ANNOUNCE: 3,
  /** since libcurl 7.20.0 */
  CURL_RTSPREQ_SETUP: 4,
  /** since libcurl 7.20.0 */
  CURL_RTSPREQ_PLAY: 5,
  /** since libcurl 7.20.0 */
  CURL_RTSPREQ_PAUSE: 6,
  /** since libcurl 7.20.0 */
  CURL_RTSPREQ_TEARDOWN: 7,
  /** since libcurl 7.20.0 */
  CURL_RTSPREQ_GET_PARAMETER: 8,
  /** since libcurl 7.20.0 */
  CURL_RTSPREQ_SET_PARAMETER: 9,
  /** since libcurl 7.20.0 */
  CURL_RTSPREQ_RECORD: 10,
  /** since libcurl 7.20.0 */
  CURL_RTSPREQ_RECEIVE: 11,
  CURL_RTSPREQ_LAST: 12,
  /** since libcurl 7.9.8 */
  CURL_NETRC_IGNORED: 0,
  /** since libcurl 7.9.8 */
  CURL_NETRC_OPTIONAL: 1,
  /** since libcurl 7.9.8 */
  CURL_NETRC_REQUIRED: 2,
  /** since libcurl 7.9.2 */
  CURL_SSLVERSION_DEFAULT: 0,
  /** since libcurl 7.9.2 */
  CURL_SSLVERSION_TLSv1: 1,
  /** since libcurl 7.9.2 */
  CURL_SSLVERSION_SSLv2: 2,
  /** since libcurl 7.9.2 */
  CURL_SSLVERSION_SSLv3: 3,
  /** since libcurl 7.34.0 */
  CURL_SSLVERSION_TLSv1_0: 4,
  /** since libcurl 7.34.0 */
  CURL_SSLVERSION_TLSv1_1: 5,
  /** since libcurl 7.34.0 */
  CURL_SSLVERSION_TLSv1_2: 6,
  /** since libcurl 7.52.0 */
  CURL_SSLVERSION_TLSv1_3: 7,
  CURL_SSLVERSION_LAST: 8,
  /** since libcurl 7.54.0 */
  CURL_SSLVERSION_MAX_NONE: 0,
  /** since libcurl 7.54.0 */
  CURL_SSLVERSION_MAX_DEFAULT: 65536,
  /** since libcurl 7.54.0 */
  CURL_SSLVERSION_MAX_TLSv1_0: 262144,
  /** since libcurl 7.54.0 */
  CURL_SSLVERSION_MAX_TLSv1_1: 327680,
  /** since libcurl 7.54.0 */
  CURL_SSLVERSION_MAX_TLSv1_2: 393216,
  /** since libcurl 7.54.0 */
  CURL_SSLVERSION_MAX_TLSv1_3: 458752,
  CURL_SSLVERSION_MAX_LAST: 524288,
  /** since libcurl 7.21.4, deprecated in 8.22.0 */
  CURL_TLSAUTH_NONE: 0,
  /** since libcurl 7.21.4, deprecated in 8.22.0 */
  CURL_TLSAUTH_SRP: 1,
  /** since libcurl 7.19.1 */
  CURL_REDIR_GET_ALL: 0,
  /** since libcurl 7.19.1 */
  CURL_REDIR_POST_301: 1,
  /** since libcurl 7.19.1 */
  CURL_REDIR_POST_302: 2,
  /** since libcurl 7.26.0 */
  CURL_REDIR_POST_303: 4,
  /** since libcurl 7.19.1 */
  CURL_REDIR_POST_ALL: 7,
  /** since libcurl 7.9.7 */
  CURL_TIMECOND_NONE: 0,
  /** since libcurl 7.9.7 */
  CURL_TIMECOND_IFMODSINCE: 1,
  /** since libcurl 7.9.7 */
  CURL_TIMECOND_IFUNMODSINCE: 2,
  /** since libcurl 7.9.7 */
  CURL_TIMECOND_LASTMOD: 3,
  /** since libcurl 7.56.0 */
  CURL_ZERO_TERMINATED: -1,
  /** since libcurl 7.81.0 */
  CURLMIMEOPT_FORMESCAPE: 1,
  /** since libcurl 7.4.1 */
  CURLINFO_STRING: 1048576,
  /** since libcurl 7.4.1 */
  CURLINFO_LONG: 2097152,
  /** since libcurl 7.4.1 */
  CURLINFO_DOUBLE: 3145728,
  /** since libcurl 7.12.3 */
  CURLINFO_SLIST: 4194304,
  /** since libcurl 7.54.1 */
  CURLINFO_PTR: 4194304,
  /** since libcurl 7.45.0 */
  CURLINFO_SOCKET: 5242880,
  /** since libcurl 7.55.0 */
  CURLINFO_OFF_T: 6291456,
  /** since libcurl 7.4.1 */
  CURLINFO_MASK: 1048575,
  /** since libcurl 7.4.1 */
  CURLINFO_TYPEMASK: 15728640,
  /** since libcurl 7.4.1, deprecated in 7.10.8 */
  CURLINFO_HTTP_CODE: 2097154,
  /** since libcurl 7.8 */
  CURL_GLOBAL_SSL: 1,
  /** since libcurl 7.8.1 */
  CURL_GLOBAL_WIN32: 2,
  /** since libcurl 7.8 */
  CURL_GLOBAL_ALL: 3,
  /** since libcurl 7.8 */
  CURL_GLOBAL_NOTHING: 0,
  /** since libcurl 7.8 */
  CURL_GLOBAL_DEFAULT: 3,
  /** since libcurl 7.30.0 */
  CURL_GLOBAL_ACK_EINTR: 4,
  /** since libcurl 7.10 */
  CURLVERSION_NOW: 11,
  /** since libcurl 7.10 */
  CURL_VERSION_IPV6: 1,
  /** since libcurl 7.10, deprecated in 7.33.0 */
  CURL_VERSION_KERBEROS4: 2,
  /** since libcurl 7.10 */
  CURL_VERSION_SSL: 4,
  /** since libcurl 7.10 */
  CURL_VERSION_LIBZ: 8,
  /** since libcurl 7.10.6 */
  CURL_VERSION_NTLM: 16,
  /** since libcurl 7.10.6, deprecated in 7.38.0 */
  CURL_VERSION_GSSNEGOTIATE: 32,
  /** since libcurl 7.10.6 */
  CURL_VERSION_DEBUG: 64,
  /** since libcurl 7.10.7 */
  CURL_VERSION_ASYNCHDNS: 128,
  /** since libcurl 7.10.8 */
  CURL_VERSION_SPNEGO: 256,
  /** since libcurl 7.11.1 */
  CURL_VERSION_LARGEFILE: 512,
  /** since libcurl 7.12.0 */
  CURL_VERSION_IDN: 1024,
  /** since libcurl 7.13.2 */
  CURL_VERSION_SSPI: 2048,
  /** since libcurl 7.15.4 */
  CURL_VERSION_CONV: 4096,
  /** since libcurl 7.19.6, deprecated in 8.19.0 */
  CURL_VERSION_CURLDEBUG: 8192,
  /** since libcurl 7.21.4, deprecated in 8.22.0 */
  CURL_VERSION_TLSAUTH_SRP: 16384,
  /** since libcurl 7.22.0, deprecated in 8.8.0 */
  CURL_VERSION_NTLM_WB: 32768,
  /** since libcurl 7.33.0 */
  CURL_VERSION_HTTP2: 65536,
  /** since libcurl 7.38.0 */
  CURL_VERSION_GSSAPI: 131072,
  /** since libcurl 7.40.0 */
  CURL_VERSION_KERBEROS5: 262144,
  /** since libcurl 7.40.0 */
  CURL_VERSION_UNIX_SOCKETS: 524288,
  /** since libcurl 7.47.0 */
  CURL_VERSION_PSL: 1048576,
  /** since libcurl 7.52.0 */
  CURL_VERSION_HTTPS_PROXY: 2097152,
  /** since libcurl 7.56.0 */
  CURL_VERSION_MULTI_SSL: 4194304,
  /** since libcurl 7.57.0 */
  CURL_VERSION_BROTLI: 8388608,
  /** since libcurl 7.64.1 */
  CURL_VERSION_ALTSVC: 16777216,
  /** since libcurl 7.66.0 */
  CURL_VERSION_HTTP3: 33554432,
  /** since libcurl 7.72.0 */
  CURL_VERSION_ZSTD: 67108864,
  /** since libcurl 7.72.0 */
  CURL_VERSION_UNICODE: 134217728,
  /** since libcurl 7.74.0 */
  CURL_VERSION_HSTS: 268435456,
  /** since libcurl 7.76.0 */
  CURL_VERSION_GSASL: 536870912,
  /** since libcurl 7.84.0 */
  CURL_VERSION_THREADSAFE: 1073741824,
  /** since libcurl 7.18.0 */
  CURLPAUSE_RECV: 1,
  /** since libcurl 7.18.0 */
  CURLPAUSE_RECV_CONT: 0,
  /** since libcurl 7.18.0 */
  CURLPAUSE_SEND: 4,
  /** since libcurl 7.18.0 */
  CURLPAUSE_SEND_CONT: 0,
  /** since libcurl 7.18.0 */
  CURLPAUSE_ALL: 5,
  /** since libcurl 7.18.0 */
  CURLPAUSE_CONT: 0,
  /** since libcurl 7.71.0 */
  CURL_BLOB_COPY: 1,
  /** since libcurl 7.71.0 */
  CURL_BLOB_NOCOPY: 0,
  /** since libcurl 7.15.5 */
  CURLM_CALL_MULTI_SOCKET: -1,
  /** since libcurl 7.43.0 */
  CURLPIPE_NOTHING: 0,
  /** since libcurl 7.43.0 */
  CURLPIPE_HTTP1: 1,
  /** since libcurl 7.43.0 */
  CURLPIPE_MULTIPLEX: 2,
  /** since libcurl 7.28.0 */
  CURL_WAIT_POLLIN: 1,
  /** since libcurl 7.28.0 */
  CURL_WAIT_POLLPRI: 2,
  /** since libcurl 7.28.0 */
  CURL_WAIT_POLLOUT: 4,
  /** since libcurl 7.14.0 */
  CURL_POLL_NONE: 0,
  /** since libcurl 7.14.0 */
  CURL_POLL_IN: 1,
  /** since libcurl 7.14.0 */
  CURL_POLL_OUT: 2,
  /** since libcurl 7.14.0 */
  CURL_POLL_INOUT: 3,
  /** since libcurl 7.14.0 */
  CURL_POLL_REMOVE: 4,
  /** since libcurl 7.14.0 */
  CURL_SOCKET_TIMEOUT: -1,
  /** since libcurl 7.16.3 */
  CURL_CSELECT_IN: 1,
  /** since libcurl 7.16.3 */
  CURL_CSELECT_OUT: 2,
  /** since libcurl 7.16.3 */
  CURL_CSELECT_ERR: 4,
  /** since libcurl 8.20.0 */
  CURLMNWC_CLEAR_ALL: 1,
  /** since libcurl 8.16.0 */
  CURLMNWC_CLEAR_CONNS: 2,
  /** since libcurl 8.16.0 */
  CURLMNWC_CLEAR_DNS: 4,
  /** since libcurl 7.44.0 */
  CURL_PUSH_OK: 0,
  /** since libcurl 7.44.0 */
  CURL_PUSH_DENY: 1,
  /** since libcurl 7.72.0 */
  CURL_PUSH_ERROROUT: 2,
  /** since libcurl 8.17.0 */
  CURLMNOTIFY_INFO_READ: 0,
  /** since libcurl 8.17.0 */
  CURLMNOTIFY_EASY_DONE: 1,
  /** since libcurl 7.62.0 */
  CURLU_DEFAULT_PORT: 1,
  /** since libcurl 7.62.0 */
  CURLU_NO_DEFAULT_PORT: 2,
  /** since libcurl 7.62.0 */
  CURLU_DEFAULT_SCHEME: 4,
  /** since libcurl 7.62.0 */
  CURLU_NON_SUPPORT_SCHEME: 8,
  /** since libcurl 7.62.0 */
  CURLU_PATH_AS_IS: 16,
  /** since libcurl 7.62.0 */
  CURLU_DISALLOW_USER: 32,
  /** since libcurl 7.62.0 */
  CURLU_URLDECODE: 64,
  /** since libcurl 7.62.0 */
  CURLU_URLENCODE: 128,
  /** since libcurl 7.62.0 */
  CURLU_APPENDQUERY: 256,
  /** since libcurl 7.62.0 */
  CURLU_GUESS_SCHEME: 512,
  /** since libcurl 7.67.0 */
  CURLU_NO_AUTHORITY: 1024,
  /** since libcurl 7.78.0 */
  CURLU_ALLOW_SPACE: 2048,
  /** since libcurl 7.88.0 */
  CURLU_PUNYCODE: 4096,
  /** since libcurl 8.3.0 */
  CURLU_PUNY2IDN: 8192,
  /** since libcurl 8.8.0 */
  CURLU_GET_EMPTY: 16384,
  /** since libcurl 8.9.0 */
  CURLU_NO_GUESS_SCHEME: 32768,
  /** since libcurl 7.73.0 */
  CURLOT_FLAG_ALIAS: 1,
  /** since libcurl 7.83.0 */
  CURLH_HEADER: 1,
  /** since libcurl 7.83.0 */
  CURLH_TRAILER: 2,
  /** since libcurl 7.83.0 */
  CURLH_CONNECT: 4,
  /** since libcurl 7.83.0 */
  CURLH_1XX: 8,
  /** since libcurl 7.83.0 */
  CURLH_PSEUDO: 16,
  /** since libcurl 7.86.0 */
  CURLWS_TEXT: 1,
  /** since libcurl 7.86.0 */
  CURLWS_BINARY: 2,
  /** since libcurl 7.86.0 */
  CURLWS_CONT: 4,
  /** since libcurl 7.86.0 */
  CURLWS_CLOSE: 8,
  /** since libcurl 7.86.0 */
  CURLWS_PING: 16,
  /** since libcurl 7.86.0 */
  CURLWS_OFFSET: 32,
  /** since libcurl 7.86.0 */
  CURLWS_PONG: 64,
  /** since libcurl 7.86.0 */
  CURLWS_RAW_MODE: 1,
  /** since libcurl 8.14.0 */
  CURLWS_NOAUTOPONG: 2,
  /** since libcurl 7.34.0 */
  CURLSSLBACKEND_NONE: 0,
  /** since libcurl 7.34.0 */
  CURLSSLBACKEND_OPENSSL: 1,
  /** since libcurl 7.34.0 */
  CURLSSLBACKEND_GNUTLS: 2,
  /** since libcurl 7.34.0, deprecated in 8.3.0 */
  CURLSSLBACKEND_NSS: 3,
  CURLSSLBACKEND_OBSOLETE4: 4,
  /** since libcurl 7.34.0, deprecated in 8.3.0 */
  CURLSSLBACKEND_GSKIT: 5,
  /** since libcurl 7.34.0, deprecated in 7.69.0 */
  CURLSSLBACKEND_POLARSSL: 6,
  /** since libcurl 7.49.0 */
  CURLSSLBACKEND_WOLFSSL: 7,
  /** since libcurl 7.34.0 */
  CURLSSLBACKEND_SCHANNEL: 8,
  /** since libcurl 7.64.1, deprecated in 8.15.0 */
  CURLSSLBACKEND_SECURETRANSPORT: 9,
  /** since libcurl 7.38.0, deprecated in 7.61.0 */
  CURLSSLBACKEND_AXTLS: 10,
  /** since libcurl 7.46.0 */
  CURLSSLBACKEND_MBEDTLS: 11,
  /** since libcurl 7.62.0, deprecated in 7.82.0 */
  CURLSSLBACKEND_MESALINK: 12,
  /** since libcurl 7.68.0, deprecated in 8.15.0 */
  CURLSSLBACKEND_BEARSSL: 13,
  /** since libcurl 7.76.0 */
  CURLSSLBACKEND_RUSTLS: 14,
  /** since libcurl 7.21.0 */
  CURLFILETYPE_FILE: 0,
  /** since libcurl 7.21.0 */
  CURLFILETYPE_DIRECTORY: 1,
  /** since libcurl 7.21.0 */
  CURLFILETYPE_SYMLINK: 2,
  /** since libcurl 7.21.0 */
  CURLFILETYPE_DEVICE_BLOCK: 3,
  /** since libcurl 7.21.0 */
  CURLFILETYPE_DEVICE_CHAR: 4,
  /** since libcurl 7.21.0 */
  CURLFILETYPE_NAMEDPIPE: 5,
  /** since libcurl 7.21.0 */
  CURLFILETYPE_SOCKET: 6,
  /** since libcurl 7.21.0 */
  CURLFILETYPE_DOOR: 7,
  /** since libcurl 7.21.0 */
  CURLFILETYPE_UNKNOWN: 8,
  /** since libcurl 7.16.0 */
  CURLSOCKTYPE_IPCXN: 0,
  /** since libcurl 7.28.0 */
  CURLSOCKTYPE_ACCEPT: 1,
  CURLSOCKTYPE_LAST: 2,
  /** since libcurl 7.12.3 */
  CURLIOE_OK: 0,
  /** since libcurl 7.12.3 */
  CURLIOE_UNKNOWNCMD: 1,
  /** since libcurl 7.12.3 */
  CURLIOE_FAILRESTART: 2,
  CURLIOE_LAST: 3,
  /** since libcurl 7.12.3 */
  CURLIOCMD_NOP: 0,
  /** since libcurl 7.12.3 */
  CURLIOCMD_RESTARTREAD: 1,
  CURLIOCMD_LAST: 2,
  /** since libcurl 7.9.6 */
  CURLINFO_TEXT: 0,
  /** since libcurl 7.9.6 */
  CURLINFO_HEADER_IN: 1,
  /** since libcurl 7.9.6 */
  CURLINFO_HEADER_OUT: 2,
  /** since libcurl 7.9.6 */
  CURLINFO_DATA_IN: 3,
  /** since libcurl 7.9.6 */
  CURLINFO_DATA_OUT: 4,
  /** since libcurl 7.12.1 */
  CURLINFO_SSL_DATA_IN: 5,
  /** since libcurl 7.12.1 */
  CURLINFO_SSL_DATA_OUT: 6,
  /** since libcurl 7.9.6 */
  CURLINFO_END: 7,
  /** since libcurl 7.1 */
  CURLE_OK: 0,
  /** since libcurl 7.1 */
  CURLE_UNSUPPORTED_PROTOCOL: 1,
  /** since libcurl 7.1 */
  CURLE_FAILED_INIT: 2,
  /** since libcurl 7.1 */
  CURLE_URL_MALFORMAT: 3,
  /** since libcurl 7.21.5 */
  CURLE_NOT_BUILT_IN: 4,
  /** since libcurl 7.1 */
  CURLE_COULDNT_RESOLVE_PROXY: 5,
  /** since libcurl 7.1 */
  CURLE_COULDNT_RESOLVE_HOST: 6,
  /** since libcurl 7.1 */
  CURLE_COULDNT_CONNECT: 7,
  /** since libcurl 7.51.0 */
  CURLE_WEIRD_SERVER_REPLY: 8,
  /** since libcurl 7.17.0 */
  CURLE_REMOTE_ACCESS_DENIED: 9,
  /** since libcurl 7.24.0 */
  CURLE_FTP_ACCEPT_FAILED: 10,
  /** since libcurl 7.1 */
  CURLE_FTP_WEIRD_PASS_REPLY: 11,
  /** since libcurl 7.24.0 */
  CURLE_FTP_ACCEPT_TIMEOUT: 12,
  /** since libcurl 7.1 */
  CURLE_FTP_WEIRD_PASV_REPLY: 13,
  /** since libcurl 7.1 */
  CURLE_FTP_WEIRD_227_FORMAT: 14,
  /** since libcurl 7.1 */
  CURLE_FTP_CANT_GET_HOST: 15,
  /** since libcurl 7.38.0 */
  CURLE_HTTP2: 16,
  /** since libcurl 7.17.0 */
  CURLE_FTP_COULDNT_SET_TYPE: 17,
  /** since libcurl 7.1 */
  CURLE_PARTIAL_FILE: 18,
  /** since libcurl 7.1 */
  CURLE_FTP_COULDNT_RETR_FILE: 19,
  CURLE_OBSOLETE20: 20,
  /** since libcurl 7.17.0 */
  CURLE_QUOTE_ERROR: 21,
  /** since libcurl 7.10.3 */
  CURLE_HTTP_RETURNED_ERROR: 22,
  /** since libcurl 7.1 */
  CURLE_WRITE_ERROR: 23,
  CURLE_OBSOLETE24: 24,
  /** since libcurl 7.16.3 */
  CURLE_UPLOAD_FAILED: 25,
  /** since libcurl 7.1 */
  CURLE_READ_ERROR: 26,
  /** since libcurl 7.1 */
  CURLE_OUT_OF_MEMORY: 27,
  /** since libcurl 7.10.2 */
  CURLE_OPERATION_TIMEDOUT: 28,
  CURLE_OBSOLETE29: 29,
  /** since libcurl 7.1 */
  CURLE_FTP_PORT_FAILED: 30,
  /** since libcurl 7.1 */
  CURLE_FTP_COULDNT_USE_REST: 31,
  CURLE_OBSOLETE32: 32,
  /** since libcurl 7.17.0 */
  CURLE_RANGE_ERROR: 33,
  CURLE_OBSOLETE34: 34,
  /** since libcurl 7.1 */
  CURLE_SSL_CONNECT_ERROR: 35,
  /** since libcurl 7.10 */
  CURLE_BAD_DOWNLOAD_RESUME: 36,
  /** since libcurl 7.1 */
  CURLE_FILE_COULDNT_READ_FILE: 37,
  /** since libcurl 7.1 */
  CURLE_LDAP_CANNOT_BIND: 38,
  /** since libcurl 7.1 */
  CURLE_LDAP_SEARCH_FAILED: 39,
  CURLE_OBSOLETE40: 40,
  CURLE_OBSOLETE41: 41,
  /** since libcurl 7.1 */
  CURLE_ABORTED_BY_CALLBACK: 42,
  /** since libcurl 7.1 */
  CURLE_BAD_FUNCTION_ARGUMENT: 43,
  CURLE_OBSOLETE44: 44,
  /** since libcurl 7.12.0 */
  CURLE_INTERFACE_FAILED: 45,
  CURLE_OBSOLETE46: 46,
  /** since libcurl 7.5 */
  CURLE_TOO_MANY_REDIRECTS: 47,
  /** since libcurl 7.21.5 */
  CURLE_UNKNOWN_OPTION: 48,
  /** since libcurl 7.78.0 */
  CURLE_SETOPT_OPTION_SYNTAX: 49,
  CURLE_OBSOLETE50: 50,
  CURLE_OBSOLETE51: 51,
  /** since libcurl 7.9.1 */
  CURLE_GOT_NOTHING: 52,
  /** since libcurl 7.9.3 */
  CURLE_SSL_ENGINE_NOTFOUND: 53,
  /** since libcurl 7.9.3 */
  CURLE_SSL_ENGINE_SETFAILED: 54,
  /** since libcurl 7.10 */
  CURLE_SEND_ERROR: 55,
  /** since libcurl 7.10 */
  CURLE_RECV_ERROR: 56,
  CURLE_OBSOLETE57: 57,
  /** since libcurl 7.10 */
  CURLE_SSL_CERTPROBLEM: 58,
  /** since libcurl 7.10 */
  CURLE_SSL_CIPHER: 59,
  /** since libcurl 7.17.1 */
  CURLE_PEER_FAILED_VERIFICATION: 60,
  /** since libcurl 7.10 */
  CURLE_BAD_CONTENT_ENCODING: 61,
  CURLE_OBSOLETE62: 62,
  /** since libcurl 7.10.8 */
  CURLE_FILESIZE_EXCEEDED: 63,
  /** since libcurl 7.17.0 */
  CURLE_USE_SSL_FAILED: 64,
  /** since libcurl 7.12.3 */
  CURLE_SEND_FAIL_REWIND: 65,
  /** since libcurl 7.12.3 */
  CURLE_SSL_ENGINE_INITFAILED: 66,
  /** since libcurl 7.13.1 */
  CURLE_LOGIN_DENIED: 67,
  /** since libcurl 7.15.0 */
  CURLE_TFTP_NOTFOUND: 68,
  /** since libcurl 7.15.0 */
  CURLE_TFTP_PERM: 69,
  /** since libcurl 7.17.0 */
  CURLE_REMOTE_DISK_FULL: 70,
  /** since libcurl 7.15.0 */
  CURLE_TFTP_ILLEGAL: 71,
  /** since libcurl 7.15.0 */
  CURLE_TFTP_UNKNOWNID: 72,
  /** since libcurl 7.17.0 */
  CURLE_REMOTE_FILE_EXISTS: 73,
  /** since libcurl 7.15.0 */
  CURLE_TFTP_NOSUCHUSER: 74,
  CURLE_OBSOLETE75: 75,
  CURLE_OBSOLETE76: 76,
  /** since libcurl 7.16.0 */
  CURLE_SSL_CACERT_BADFILE: 77,
  /** since libcurl 7.16.1 */
  CURLE_REMOTE_FILE_NOT_FOUND: 78,
  /** since libcurl 7.16.1 */
  CURLE_SSH: 79,
  /** since libcurl 7.16.1 */
  CURLE_SSL_SHUTDOWN_FAILED: 80,
  /** since libcurl 7.18.2 */
  CURLE_AGAIN: 81,
  /** since libcurl 7.19.0 */
  CURLE_SSL_CRL_BADFILE: 82,
  /** since libcurl 7.19.0 */
  CURLE_SSL_ISSUER_ERROR: 83,
  /** since libcurl 7.20.0 */
  CURLE_FTP_PRET_FAILED: 84,
  /** since libcurl 7.20.0 */
  CURLE_RTSP_CSEQ_ERROR: 85,
  /** since libcurl 7.20.0 */
  CURLE_RTSP_SESSION_ERROR: 86,
  /** since libcurl 7.21.0 */
  CURLE_FTP_BAD_FILE_LIST: 87,
  /** since libcurl 7.21.0 */
  CURLE_CHUNK_FAILED: 88,
  /** since libcurl 7.30.0 */
  CURLE_NO_CONNECTION_AVAILABLE: 89,
  /** since libcurl 7.39.0 */
  CURLE_SSL_PINNEDPUBKEYNOTMATCH: 90,
  /** since libcurl 7.41.0 */
  CURLE_SSL_INVALIDCERTSTATUS: 91,
  /** since libcurl 7.49.0 */
  CURLE_HTTP2_STREAM: 92,
  /** since libcurl 7.59.0 */
  CURLE_RECURSIVE_API_CALL: 93,
  /** since libcurl 7.66.0 */
  CURLE_AUTH_ERROR: 94,
  /** since libcurl 7.68.0 */
  CURLE_HTTP3: 95,
  /** since libcurl 7.69.0 */
  CURLE_QUIC_CONNECT_ERROR: 96,
  /** since libcurl 7.73.0 */
  CURLE_PROXY: 97,
  /** since libcurl 7.77.0 */
  CURLE_SSL_CLIENTCERT: 98,
  /** since libcurl 7.84.0 */
  CURLE_UNRECOVERABLE_POLL: 99,
  /** since libcurl 8.6.0 */
  CURLE_TOO_LARGE: 100,
  /** since libcurl 8.8.0 */
  CURLE_ECH_REQUIRED: 101,
  CURL_LAST: 102,
  /** since libcurl 7.73.0 */
  CURLPX_OK: 0,
  /** since libcurl 7.73.0 */
  CURLPX_BAD_ADDRESS_TYPE: 1,
  /** since libcurl 7.73.0 */
  CURLPX_BAD_VERSION: 2,
  /** since libcurl 7.73.0 */
  CURLPX_CLOSED: 3,
  /** since libcurl 7.73.0 */
  CURLPX_GSSAPI: 4,
  /** since libcurl 7.73.0 */
  CURLPX_GSSAPI_PERMSG: 5,
  /** since libcurl 7.73.0 */
  CURLPX_GSSAPI_PROTECTION: 6,
  /** since libcurl 7.73.0 */
  CURLPX_IDENTD: 7,
  /** since libcurl 7.73.0 */
  CURLPX_IDENTD_DIFFER: 8,
  /** since libcurl 7.73.0 */
  CURLPX_LONG_HOSTNAME: 9,
  /** since libcurl 7.73.0 */
  CURLPX_LONG_PASSWD: 10,
  /** since libcurl 7.73.0 */
  CURLPX_LONG_USER: 11,
  /** since libcurl 7.73.0 */
  CURLPX_NO_AUTH: 12,
  /** since libcurl 7.73.0 */
  CURLPX_RECV_ADDRESS: 13,
  /** since libcurl 7.73.0 */
  CURLPX_RECV_AUTH: 14,
  /** since libcurl 7.73.0 */
  CURLPX_RECV_CONNECT: 15,
  /** since libcurl 7.73.0 */
  CURLPX_RECV_REQACK: 16,
  /** since libcurl 7.73.0 */
  CURLPX_REPLY_ADDRESS_TYPE_NOT_SUPPORTED: 17,
  /** since libcurl 7.73.0 */
  CURLPX_REPLY_COMMAND_NOT_SUPPORTED: 18,
  /** since libcurl 7.73.0 */
  CURLPX_REPLY_CONNECTION_REFUSED: 19,
  /** since libcurl 7.73.0 */
  CURLPX_REPLY_GENERAL_SERVER_FAILURE: 20,
  /** since libcurl 7.73.0 */
  CURLPX_REPLY_HOST_UNREACHABLE: 21,
  /** since libcurl 7.73.0 */
  CURLPX_REPLY_NETWORK_UNREACHABLE: 22,
  /** since libcurl 7.73.0 */
  CURLPX_REPLY_NOT_ALLOWED: 23,
  /** since libcurl 7.73.0 */
  CURLPX_REPLY_TTL_EXPIRED: 24,
  /** since libcurl 7.73.0 */
  CURLPX_REPLY_UNASSIGNED: 25,
  /** since libcurl 7.73.0 */
  CURLPX_REQUEST_FAILED: 26,
  /** since libcurl 7.73.0 */
  CURLPX_RESOLVE_HOST: 27,
  /** since libcurl 7.73.0 */
  CURLPX_SEND_AUTH: 28,
  /** since libcurl 7.73.0 */
  CURLPX_SEND_CONNECT: 29,
  /** since libcurl 7.73.0 */
  CURLPX_SEND_REQUEST: 30,
  /** since libcurl 7.73.0 */
  CURLPX_UNKNOWN_FAIL: 31,
  /** since libcurl 7.73.0 */
  CURLPX_UNKNOWN_MODE: 32,
  /** since libcurl 7.73.0 */
  CURLPX_USER_REJECTED: 33,
  CURLPX_LAST: 34,
  CURLPROXY_LAST: 9,
  /** since libcurl 7.19.6 */
  CURLKHTYPE_UNKNOWN: 0,
  /** since libcurl 7.19.6 */
  CURLKHTYPE_RSA1: 1,
  /** since libcurl 7.19.6 */
  CURLKHTYPE_RSA: 2,
  /** since libcurl 7.19.6 */
  CURLKHTYPE_DSS: 3,
  /** since libcurl 7.58.0 */
  CURLKHTYPE_ECDSA: 4,
  /** since libcurl 7.58.0 */
  CURLKHTYPE_ED25519: 5,
  /** since libcurl 7.19.6 */
  CURLKHSTAT_FINE_ADD_TO_FILE: 0,
  /** since libcurl 7.19.6 */
  CURLKHSTAT_FINE: 1,
  /** since libcurl 7.19.6 */
  CURLKHSTAT_REJECT: 2,
  /** since libcurl 7.19.6 */
  CURLKHSTAT_DEFER: 3,
  /** since libcurl 7.73.0 */
  CURLKHSTAT_FINE_REPLACE: 4,
  CURLKHSTAT_LAST: 5,
  /** since libcurl 7.19.6 */
  CURLKHMATCH_OK: 0,
  /** since libcurl 7.19.6 */
  CURLKHMATCH_MISMATCH: 1,
  /** since libcurl 7.19.6 */
  CURLKHMATCH_MISSING: 2,
  CURLKHMATCH_LAST: 3,
  CURLUSESSL_LAST: 4,
  CURLFTPSSL_CCC_LAST: 3,
  CURLFTPAUTH_LAST: 3,
  CURLFTP_CREATE_DIR_LAST: 3,
  CURLFTPMETHOD_LAST: 4,
  /** since libcurl 7.74.0 */
  CURLSTS_OK: 0,
  /** since libcurl 7.74.0 */
  CURLSTS_DONE: 1,
  /** since libcurl 7.74.0 */
  CURLSTS_FAIL: 2,
  /** since libcurl 7.9.7 */
  CURLOPT_WRITEDATA: 10001,
  /** since libcurl 7.1 */
  CURLOPT_URL: 10002,
  /** since libcurl 7.1 */
  CURLOPT_PORT: 3,
  /** since libcurl 7.1 */
  CURLOPT_PROXY: 10004,
  /** since libcurl 7.1 */
  CURLOPT_USERPWD: 10005,
  /** since libcurl 7.1 */
  CURLOPT_PROXYUSERPWD: 10006,
  /** since libcurl 7.1 */
  CURLOPT_RANGE: 10007,
  /** since libcurl 7.9.7 */
  CURLOPT_READDATA: 10009,
  /** since libcurl 7.1 */
  CURLOPT_ERRORBUFFER: 10010,
  /** since libcurl 7.1 */
  CURLOPT_WRITEFUNCTION: 20011,
  /** since libcurl 7.1 */
  CURLOPT_READFUNCTION: 20012,
  /** since libcurl 7.1 */
  CURLOPT_TIMEOUT: 13,
  /** since libcurl 7.1 */
  CURLOPT_INFILESIZE: 14,
  /** since libcurl 7.1 */
  CURLOPT_POSTFIELDS: 10015,
  /** since libcurl 7.1 */
  CURLOPT_REFERER: 10016,
  /** since libcurl 7.1 */
  CURLOPT_FTPPORT: 10017,
  /** since libcurl 7.1 */
  CURLOPT_USERAGENT: 10018,
  /** since libcurl 7.1 */
  CURLOPT_LOW_SPEED_LIMIT: 19,
  /** since libcurl 7.1 */
  CURLOPT_LOW_SPEED_TIME: 20,
  /** since libcurl 7.1 */
  CURLOPT_RESUME_FROM: 21,
  /** since libcurl 7.1 */
  CURLOPT_COOKIE: 10022,
  /** since libcurl 7.1 */
  CURLOPT_HTTPHEADER: 10023,
  /** since libcurl 7.1, deprecated in 7.56.0 */
  CURLOPT_HTTPPOST: 10024,
  /** since libcurl 7.1 */
  CURLOPT_SSLCERT: 10025,
  /** since libcurl 7.17.0 */
  CURLOPT_KEYPASSWD: 10026,
  /** since libcurl 7.1 */
  CURLOPT_CRLF: 27,
  /** since libcurl 7.1 */
  CURLOPT_QUOTE: 10028,
  /** since libcurl 7.10 */
  CURLOPT_HEADERDATA: 10029,
  /** since libcurl 7.1 */
  CURLOPT_COOKIEFILE: 10031,
  /** since libcurl 7.1 */
  CURLOPT_SSLVERSION: 32,
  /** since libcurl 7.1 */
  CURLOPT_TIMECONDITION: 33,
  /** since libcurl 7.1 */
  CURLOPT_TIMEVALUE: 34,
  /** since libcurl 7.1 */
  CURLOPT_CUSTOMREQUEST: 10036,
  /** since libcurl 7.1 */
  CURLOPT_STDERR: 10037,
  /** since libcurl 7.1 */
  CURLOPT_POSTQUOTE: 10039,
  /** since libcurl 7.1 */
  CURLOPT_VERBOSE: 41,
  /** since libcurl 7.1 */
  CURLOPT_HEADER: 42,
  /** since libcurl 7.1 */
  CURLOPT_NOPROGRESS: 43,
  /** since libcurl 7.1 */
  CURLOPT_NOBODY: 44,
  /** since libcurl 7.1 */
  CURLOPT_FAILONERROR: 45,
  /** since libcurl 7.1 */
  CURLOPT_UPLOAD: 46,
  /** since libcurl 7.1 */
  CURLOPT_POST: 47,
  /** since libcurl 7.17.0 */
  CURLOPT_DIRLISTONLY: 48,
  /** since libcurl 7.17.0 */
  CURLOPT_APPEND: 50,
  /** since libcurl 7.1 */
  CURLOPT_NETRC: 51,
  /** since libcurl 7.1 */
  CURLOPT_FOLLOWLOCATION: 52,
  /** since libcurl 7.1.1 */
  CURLOPT_TRANSFERTEXT: 53,
  /** since libcurl 7.1, deprecated in 7.12.1 */
  CURLOPT_PUT: 54,
  /** since libcurl 7.1, deprecated in 7.32.0 */
  CURLOPT_PROGRESSFUNCTION: 20056,
  /** since libcurl 7.32.0 */
  CURLOPT_XFERINFODATA: 10057,
  /** since libcurl 7.1 */
  CURLOPT_AUTOREFERER: 58,
  /** since libcurl 7.1 */
  CURLOPT_PROXYPORT: 59,
  /** since libcurl 7.2 */
  CURLOPT_POSTFIELDSIZE: 60,
  /** since libcurl 7.3 */
  CURLOPT_HTTPPROXYTUNNEL: 61,
  /** since libcurl 7.3 */
  CURLOPT_INTERFACE: 10062,
  /** since libcurl 7.16.4, deprecated in 8.17.0 */
  CURLOPT_KRBLEVEL: 10063,
  /** since libcurl 7.4.2 */
  CURLOPT_SSL_VERIFYPEER: 64,
  /** since libcurl 7.4.2 */
  CURLOPT_CAINFO: 10065,
  /** since libcurl 7.5 */
  CURLOPT_MAXREDIRS: 68,
  /** since libcurl 7.5 */
  CURLOPT_FILETIME: 69,
  /** since libcurl 7.7 */
  CURLOPT_TELNETOPTIONS: 10070,
  /** since libcurl 7.7 */
  CURLOPT_MAXCONNECTS: 71,
  /** since libcurl 7.7 */
  CURLOPT_FRESH_CONNECT: 74,
  /** since libcurl 7.7 */
  CURLOPT_FORBID_REUSE: 75,
  /** since libcurl 7.7, deprecated in 7.84.0 */
  CURLOPT_RANDOM_FILE: 10076,
  /** since libcurl 7.7, deprecated in 7.84.0 */
  CURLOPT_EGDSOCKET: 10077,
  /** since libcurl 7.7 */
  CURLOPT_CONNECTTIMEOUT: 78,
  /** since libcurl 7.7.2 */
  CURLOPT_HEADERFUNCTION: 20079,
  /** since libcurl 7.8.1 */
  CURLOPT_HTTPGET: 80,
  /** since libcurl 7.8.1 */
  CURLOPT_SSL_VERIFYHOST: 81,
  /** since libcurl 7.9 */
  CURLOPT_COOKIEJAR: 10082,
  /** since libcurl 7.9 */
  CURLOPT_SSL_CIPHER_LIST: 10083,
  /** since libcurl 7.9.1 */
  CURLOPT_HTTP_VERSION: 84,
  /** since libcurl 7.9.2 */
  CURLOPT_FTP_USE_EPSV: 85,
  /** since libcurl 7.9.3 */
  CURLOPT_SSLCERTTYPE: 10086,
  /** since libcurl 7.9.3 */
  CURLOPT_SSLKEY: 10087,
  /** since libcurl 7.9.3 */
  CURLOPT_SSLKEYTYPE: 10088,
  /** since libcurl 7.9.3 */
  CURLOPT_SSLENGINE: 10089,
  /** since libcurl 7.9.3 */
  CURLOPT_SSLENGINE_DEFAULT: 90,
  /** since libcurl 7.9.3, deprecated in 7.11.1 */
  CURLOPT_DNS_USE_GLOBAL_CACHE: 91,
  /** since libcurl 7.9.3 */
  CURLOPT_DNS_CACHE_TIMEOUT: 92,
  /** since libcurl 7.9.5 */
  CURLOPT_PREQUOTE: 10093,
  /** since libcurl 7.9.6 */
  CURLOPT_DEBUGFUNCTION: 20094,
  /** since libcurl 7.9.6 */
  CURLOPT_DEBUGDATA: 10095,
  /** since libcurl 7.9.7 */
  CURLOPT_COOKIESESSION: 96,
  /** since libcurl 7.9.8 */
  CURLOPT_CAPATH: 10097,
  /** since libcurl 7.10 */
  CURLOPT_BUFFERSIZE: 98,
  /** since libcurl 7.10 */
  CURLOPT_NOSIGNAL: 99,
  /** since libcurl 7.10 */
  CURLOPT_SHARE: 10100,
  /** since libcurl 7.10 */
  CURLOPT_PROXYTYPE: 101,
  /** since libcurl 7.21.6 */
  CURLOPT_ACCEPT_ENCODING: 10102,
  /** since libcurl 7.10.3 */
  CURLOPT_PRIVATE: 10103,
  /** since libcurl 7.10.3 */
  CURLOPT_HTTP200ALIASES: 10104,
  /** since libcurl 7.10.4 */
  CURLOPT_UNRESTRICTED_AUTH: 105,
  /** since libcurl 7.10.5 */
  CURLOPT_FTP_USE_EPRT: 106,
  /** since libcurl 7.10.6 */
  CURLOPT_HTTPAUTH: 107,
  /** since libcurl 7.10.6 */
  CURLOPT_SSL_CTX_FUNCTION: 20108,
  /** since libcurl 7.10.6 */
  CURLOPT_SSL_CTX_DATA: 10109,
  /** since libcurl 7.10.7 */
  CURLOPT_FTP_CREATE_MISSING_DIRS: 110,
  /** since libcurl 7.10.7 */
  CURLOPT_PROXYAUTH: 111,
  /** since libcurl 7.20.0 */
  CURLOPT_SERVER_RESPONSE_TIMEOUT: 112,
  /** since libcurl 7.10.8 */
  CURLOPT_IPRESOLVE: 113,
  /** since libcurl 7.10.8 */
  CURLOPT_MAXFILESIZE: 114,
  /** since libcurl 7.11.0 */
  CURLOPT_INFILESIZE_LARGE: 30115,
  /** since libcurl 7.11.0 */
  CURLOPT_RESUME_FROM_LARGE: 30116,
  /** since libcurl 7.11.0 */
  CURLOPT_MAXFILESIZE_LARGE: 30117,
  /** since libcurl 7.11.0 */
  CURLOPT_NETRC_FILE: 10118,
  /** since libcurl 7.17.0 */
  CURLOPT_USE_SSL: 119,
  /** since libcurl 7.11.1 */
  CURLOPT_POSTFIELDSIZE_LARGE: 30120,
  /** since libcurl 7.11.2 */
  CURLOPT_TCP_NODELAY: 121,
  /** since libcurl 7.12.2 */
  CURLOPT_FTPSSLAUTH: 129,
  /** since libcurl 7.12.3, deprecated in 7.18.0 */
  CURLOPT_IOCTLFUNCTION: 20130,
  /** since libcurl 7.12.3, deprecated in 7.18.0 */
  CURLOPT_IOCTLDATA: 10131,
  /** since libcurl 7.13.0 */
  CURLOPT_FTP_ACCOUNT: 10134,
  /** since libcurl 7.14.1 */
  CURLOPT_COOKIELIST: 10135,
  /** since libcurl 7.14.1 */
  CURLOPT_IGNORE_CONTENT_LENGTH: 136,
  /** since libcurl 7.15.0 */
  CURLOPT_FTP_SKIP_PASV_IP: 137,
  /** since libcurl 7.15.1 */
  CURLOPT_FTP_FILEMETHOD: 138,
  /** since libcurl 7.15.2 */
  CURLOPT_LOCALPORT: 139,
  /** since libcurl 7.15.2 */
  CURLOPT_LOCALPORTRANGE: 140,
  /** since libcurl 7.15.2 */
  CURLOPT_CONNECT_ONLY: 141,
  /** since libcurl 7.15.4, deprecated in 7.82.0 */
  CURLOPT_CONV_FROM_NETWORK_FUNCTION: 20142,
  /** since libcurl 7.15.4, deprecated in 7.82.0 */
  CURLOPT_CONV_TO_NETWORK_FUNCTION: 20143,
  /** since libcurl 7.15.4, deprecated in 7.82.0 */
  CURLOPT_CONV_FROM_UTF8_FUNCTION: 20144,
  /** since libcurl 7.15.5 */
  CURLOPT_MAX_SEND_SPEED_LARGE: 30145,
  /** since libcurl 7.15.5 */
  CURLOPT_MAX_RECV_SPEED_LARGE: 30146,
  /** since libcurl 7.15.5 */
  CURLOPT_FTP_ALTERNATIVE_TO_USER: 10147,
  /** since libcurl 7.16.0 */
  CURLOPT_SOCKOPTFUNCTION: 20148,
  /** since libcurl 7.16.0 */
  CURLOPT_SOCKOPTDATA: 10149,
  /** since libcurl 7.16.0 */
  CURLOPT_SSL_SESSIONID_CACHE: 150,
  /** since libcurl 7.16.1 */
  CURLOPT_SSH_AUTH_TYPES: 151,
  /** since libcurl 7.16.1 */
  CURLOPT_SSH_PUBLIC_KEYFILE: 10152,
  /** since libcurl 7.16.1 */
  CURLOPT_SSH_PRIVATE_KEYFILE: 10153,
  /** since libcurl 7.16.1 */
  CURLOPT_FTP_SSL_CCC: 154,
  /** since libcurl 7.16.2 */
  CURLOPT_TIMEOUT_MS: 155,
  /** since libcurl 7.16.2 */
  CURLOPT_CONNECTTIMEOUT_MS: 156,
  /** since libcurl 7.16.2 */
  CURLOPT_HTTP_TRANSFER_DECODING: 157,
  /** since libcurl 7.16.2 */
  CURLOPT_HTTP_CONTENT_DECODING: 158,
  /** since libcurl 7.16.4 */
  CURLOPT_NEW_FILE_PERMS: 159,
  /** since libcurl 7.16.4 */
  CURLOPT_NEW_DIRECTORY_PERMS: 160,
  /** since libcurl 7.19.1 */
  CURLOPT_POSTREDIR: 161,
  /** since libcurl 7.17.1 */
  CURLOPT_SSH_HOST_PUBLIC_KEY_MD5: 10162,
  /** since libcurl 7.17.1 */
  CURLOPT_OPENSOCKETFUNCTION: 20163,
  /** since libcurl 7.17.1 */
  CURLOPT_OPENSOCKETDATA: 10164,
  /** since libcurl 7.17.1 */
  CURLOPT_COPYPOSTFIELDS: 10165,
  /** since libcurl 7.18.0 */
  CURLOPT_PROXY_TRANSFER_MODE: 166,
  /** since libcurl 7.18.0 */
  CURLOPT_SEEKFUNCTION: 20167,
  /** since libcurl 7.18.0 */
  CURLOPT_SEEKDATA: 10168,
  /** since libcurl 7.19.0 */
  CURLOPT_CRLFILE: 10169,
  /** since libcurl 7.19.0 */
  CURLOPT_ISSUERCERT: 10170,
  /** since libcurl 7.19.0 */
  CURLOPT_ADDRESS_SCOPE: 171,
  /** since libcurl 7.19.1 */
  CURLOPT_CERTINFO: 172,
  /** since libcurl 7.19.1 */
  CURLOPT_USERNAME: 10173,
  /** since libcurl 7.19.1 */
  CURLOPT_PASSWORD: 10174,
  /** since libcurl 7.19.1 */
  CURLOPT_PROXYUSERNAME: 10175,
  /** since libcurl 7.19.1 */
  CURLOPT_PROXYPASSWORD: 10176,
  /** since libcurl 7.19.4 */
  CURLOPT_NOPROXY: 10177,
  /** since libcurl 7.19.4 */
  CURLOPT_TFTP_BLKSIZE: 178,
  /** since libcurl 7.19.4, deprecated in 7.49.0 */
  CURLOPT_SOCKS5_GSSAPI_SERVICE: 10179,
  /** since libcurl 7.19.4 */
  CURLOPT_SOCKS5_GSSAPI_NEC: 180,
  /** since libcurl 7.19.4, deprecated in 7.85.0 */
  CURLOPT_PROTOCOLS: 181,
  /** since libcurl 7.19.4, deprecated in 7.85.0 */
  CURLOPT_REDIR_PROTOCOLS: 182,
  /** since libcurl 7.19.6 */
  CURLOPT_SSH_KNOWNHOSTS: 10183,
  /** since libcurl 7.19.6 */
  CURLOPT_SSH_KEYFUNCTION: 20184,
  /** since libcurl 7.19.6 */
  CURLOPT_SSH_KEYDATA: 10185,
  /** since libcurl 7.20.0 */
  CURLOPT_MAIL_FROM: 10186,
  /** since libcurl 7.20.0 */
  CURLOPT_MAIL_RCPT: 10187,
  /** since libcurl 7.20.0 */
  CURLOPT_FTP_USE_PRET: 188,
  /** since libcurl 7.20.0 */
  CURLOPT_RTSP_REQUEST: 189,
  /** since libcurl 7.20.0 */
  CURLOPT_RTSP_SESSION_ID: 10190,
  /** since libcurl 7.20.0 */
  CURLOPT_RTSP_STREAM_URI: 10191,
  /** since libcurl 7.20.0 */
  CURLOPT_RTSP_TRANSPORT: 10192,
  /** since libcurl 7.20.0 */
  CURLOPT_RTSP_CLIENT_CSEQ: 193,
  /** since libcurl 7.20.0 */
  CURLOPT_RTSP_SERVER_CSEQ: 194,
  /** since libcurl 7.20.0 */
  CURLOPT_INTERLEAVEDATA: 10195,
  /** since libcurl 7.20.0 */
  CURLOPT_INTERLEAVEFUNCTION: 20196,
  /** since libcurl 7.21.0 */
  CURLOPT_WILDCARDMATCH: 197,
  /** since libcurl 7.21.0 */
  CURLOPT_CHUNK_BGN_FUNCTION: 20198,
  /** since libcurl 7.21.0 */
  CURLOPT_CHUNK_END_FUNCTION: 20199,
  /** since libcurl 7.21.0 */
  CURLOPT_FNMATCH_FUNCTION: 20200,
  /** since libcurl 7.21.0 */
  CURLOPT_CHUNK_DATA: 10201,
  /** since libcurl 7.21.0 */
  CURLOPT_FNMATCH_DATA: 10202,
  /** since libcurl 7.21.3 */
  CURLOPT_RESOLVE: 10203,
  /** since libcurl 7.21.4, deprecated in 8.22.0 */
  CURLOPT_TLSAUTH_USERNAME: 10204,
  /** since libcurl 7.21.4, deprecated in 8.22.0 */
  CURLOPT_TLSAUTH_PASSWORD: 10205,
  /** since libcurl 7.21.4, deprecated in 8.22.0 */
  CURLOPT_TLSAUTH_TYPE: 10206,
  /** since libcurl 7.21.6 */
  CURLOPT_TRANSFER_ENCODING: 207,
  /** since libcurl 7.21.7 */
  CURLOPT_CLOSESOCKETFUNCTION: 20208,
  /** since libcurl 7.21.7 */
  CURLOPT_CLOSESOCKETDATA: 10209,
  /** since libcurl 7.22.0 */
  CURLOPT_GSSAPI_DELEGATION: 210,
  /** since libcurl 7.24.0 */
  CURLOPT_DNS_SERVERS: 10211,
  /** since libcurl 7.24.0 */
  CURLOPT_ACCEPTTIMEOUT_MS: 212,
  /** since libcurl 7.25.0 */
  CURLOPT_TCP_KEEPALIVE: 213,
  /** since libcurl 7.25.0 */
  CURLOPT_TCP_KEEPIDLE: 214,
  /** since libcurl 7.25.0 */
  CURLOPT_TCP_KEEPINTVL: 215,
  /** since libcurl 7.25.0 */
  CURLOPT_SSL_OPTIONS: 216,
  /** since libcurl 7.25.0 */
  CURLOPT_MAIL_AUTH: 10217,
  /** since libcurl 7.31.0 */
  CURLOPT_SASL_IR: 218,
  /** since libcurl 7.32.0 */
  CURLOPT_XFERINFOFUNCTION: 20219,
  /** since libcurl 7.33.0 */
  CURLOPT_XOAUTH2_BEARER: 10220,
  /** since libcurl 7.33.0 */
  CURLOPT_DNS_INTERFACE: 10221,
  /** since libcurl 7.33.0 */
  CURLOPT_DNS_LOCAL_IP4: 10222,
  /** since libcurl 7.33.0 */
  CURLOPT_DNS_LOCAL_IP6: 10223,
  /** since libcurl 7.34.0 */
  CURLOPT_LOGIN_OPTIONS: 10224,
  /** since libcurl 7.36.0, deprecated in 7.86.0 */
  CURLOPT_SSL_ENABLE_NPN: 225,
  /** since libcurl 7.36.0 */
  CURLOPT_SSL_ENABLE_ALPN: 226,
  /** since libcurl 7.36.0 */
  CURLOPT_EXPECT_100_TIMEOUT_MS: 227,
  /** since libcurl 7.37.0 */
  CURLOPT_PROXYHEADER: 10228,
  /** since libcurl 7.37.0 */
  CURLOPT_HEADEROPT: 229,
  /** since libcurl 7.39.0 */
  CURLOPT_PINNEDPUBLICKEY: 10230,
  /** since libcurl 7.40.0 */
  CURLOPT_UNIX_SOCKET_PATH: 10231,
  /** since libcurl 7.41.0 */
  CURLOPT_SSL_VERIFYSTATUS: 232,
  /** since libcurl 7.42.0, deprecated in 8.15.0 */
  CURLOPT_SSL_FALSESTART: 233,
  /** since libcurl 7.42.0 */
  CURLOPT_PATH_AS_IS: 234,
  /** since libcurl 7.43.0 */
  CURLOPT_PROXY_SERVICE_NAME: 10235,
  /** since libcurl 7.43.0 */
  CURLOPT_SERVICE_NAME: 10236,
  /** since libcurl 7.43.0 */
  CURLOPT_PIPEWAIT: 237,
  /** since libcurl 7.45.0 */
  CURLOPT_DEFAULT_PROTOCOL: 10238,
  /** since libcurl 7.46.0 */
  CURLOPT_STREAM_WEIGHT: 239,
  /** since libcurl 7.46.0, deprecated in 8.21.0 */
  CURLOPT_STREAM_DEPENDS: 10240,
  /** since libcurl 7.46.0, deprecated in 8.21.0 */
  CURLOPT_STREAM_DEPENDS_E: 10241,
  /** since libcurl 7.48.0 */
  CURLOPT_TFTP_NO_OPTIONS: 242,
  /** since libcurl 7.49.0 */
  CURLOPT_CONNECT_TO: 10243,
  /** since libcurl 7.49.0 */
  CURLOPT_TCP_FASTOPEN: 244,
  /** since libcurl 7.51.0 */
  CURLOPT_KEEP_SENDING_ON_ERROR: 245,
  /** since libcurl 7.52.0 */
  CURLOPT_PROXY_CAINFO: 10246,
  /** since libcurl 7.52.0 */
  CURLOPT_PROXY_CAPATH: 10247,
  /** since libcurl 7.52.0 */
  CURLOPT_PROXY_SSL_VERIFYPEER: 248,
  /** since libcurl 7.52.0 */
  CURLOPT_PROXY_SSL_VERIFYHOST: 249,
  /** since libcurl 7.52.0 */
  CURLOPT_PROXY_SSLVERSION: 250,
  /** since libcurl 7.52.0, deprecated in 8.22.0 */
  CURLOPT_PROXY_TLSAUTH_USERNAME: 10251,
  /** since libcurl 7.52.0, deprecated in 8.22.0 */
  CURLOPT_PROXY_TLSAUTH_PASSWORD: 10252,
  /** since libcurl 7.52.0, deprecated in 8.22.0 */
  CURLOPT_PROXY_TLSAUTH_TYPE: 10253,
  /** since libcurl 7.52.0 */
  CURLOPT_PROXY_SSLCERT: 10254,
  /** since libcurl 7.52.0 */
  CURLOPT_PROXY_SSLCERTTYPE: 10255,
  /** since libcurl 7.52.0 */
  CURLOPT_PROXY_SSLKEY: 10256,
  /** since libcurl 7.52.0 */
  CURLOPT_PROXY_SSLKEYTYPE: 10257,
  /** since libcurl 7.52.0 */
  CURLOPT_PROXY_KEYPASSWD: 10258,
  /** since libcurl 7.52.0 */
  CURLOPT_PROXY_SSL_CIPHER_LIST: 10259,
  /** since libcurl 7.52.0 */
  CURLOPT_PROXY_CRLFILE: 10260,
  /** since libcurl 7.52.0 */
  CURLOPT_PROXY_SSL_OPTIONS: 261,
  /** since libcurl 7.52.0 */
  CURLOPT_PRE_PROXY: 10262,
  /** since libcurl 7.52.0 */
  CURLOPT_PROXY_PINNEDPUBLICKEY: 10263,
  /** since libcurl 7.53.0 */
  CURLOPT_ABSTRACT_UNIX_SOCKET: 10264,
  /** since libcurl 7.54.0 */
  CURLOPT_SUPPRESS_CONNECT_HEADERS: 265,
  /** since libcurl 7.55.0 */
  CURLOPT_REQUEST_TARGET: 10266,
  /** since libcurl 7.55.0 */
  CURLOPT_SOCKS5_AUTH: 267,
  /** since libcurl 7.56.0 */
  CURLOPT_SSH_COMPRESSION: 268,
  /** since libcurl 7.56.0 */
  CURLOPT_MIMEPOST: 10269,
  /** since libcurl 7.59.0 */
  CURLOPT_TIMEVALUE_LARGE: 30270,
  /** since libcurl 7.59.0 */
  CURLOPT_HAPPY_EYEBALLS_TIMEOUT_MS: 271,
  /** since libcurl 7.59.0 */
  CURLOPT_RESOLVER_START_FUNCTION: 20272,
  /** since libcurl 7.59.0 */
  CURLOPT_RESOLVER_START_DATA: 10273,
  /** since libcurl 7.60.0 */
  CURLOPT_HAPROXYPROTOCOL: 274,
  /** since libcurl 7.60.0 */
  CURLOPT_DNS_SHUFFLE_ADDRESSES: 275,
  /** since libcurl 7.61.0 */
  CURLOPT_TLS13_CIPHERS: 10276,
  /** since libcurl 7.61.0 */
  CURLOPT_PROXY_TLS13_CIPHERS: 10277,
  /** since libcurl 7.61.0 */
  CURLOPT_DISALLOW_USERNAME_IN_URL: 278,
  /** since libcurl 7.62.0 */
  CURLOPT_DOH_URL: 10279,
  /** since libcurl 7.62.0 */
  CURLOPT_UPLOAD_BUFFERSIZE: 280,
  /** since libcurl 7.62.0 */
  CURLOPT_UPKEEP_INTERVAL_MS: 281,
  /** since libcurl 7.63.0 */
  CURLOPT_CURLU: 10282,
  /** since libcurl 7.64.0 */
  CURLOPT_TRAILERFUNCTION: 20283,
  /** since libcurl 7.64.0 */
  CURLOPT_TRAILERDATA: 10284,
  /** since libcurl 7.64.0 */
  CURLOPT_HTTP09_ALLOWED: 285,
  /** since libcurl 7.64.1 */
  CURLOPT_ALTSVC_CTRL: 286,
  /** since libcurl 7.64.1 */
  CURLOPT_ALTSVC: 10287,
  /** since libcurl 7.65.0 */
  CURLOPT_MAXAGE_CONN: 288,
  /** since libcurl 7.66.0 */
  CURLOPT_SASL_AUTHZID: 10289,
  /** since libcurl 8.2.0 */
  CURLOPT_MAIL_RCPT_ALLOWFAILS: 290,
  /** since libcurl 7.71.0 */
  CURLOPT_SSLCERT_BLOB: 40291,
  /** since libcurl 7.71.0 */
  CURLOPT_SSLKEY_BLOB: 40292,
  /** since libcurl 7.71.0 */
  CURLOPT_PROXY_SSLCERT_BLOB: 40293,
  /** since libcurl 7.71.0 */
  CURLOPT_PROXY_SSLKEY_BLOB: 40294,
  /** since libcurl 7.71.0 */
  CURLOPT_ISSUERCERT_BLOB: 40295,
  /** since libcurl 7.71.0 */
  CURLOPT_PROXY_ISSUERCERT: 10296,
  /** since libcurl 7.71.0 */
  CURLOPT_PROXY_ISSUERCERT_BLOB: 40297,
  /** since libcurl 7.73.0 */
  CURLOPT_SSL_EC_CURVES: 10298,
  /** since libcurl 7.74.0 */
  CURLOPT_HSTS_CTRL: 299,
  /** since libcurl 7.74.0 */
  CURLOPT_HSTS: 10300,
  /** since libcurl 7.74.0 */
  CURLOPT_HSTSREADFUNCTION: 20301,
  /** since libcurl 7.74.0 */
  CURLOPT_HSTSREADDATA: 10302,
  /** since libcurl 7.74.0 */
  CURLOPT_HSTSWRITEFUNCTION: 20303,
  /** since libcurl 7.74.0 */
  CURLOPT_HSTSWRITEDATA: 10304,
  /** since libcurl 7.75.0 */
  CURLOPT_AWS_SIGV4: 10305,
  /** since libcurl 7.76.0 */
  CURLOPT_DOH_SSL_VERIFYPEER: 306,
  /** since libcurl 7.76.0 */
  CURLOPT_DOH_SSL_VERIFYHOST: 307,
  /** since libcurl 7.76.0 */
  CURLOPT_DOH_SSL_VERIFYSTATUS: 308,
  /** since libcurl 7.77.0 */
  CURLOPT_CAINFO_BLOB: 40309,
  /** since libcurl 7.77.0 */
  CURLOPT_PROXY_CAINFO_BLOB: 40310,
  /** since libcurl 7.80.0 */
  CURLOPT_SSH_HOST_PUBLIC_KEY_SHA256: 10311,
  /** since libcurl 7.80.0 */
  CURLOPT_PREREQFUNCTION: 20312,
  /** since libcurl 7.80.0 */
  CURLOPT_PREREQDATA: 10313,
  /** since libcurl 7.80.0 */
  CURLOPT_MAXLIFETIME_CONN: 314,
  /** since libcurl 7.81.0 */
  CURLOPT_MIME_OPTIONS: 315,
  /** since libcurl 7.84.0 */
  CURLOPT_SSH_HOSTKEYFUNCTION: 20316,
  /** since libcurl 7.84.0 */
  CURLOPT_SSH_HOSTKEYDATA: 10317,
  /** since libcurl 7.85.0 */
  CURLOPT_PROTOCOLS_STR: 10318,
  /** since libcurl 7.85.0 */
  CURLOPT_REDIR_PROTOCOLS_STR: 10319,
  /** since libcurl 7.86.0 */
  CURLOPT_WS_OPTIONS: 320,
  /** since libcurl 7.87.0 */
  CURLOPT_CA_CACHE_TIMEOUT: 321,
  /** since libcurl 7.87.0 */
  CURLOPT_QUICK_EXIT: 322,
  /** since libcurl 8.2.0 */
  CURLOPT_HAPROXY_CLIENT_IP: 10323,
  /** since libcurl 8.6.0 */
  CURLOPT_SERVER_RESPONSE_TIMEOUT_MS: 324,
  /** since libcurl 8.8.0 */
  CURLOPT_ECH: 10325,
  /** since libcurl 8.9.0 */
  CURLOPT_TCP_KEEPCNT: 326,
  /** since libcurl 8.13.0 */
  CURLOPT_UPLOAD_FLAGS: 327,
  /** since libcurl 8.14.0 */
  CURLOPT_SSL_SIGNATURE_ALGORITHMS: 10328,
  /** since libcurl 8.22.0 */
  CURLOPT_HTTPSIG_ALGORITHM: 329,
  /** since libcurl 8.22.0 */
  CURLOPT_HTTPSIG_KEY: 10330,
  /** since libcurl 8.22.0 */
  CURLOPT_HTTPSIG_KEYID: 10331,
  /** since libcurl 8.22.0 */
  CURLOPT_HTTPSIG_HEADERS: 10332,
  CURL_NETRC_LAST: 3,
  CURL_TLSAUTH_LAST: 2,
  CURL_TIMECOND_LAST: 4,
  /** since libcurl 7.9, deprecated in 7.56.0 */
  CURLFORM_NOTHING: 0,
  /** since libcurl 7.9, deprecated in 7.56.0 */
  CURLFORM_COPYNAME: 1,
  /** since libcurl 7.9, deprecated in 7.56.0 */
  CURLFORM_PTRNAME: 2,
  /** since libcurl 7.9, deprecated in 7.56.0 */
  CURLFORM_NAMELENGTH: 3,
  /** since libcurl 7.9, deprecated in 7.56.0 */
  CURLFORM_COPYCONTENTS: 4,
  /** since libcurl 7.9, deprecated in 7.56.0 */
  CURLFORM_PTRCONTENTS: 5,
  /** since libcurl 7.9, deprecated in 7.56.0 */
  CURLFORM_CONTENTSLENGTH: 6,
  /** since libcurl 7.9.1, deprecated in 7.56.0 */
  CURLFORM_FILECONTENT: 7,
  /** since libcurl 7.9.1, deprecated in 7.56.0 */
  CURLFORM_ARRAY: 8,
  CURLFORM_OBSOLETE: 9,
  /** since libcurl 7.9, deprecated in 7.56.0 */
  CURLFORM_FILE: 10,
  /** since libcurl 7.9.8, deprecated in 7.56.0 */
  CURLFORM_BUFFER: 11,
  /** since libcurl 7.9.8, deprecated in 7.56.0 */
  CURLFORM_BUFFERPTR: 12,
  /** since libcurl 7.9.8, deprecated in 7.56.0 */
  CURLFORM_BUFFERLENGTH: 13,
  /** since libcurl 7.9, deprecated in 7.56.0 */
  CURLFORM_CONTENTTYPE: 14,
  /** since libcurl 7.9.3, deprecated in 7.56.0 */
  CURLFORM_CONTENTHEADER: 15,
  /** since libcurl 7.9.6, deprecated in 7.56.0 */
  CURLFORM_FILENAME: 16,
  /** since libcurl 7.9, deprecated in 7.56.0 */
  CURLFORM_END: 17,
  CURLFORM_OBSOLETE2: 18,
  /** since libcurl 7.18.2, deprecated in 7.56.0 */
  CURLFORM_STREAM: 19,
  /** since libcurl 7.46.0, deprecated in 7.56.0 */
  CURLFORM_CONTENTLEN: 20,
  /** since libcurl 7.9.8, deprecated in 7.56.0 */
  CURL_FORMADD_OK: 0,
  /** since libcurl 7.9.8, deprecated in 7.56.0 */
  CURL_FORMADD_MEMORY: 1,
  /** since libcurl 7.9.8, deprecated in 7.56.0 */
  CURL_FORMADD_OPTION_TWICE: 2,
  /** since libcurl 7.9.8, deprecated in 7.56.0 */
  CURL_FORMADD_NULL: 3,
  /** since libcurl 7.9.8, deprecated in 7.56.0 */
  CURL_FORMADD_UNKNOWN_OPTION: 4,
  /** since libcurl 7.9.8, deprecated in 7.56.0 */
  CURL_FORMADD_INCOMPLETE: 5,
  /** since libcurl 7.9.8, deprecated in 7.56.0 */
  CURL_FORMADD_ILLEGAL_ARRAY: 6,
  /** since libcurl 7.12.1, deprecated in 7.56.0 */
  CURL_FORMADD_DISABLED: 7,
  CURL_FORMADD_LAST: 8,
  /** since libcurl 7.56.0 */
  CURLSSLSET_OK: 0,
  /** since libcurl 7.56.0 */
  CURLSSLSET_UNKNOWN_BACKEND: 1,
  /** since libcurl 7.56.0 */
  CURLSSLSET_TOO_LATE: 2,
  /** since libcurl 7.56.0 */
  CURLSSLSET_NO_BACKENDS: 3,
  /** since libcurl 7.4.1 */
  CURLINFO_NONE: 0,
  /** since libcurl 7.4 */
  CURLINFO_EFFECTIVE_URL: 1048577,
  /** since libcurl 7.10.8 */
  CURLINFO_RESPONSE_CODE: 2097154,
  /** since libcurl 7.4.1 */
  CURLINFO_TOTAL_TIME: 3145731,
  /** since libcurl 7.4.1 */
  CURLINFO_NAMELOOKUP_TIME: 3145732,
  /** since libcurl 7.4.1 */
  CURLINFO_CONNECT_TIME: 3145733,
  /** since libcurl 7.4.1 */
  CURLINFO_PRETRANSFER_TIME: 3145734,
  /** since libcurl 7.4.1, deprecated in 7.55.0 */
  CURLINFO_SIZE_UPLOAD: 3145735,
  /** since libcurl 7.55.0 */
  CURLINFO_SIZE_UPLOAD_T: 6291463,
  /** since libcurl 7.4.1, deprecated in 7.55.0 */
  CURLINFO_SIZE_DOWNLOAD: 3145736,
  /** since libcurl 7.55.0 */
  CURLINFO_SIZE_DOWNLOAD_T: 6291464,
  /** since libcurl 7.4.1, deprecated in 7.55.0 */
  CURLINFO_SPEED_DOWNLOAD: 3145737,
  /** since libcurl 7.55.0 */
  CURLINFO_SPEED_DOWNLOAD_T: 6291465,
  /** since libcurl 7.4.1, deprecated in 7.55.0 */
  CURLINFO_SPEED_UPLOAD: 3145738,
  /** since libcurl 7.55.0 */
  CURLINFO_SPEED_UPLOAD_T: 6291466,
  /** since libcurl 7.4.1 */
  CURLINFO_HEADER_SIZE: 2097163,
  /** since libcurl 7.4.1 */
  CURLINFO_REQUEST_SIZE: 2097164,
  /** since libcurl 7.5 */
  CURLINFO_SSL_VERIFYRESULT: 2097165,
  /** since libcurl 7.5 */
  CURLINFO_FILETIME: 2097166,
  /** since libcurl 7.59.0 */
  CURLINFO_FILETIME_T: 6291470,
  /** since libcurl 7.6.1, deprecated in 7.55.0 */
  CURLINFO_CONTENT_LENGTH_DOWNLOAD: 3145743,
  /** since libcurl 7.55.0 */
  CURLINFO_CONTENT_LENGTH_DOWNLOAD_T: 6291471,
  /** since libcurl 7.6.1, deprecated in 7.55.0 */
  CURLINFO_CONTENT_LENGTH_UPLOAD: 3145744,
  /** since libcurl 7.55.0 */
  CURLINFO_CONTENT_LENGTH_UPLOAD_T: 6291472,
  /** since libcurl 7.9.2 */
  CURLINFO_STARTTRANSFER_TIME: 3145745,
  /** since libcurl 7.9.4 */
  CURLINFO_CONTENT_TYPE: 1048594,
  /** since libcurl 7.9.7 */
  CURLINFO_REDIRECT_TIME: 3145747,
  /** since libcurl 7.9.7 */
  CURLINFO_REDIRECT_COUNT: 2097172,
  /** since libcurl 7.10.3 */
  CURLINFO_PRIVATE: 1048597,
  /** since libcurl 7.10.7 */
  CURLINFO_HTTP_CONNECTCODE: 2097174,
  /** since libcurl 7.10.8 */
  CURLINFO_HTTPAUTH_AVAIL: 2097175,
  /** since libcurl 7.10.8 */
  CURLINFO_PROXYAUTH_AVAIL: 2097176,
  /** since libcurl 7.12.2 */
  CURLINFO_OS_ERRNO: 2097177,
  /** since libcurl 7.12.3 */
  CURLINFO_NUM_CONNECTS: 2097178,
  /** since libcurl 7.12.3 */
  CURLINFO_SSL_ENGINES: 4194331,
  /** since libcurl 7.14.1 */
  CURLINFO_COOKIELIST: 4194332,
  /** since libcurl 7.15.2, deprecated in 7.45.0 */
  CURLINFO_LASTSOCKET: 2097181,
  /** since libcurl 7.15.4 */
  CURLINFO_FTP_ENTRY_PATH: 1048606,
  /** since libcurl 7.18.2 */
  CURLINFO_REDIRECT_URL: 1048607,
  /** since libcurl 7.19.0 */
  CURLINFO_PRIMARY_IP: 1048608,
  /** since libcurl 7.19.0 */
  CURLINFO_APPCONNECT_TIME: 3145761,
  /** since libcurl 7.19.1 */
  CURLINFO_CERTINFO: 4194338,
  /** since libcurl 7.19.4 */
  CURLINFO_CONDITION_UNMET: 2097187,
  /** since libcurl 7.20.0 */
  CURLINFO_RTSP_SESSION_ID: 1048612,
  /** since libcurl 7.20.0 */
  CURLINFO_RTSP_CLIENT_CSEQ: 2097189,
  /** since libcurl 7.20.0 */
  CURLINFO_RTSP_SERVER_CSEQ: 2097190,
  /** since libcurl 7.20.0 */
  CURLINFO_RTSP_CSEQ_RECV: 2097191,
  /** since libcurl 7.21.0 */
  CURLINFO_PRIMARY_PORT: 2097192,
  /** since libcurl 7.21.0 */
  CURLINFO_LOCAL_IP: 1048617,
  /** since libcurl 7.21.0 */
  CURLINFO_LOCAL_PORT: 2097194,
  /** since libcurl 7.34.0, deprecated in 7.48.0 */
  CURLINFO_TLS_SESSION: 4194347,
  /** since libcurl 7.45.0 */
  CURLINFO_ACTIVESOCKET: 5242924,
  /** since libcurl 7.48.0 */
  CURLINFO_TLS_SSL_PTR: 4194349,
  /** since libcurl 7.50.0 */
  CURLINFO_HTTP_VERSION: 2097198,
  /** since libcurl 7.52.0 */
  CURLINFO_PROXY_SSL_VERIFYRESULT: 2097199,
  /** since libcurl 7.52.0, deprecated in 7.85.0 */
  CURLINFO_PROTOCOL: 2097200,
  /** since libcurl 7.52.0 */
  CURLINFO_SCHEME: 1048625,
  /** since libcurl 7.61.0 */
  CURLINFO_TOTAL_TIME_T: 6291506,
  /** since libcurl 7.61.0 */
  CURLINFO_NAMELOOKUP_TIME_T: 6291507,
  /** since libcurl 7.61.0 */
  CURLINFO_CONNECT_TIME_T: 6291508,
  /** since libcurl 7.61.0 */
  CURLINFO_PRETRANSFER_TIME_T: 6291509,
  /** since libcurl 7.61.0 */
  CURLINFO_STARTTRANSFER_TIME_T: 6291510,
  /** since libcurl 7.61.0 */
  CURLINFO_REDIRECT_TIME_T: 6291511,
  /** since libcurl 7.61.0 */
  CURLINFO_APPCONNECT_TIME_T: 6291512,
  /** since libcurl 7.66.0 */
  CURLINFO_RETRY_AFTER: 6291513,
  /** since libcurl 7.72.0 */
  CURLINFO_EFFECTIVE_METHOD: 1048634,
  /** since libcurl 7.73.0 */
  CURLINFO_PROXY_ERROR: 2097211,
  /** since libcurl 7.76.0 */
  CURLINFO_REFERER: 1048636,
  /** since libcurl 7.84.0 */
  CURLINFO_CAINFO: 1048637,
  /** since libcurl 7.84.0 */
  CURLINFO_CAPATH: 1048638,
  /** since libcurl 8.2.0 */
  CURLINFO_XFER_ID: 6291519,
  /** since libcurl 8.2.0 */
  CURLINFO_CONN_ID: 6291520,
  /** since libcurl 8.6.0 */
  CURLINFO_QUEUE_TIME_T: 6291521,
  /** since libcurl 8.7.0 */
  CURLINFO_USED_PROXY: 2097218,
  /** since libcurl 8.10.0 */
  CURLINFO_POSTTRANSFER_TIME_T: 6291523,
  /** since libcurl 8.11.0 */
  CURLINFO_EARLYDATA_SENT_T: 6291524,
  /** since libcurl 8.12.0 */
  CURLINFO_HTTPAUTH_USED: 2097221,
  /** since libcurl 8.12.0 */
  CURLINFO_PROXYAUTH_USED: 2097222,
  /** since libcurl 8.20.0 */
  CURLINFO_SIZE_DELIVERED: 6291527,
  /** since libcurl 7.7, deprecated in 7.16.1 */
  CURLCLOSEPOLICY_NONE: 0,
  /** since libcurl 7.7, deprecated in 7.16.1 */
  CURLCLOSEPOLICY_OLDEST: 1,
  /** since libcurl 7.7, deprecated in 7.16.1 */
  CURLCLOSEPOLICY_LEAST_RECENTLY_USED: 2,
  /** since libcurl 7.7, deprecated in 7.16.1 */
  CURLCLOSEPOLICY_LEAST_TRAFFIC: 3,
  /** since libcurl 7.7, deprecated in 7.16.1 */
  CURLCLOSEPOLICY_SLOWEST: 4,
  /** since libcurl 7.7, deprecated in 7.16.1 */
  CURLCLOSEPOLICY_CALLBACK: 5,
  CURLCLOSEPOLICY_LAST: 6,
  /** since libcurl 7.10.3 */
  CURL_LOCK_DATA_NONE: 0,
  /** since libcurl 7.10.4 */
  CURL_LOCK_DATA_SHARE: 1,
  /** since libcurl 7.10.3 */
  CURL_LOCK_DATA_COOKIE: 2,
  /** since libcurl 7.10.3 */
  CURL_LOCK_DATA_DNS: 3,
  /** since libcurl 7.10.3 */
  CURL_LOCK_DATA_SSL_SESSION: 4,
  /** since libcurl 7.10.3 */
  CURL_LOCK_DATA_CONNECT: 5,
  /** since libcurl 7.61.0 */
  CURL_LOCK_DATA_PSL: 6,
  /** since libcurl 7.88.0 */
  CURL_LOCK_DATA_HSTS: 7,
  CURL_LOCK_DATA_LAST: 8,
  /** since libcurl 7.10.3 */
  CURL_LOCK_ACCESS_NONE: 0,
  /** since libcurl 7.10.3 */
  CURL_LOCK_ACCESS_SHARED: 1,
  /** since libcurl 7.10.3 */
  CURL_LOCK_ACCESS_SINGLE: 2,
  CURL_LOCK_ACCESS_LAST: 3,
  /** since libcurl 7.10.3 */
  CURLSHE_OK: 0,
  /** since libcurl 7.10.3 */
  CURLSHE_BAD_OPTION: 1,
  /** since libcurl 7.10.3 */
  CURLSHE_IN_USE: 2,
  /** since libcurl 7.10.3 */
  CURLSHE_INVALID: 3,
  /** since libcurl 7.12.0 */
  CURLSHE_NOMEM: 4,
  /** since libcurl 7.23.0 */
  CURLSHE_NOT_BUILT_IN: 5,
  CURLSHE_LAST: 6,
  /** since libcurl 7.10.3 */
  CURLSHOPT_NONE: 0,
  /** since libcurl 7.10.3 */
  CURLSHOPT_SHARE: 1,
  /** since libcurl 7.10.3 */
  CURLSHOPT_UNSHARE: 2,
  /** since libcurl 7.10.3 */
  CURLSHOPT_LOCKFUNC: 3,
  /** since libcurl 7.10.3 */
  CURLSHOPT_UNLOCKFUNC: 4,
  /** since libcurl 7.10.3 */
  CURLSHOPT_USERDATA: 5,
  CURLSHOPT_LAST: 6,
  /** since libcurl 7.10 */
  CURLVERSION_FIRST: 0,
  /** since libcurl 7.11.1 */
  CURLVERSION_SECOND: 1,
  /** since libcurl 7.12.0 */
  CURLVERSION_THIRD: 2,
  /** since libcurl 7.16.1 */
  CURLVERSION_FOURTH: 3,
  /** since libcurl 7.57.0 */
  CURLVERSION_FIFTH: 4,
  /** since libcurl 7.66.0 */
  CURLVERSION_SIXTH: 5,
  /** since libcurl 7.70.0 */
  CURLVERSION_SEVENTH: 6,
  /** since libcurl 7.72.0 */
  CURLVERSION_EIGHTH: 7,
  /** since libcurl 7.75.0 */
  CURLVERSION_NINTH: 8,
  /** since libcurl 7.77.0 */
  CURLVERSION_TENTH: 9,
  /** since libcurl 7.87.0 */
  CURLVERSION_ELEVENTH: 10,
  /** since libcurl 8.8.0 */
  CURLVERSION_TWELFTH: 11,
  CURLVERSION_LAST: 12,
  /** since libcurl 7.9.6 */
  CURLM_CALL_MULTI_PERFORM: -1,
  /** since libcurl 7.9.6 */
  CURLM_OK: 0,
  /** since libcurl 7.9.6 */
  CURLM_BAD_HANDLE: 1,
  /** since libcurl 7.9.6 */
  CURLM_BAD_EASY_HANDLE: 2,
  /** since libcurl 7.9.6 */
  CURLM_OUT_OF_MEMORY: 3,
  /** since libcurl 7.9.6 */
  CURLM_INTERNAL_ERROR: 4,
  /** since libcurl 7.15.4 */
  CURLM_BAD_SOCKET: 5,
  /** since libcurl 7.15.4 */
  CURLM_UNKNOWN_OPTION: 6,
  /** since libcurl 7.33.0 */
  CURLM_ADDED_ALREADY: 7,
  /** since libcurl 7.59.0 */
  CURLM_RECURSIVE_API_CALL: 8,
  /** since libcurl 7.68.0 */
  CURLM_WAKEUP_FAILURE: 9,
  /** since libcurl 7.69.0 */
  CURLM_BAD_FUNCTION_ARGUMENT: 10,
  /** since libcurl 7.81.0 */
  CURLM_ABORTED_BY_CALLBACK: 11,
  /** since libcurl 7.84.0 */
  CURLM_UNRECOVERABLE_POLL: 12,
  CURLM_LAST: 13,
  /** since libcurl 7.9.6 */
  CURLMSG_NONE: 0,
  /** since libcurl 7.9.6 */
  CURLMSG_DONE: 1,
  CURLMSG_LAST: 2,
  /** since libcurl 7.15.4 */
  CURLMOPT_SOCKETFUNCTION: 20001,
  /** since libcurl 7.15.4 */
  CURLMOPT_SOCKETDATA: 10002,
  /** since libcurl 7.16.0 */
  CURLMOPT_PIPELINING: 3,
  /** since libcurl 7.16.0 */
  CURLMOPT_TIMERFUNCTION: 20004,
  /** since libcurl 7.16.0 */
  CURLMOPT_TIMERDATA: 10005,
  /** since libcurl 7.16.3 */
  CURLMOPT_MAXCONNECTS: 6,
  /** since libcurl 7.30.0 */
  CURLMOPT_MAX_HOST_CONNECTIONS: 7,
  /** since libcurl 7.30.0 */
  CURLMOPT_MAX_PIPELINE_LENGTH: 8,
  /** since libcurl 7.30.0 */
  CURLMOPT_CONTENT_LENGTH_PENALTY_SIZE: 30009,
  /** since libcurl 7.30.0 */
  CURLMOPT_CHUNK_LENGTH_PENALTY_SIZE: 30010,
  /** since libcurl 7.30.0 */
  CURLMOPT_PIPELINING_SITE_BL: 10011,
  /** since libcurl 7.30.0 */
  CURLMOPT_PIPELINING_SERVER_BL: 10012,
  /** since libcurl 7.30.0 */
  CURLMOPT_MAX_TOTAL_CONNECTIONS: 13,
  /** since libcurl 7.44.0 */
  CURLMOPT_PUSHFUNCTION: 20014,
  /** since libcurl 7.44.0 */
  CURLMOPT_PUSHDATA: 10015,
  /** since libcurl 7.67.0 */
  CURLMOPT_MAX_CONCURRENT_STREAMS: 16,
  /** since libcurl 8.16.0 */
  CURLMOPT_NETWORK_CHANGED: 17,
  /** since libcurl 8.17.0 */
  CURLMOPT_NOTIFYFUNCTION: 20018,
  /** since libcurl 8.17.0 */
  CURLMOPT_NOTIFYDATA: 10019,
  /** since libcurl 8.20.0 */
  CURLMOPT_RESOLVE_THREADS_MAX: 20,
  /** since libcurl 8.20.0 */
  CURLMOPT_QUICK_EXIT: 21,
  /** since libcurl 8.16.0 */
  CURLMINFO_NONE: 0,
  /** since libcurl 8.16.0 */
  CURLMINFO_XFERS_CURRENT: 1,
  /** since libcurl 8.16.0 */
  CURLMINFO_XFERS_RUNNING: 2,
  /** since libcurl 8.16.0 */
  CURLMINFO_XFERS_PENDING: 3,
  /** since libcurl 8.16.0 */
  CURLMINFO_XFERS_DONE: 4,
  /** since libcurl 8.16.0 */
  CURLMINFO_XFERS_ADDED: 5,
  /** since libcurl 7.62.0 */
  CURLUE_OK: 0,
  /** since libcurl 7.62.0 */
  CURLUE_BAD_HANDLE: 1,
  /** since libcurl 7.62.0 */
  CURLUE_BAD_PARTPOINTER: 2,
  /** since libcurl 7.62.0 */
  CURLUE_MALFORMED_INPUT: 3,
  /** since libcurl 7.62.0 */
  CURLUE_BAD_PORT_NUMBER: 4,
  /** since libcurl 7.62.0 */
  CURLUE_UNSUPPORTED_SCHEME: 5,
  /** since libcurl 7.62.0 */
  CURLUE_URLDECODE: 6,
  /** since libcurl 7.62.0 */
  CURLUE_OUT_OF_MEMORY: 7,
  /** since libcurl 7.62.0 */
  CURLUE_USER_NOT_ALLOWED: 8,
  /** since libcurl 7.62.0 */
  CURLUE_UNKNOWN_PART: 9,
  /** since libcurl 7.62.0 */
  CURLUE_NO_SCHEME: 10,
  /** since libcurl 7.62.0 */
  CURLUE_NO_USER: 11,
  /** since libcurl 7.62.0 */
  CURLUE_NO_PASSWORD: 12,
  /** since libcurl 7.62.0 */
  CURLUE_NO_OPTIONS: 13,
  /** since libcurl 7.62.0 */
  CURLUE_NO_HOST: 14,
  /** since libcurl 7.62.0 */
  CURLUE_NO_PORT: 15,
  /** since libcurl 7.62.0 */
  CURLUE_NO_QUERY: 16,
  /** since libcurl 7.62.0 */
  CURLUE_NO_FRAGMENT: 17,
  /** since libcurl 7.81.0 */
  CURLUE_NO_ZONEID: 18,
  /** since libcurl 7.81.0 */
  CURLUE_BAD_FILE_URL: 19,
  /** since libcurl 7.81.0 */
  CURLUE_BAD_FRAGMENT: 20,
  /** since libcurl 7.81.0 */
  CURLUE_BAD_HOSTNAME: 21,
  /** since libcurl 7.81.0 */
  CURLUE_BAD_IPV6: 22,
  /** since libcurl 7.81.0 */
  CURLUE_BAD_LOGIN: 23,
  /** since libcurl 7.81.0 */
  CURLUE_BAD_PASSWORD: 24,
  /** since libcurl 7.81.0 */
  CURLUE_BAD_PATH: 25,
  /** since libcurl 7.81.0 */
  CURLUE_BAD_QUERY: 26,
  /** since libcurl 7.81.0 */
  CURLUE_BAD_SCHEME: 27,
  /** since libcurl 7.81.0 */
  CURLUE_BAD_SLASHES: 28,
  /** since libcurl 7.81.0 */
  CURLUE_BAD_USER: 29,
  /** since libcurl 7.88.0 */
  CURLUE_LACKS_IDN: 30,
  /** since libcurl 8.6.0 */
  CURLUE_TOO_LARGE: 31,
  /** since libcurl 8.22.0 */
  CURLUE_BACKSLASH: 32,
  CURLUE_LAST: 33,
  /** since libcurl 7.62.0 */
  CURLUPART_URL: 0,
  /** since libcurl 7.62.0 */
  CURLUPART_SCHEME: 1,
  /** since libcurl 7.62.0 */
  CURLUPART_USER: 2,
  /** since libcurl 7.62.0 */
  CURLUPART_PASSWORD: 3,
  /** since libcurl 7.62.0 */
  CURLUPART_OPTIONS: 4,
  /** since libcurl 7.62.0 */
  CURLUPART_HOST: 5,
  /** since libcurl 7.62.0 */
  CURLUPART_PORT: 6,
  /** since libcurl 7.62.0 */
  CURLUPART_PATH: 7,
  /** since libcurl 7.62.0 */
  CURLUPART_QUERY: 8,
  /** since libcurl 7.62.0 */
  CURLUPART_FRAGMENT: 9,
  /** since libcurl 7.65.0 */
  CURLUPART_ZONEID: 10,
  /** since libcurl 7.73.0 */
  CURLOT_LONG: 0,
  /** since libcurl 7.73.0 */
  CURLOT_VALUES: 1,
  /** since libcurl 7.73.0 */
  CURLOT_OFF_T: 2,
  /** since libcurl 7.73.0 */
  CURLOT_OBJECT: 3,
  /** since libcurl 7.73.0 */
  CURLOT_STRING: 4,
  /** since libcurl 7.73.0 */
  CURLOT_SLIST: 5,
  /** since libcurl 7.73.0 */
  CURLOT_CBPTR: 6,
  /** since libcurl 7.73.0 */
  CURLOT_BLOB: 7,
  /** since libcurl 7.73.0 */
  CURLOT_FUNCTION: 8,
  /** since libcurl 7.83.0 */
  CURLHE_OK: 0,
  /** since libcurl 7.83.0 */
  CURLHE_BADINDEX: 1,
  /** since libcurl 7.83.0 */
  CURLHE_MISSING: 2,
  /** since libcurl 7.83.0 */
  CURLHE_NOHEADERS: 3,
  /** since libcurl 7.83.0 */
  CURLHE_NOREQUEST: 4,
  /** since libcurl 7.83.0 */
  CURLHE_OUT_OF_MEMORY: 5,
  /** since libcurl 7.83.0 */
  CURLHE_BAD_ARGUMENT: 6,
  /** since libcurl 7.83.0 */
  CURLHE_NOT_BUILT_IN: 7,
} as const;
