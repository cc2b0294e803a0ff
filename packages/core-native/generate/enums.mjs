// The constants that an option takes. libcurl's option table says only "values" or "long"; the manual pages say the rest.

/** Option → prefix of its members, one of which is the value. `plain` allows booleans (libcurl's 0 and 1) beside them. */
const ENUMS = {
  FOLLOWLOCATION: { prefix: 'CURLFOLLOW_', plain: true },
  FTPSSLAUTH: { prefix: 'CURLFTPAUTH_' },
  FTP_CREATE_MISSING_DIRS: { prefix: 'CURLFTP_CREATE_DIR', plain: true },
  FTP_FILEMETHOD: { prefix: 'CURLFTPMETHOD_' },
  FTP_SSL_CCC: { prefix: 'CURLFTPSSL_CCC_' },
  GSSAPI_DELEGATION: { prefix: 'CURLGSSAPI_DELEGATION_' },
  HTTPSIG_ALGORITHM: { prefix: 'CURLHTTPSIG_' },
  HTTP_VERSION: { prefix: 'CURL_HTTP_VERSION_' },
  IPRESOLVE: { prefix: 'CURL_IPRESOLVE_' },
  NETRC: { prefix: 'CURL_NETRC_' },
  PROXYTYPE: { prefix: 'CURLPROXY_' },
  RTSP_REQUEST: { prefix: 'CURL_RTSPREQ_' },
  TIMECONDITION: { prefix: 'CURL_TIMECOND_' },
  USE_SSL: { prefix: 'CURLUSESSL_' },
};

/** Option → prefix of the bits that its value is a set of. */
const BIT_SETS = {
  ALTSVC_CTRL: 'CURLALTSVC_',
  HEADEROPT: 'CURLHEADER_',
  HSTS_CTRL: 'CURLHSTS_',
  HTTPAUTH: 'CURLAUTH_',
  MIME_OPTIONS: 'CURLMIMEOPT_',
  POSTREDIR: 'CURL_REDIR_',
  PROTOCOLS: 'CURLPROTO_',
  PROXYAUTH: 'CURLAUTH_',
  PROXY_SSLVERSION: 'CURL_SSLVERSION_',
  PROXY_SSL_OPTIONS: 'CURLSSLOPT_',
  REDIR_PROTOCOLS: 'CURLPROTO_',
  SOCKS5_AUTH: 'CURLAUTH_',
  SSH_AUTH_TYPES: 'CURLSSH_AUTH_',
  // A version, ORed with one of CURL_SSLVERSION_MAX_*.
  SSLVERSION: 'CURL_SSLVERSION_',
  SSL_OPTIONS: 'CURLSSLOPT_',
  UPLOAD_FLAGS: 'CURLULFLAG_',
  WS_OPTIONS: 'CURLWS_',
};

/** Constants that share a prefix but are not members. */
const NOT_MEMBERS = /_LAST$|^CURLWS_(?:TEXT|BINARY|CONT|CLOSE|PING|OFFSET|PONG)$/;

/**
 * @param {Map<string, number>} constants
 * @returns {Map<string, { bits: boolean, plain: boolean, members: string[] }>} by option name
 */
export function optionMembers(constants) {
  const membersOf = (prefix) => [...constants.keys()].filter((name) => name.startsWith(prefix) && !NOT_MEMBERS.test(name));
  const result = new Map();
  for (const [option, { prefix, plain = false }] of Object.entries(ENUMS))
    result.set(option, { bits: false, plain, members: membersOf(prefix) });
  for (const [option, prefix] of Object.entries(BIT_SETS)) result.set(option, { bits: true, plain: false, members: membersOf(prefix) });
  for (const [option, { members }] of result) if (members.length === 0) throw new Error(`${option}: libcurl has none of its constants`);
  return result;
}
