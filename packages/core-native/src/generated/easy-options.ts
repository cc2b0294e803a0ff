// Generated from libcurl 8.22.0 by `npm run generate` (packages/core-native/generate). Do not edit.

import type { ChunkBeginCallback, ChunkCallback, ChunkEndCallback, CloseSocketCallback, DebugCallback, FnMatchCallback, HstsReadCallback, HstsWriteCallback, IoctlCallback, OpenSocketCallback, PrereqCallback, ReadCallback, ResolverStartCallback, SeekCallback, SockOptCallback, SshHostKeyCallback, SshKeyCallback, SslContextCallback, TrailerCallback, TransferInfoCallback } from '../callbacks/callback-types.js';
import type { EasyBase } from '../easy/easy-base.js';
import type { Mime } from '../mime/mime.js';
import type { BitSet, BlobValue, ConstantName, DescriptorValue, EnumValue, LongValue, OffTValue, OptionRow, SlistValue, SourceValue, StringValue } from '../option-values.js';
import type { Share } from '../share.js';
import type { Url } from '../url.js';

/** The options of a libcurl easy handle and the values that each takes, under libcurl's names without CURLOPT_. */
export interface EasyOptions {
  /** `CURLOPT_ABSTRACT_UNIX_SOCKET` (string), since libcurl 7.53.0. {@link https://curl.se/libcurl/c/CURLOPT_ABSTRACT_UNIX_SOCKET.html} */
  ABSTRACT_UNIX_SOCKET: StringValue;
  /** `CURLOPT_ACCEPTTIMEOUT_MS` (long), since libcurl 7.24.0. {@link https://curl.se/libcurl/c/CURLOPT_ACCEPTTIMEOUT_MS.html} */
  ACCEPTTIMEOUT_MS: LongValue;
  /** `CURLOPT_ACCEPT_ENCODING` (string), since libcurl 7.21.6. {@link https://curl.se/libcurl/c/CURLOPT_ACCEPT_ENCODING.html} */
  ACCEPT_ENCODING: StringValue;
  /** `CURLOPT_ADDRESS_SCOPE` (long), since libcurl 7.19.0. {@link https://curl.se/libcurl/c/CURLOPT_ADDRESS_SCOPE.html} */
  ADDRESS_SCOPE: LongValue;
  /** `CURLOPT_ALTSVC` (string), since libcurl 7.64.1. {@link https://curl.se/libcurl/c/CURLOPT_ALTSVC.html} */
  ALTSVC: StringValue;
  /** `CURLOPT_ALTSVC_CTRL` (long), since libcurl 7.64.1. {@link https://curl.se/libcurl/c/CURLOPT_ALTSVC_CTRL.html} */
  ALTSVC_CTRL: BitSet<'CURLALTSVC_READONLYFILE' | 'CURLALTSVC_H1' | 'CURLALTSVC_H2' | 'CURLALTSVC_H3'>;
  /** `CURLOPT_APPEND` (long), since libcurl 7.17.0. {@link https://curl.se/libcurl/c/CURLOPT_APPEND.html} */
  APPEND: LongValue;
  /** `CURLOPT_AUTOREFERER` (long), since libcurl 7.1. {@link https://curl.se/libcurl/c/CURLOPT_AUTOREFERER.html} */
  AUTOREFERER: LongValue;
  /** `CURLOPT_AWS_SIGV4` (string), since libcurl 7.75.0. {@link https://curl.se/libcurl/c/CURLOPT_AWS_SIGV4.html} */
  AWS_SIGV4: StringValue;
  /** `CURLOPT_BUFFERSIZE` (long), since libcurl 7.10. {@link https://curl.se/libcurl/c/CURLOPT_BUFFERSIZE.html} */
  BUFFERSIZE: LongValue;
  /** `CURLOPT_CAINFO` (string), since libcurl 7.4.2. {@link https://curl.se/libcurl/c/CURLOPT_CAINFO.html} */
  CAINFO: StringValue;
  /** `CURLOPT_CAINFO_BLOB` (blob), since libcurl 7.77.0. {@link https://curl.se/libcurl/c/CURLOPT_CAINFO_BLOB.html} */
  CAINFO_BLOB: BlobValue;
  /** `CURLOPT_CAPATH` (string), since libcurl 7.9.8. {@link https://curl.se/libcurl/c/CURLOPT_CAPATH.html} */
  CAPATH: StringValue;
  /** `CURLOPT_CA_CACHE_TIMEOUT` (long), since libcurl 7.87.0. {@link https://curl.se/libcurl/c/CURLOPT_CA_CACHE_TIMEOUT.html} */
  CA_CACHE_TIMEOUT: LongValue;
  /** `CURLOPT_CERTINFO` (long), since libcurl 7.19.1. {@link https://curl.se/libcurl/c/CURLOPT_CERTINFO.html} */
  CERTINFO: LongValue;
  /** `CURLOPT_CHUNK_BGN_FUNCTION` (function), since libcurl 7.21.0. {@link https://curl.se/libcurl/c/CURLOPT_CHUNK_BGN_FUNCTION.html} */
  CHUNK_BGN_FUNCTION: ChunkBeginCallback | null;
  /** `CURLOPT_CHUNK_END_FUNCTION` (function), since libcurl 7.21.0. {@link https://curl.se/libcurl/c/CURLOPT_CHUNK_END_FUNCTION.html} */
  CHUNK_END_FUNCTION: ChunkEndCallback | null;
  /** `CURLOPT_CLOSESOCKETFUNCTION` (function), since libcurl 7.21.7. {@link https://curl.se/libcurl/c/CURLOPT_CLOSESOCKETFUNCTION.html} */
  CLOSESOCKETFUNCTION: CloseSocketCallback | null;
  /** `CURLOPT_CONNECTTIMEOUT` (long), since libcurl 7.7. {@link https://curl.se/libcurl/c/CURLOPT_CONNECTTIMEOUT.html} */
  CONNECTTIMEOUT: LongValue;
  /** `CURLOPT_CONNECTTIMEOUT_MS` (long), since libcurl 7.16.2. {@link https://curl.se/libcurl/c/CURLOPT_CONNECTTIMEOUT_MS.html} */
  CONNECTTIMEOUT_MS: LongValue;
  /** `CURLOPT_CONNECT_ONLY` (long), since libcurl 7.15.2. {@link https://curl.se/libcurl/c/CURLOPT_CONNECT_ONLY.html} */
  CONNECT_ONLY: LongValue;
  /** `CURLOPT_CONNECT_TO` (slist), since libcurl 7.49.0. {@link https://curl.se/libcurl/c/CURLOPT_CONNECT_TO.html} */
  CONNECT_TO: SlistValue;
  /** `CURLOPT_COOKIE` (string), since libcurl 7.1. {@link https://curl.se/libcurl/c/CURLOPT_COOKIE.html} */
  COOKIE: StringValue;
  /** `CURLOPT_COOKIEFILE` (string), since libcurl 7.1. {@link https://curl.se/libcurl/c/CURLOPT_COOKIEFILE.html} */
  COOKIEFILE: StringValue;
  /** `CURLOPT_COOKIEJAR` (string), since libcurl 7.9. {@link https://curl.se/libcurl/c/CURLOPT_COOKIEJAR.html} */
  COOKIEJAR: StringValue;
  /** `CURLOPT_COOKIELIST` (string), since libcurl 7.14.1. {@link https://curl.se/libcurl/c/CURLOPT_COOKIELIST.html} */
  COOKIELIST: StringValue;
  /** `CURLOPT_COOKIESESSION` (long), since libcurl 7.9.7. {@link https://curl.se/libcurl/c/CURLOPT_COOKIESESSION.html} */
  COOKIESESSION: LongValue;
  /** `CURLOPT_COPYPOSTFIELDS` (object), since libcurl 7.17.1. {@link https://curl.se/libcurl/c/CURLOPT_COPYPOSTFIELDS.html} */
  COPYPOSTFIELDS: StringValue;
  /** `CURLOPT_CRLF` (long), since libcurl 7.1. {@link https://curl.se/libcurl/c/CURLOPT_CRLF.html} */
  CRLF: LongValue;
  /** `CURLOPT_CRLFILE` (string), since libcurl 7.19.0. {@link https://curl.se/libcurl/c/CURLOPT_CRLFILE.html} */
  CRLFILE: StringValue;
  /** `CURLOPT_CURLU` (object), since libcurl 7.63.0. {@link https://curl.se/libcurl/c/CURLOPT_CURLU.html} */
  CURLU: Url | null;
  /** `CURLOPT_CUSTOMREQUEST` (string), since libcurl 7.1. {@link https://curl.se/libcurl/c/CURLOPT_CUSTOMREQUEST.html} */
  CUSTOMREQUEST: StringValue;
  /** `CURLOPT_DEBUGFUNCTION` (function), since libcurl 7.9.6. {@link https://curl.se/libcurl/c/CURLOPT_DEBUGFUNCTION.html} */
  DEBUGFUNCTION: DebugCallback | null;
  /** `CURLOPT_DEFAULT_PROTOCOL` (string), since libcurl 7.45.0. {@link https://curl.se/libcurl/c/CURLOPT_DEFAULT_PROTOCOL.html} */
  DEFAULT_PROTOCOL: StringValue;
  /** `CURLOPT_DIRLISTONLY` (long), since libcurl 7.17.0. {@link https://curl.se/libcurl/c/CURLOPT_DIRLISTONLY.html} */
  DIRLISTONLY: LongValue;
  /** `CURLOPT_DISALLOW_USERNAME_IN_URL` (long), since libcurl 7.61.0. {@link https://curl.se/libcurl/c/CURLOPT_DISALLOW_USERNAME_IN_URL.html} */
  DISALLOW_USERNAME_IN_URL: LongValue;
  /** `CURLOPT_DNS_CACHE_TIMEOUT` (long), since libcurl 7.9.3. {@link https://curl.se/libcurl/c/CURLOPT_DNS_CACHE_TIMEOUT.html} */
  DNS_CACHE_TIMEOUT: LongValue;
  /** `CURLOPT_DNS_INTERFACE` (string), since libcurl 7.33.0. {@link https://curl.se/libcurl/c/CURLOPT_DNS_INTERFACE.html} */
  DNS_INTERFACE: StringValue;
  /** `CURLOPT_DNS_LOCAL_IP4` (string), since libcurl 7.33.0. {@link https://curl.se/libcurl/c/CURLOPT_DNS_LOCAL_IP4.html} */
  DNS_LOCAL_IP4: StringValue;
  /** `CURLOPT_DNS_LOCAL_IP6` (string), since libcurl 7.33.0. {@link https://curl.se/libcurl/c/CURLOPT_DNS_LOCAL_IP6.html} */
  DNS_LOCAL_IP6: StringValue;
  /** `CURLOPT_DNS_SERVERS` (string), since libcurl 7.24.0. {@link https://curl.se/libcurl/c/CURLOPT_DNS_SERVERS.html} */
  DNS_SERVERS: StringValue;
  /** `CURLOPT_DNS_SHUFFLE_ADDRESSES` (long), since libcurl 7.60.0. {@link https://curl.se/libcurl/c/CURLOPT_DNS_SHUFFLE_ADDRESSES.html} */
  DNS_SHUFFLE_ADDRESSES: LongValue;
  /**
   * `CURLOPT_DNS_USE_GLOBAL_CACHE` (long), since libcurl 7.9.3. {@link https://curl.se/libcurl/c/CURLOPT_DNS_USE_GLOBAL_CACHE.html}
   * @deprecated since libcurl 7.11.1
   */
  DNS_USE_GLOBAL_CACHE: LongValue;
  /** `CURLOPT_DOH_SSL_VERIFYHOST` (long), since libcurl 7.76.0. {@link https://curl.se/libcurl/c/CURLOPT_DOH_SSL_VERIFYHOST.html} */
  DOH_SSL_VERIFYHOST: LongValue;
  /** `CURLOPT_DOH_SSL_VERIFYPEER` (long), since libcurl 7.76.0. {@link https://curl.se/libcurl/c/CURLOPT_DOH_SSL_VERIFYPEER.html} */
  DOH_SSL_VERIFYPEER: LongValue;
  /** `CURLOPT_DOH_SSL_VERIFYSTATUS` (long), since libcurl 7.76.0. {@link https://curl.se/libcurl/c/CURLOPT_DOH_SSL_VERIFYSTATUS.html} */
  DOH_SSL_VERIFYSTATUS: LongValue;
  /** `CURLOPT_DOH_URL` (string), since libcurl 7.62.0. {@link https://curl.se/libcurl/c/CURLOPT_DOH_URL.html} */
  DOH_URL: StringValue;
  /** `CURLOPT_ECH` (string), since libcurl 8.8.0. {@link https://curl.se/libcurl/c/CURLOPT_ECH.html} */
  ECH: StringValue;
  /**
   * `CURLOPT_EGDSOCKET` (string), since libcurl 7.7. {@link https://curl.se/libcurl/c/CURLOPT_EGDSOCKET.html}
   * @deprecated since libcurl 7.84.0
   */
  EGDSOCKET: StringValue;
  /**
   * `CURLOPT_ENCODING` (string), since libcurl 7.10. {@link https://curl.se/libcurl/c/CURLOPT_ENCODING.html}
   * @deprecated since libcurl 7.21.6
   */
  ENCODING: StringValue;
  /** `CURLOPT_EXPECT_100_TIMEOUT_MS` (long), since libcurl 7.36.0. {@link https://curl.se/libcurl/c/CURLOPT_EXPECT_100_TIMEOUT_MS.html} */
  EXPECT_100_TIMEOUT_MS: LongValue;
  /** `CURLOPT_FAILONERROR` (long), since libcurl 7.1. {@link https://curl.se/libcurl/c/CURLOPT_FAILONERROR.html} */
  FAILONERROR: LongValue;
  /**
   * `CURLOPT_FILE` (data), since libcurl 7.1. {@link https://curl.se/libcurl/c/CURLOPT_FILE.html}
   * @deprecated since libcurl 7.9.7
   */
  FILE: DescriptorValue;
  /** `CURLOPT_FILETIME` (long), since libcurl 7.5. {@link https://curl.se/libcurl/c/CURLOPT_FILETIME.html} */
  FILETIME: LongValue;
  /** `CURLOPT_FNMATCH_FUNCTION` (function), since libcurl 7.21.0. {@link https://curl.se/libcurl/c/CURLOPT_FNMATCH_FUNCTION.html} */
  FNMATCH_FUNCTION: FnMatchCallback | null;
  /** `CURLOPT_FOLLOWLOCATION` (long), since libcurl 7.1. {@link https://curl.se/libcurl/c/CURLOPT_FOLLOWLOCATION.html} */
  FOLLOWLOCATION: EnumValue<'CURLFOLLOW_ALL' | 'CURLFOLLOW_OBEYCODE' | 'CURLFOLLOW_FIRSTONLY'> | boolean | 0;
  /** `CURLOPT_FORBID_REUSE` (long), since libcurl 7.7. {@link https://curl.se/libcurl/c/CURLOPT_FORBID_REUSE.html} */
  FORBID_REUSE: LongValue;
  /** `CURLOPT_FRESH_CONNECT` (long), since libcurl 7.7. {@link https://curl.se/libcurl/c/CURLOPT_FRESH_CONNECT.html} */
  FRESH_CONNECT: LongValue;
  /**
   * `CURLOPT_FTPAPPEND` (long), since libcurl 7.1. {@link https://curl.se/libcurl/c/CURLOPT_FTPAPPEND.html}
   * @deprecated since libcurl 7.16.4
   */
  FTPAPPEND: LongValue;
  /**
   * `CURLOPT_FTPLISTONLY` (long), since libcurl 7.1. {@link https://curl.se/libcurl/c/CURLOPT_FTPLISTONLY.html}
   * @deprecated since libcurl 7.16.4
   */
  FTPLISTONLY: LongValue;
  /** `CURLOPT_FTPPORT` (string), since libcurl 7.1. {@link https://curl.se/libcurl/c/CURLOPT_FTPPORT.html} */
  FTPPORT: StringValue;
  /** `CURLOPT_FTPSSLAUTH` (values), since libcurl 7.12.2. {@link https://curl.se/libcurl/c/CURLOPT_FTPSSLAUTH.html} */
  FTPSSLAUTH: EnumValue<'CURLFTPAUTH_DEFAULT' | 'CURLFTPAUTH_SSL' | 'CURLFTPAUTH_TLS'>;
  /** `CURLOPT_FTP_ACCOUNT` (string), since libcurl 7.13.0. {@link https://curl.se/libcurl/c/CURLOPT_FTP_ACCOUNT.html} */
  FTP_ACCOUNT: StringValue;
  /** `CURLOPT_FTP_ALTERNATIVE_TO_USER` (string), since libcurl 7.15.5. {@link https://curl.se/libcurl/c/CURLOPT_FTP_ALTERNATIVE_TO_USER.html} */
  FTP_ALTERNATIVE_TO_USER: StringValue;
  /** `CURLOPT_FTP_CREATE_MISSING_DIRS` (long), since libcurl 7.10.7. {@link https://curl.se/libcurl/c/CURLOPT_FTP_CREATE_MISSING_DIRS.html} */
  FTP_CREATE_MISSING_DIRS: EnumValue<'CURLFTP_CREATE_DIR_NONE' | 'CURLFTP_CREATE_DIR' | 'CURLFTP_CREATE_DIR_RETRY'> | boolean | 0;
  /** `CURLOPT_FTP_FILEMETHOD` (values), since libcurl 7.15.1. {@link https://curl.se/libcurl/c/CURLOPT_FTP_FILEMETHOD.html} */
  FTP_FILEMETHOD: EnumValue<'CURLFTPMETHOD_DEFAULT' | 'CURLFTPMETHOD_MULTICWD' | 'CURLFTPMETHOD_NOCWD' | 'CURLFTPMETHOD_SINGLECWD'>;
  /**
   * `CURLOPT_FTP_RESPONSE_TIMEOUT` (long), since libcurl 7.10.8. {@link https://curl.se/libcurl/c/CURLOPT_FTP_RESPONSE_TIMEOUT.html}
   * @deprecated since libcurl 7.85.0
   */
  FTP_RESPONSE_TIMEOUT: LongValue;
  /** `CURLOPT_FTP_SKIP_PASV_IP` (long), since libcurl 7.15.0. {@link https://curl.se/libcurl/c/CURLOPT_FTP_SKIP_PASV_IP.html} */
  FTP_SKIP_PASV_IP: LongValue;
  /**
   * `CURLOPT_FTP_SSL` (values), since libcurl 7.11.0. {@link https://curl.se/libcurl/c/CURLOPT_FTP_SSL.html}
   * @deprecated since libcurl 7.16.4
   */
  FTP_SSL: LongValue;
  /** `CURLOPT_FTP_SSL_CCC` (long), since libcurl 7.16.1. {@link https://curl.se/libcurl/c/CURLOPT_FTP_SSL_CCC.html} */
  FTP_SSL_CCC: EnumValue<'CURLFTPSSL_CCC_NONE' | 'CURLFTPSSL_CCC_PASSIVE' | 'CURLFTPSSL_CCC_ACTIVE'>;
  /** `CURLOPT_FTP_USE_EPRT` (long), since libcurl 7.10.5. {@link https://curl.se/libcurl/c/CURLOPT_FTP_USE_EPRT.html} */
  FTP_USE_EPRT: LongValue;
  /** `CURLOPT_FTP_USE_EPSV` (long), since libcurl 7.9.2. {@link https://curl.se/libcurl/c/CURLOPT_FTP_USE_EPSV.html} */
  FTP_USE_EPSV: LongValue;
  /** `CURLOPT_FTP_USE_PRET` (long), since libcurl 7.20.0. {@link https://curl.se/libcurl/c/CURLOPT_FTP_USE_PRET.html} */
  FTP_USE_PRET: LongValue;
  /** `CURLOPT_GSSAPI_DELEGATION` (values), since libcurl 7.22.0. {@link https://curl.se/libcurl/c/CURLOPT_GSSAPI_DELEGATION.html} */
  GSSAPI_DELEGATION: EnumValue<'CURLGSSAPI_DELEGATION_NONE' | 'CURLGSSAPI_DELEGATION_POLICY_FLAG' | 'CURLGSSAPI_DELEGATION_FLAG'>;
  /** `CURLOPT_HAPPY_EYEBALLS_TIMEOUT_MS` (long), since libcurl 7.59.0. {@link https://curl.se/libcurl/c/CURLOPT_HAPPY_EYEBALLS_TIMEOUT_MS.html} */
  HAPPY_EYEBALLS_TIMEOUT_MS: LongValue;
  /** `CURLOPT_HAPROXYPROTOCOL` (long), since libcurl 7.60.0. {@link https://curl.se/libcurl/c/CURLOPT_HAPROXYPROTOCOL.html} */
  HAPROXYPROTOCOL: LongValue;
  /** `CURLOPT_HAPROXY_CLIENT_IP` (string), since libcurl 8.2.0. {@link https://curl.se/libcurl/c/CURLOPT_HAPROXY_CLIENT_IP.html} */
  HAPROXY_CLIENT_IP: StringValue;
  /** `CURLOPT_HEADER` (long), since libcurl 7.1. {@link https://curl.se/libcurl/c/CURLOPT_HEADER.html} */
  HEADER: LongValue;
  /** `CURLOPT_HEADERDATA` (data), since libcurl 7.10. {@link https://curl.se/libcurl/c/CURLOPT_HEADERDATA.html} */
  HEADERDATA: DescriptorValue;
  /** `CURLOPT_HEADERFUNCTION` (function), since libcurl 7.7.2. {@link https://curl.se/libcurl/c/CURLOPT_HEADERFUNCTION.html} */
  HEADERFUNCTION: ChunkCallback | null;
  /** `CURLOPT_HEADEROPT` (values), since libcurl 7.37.0. {@link https://curl.se/libcurl/c/CURLOPT_HEADEROPT.html} */
  HEADEROPT: BitSet<'CURLHEADER_UNIFIED' | 'CURLHEADER_SEPARATE'>;
  /** `CURLOPT_HSTS` (string), since libcurl 7.74.0. {@link https://curl.se/libcurl/c/CURLOPT_HSTS.html} */
  HSTS: StringValue;
  /** `CURLOPT_HSTSREADFUNCTION` (function), since libcurl 7.74.0. {@link https://curl.se/libcurl/c/CURLOPT_HSTSREADFUNCTION.html} */
  HSTSREADFUNCTION: HstsReadCallback | null;
  /** `CURLOPT_HSTSWRITEFUNCTION` (function), since libcurl 7.74.0. {@link https://curl.se/libcurl/c/CURLOPT_HSTSWRITEFUNCTION.html} */
  HSTSWRITEFUNCTION: HstsWriteCallback | null;
  /** `CURLOPT_HSTS_CTRL` (long), since libcurl 7.74.0. {@link https://curl.se/libcurl/c/CURLOPT_HSTS_CTRL.html} */
  HSTS_CTRL: BitSet<'CURLHSTS_ENABLE' | 'CURLHSTS_READONLYFILE'>;
  /** `CURLOPT_HTTP09_ALLOWED` (long), since libcurl 7.64.0. {@link https://curl.se/libcurl/c/CURLOPT_HTTP09_ALLOWED.html} */
  HTTP09_ALLOWED: LongValue;
  /** `CURLOPT_HTTP200ALIASES` (slist), since libcurl 7.10.3. {@link https://curl.se/libcurl/c/CURLOPT_HTTP200ALIASES.html} */
  HTTP200ALIASES: SlistValue;
  /** `CURLOPT_HTTPAUTH` (values), since libcurl 7.10.6. {@link https://curl.se/libcurl/c/CURLOPT_HTTPAUTH.html} */
  HTTPAUTH: BitSet<'CURLAUTH_NONE' | 'CURLAUTH_BASIC' | 'CURLAUTH_DIGEST' | 'CURLAUTH_NEGOTIATE' | 'CURLAUTH_GSSNEGOTIATE' | 'CURLAUTH_GSSAPI' | 'CURLAUTH_NTLM' | 'CURLAUTH_DIGEST_IE' | 'CURLAUTH_NTLM_WB' | 'CURLAUTH_BEARER' | 'CURLAUTH_AWS_SIGV4' | 'CURLAUTH_HTTPSIG' | 'CURLAUTH_ONLY' | 'CURLAUTH_ANY' | 'CURLAUTH_ANYSAFE'>;
  /** `CURLOPT_HTTPGET` (long), since libcurl 7.8.1. {@link https://curl.se/libcurl/c/CURLOPT_HTTPGET.html} */
  HTTPGET: LongValue;
  /** `CURLOPT_HTTPHEADER` (slist), since libcurl 7.1. {@link https://curl.se/libcurl/c/CURLOPT_HTTPHEADER.html} */
  HTTPHEADER: SlistValue;
  /**
   * `CURLOPT_HTTPPOST` (object), since libcurl 7.1. {@link https://curl.se/libcurl/c/CURLOPT_HTTPPOST.html}
   * @deprecated since libcurl 7.56.0
   */
  HTTPPOST: Mime | null;
  /** `CURLOPT_HTTPPROXYTUNNEL` (long), since libcurl 7.3. {@link https://curl.se/libcurl/c/CURLOPT_HTTPPROXYTUNNEL.html} */
  HTTPPROXYTUNNEL: LongValue;
  /** `CURLOPT_HTTPSIG_ALGORITHM` (values), since libcurl 8.22.0. {@link https://curl.se/libcurl/c/CURLOPT_HTTPSIG_ALGORITHM.html} */
  HTTPSIG_ALGORITHM: EnumValue<'CURLHTTPSIG_NONE' | 'CURLHTTPSIG_ED25519' | 'CURLHTTPSIG_HMAC_SHA256'>;
  /** `CURLOPT_HTTPSIG_HEADERS` (string), since libcurl 8.22.0. {@link https://curl.se/libcurl/c/CURLOPT_HTTPSIG_HEADERS.html} */
  HTTPSIG_HEADERS: StringValue;
  /** `CURLOPT_HTTPSIG_KEY` (string), since libcurl 8.22.0. {@link https://curl.se/libcurl/c/CURLOPT_HTTPSIG_KEY.html} */
  HTTPSIG_KEY: StringValue;
  /** `CURLOPT_HTTPSIG_KEYID` (string), since libcurl 8.22.0. {@link https://curl.se/libcurl/c/CURLOPT_HTTPSIG_KEYID.html} */
  HTTPSIG_KEYID: StringValue;
  /** `CURLOPT_HTTP_CONTENT_DECODING` (long), since libcurl 7.16.2. {@link https://curl.se/libcurl/c/CURLOPT_HTTP_CONTENT_DECODING.html} */
  HTTP_CONTENT_DECODING: LongValue;
  /** `CURLOPT_HTTP_TRANSFER_DECODING` (long), since libcurl 7.16.2. {@link https://curl.se/libcurl/c/CURLOPT_HTTP_TRANSFER_DECODING.html} */
  HTTP_TRANSFER_DECODING: LongValue;
  /** `CURLOPT_HTTP_VERSION` (values), since libcurl 7.9.1. {@link https://curl.se/libcurl/c/CURLOPT_HTTP_VERSION.html} */
  HTTP_VERSION: EnumValue<'CURL_HTTP_VERSION_NONE' | 'CURL_HTTP_VERSION_1_0' | 'CURL_HTTP_VERSION_1_1' | 'CURL_HTTP_VERSION_2_0' | 'CURL_HTTP_VERSION_2TLS' | 'CURL_HTTP_VERSION_2_PRIOR_KNOWLEDGE' | 'CURL_HTTP_VERSION_3' | 'CURL_HTTP_VERSION_3ONLY' | 'CURL_HTTP_VERSION_2'>;
  /** `CURLOPT_IGNORE_CONTENT_LENGTH` (long), since libcurl 7.14.1. {@link https://curl.se/libcurl/c/CURLOPT_IGNORE_CONTENT_LENGTH.html} */
  IGNORE_CONTENT_LENGTH: LongValue;
  /**
   * `CURLOPT_INFILE` (data), since libcurl 7.1. {@link https://curl.se/libcurl/c/CURLOPT_INFILE.html}
   * @deprecated since libcurl 7.9.7
   */
  INFILE: SourceValue;
  /** `CURLOPT_INFILESIZE` (long), since libcurl 7.1. {@link https://curl.se/libcurl/c/CURLOPT_INFILESIZE.html} */
  INFILESIZE: LongValue;
  /** `CURLOPT_INFILESIZE_LARGE` (offT), since libcurl 7.11.0. {@link https://curl.se/libcurl/c/CURLOPT_INFILESIZE_LARGE.html} */
  INFILESIZE_LARGE: OffTValue;
  /** `CURLOPT_INTERFACE` (string), since libcurl 7.3. {@link https://curl.se/libcurl/c/CURLOPT_INTERFACE.html} */
  INTERFACE: StringValue;
  /** `CURLOPT_INTERLEAVEFUNCTION` (function), since libcurl 7.20.0. {@link https://curl.se/libcurl/c/CURLOPT_INTERLEAVEFUNCTION.html} */
  INTERLEAVEFUNCTION: ChunkCallback | null;
  /**
   * `CURLOPT_IOCTLFUNCTION` (function), since libcurl 7.12.3. {@link https://curl.se/libcurl/c/CURLOPT_IOCTLFUNCTION.html}
   * @deprecated since libcurl 7.18.0
   */
  IOCTLFUNCTION: IoctlCallback | null;
  /** `CURLOPT_IPRESOLVE` (values), since libcurl 7.10.8. {@link https://curl.se/libcurl/c/CURLOPT_IPRESOLVE.html} */
  IPRESOLVE: EnumValue<'CURL_IPRESOLVE_WHATEVER' | 'CURL_IPRESOLVE_V4' | 'CURL_IPRESOLVE_V6'>;
  /** `CURLOPT_ISSUERCERT` (string), since libcurl 7.19.0. {@link https://curl.se/libcurl/c/CURLOPT_ISSUERCERT.html} */
  ISSUERCERT: StringValue;
  /** `CURLOPT_ISSUERCERT_BLOB` (blob), since libcurl 7.71.0. {@link https://curl.se/libcurl/c/CURLOPT_ISSUERCERT_BLOB.html} */
  ISSUERCERT_BLOB: BlobValue;
  /** `CURLOPT_KEEP_SENDING_ON_ERROR` (long), since libcurl 7.51.0. {@link https://curl.se/libcurl/c/CURLOPT_KEEP_SENDING_ON_ERROR.html} */
  KEEP_SENDING_ON_ERROR: LongValue;
  /** `CURLOPT_KEYPASSWD` (string), since libcurl 7.17.0. {@link https://curl.se/libcurl/c/CURLOPT_KEYPASSWD.html} */
  KEYPASSWD: StringValue;
  /**
   * `CURLOPT_KRB4LEVEL` (string), since libcurl 7.3. {@link https://curl.se/libcurl/c/CURLOPT_KRB4LEVEL.html}
   * @deprecated since libcurl 7.17.0
   */
  KRB4LEVEL: StringValue;
  /**
   * `CURLOPT_KRBLEVEL` (string), since libcurl 7.16.4. {@link https://curl.se/libcurl/c/CURLOPT_KRBLEVEL.html}
   * @deprecated since libcurl 8.17.0
   */
  KRBLEVEL: StringValue;
  /** `CURLOPT_LOCALPORT` (long), since libcurl 7.15.2. {@link https://curl.se/libcurl/c/CURLOPT_LOCALPORT.html} */
  LOCALPORT: LongValue;
  /** `CURLOPT_LOCALPORTRANGE` (long), since libcurl 7.15.2. {@link https://curl.se/libcurl/c/CURLOPT_LOCALPORTRANGE.html} */
  LOCALPORTRANGE: LongValue;
  /** `CURLOPT_LOGIN_OPTIONS` (string), since libcurl 7.34.0. {@link https://curl.se/libcurl/c/CURLOPT_LOGIN_OPTIONS.html} */
  LOGIN_OPTIONS: StringValue;
  /** `CURLOPT_LOW_SPEED_LIMIT` (long), since libcurl 7.1. {@link https://curl.se/libcurl/c/CURLOPT_LOW_SPEED_LIMIT.html} */
  LOW_SPEED_LIMIT: LongValue;
  /** `CURLOPT_LOW_SPEED_TIME` (long), since libcurl 7.1. {@link https://curl.se/libcurl/c/CURLOPT_LOW_SPEED_TIME.html} */
  LOW_SPEED_TIME: LongValue;
  /** `CURLOPT_MAIL_AUTH` (string), since libcurl 7.25.0. {@link https://curl.se/libcurl/c/CURLOPT_MAIL_AUTH.html} */
  MAIL_AUTH: StringValue;
  /** `CURLOPT_MAIL_FROM` (string), since libcurl 7.20.0. {@link https://curl.se/libcurl/c/CURLOPT_MAIL_FROM.html} */
  MAIL_FROM: StringValue;
  /** `CURLOPT_MAIL_RCPT` (slist), since libcurl 7.20.0. {@link https://curl.se/libcurl/c/CURLOPT_MAIL_RCPT.html} */
  MAIL_RCPT: SlistValue;
  /**
   * `CURLOPT_MAIL_RCPT_ALLLOWFAILS` (long), since libcurl 7.69.0. {@link https://curl.se/libcurl/c/CURLOPT_MAIL_RCPT_ALLLOWFAILS.html}
   * @deprecated since libcurl 8.2.0
   */
  MAIL_RCPT_ALLLOWFAILS: LongValue;
  /** `CURLOPT_MAIL_RCPT_ALLOWFAILS` (long), since libcurl 8.2.0. {@link https://curl.se/libcurl/c/CURLOPT_MAIL_RCPT_ALLOWFAILS.html} */
  MAIL_RCPT_ALLOWFAILS: LongValue;
  /** `CURLOPT_MAXAGE_CONN` (long), since libcurl 7.65.0. {@link https://curl.se/libcurl/c/CURLOPT_MAXAGE_CONN.html} */
  MAXAGE_CONN: LongValue;
  /** `CURLOPT_MAXCONNECTS` (long), since libcurl 7.7. {@link https://curl.se/libcurl/c/CURLOPT_MAXCONNECTS.html} */
  MAXCONNECTS: LongValue;
  /** `CURLOPT_MAXFILESIZE` (long), since libcurl 7.10.8. {@link https://curl.se/libcurl/c/CURLOPT_MAXFILESIZE.html} */
  MAXFILESIZE: LongValue;
  /** `CURLOPT_MAXFILESIZE_LARGE` (offT), since libcurl 7.11.0. {@link https://curl.se/libcurl/c/CURLOPT_MAXFILESIZE_LARGE.html} */
  MAXFILESIZE_LARGE: OffTValue;
  /** `CURLOPT_MAXLIFETIME_CONN` (long), since libcurl 7.80.0. {@link https://curl.se/libcurl/c/CURLOPT_MAXLIFETIME_CONN.html} */
  MAXLIFETIME_CONN: LongValue;
  /** `CURLOPT_MAXREDIRS` (long), since libcurl 7.5. {@link https://curl.se/libcurl/c/CURLOPT_MAXREDIRS.html} */
  MAXREDIRS: LongValue;
  /** `CURLOPT_MAX_RECV_SPEED_LARGE` (offT), since libcurl 7.15.5. {@link https://curl.se/libcurl/c/CURLOPT_MAX_RECV_SPEED_LARGE.html} */
  MAX_RECV_SPEED_LARGE: OffTValue;
  /** `CURLOPT_MAX_SEND_SPEED_LARGE` (offT), since libcurl 7.15.5. {@link https://curl.se/libcurl/c/CURLOPT_MAX_SEND_SPEED_LARGE.html} */
  MAX_SEND_SPEED_LARGE: OffTValue;
  /** `CURLOPT_MIMEPOST` (object), since libcurl 7.56.0. {@link https://curl.se/libcurl/c/CURLOPT_MIMEPOST.html} */
  MIMEPOST: Mime | null;
  /** `CURLOPT_MIME_OPTIONS` (long), since libcurl 7.81.0. {@link https://curl.se/libcurl/c/CURLOPT_MIME_OPTIONS.html} */
  MIME_OPTIONS: BitSet<'CURLMIMEOPT_FORMESCAPE'>;
  /** `CURLOPT_NETRC` (values), since libcurl 7.1. {@link https://curl.se/libcurl/c/CURLOPT_NETRC.html} */
  NETRC: EnumValue<'CURL_NETRC_IGNORED' | 'CURL_NETRC_OPTIONAL' | 'CURL_NETRC_REQUIRED'>;
  /** `CURLOPT_NETRC_FILE` (string), since libcurl 7.11.0. {@link https://curl.se/libcurl/c/CURLOPT_NETRC_FILE.html} */
  NETRC_FILE: StringValue;
  /** `CURLOPT_NEW_DIRECTORY_PERMS` (long), since libcurl 7.16.4. {@link https://curl.se/libcurl/c/CURLOPT_NEW_DIRECTORY_PERMS.html} */
  NEW_DIRECTORY_PERMS: LongValue;
  /** `CURLOPT_NEW_FILE_PERMS` (long), since libcurl 7.16.4. {@link https://curl.se/libcurl/c/CURLOPT_NEW_FILE_PERMS.html} */
  NEW_FILE_PERMS: LongValue;
  /** `CURLOPT_NOBODY` (long), since libcurl 7.1. {@link https://curl.se/libcurl/c/CURLOPT_NOBODY.html} */
  NOBODY: LongValue;
  /** `CURLOPT_NOPROGRESS` (long), since libcurl 7.1. {@link https://curl.se/libcurl/c/CURLOPT_NOPROGRESS.html} */
  NOPROGRESS: LongValue;
  /** `CURLOPT_NOPROXY` (string), since libcurl 7.19.4. {@link https://curl.se/libcurl/c/CURLOPT_NOPROXY.html} */
  NOPROXY: StringValue;
  /** `CURLOPT_NOSIGNAL` (long), since libcurl 7.10. {@link https://curl.se/libcurl/c/CURLOPT_NOSIGNAL.html} */
  NOSIGNAL: LongValue;
  /** `CURLOPT_OPENSOCKETFUNCTION` (function), since libcurl 7.17.1. {@link https://curl.se/libcurl/c/CURLOPT_OPENSOCKETFUNCTION.html} */
  OPENSOCKETFUNCTION: OpenSocketCallback | null;
  /** `CURLOPT_PASSWORD` (string), since libcurl 7.19.1. {@link https://curl.se/libcurl/c/CURLOPT_PASSWORD.html} */
  PASSWORD: StringValue;
  /** `CURLOPT_PATH_AS_IS` (long), since libcurl 7.42.0. {@link https://curl.se/libcurl/c/CURLOPT_PATH_AS_IS.html} */
  PATH_AS_IS: LongValue;
  /** `CURLOPT_PINNEDPUBLICKEY` (string), since libcurl 7.39.0. {@link https://curl.se/libcurl/c/CURLOPT_PINNEDPUBLICKEY.html} */
  PINNEDPUBLICKEY: StringValue;
  /** `CURLOPT_PIPEWAIT` (long), since libcurl 7.43.0. {@link https://curl.se/libcurl/c/CURLOPT_PIPEWAIT.html} */
  PIPEWAIT: LongValue;
  /** `CURLOPT_PORT` (long), since libcurl 7.1. {@link https://curl.se/libcurl/c/CURLOPT_PORT.html} */
  PORT: LongValue;
  /** `CURLOPT_POST` (long), since libcurl 7.1. {@link https://curl.se/libcurl/c/CURLOPT_POST.html} */
  POST: LongValue;
  /**
   * `CURLOPT_POST301` (values), since libcurl 7.17.1. {@link https://curl.se/libcurl/c/CURLOPT_POST301.html}
   * @deprecated since libcurl 7.19.1
   */
  POST301: LongValue;
  /** `CURLOPT_POSTFIELDS` (object), since libcurl 7.1. {@link https://curl.se/libcurl/c/CURLOPT_POSTFIELDS.html} */
  POSTFIELDS: StringValue;
  /** `CURLOPT_POSTFIELDSIZE` (long), since libcurl 7.2. {@link https://curl.se/libcurl/c/CURLOPT_POSTFIELDSIZE.html} */
  POSTFIELDSIZE: LongValue;
  /** `CURLOPT_POSTFIELDSIZE_LARGE` (offT), since libcurl 7.11.1. {@link https://curl.se/libcurl/c/CURLOPT_POSTFIELDSIZE_LARGE.html} */
  POSTFIELDSIZE_LARGE: OffTValue;
  /** `CURLOPT_POSTQUOTE` (slist), since libcurl 7.1. {@link https://curl.se/libcurl/c/CURLOPT_POSTQUOTE.html} */
  POSTQUOTE: SlistValue;
  /** `CURLOPT_POSTREDIR` (values), since libcurl 7.19.1. {@link https://curl.se/libcurl/c/CURLOPT_POSTREDIR.html} */
  POSTREDIR: BitSet<'CURL_REDIR_GET_ALL' | 'CURL_REDIR_POST_301' | 'CURL_REDIR_POST_302' | 'CURL_REDIR_POST_303' | 'CURL_REDIR_POST_ALL'>;
  /** `CURLOPT_PREQUOTE` (slist), since libcurl 7.9.5. {@link https://curl.se/libcurl/c/CURLOPT_PREQUOTE.html} */
  PREQUOTE: SlistValue;
  /** `CURLOPT_PREREQFUNCTION` (function), since libcurl 7.80.0. {@link https://curl.se/libcurl/c/CURLOPT_PREREQFUNCTION.html} */
  PREREQFUNCTION: PrereqCallback | null;
  /** `CURLOPT_PRE_PROXY` (string), since libcurl 7.52.0. {@link https://curl.se/libcurl/c/CURLOPT_PRE_PROXY.html} */
  PRE_PROXY: StringValue;
  /**
   * `CURLOPT_PROGRESSFUNCTION` (function), since libcurl 7.1. {@link https://curl.se/libcurl/c/CURLOPT_PROGRESSFUNCTION.html}
   * @deprecated since libcurl 7.32.0
   */
  PROGRESSFUNCTION: TransferInfoCallback | null;
  /**
   * `CURLOPT_PROTOCOLS` (long), since libcurl 7.19.4. {@link https://curl.se/libcurl/c/CURLOPT_PROTOCOLS.html}
   * @deprecated since libcurl 7.85.0
   */
  PROTOCOLS: BitSet<'CURLPROTO_HTTP' | 'CURLPROTO_HTTPS' | 'CURLPROTO_FTP' | 'CURLPROTO_FTPS' | 'CURLPROTO_SCP' | 'CURLPROTO_SFTP' | 'CURLPROTO_TELNET' | 'CURLPROTO_LDAP' | 'CURLPROTO_LDAPS' | 'CURLPROTO_DICT' | 'CURLPROTO_FILE' | 'CURLPROTO_TFTP' | 'CURLPROTO_IMAP' | 'CURLPROTO_IMAPS' | 'CURLPROTO_POP3' | 'CURLPROTO_POP3S' | 'CURLPROTO_SMTP' | 'CURLPROTO_SMTPS' | 'CURLPROTO_RTSP' | 'CURLPROTO_RTMP' | 'CURLPROTO_RTMPT' | 'CURLPROTO_RTMPE' | 'CURLPROTO_RTMPTE' | 'CURLPROTO_RTMPS' | 'CURLPROTO_RTMPTS' | 'CURLPROTO_GOPHER' | 'CURLPROTO_SMB' | 'CURLPROTO_SMBS' | 'CURLPROTO_MQTT' | 'CURLPROTO_GOPHERS' | 'CURLPROTO_ALL'>;
  /** `CURLOPT_PROTOCOLS_STR` (string), since libcurl 7.85.0. {@link https://curl.se/libcurl/c/CURLOPT_PROTOCOLS_STR.html} */
  PROTOCOLS_STR: StringValue;
  /** `CURLOPT_PROXY` (string), since libcurl 7.1. {@link https://curl.se/libcurl/c/CURLOPT_PROXY.html} */
  PROXY: StringValue;
  /** `CURLOPT_PROXYAUTH` (values), since libcurl 7.10.7. {@link https://curl.se/libcurl/c/CURLOPT_PROXYAUTH.html} */
  PROXYAUTH: BitSet<'CURLAUTH_NONE' | 'CURLAUTH_BASIC' | 'CURLAUTH_DIGEST' | 'CURLAUTH_NEGOTIATE' | 'CURLAUTH_GSSNEGOTIATE' | 'CURLAUTH_GSSAPI' | 'CURLAUTH_NTLM' | 'CURLAUTH_DIGEST_IE' | 'CURLAUTH_NTLM_WB' | 'CURLAUTH_BEARER' | 'CURLAUTH_AWS_SIGV4' | 'CURLAUTH_HTTPSIG' | 'CURLAUTH_ONLY' | 'CURLAUTH_ANY' | 'CURLAUTH_ANYSAFE'>;
  /** `CURLOPT_PROXYHEADER` (slist), since libcurl 7.37.0. {@link https://curl.se/libcurl/c/CURLOPT_PROXYHEADER.html} */
  PROXYHEADER: SlistValue;
  /** `CURLOPT_PROXYPASSWORD` (string), since libcurl 7.19.1. {@link https://curl.se/libcurl/c/CURLOPT_PROXYPASSWORD.html} */
  PROXYPASSWORD: StringValue;
  /** `CURLOPT_PROXYPORT` (long), since libcurl 7.1. {@link https://curl.se/libcurl/c/CURLOPT_PROXYPORT.html} */
  PROXYPORT: LongValue;
  /** `CURLOPT_PROXYTYPE` (values), since libcurl 7.10. {@link https://curl.se/libcurl/c/CURLOPT_PROXYTYPE.html} */
  PROXYTYPE: EnumValue<'CURLPROXY_HTTP' | 'CURLPROXY_HTTP_1_0' | 'CURLPROXY_HTTPS' | 'CURLPROXY_HTTPS2' | 'CURLPROXY_SOCKS4' | 'CURLPROXY_SOCKS5' | 'CURLPROXY_SOCKS4A' | 'CURLPROXY_SOCKS5_HOSTNAME' | 'CURLPROXY_HTTPS3'>;
  /** `CURLOPT_PROXYUSERNAME` (string), since libcurl 7.19.1. {@link https://curl.se/libcurl/c/CURLOPT_PROXYUSERNAME.html} */
  PROXYUSERNAME: StringValue;
  /** `CURLOPT_PROXYUSERPWD` (string), since libcurl 7.1. {@link https://curl.se/libcurl/c/CURLOPT_PROXYUSERPWD.html} */
  PROXYUSERPWD: StringValue;
  /** `CURLOPT_PROXY_CAINFO` (string), since libcurl 7.52.0. {@link https://curl.se/libcurl/c/CURLOPT_PROXY_CAINFO.html} */
  PROXY_CAINFO: StringValue;
  /** `CURLOPT_PROXY_CAINFO_BLOB` (blob), since libcurl 7.77.0. {@link https://curl.se/libcurl/c/CURLOPT_PROXY_CAINFO_BLOB.html} */
  PROXY_CAINFO_BLOB: BlobValue;
  /** `CURLOPT_PROXY_CAPATH` (string), since libcurl 7.52.0. {@link https://curl.se/libcurl/c/CURLOPT_PROXY_CAPATH.html} */
  PROXY_CAPATH: StringValue;
  /** `CURLOPT_PROXY_CRLFILE` (string), since libcurl 7.52.0. {@link https://curl.se/libcurl/c/CURLOPT_PROXY_CRLFILE.html} */
  PROXY_CRLFILE: StringValue;
  /** `CURLOPT_PROXY_ISSUERCERT` (string), since libcurl 7.71.0. {@link https://curl.se/libcurl/c/CURLOPT_PROXY_ISSUERCERT.html} */
  PROXY_ISSUERCERT: StringValue;
  /** `CURLOPT_PROXY_ISSUERCERT_BLOB` (blob), since libcurl 7.71.0. {@link https://curl.se/libcurl/c/CURLOPT_PROXY_ISSUERCERT_BLOB.html} */
  PROXY_ISSUERCERT_BLOB: BlobValue;
  /** `CURLOPT_PROXY_KEYPASSWD` (string), since libcurl 7.52.0. {@link https://curl.se/libcurl/c/CURLOPT_PROXY_KEYPASSWD.html} */
  PROXY_KEYPASSWD: StringValue;
  /** `CURLOPT_PROXY_PINNEDPUBLICKEY` (string), since libcurl 7.52.0. {@link https://curl.se/libcurl/c/CURLOPT_PROXY_PINNEDPUBLICKEY.html} */
  PROXY_PINNEDPUBLICKEY: StringValue;
  /** `CURLOPT_PROXY_SERVICE_NAME` (string), since libcurl 7.43.0. {@link https://curl.se/libcurl/c/CURLOPT_PROXY_SERVICE_NAME.html} */
  PROXY_SERVICE_NAME: StringValue;
  /** `CURLOPT_PROXY_SSLCERT` (string), since libcurl 7.52.0. {@link https://curl.se/libcurl/c/CURLOPT_PROXY_SSLCERT.html} */
  PROXY_SSLCERT: StringValue;
  /** `CURLOPT_PROXY_SSLCERTTYPE` (string), since libcurl 7.52.0. {@link https://curl.se/libcurl/c/CURLOPT_PROXY_SSLCERTTYPE.html} */
  PROXY_SSLCERTTYPE: StringValue;
  /** `CURLOPT_PROXY_SSLCERT_BLOB` (blob), since libcurl 7.71.0. {@link https://curl.se/libcurl/c/CURLOPT_PROXY_SSLCERT_BLOB.html} */
  PROXY_SSLCERT_BLOB: BlobValue;
  /** `CURLOPT_PROXY_SSLKEY` (string), since libcurl 7.52.0. {@link https://curl.se/libcurl/c/CURLOPT_PROXY_SSLKEY.html} */
  PROXY_SSLKEY: StringValue;
  /** `CURLOPT_PROXY_SSLKEYTYPE` (string), since libcurl 7.52.0. {@link https://curl.se/libcurl/c/CURLOPT_PROXY_SSLKEYTYPE.html} */
  PROXY_SSLKEYTYPE: StringValue;
  /** `CURLOPT_PROXY_SSLKEY_BLOB` (blob), since libcurl 7.71.0. {@link https://curl.se/libcurl/c/CURLOPT_PROXY_SSLKEY_BLOB.html} */
  PROXY_SSLKEY_BLOB: BlobValue;
  /** `CURLOPT_PROXY_SSLVERSION` (values), since libcurl 7.52.0. {@link https://curl.se/libcurl/c/CURLOPT_PROXY_SSLVERSION.html} */
  PROXY_SSLVERSION: BitSet<'CURL_SSLVERSION_DEFAULT' | 'CURL_SSLVERSION_TLSv1' | 'CURL_SSLVERSION_SSLv2' | 'CURL_SSLVERSION_SSLv3' | 'CURL_SSLVERSION_TLSv1_0' | 'CURL_SSLVERSION_TLSv1_1' | 'CURL_SSLVERSION_TLSv1_2' | 'CURL_SSLVERSION_TLSv1_3' | 'CURL_SSLVERSION_MAX_NONE' | 'CURL_SSLVERSION_MAX_DEFAULT' | 'CURL_SSLVERSION_MAX_TLSv1_0' | 'CURL_SSLVERSION_MAX_TLSv1_1' | 'CURL_SSLVERSION_MAX_TLSv1_2' | 'CURL_SSLVERSION_MAX_TLSv1_3'>;
  /** `CURLOPT_PROXY_SSL_CIPHER_LIST` (string), since libcurl 7.52.0. {@link https://curl.se/libcurl/c/CURLOPT_PROXY_SSL_CIPHER_LIST.html} */
  PROXY_SSL_CIPHER_LIST: StringValue;
  /** `CURLOPT_PROXY_SSL_OPTIONS` (long), since libcurl 7.52.0. {@link https://curl.se/libcurl/c/CURLOPT_PROXY_SSL_OPTIONS.html} */
  PROXY_SSL_OPTIONS: BitSet<'CURLSSLOPT_ALLOW_BEAST' | 'CURLSSLOPT_NO_REVOKE' | 'CURLSSLOPT_NO_PARTIALCHAIN' | 'CURLSSLOPT_REVOKE_BEST_EFFORT' | 'CURLSSLOPT_NATIVE_CA' | 'CURLSSLOPT_AUTO_CLIENT_CERT' | 'CURLSSLOPT_EARLYDATA'>;
  /** `CURLOPT_PROXY_SSL_VERIFYHOST` (long), since libcurl 7.52.0. {@link https://curl.se/libcurl/c/CURLOPT_PROXY_SSL_VERIFYHOST.html} */
  PROXY_SSL_VERIFYHOST: LongValue;
  /** `CURLOPT_PROXY_SSL_VERIFYPEER` (long), since libcurl 7.52.0. {@link https://curl.se/libcurl/c/CURLOPT_PROXY_SSL_VERIFYPEER.html} */
  PROXY_SSL_VERIFYPEER: LongValue;
  /** `CURLOPT_PROXY_TLS13_CIPHERS` (string), since libcurl 7.61.0. {@link https://curl.se/libcurl/c/CURLOPT_PROXY_TLS13_CIPHERS.html} */
  PROXY_TLS13_CIPHERS: StringValue;
  /**
   * `CURLOPT_PROXY_TLSAUTH_PASSWORD` (string), since libcurl 7.52.0. {@link https://curl.se/libcurl/c/CURLOPT_PROXY_TLSAUTH_PASSWORD.html}
   * @deprecated since libcurl 8.22.0
   */
  PROXY_TLSAUTH_PASSWORD: StringValue;
  /**
   * `CURLOPT_PROXY_TLSAUTH_TYPE` (string), since libcurl 7.52.0. {@link https://curl.se/libcurl/c/CURLOPT_PROXY_TLSAUTH_TYPE.html}
   * @deprecated since libcurl 8.22.0
   */
  PROXY_TLSAUTH_TYPE: StringValue;
  /**
   * `CURLOPT_PROXY_TLSAUTH_USERNAME` (string), since libcurl 7.52.0. {@link https://curl.se/libcurl/c/CURLOPT_PROXY_TLSAUTH_USERNAME.html}
   * @deprecated since libcurl 8.22.0
   */
  PROXY_TLSAUTH_USERNAME: StringValue;
  /** `CURLOPT_PROXY_TRANSFER_MODE` (long), since libcurl 7.18.0. {@link https://curl.se/libcurl/c/CURLOPT_PROXY_TRANSFER_MODE.html} */
  PROXY_TRANSFER_MODE: LongValue;
  /**
   * `CURLOPT_PUT` (long), since libcurl 7.1. {@link https://curl.se/libcurl/c/CURLOPT_PUT.html}
   * @deprecated since libcurl 7.12.1
   */
  PUT: LongValue;
  /** `CURLOPT_QUICK_EXIT` (long), since libcurl 7.87.0. {@link https://curl.se/libcurl/c/CURLOPT_QUICK_EXIT.html} */
  QUICK_EXIT: LongValue;
  /** `CURLOPT_QUOTE` (slist), since libcurl 7.1. {@link https://curl.se/libcurl/c/CURLOPT_QUOTE.html} */
  QUOTE: SlistValue;
  /**
   * `CURLOPT_RANDOM_FILE` (string), since libcurl 7.7. {@link https://curl.se/libcurl/c/CURLOPT_RANDOM_FILE.html}
   * @deprecated since libcurl 7.84.0
   */
  RANDOM_FILE: StringValue;
  /** `CURLOPT_RANGE` (string), since libcurl 7.1. {@link https://curl.se/libcurl/c/CURLOPT_RANGE.html} */
  RANGE: StringValue;
  /** `CURLOPT_READDATA` (data), since libcurl 7.9.7. {@link https://curl.se/libcurl/c/CURLOPT_READDATA.html} */
  READDATA: SourceValue;
  /** `CURLOPT_READFUNCTION` (function), since libcurl 7.1. {@link https://curl.se/libcurl/c/CURLOPT_READFUNCTION.html} */
  READFUNCTION: ReadCallback | null;
  /**
   * `CURLOPT_REDIR_PROTOCOLS` (long), since libcurl 7.19.4. {@link https://curl.se/libcurl/c/CURLOPT_REDIR_PROTOCOLS.html}
   * @deprecated since libcurl 7.85.0
   */
  REDIR_PROTOCOLS: BitSet<'CURLPROTO_HTTP' | 'CURLPROTO_HTTPS' | 'CURLPROTO_FTP' | 'CURLPROTO_FTPS' | 'CURLPROTO_SCP' | 'CURLPROTO_SFTP' | 'CURLPROTO_TELNET' | 'CURLPROTO_LDAP' | 'CURLPROTO_LDAPS' | 'CURLPROTO_DICT' | 'CURLPROTO_FILE' | 'CURLPROTO_TFTP' | 'CURLPROTO_IMAP' | 'CURLPROTO_IMAPS' | 'CURLPROTO_POP3' | 'CURLPROTO_POP3S' | 'CURLPROTO_SMTP' | 'CURLPROTO_SMTPS' | 'CURLPROTO_RTSP' | 'CURLPROTO_RTMP' | 'CURLPROTO_RTMPT' | 'CURLPROTO_RTMPE' | 'CURLPROTO_RTMPTE' | 'CURLPROTO_RTMPS' | 'CURLPROTO_RTMPTS' | 'CURLPROTO_GOPHER' | 'CURLPROTO_SMB' | 'CURLPROTO_SMBS' | 'CURLPROTO_MQTT' | 'CURLPROTO_GOPHERS' | 'CURLPROTO_ALL'>;
  /** `CURLOPT_REDIR_PROTOCOLS_STR` (string), since libcurl 7.85.0. {@link https://curl.se/libcurl/c/CURLOPT_REDIR_PROTOCOLS_STR.html} */
  REDIR_PROTOCOLS_STR: StringValue;
  /** `CURLOPT_REFERER` (string), since libcurl 7.1. {@link https://curl.se/libcurl/c/CURLOPT_REFERER.html} */
  REFERER: StringValue;
  /** `CURLOPT_REQUEST_TARGET` (string), since libcurl 7.55.0. {@link https://curl.se/libcurl/c/CURLOPT_REQUEST_TARGET.html} */
  REQUEST_TARGET: StringValue;
  /** `CURLOPT_RESOLVE` (slist), since libcurl 7.21.3. {@link https://curl.se/libcurl/c/CURLOPT_RESOLVE.html} */
  RESOLVE: SlistValue;
  /** `CURLOPT_RESOLVER_START_FUNCTION` (function), since libcurl 7.59.0. {@link https://curl.se/libcurl/c/CURLOPT_RESOLVER_START_FUNCTION.html} */
  RESOLVER_START_FUNCTION: ResolverStartCallback | null;
  /** `CURLOPT_RESUME_FROM` (long), since libcurl 7.1. {@link https://curl.se/libcurl/c/CURLOPT_RESUME_FROM.html} */
  RESUME_FROM: LongValue;
  /** `CURLOPT_RESUME_FROM_LARGE` (offT), since libcurl 7.11.0. {@link https://curl.se/libcurl/c/CURLOPT_RESUME_FROM_LARGE.html} */
  RESUME_FROM_LARGE: OffTValue;
  /** `CURLOPT_RTSPHEADER` (slist), since libcurl 7.20.0. {@link https://curl.se/libcurl/c/CURLOPT_RTSPHEADER.html} */
  RTSPHEADER: SlistValue;
  /** `CURLOPT_RTSP_CLIENT_CSEQ` (long), since libcurl 7.20.0. {@link https://curl.se/libcurl/c/CURLOPT_RTSP_CLIENT_CSEQ.html} */
  RTSP_CLIENT_CSEQ: LongValue;
  /** `CURLOPT_RTSP_REQUEST` (values), since libcurl 7.20.0. {@link https://curl.se/libcurl/c/CURLOPT_RTSP_REQUEST.html} */
  RTSP_REQUEST: EnumValue<'CURL_RTSPREQ_NONE' | 'CURL_RTSPREQ_OPTIONS' | 'CURL_RTSPREQ_DESCRIBE' | 'CURL_RTSPREQ_ANNOUNCE' | 'CURL_RTSPREQ_SETUP' | 'CURL_RTSPREQ_PLAY' | 'CURL_RTSPREQ_PAUSE' | 'CURL_RTSPREQ_TEARDOWN' | 'CURL_RTSPREQ_GET_PARAMETER' | 'CURL_RTSPREQ_SET_PARAMETER' | 'CURL_RTSPREQ_RECORD' | 'CURL_RTSPREQ_RECEIVE'>;
  /** `CURLOPT_RTSP_SERVER_CSEQ` (long), since libcurl 7.20.0. {@link https://curl.se/libcurl/c/CURLOPT_RTSP_SERVER_CSEQ.html} */
  RTSP_SERVER_CSEQ: LongValue;
  /** `CURLOPT_RTSP_SESSION_ID` (string), since libcurl 7.20.0. {@link https://curl.se/libcurl/c/CURLOPT_RTSP_SESSION_ID.html} */
  RTSP_SESSION_ID: StringValue;
  /** `CURLOPT_RTSP_STREAM_URI` (string), since libcurl 7.20.0. {@link https://curl.se/libcurl/c/CURLOPT_RTSP_STREAM_URI.html} */
  RTSP_STREAM_URI: StringValue;
  /** `CURLOPT_RTSP_TRANSPORT` (string), since libcurl 7.20.0. {@link https://curl.se/libcurl/c/CURLOPT_RTSP_TRANSPORT.html} */
  RTSP_TRANSPORT: StringValue;
  /** `CURLOPT_SASL_AUTHZID` (string), since libcurl 7.66.0. {@link https://curl.se/libcurl/c/CURLOPT_SASL_AUTHZID.html} */
  SASL_AUTHZID: StringValue;
  /** `CURLOPT_SASL_IR` (long), since libcurl 7.31.0. {@link https://curl.se/libcurl/c/CURLOPT_SASL_IR.html} */
  SASL_IR: LongValue;
  /** `CURLOPT_SEEKFUNCTION` (function), since libcurl 7.18.0. {@link https://curl.se/libcurl/c/CURLOPT_SEEKFUNCTION.html} */
  SEEKFUNCTION: SeekCallback | null;
  /** `CURLOPT_SERVER_RESPONSE_TIMEOUT` (long), since libcurl 7.20.0. {@link https://curl.se/libcurl/c/CURLOPT_SERVER_RESPONSE_TIMEOUT.html} */
  SERVER_RESPONSE_TIMEOUT: LongValue;
  /** `CURLOPT_SERVER_RESPONSE_TIMEOUT_MS` (long), since libcurl 8.6.0. {@link https://curl.se/libcurl/c/CURLOPT_SERVER_RESPONSE_TIMEOUT_MS.html} */
  SERVER_RESPONSE_TIMEOUT_MS: LongValue;
  /** `CURLOPT_SERVICE_NAME` (string), since libcurl 7.43.0. {@link https://curl.se/libcurl/c/CURLOPT_SERVICE_NAME.html} */
  SERVICE_NAME: StringValue;
  /** `CURLOPT_SHARE` (object), since libcurl 7.10. {@link https://curl.se/libcurl/c/CURLOPT_SHARE.html} */
  SHARE: Share | null;
  /** `CURLOPT_SOCKOPTFUNCTION` (function), since libcurl 7.16.0. {@link https://curl.se/libcurl/c/CURLOPT_SOCKOPTFUNCTION.html} */
  SOCKOPTFUNCTION: SockOptCallback | null;
  /** `CURLOPT_SOCKS5_AUTH` (long), since libcurl 7.55.0. {@link https://curl.se/libcurl/c/CURLOPT_SOCKS5_AUTH.html} */
  SOCKS5_AUTH: BitSet<'CURLAUTH_NONE' | 'CURLAUTH_BASIC' | 'CURLAUTH_DIGEST' | 'CURLAUTH_NEGOTIATE' | 'CURLAUTH_GSSNEGOTIATE' | 'CURLAUTH_GSSAPI' | 'CURLAUTH_NTLM' | 'CURLAUTH_DIGEST_IE' | 'CURLAUTH_NTLM_WB' | 'CURLAUTH_BEARER' | 'CURLAUTH_AWS_SIGV4' | 'CURLAUTH_HTTPSIG' | 'CURLAUTH_ONLY' | 'CURLAUTH_ANY' | 'CURLAUTH_ANYSAFE'>;
  /** `CURLOPT_SOCKS5_GSSAPI_NEC` (long), since libcurl 7.19.4. {@link https://curl.se/libcurl/c/CURLOPT_SOCKS5_GSSAPI_NEC.html} */
  SOCKS5_GSSAPI_NEC: LongValue;
  /**
   * `CURLOPT_SOCKS5_GSSAPI_SERVICE` (string), since libcurl 7.19.4. {@link https://curl.se/libcurl/c/CURLOPT_SOCKS5_GSSAPI_SERVICE.html}
   * @deprecated since libcurl 7.49.0
   */
  SOCKS5_GSSAPI_SERVICE: StringValue;
  /** `CURLOPT_SSH_AUTH_TYPES` (values), since libcurl 7.16.1. {@link https://curl.se/libcurl/c/CURLOPT_SSH_AUTH_TYPES.html} */
  SSH_AUTH_TYPES: BitSet<'CURLSSH_AUTH_ANY' | 'CURLSSH_AUTH_NONE' | 'CURLSSH_AUTH_PUBLICKEY' | 'CURLSSH_AUTH_PASSWORD' | 'CURLSSH_AUTH_HOST' | 'CURLSSH_AUTH_KEYBOARD' | 'CURLSSH_AUTH_AGENT' | 'CURLSSH_AUTH_GSSAPI' | 'CURLSSH_AUTH_DEFAULT'>;
  /** `CURLOPT_SSH_COMPRESSION` (long), since libcurl 7.56.0. {@link https://curl.se/libcurl/c/CURLOPT_SSH_COMPRESSION.html} */
  SSH_COMPRESSION: LongValue;
  /** `CURLOPT_SSH_HOSTKEYFUNCTION` (function), since libcurl 7.84.0. {@link https://curl.se/libcurl/c/CURLOPT_SSH_HOSTKEYFUNCTION.html} */
  SSH_HOSTKEYFUNCTION: SshHostKeyCallback | null;
  /** `CURLOPT_SSH_HOST_PUBLIC_KEY_MD5` (string), since libcurl 7.17.1. {@link https://curl.se/libcurl/c/CURLOPT_SSH_HOST_PUBLIC_KEY_MD5.html} */
  SSH_HOST_PUBLIC_KEY_MD5: StringValue;
  /** `CURLOPT_SSH_HOST_PUBLIC_KEY_SHA256` (string), since libcurl 7.80.0. {@link https://curl.se/libcurl/c/CURLOPT_SSH_HOST_PUBLIC_KEY_SHA256.html} */
  SSH_HOST_PUBLIC_KEY_SHA256: StringValue;
  /** `CURLOPT_SSH_KEYFUNCTION` (function), since libcurl 7.19.6. {@link https://curl.se/libcurl/c/CURLOPT_SSH_KEYFUNCTION.html} */
  SSH_KEYFUNCTION: SshKeyCallback | null;
  /** `CURLOPT_SSH_KNOWNHOSTS` (string), since libcurl 7.19.6. {@link https://curl.se/libcurl/c/CURLOPT_SSH_KNOWNHOSTS.html} */
  SSH_KNOWNHOSTS: StringValue;
  /** `CURLOPT_SSH_PRIVATE_KEYFILE` (string), since libcurl 7.16.1. {@link https://curl.se/libcurl/c/CURLOPT_SSH_PRIVATE_KEYFILE.html} */
  SSH_PRIVATE_KEYFILE: StringValue;
  /** `CURLOPT_SSH_PUBLIC_KEYFILE` (string), since libcurl 7.16.1. {@link https://curl.se/libcurl/c/CURLOPT_SSH_PUBLIC_KEYFILE.html} */
  SSH_PUBLIC_KEYFILE: StringValue;
  /** `CURLOPT_SSLCERT` (string), since libcurl 7.1. {@link https://curl.se/libcurl/c/CURLOPT_SSLCERT.html} */
  SSLCERT: StringValue;
  /**
   * `CURLOPT_SSLCERTPASSWD` (string), since libcurl 7.1.1. {@link https://curl.se/libcurl/c/CURLOPT_SSLCERTPASSWD.html}
   * @deprecated since libcurl 7.17.0
   */
  SSLCERTPASSWD: StringValue;
  /** `CURLOPT_SSLCERTTYPE` (string), since libcurl 7.9.3. {@link https://curl.se/libcurl/c/CURLOPT_SSLCERTTYPE.html} */
  SSLCERTTYPE: StringValue;
  /** `CURLOPT_SSLCERT_BLOB` (blob), since libcurl 7.71.0. {@link https://curl.se/libcurl/c/CURLOPT_SSLCERT_BLOB.html} */
  SSLCERT_BLOB: BlobValue;
  /** `CURLOPT_SSLENGINE` (string), since libcurl 7.9.3. {@link https://curl.se/libcurl/c/CURLOPT_SSLENGINE.html} */
  SSLENGINE: StringValue;
  /** `CURLOPT_SSLENGINE_DEFAULT` (long), since libcurl 7.9.3. {@link https://curl.se/libcurl/c/CURLOPT_SSLENGINE_DEFAULT.html} */
  SSLENGINE_DEFAULT: LongValue;
  /** `CURLOPT_SSLKEY` (string), since libcurl 7.9.3. {@link https://curl.se/libcurl/c/CURLOPT_SSLKEY.html} */
  SSLKEY: StringValue;
  /**
   * `CURLOPT_SSLKEYPASSWD` (string), since libcurl 7.9.3. {@link https://curl.se/libcurl/c/CURLOPT_SSLKEYPASSWD.html}
   * @deprecated since libcurl 7.17.0
   */
  SSLKEYPASSWD: StringValue;
  /** `CURLOPT_SSLKEYTYPE` (string), since libcurl 7.9.3. {@link https://curl.se/libcurl/c/CURLOPT_SSLKEYTYPE.html} */
  SSLKEYTYPE: StringValue;
  /** `CURLOPT_SSLKEY_BLOB` (blob), since libcurl 7.71.0. {@link https://curl.se/libcurl/c/CURLOPT_SSLKEY_BLOB.html} */
  SSLKEY_BLOB: BlobValue;
  /** `CURLOPT_SSLVERSION` (values), since libcurl 7.1. {@link https://curl.se/libcurl/c/CURLOPT_SSLVERSION.html} */
  SSLVERSION: BitSet<'CURL_SSLVERSION_DEFAULT' | 'CURL_SSLVERSION_TLSv1' | 'CURL_SSLVERSION_SSLv2' | 'CURL_SSLVERSION_SSLv3' | 'CURL_SSLVERSION_TLSv1_0' | 'CURL_SSLVERSION_TLSv1_1' | 'CURL_SSLVERSION_TLSv1_2' | 'CURL_SSLVERSION_TLSv1_3' | 'CURL_SSLVERSION_MAX_NONE' | 'CURL_SSLVERSION_MAX_DEFAULT' | 'CURL_SSLVERSION_MAX_TLSv1_0' | 'CURL_SSLVERSION_MAX_TLSv1_1' | 'CURL_SSLVERSION_MAX_TLSv1_2' | 'CURL_SSLVERSION_MAX_TLSv1_3'>;
  /** `CURLOPT_SSL_CIPHER_LIST` (string), since libcurl 7.9. {@link https://curl.se/libcurl/c/CURLOPT_SSL_CIPHER_LIST.html} */
  SSL_CIPHER_LIST: StringValue;
  /** `CURLOPT_SSL_CTX_FUNCTION` (function), since libcurl 7.10.6. {@link https://curl.se/libcurl/c/CURLOPT_SSL_CTX_FUNCTION.html} */
  SSL_CTX_FUNCTION: SslContextCallback | null;
  /** `CURLOPT_SSL_EC_CURVES` (string), since libcurl 7.73.0. {@link https://curl.se/libcurl/c/CURLOPT_SSL_EC_CURVES.html} */
  SSL_EC_CURVES: StringValue;
  /** `CURLOPT_SSL_ENABLE_ALPN` (long), since libcurl 7.36.0. {@link https://curl.se/libcurl/c/CURLOPT_SSL_ENABLE_ALPN.html} */
  SSL_ENABLE_ALPN: LongValue;
  /**
   * `CURLOPT_SSL_ENABLE_NPN` (long), since libcurl 7.36.0. {@link https://curl.se/libcurl/c/CURLOPT_SSL_ENABLE_NPN.html}
   * @deprecated since libcurl 7.86.0
   */
  SSL_ENABLE_NPN: LongValue;
  /**
   * `CURLOPT_SSL_FALSESTART` (long), since libcurl 7.42.0. {@link https://curl.se/libcurl/c/CURLOPT_SSL_FALSESTART.html}
   * @deprecated since libcurl 8.15.0
   */
  SSL_FALSESTART: LongValue;
  /** `CURLOPT_SSL_OPTIONS` (values), since libcurl 7.25.0. {@link https://curl.se/libcurl/c/CURLOPT_SSL_OPTIONS.html} */
  SSL_OPTIONS: BitSet<'CURLSSLOPT_ALLOW_BEAST' | 'CURLSSLOPT_NO_REVOKE' | 'CURLSSLOPT_NO_PARTIALCHAIN' | 'CURLSSLOPT_REVOKE_BEST_EFFORT' | 'CURLSSLOPT_NATIVE_CA' | 'CURLSSLOPT_AUTO_CLIENT_CERT' | 'CURLSSLOPT_EARLYDATA'>;
  /** `CURLOPT_SSL_SESSIONID_CACHE` (long), since libcurl 7.16.0. {@link https://curl.se/libcurl/c/CURLOPT_SSL_SESSIONID_CACHE.html} */
  SSL_SESSIONID_CACHE: LongValue;
  /** `CURLOPT_SSL_SIGNATURE_ALGORITHMS` (string), since libcurl 8.14.0. {@link https://curl.se/libcurl/c/CURLOPT_SSL_SIGNATURE_ALGORITHMS.html} */
  SSL_SIGNATURE_ALGORITHMS: StringValue;
  /** `CURLOPT_SSL_VERIFYHOST` (long), since libcurl 7.8.1. {@link https://curl.se/libcurl/c/CURLOPT_SSL_VERIFYHOST.html} */
  SSL_VERIFYHOST: LongValue;
  /** `CURLOPT_SSL_VERIFYPEER` (long), since libcurl 7.4.2. {@link https://curl.se/libcurl/c/CURLOPT_SSL_VERIFYPEER.html} */
  SSL_VERIFYPEER: LongValue;
  /** `CURLOPT_SSL_VERIFYSTATUS` (long), since libcurl 7.41.0. {@link https://curl.se/libcurl/c/CURLOPT_SSL_VERIFYSTATUS.html} */
  SSL_VERIFYSTATUS: LongValue;
  /** `CURLOPT_STDERR` (object), since libcurl 7.1. {@link https://curl.se/libcurl/c/CURLOPT_STDERR.html} */
  STDERR: DescriptorValue;
  /**
   * `CURLOPT_STREAM_DEPENDS` (object), since libcurl 7.46.0. {@link https://curl.se/libcurl/c/CURLOPT_STREAM_DEPENDS.html}
   * @deprecated since libcurl 8.21.0
   */
  STREAM_DEPENDS: EasyBase | null;
  /**
   * `CURLOPT_STREAM_DEPENDS_E` (object), since libcurl 7.46.0. {@link https://curl.se/libcurl/c/CURLOPT_STREAM_DEPENDS_E.html}
   * @deprecated since libcurl 8.21.0
   */
  STREAM_DEPENDS_E: EasyBase | null;
  /** `CURLOPT_STREAM_WEIGHT` (long), since libcurl 7.46.0. {@link https://curl.se/libcurl/c/CURLOPT_STREAM_WEIGHT.html} */
  STREAM_WEIGHT: LongValue;
  /** `CURLOPT_SUPPRESS_CONNECT_HEADERS` (long), since libcurl 7.54.0. {@link https://curl.se/libcurl/c/CURLOPT_SUPPRESS_CONNECT_HEADERS.html} */
  SUPPRESS_CONNECT_HEADERS: LongValue;
  /** `CURLOPT_TCP_FASTOPEN` (long), since libcurl 7.49.0. {@link https://curl.se/libcurl/c/CURLOPT_TCP_FASTOPEN.html} */
  TCP_FASTOPEN: LongValue;
  /** `CURLOPT_TCP_KEEPALIVE` (long), since libcurl 7.25.0. {@link https://curl.se/libcurl/c/CURLOPT_TCP_KEEPALIVE.html} */
  TCP_KEEPALIVE: LongValue;
  /** `CURLOPT_TCP_KEEPCNT` (long), since libcurl 8.9.0. {@link https://curl.se/libcurl/c/CURLOPT_TCP_KEEPCNT.html} */
  TCP_KEEPCNT: LongValue;
  /** `CURLOPT_TCP_KEEPIDLE` (long), since libcurl 7.25.0. {@link https://curl.se/libcurl/c/CURLOPT_TCP_KEEPIDLE.html} */
  TCP_KEEPIDLE: LongValue;
  /** `CURLOPT_TCP_KEEPINTVL` (long), since libcurl 7.25.0. {@link https://curl.se/libcurl/c/CURLOPT_TCP_KEEPINTVL.html} */
  TCP_KEEPINTVL: LongValue;
  /** `CURLOPT_TCP_NODELAY` (long), since libcurl 7.11.2. {@link https://curl.se/libcurl/c/CURLOPT_TCP_NODELAY.html} */
  TCP_NODELAY: LongValue;
  /** `CURLOPT_TELNETOPTIONS` (slist), since libcurl 7.7. {@link https://curl.se/libcurl/c/CURLOPT_TELNETOPTIONS.html} */
  TELNETOPTIONS: SlistValue;
  /** `CURLOPT_TFTP_BLKSIZE` (long), since libcurl 7.19.4. {@link https://curl.se/libcurl/c/CURLOPT_TFTP_BLKSIZE.html} */
  TFTP_BLKSIZE: LongValue;
  /** `CURLOPT_TFTP_NO_OPTIONS` (long), since libcurl 7.48.0. {@link https://curl.se/libcurl/c/CURLOPT_TFTP_NO_OPTIONS.html} */
  TFTP_NO_OPTIONS: LongValue;
  /** `CURLOPT_TIMECONDITION` (values), since libcurl 7.1. {@link https://curl.se/libcurl/c/CURLOPT_TIMECONDITION.html} */
  TIMECONDITION: EnumValue<'CURL_TIMECOND_NONE' | 'CURL_TIMECOND_IFMODSINCE' | 'CURL_TIMECOND_IFUNMODSINCE' | 'CURL_TIMECOND_LASTMOD'>;
  /** `CURLOPT_TIMEOUT` (long), since libcurl 7.1. {@link https://curl.se/libcurl/c/CURLOPT_TIMEOUT.html} */
  TIMEOUT: LongValue;
  /** `CURLOPT_TIMEOUT_MS` (long), since libcurl 7.16.2. {@link https://curl.se/libcurl/c/CURLOPT_TIMEOUT_MS.html} */
  TIMEOUT_MS: LongValue;
  /** `CURLOPT_TIMEVALUE` (long), since libcurl 7.1. {@link https://curl.se/libcurl/c/CURLOPT_TIMEVALUE.html} */
  TIMEVALUE: LongValue;
  /** `CURLOPT_TIMEVALUE_LARGE` (offT), since libcurl 7.59.0. {@link https://curl.se/libcurl/c/CURLOPT_TIMEVALUE_LARGE.html} */
  TIMEVALUE_LARGE: OffTValue;
  /** `CURLOPT_TLS13_CIPHERS` (string), since libcurl 7.61.0. {@link https://curl.se/libcurl/c/CURLOPT_TLS13_CIPHERS.html} */
  TLS13_CIPHERS: StringValue;
  /**
   * `CURLOPT_TLSAUTH_PASSWORD` (string), since libcurl 7.21.4. {@link https://curl.se/libcurl/c/CURLOPT_TLSAUTH_PASSWORD.html}
   * @deprecated since libcurl 8.22.0
   */
  TLSAUTH_PASSWORD: StringValue;
  /**
   * `CURLOPT_TLSAUTH_TYPE` (string), since libcurl 7.21.4. {@link https://curl.se/libcurl/c/CURLOPT_TLSAUTH_TYPE.html}
   * @deprecated since libcurl 8.22.0
   */
  TLSAUTH_TYPE: StringValue;
  /**
   * `CURLOPT_TLSAUTH_USERNAME` (string), since libcurl 7.21.4. {@link https://curl.se/libcurl/c/CURLOPT_TLSAUTH_USERNAME.html}
   * @deprecated since libcurl 8.22.0
   */
  TLSAUTH_USERNAME: StringValue;
  /** `CURLOPT_TRAILERFUNCTION` (function), since libcurl 7.64.0. {@link https://curl.se/libcurl/c/CURLOPT_TRAILERFUNCTION.html} */
  TRAILERFUNCTION: TrailerCallback | null;
  /** `CURLOPT_TRANSFERTEXT` (long), since libcurl 7.1.1. {@link https://curl.se/libcurl/c/CURLOPT_TRANSFERTEXT.html} */
  TRANSFERTEXT: LongValue;
  /** `CURLOPT_TRANSFER_ENCODING` (long), since libcurl 7.21.6. {@link https://curl.se/libcurl/c/CURLOPT_TRANSFER_ENCODING.html} */
  TRANSFER_ENCODING: LongValue;
  /** `CURLOPT_UNIX_SOCKET_PATH` (string), since libcurl 7.40.0. {@link https://curl.se/libcurl/c/CURLOPT_UNIX_SOCKET_PATH.html} */
  UNIX_SOCKET_PATH: StringValue;
  /** `CURLOPT_UNRESTRICTED_AUTH` (long), since libcurl 7.10.4. {@link https://curl.se/libcurl/c/CURLOPT_UNRESTRICTED_AUTH.html} */
  UNRESTRICTED_AUTH: LongValue;
  /** `CURLOPT_UPKEEP_INTERVAL_MS` (long), since libcurl 7.62.0. {@link https://curl.se/libcurl/c/CURLOPT_UPKEEP_INTERVAL_MS.html} */
  UPKEEP_INTERVAL_MS: LongValue;
  /** `CURLOPT_UPLOAD` (long), since libcurl 7.1. {@link https://curl.se/libcurl/c/CURLOPT_UPLOAD.html} */
  UPLOAD: LongValue;
  /** `CURLOPT_UPLOAD_BUFFERSIZE` (long), since libcurl 7.62.0. {@link https://curl.se/libcurl/c/CURLOPT_UPLOAD_BUFFERSIZE.html} */
  UPLOAD_BUFFERSIZE: LongValue;
  /** `CURLOPT_UPLOAD_FLAGS` (long), since libcurl 8.13.0. {@link https://curl.se/libcurl/c/CURLOPT_UPLOAD_FLAGS.html} */
  UPLOAD_FLAGS: BitSet<'CURLULFLAG_ANSWERED' | 'CURLULFLAG_DELETED' | 'CURLULFLAG_DRAFT' | 'CURLULFLAG_FLAGGED' | 'CURLULFLAG_SEEN'>;
  /** `CURLOPT_URL` (string), since libcurl 7.1. {@link https://curl.se/libcurl/c/CURLOPT_URL.html} */
  URL: StringValue;
  /** `CURLOPT_USERAGENT` (string), since libcurl 7.1. {@link https://curl.se/libcurl/c/CURLOPT_USERAGENT.html} */
  USERAGENT: StringValue;
  /** `CURLOPT_USERNAME` (string), since libcurl 7.19.1. {@link https://curl.se/libcurl/c/CURLOPT_USERNAME.html} */
  USERNAME: StringValue;
  /** `CURLOPT_USERPWD` (string), since libcurl 7.1. {@link https://curl.se/libcurl/c/CURLOPT_USERPWD.html} */
  USERPWD: StringValue;
  /** `CURLOPT_USE_SSL` (values), since libcurl 7.17.0. {@link https://curl.se/libcurl/c/CURLOPT_USE_SSL.html} */
  USE_SSL: EnumValue<'CURLUSESSL_NONE' | 'CURLUSESSL_TRY' | 'CURLUSESSL_CONTROL' | 'CURLUSESSL_ALL'>;
  /** `CURLOPT_VERBOSE` (long), since libcurl 7.1. {@link https://curl.se/libcurl/c/CURLOPT_VERBOSE.html} */
  VERBOSE: LongValue;
  /** `CURLOPT_WILDCARDMATCH` (long), since libcurl 7.21.0. {@link https://curl.se/libcurl/c/CURLOPT_WILDCARDMATCH.html} */
  WILDCARDMATCH: LongValue;
  /** `CURLOPT_WRITEDATA` (data), since libcurl 7.9.7. {@link https://curl.se/libcurl/c/CURLOPT_WRITEDATA.html} */
  WRITEDATA: DescriptorValue;
  /** `CURLOPT_WRITEFUNCTION` (function), since libcurl 7.1. {@link https://curl.se/libcurl/c/CURLOPT_WRITEFUNCTION.html} */
  WRITEFUNCTION: ChunkCallback | null;
  /** `CURLOPT_WRITEHEADER` (data), since libcurl 7.1. {@link https://curl.se/libcurl/c/CURLOPT_WRITEHEADER.html} */
  WRITEHEADER: DescriptorValue;
  /** `CURLOPT_WS_OPTIONS` (long), since libcurl 7.86.0. {@link https://curl.se/libcurl/c/CURLOPT_WS_OPTIONS.html} */
  WS_OPTIONS: BitSet<'CURLWS_RAW_MODE' | 'CURLWS_NOAUTOPONG'>;
  /** `CURLOPT_XFERINFOFUNCTION` (function), since libcurl 7.32.0. {@link https://curl.se/libcurl/c/CURLOPT_XFERINFOFUNCTION.html} */
  XFERINFOFUNCTION: TransferInfoCallback | null;
  /** `CURLOPT_XOAUTH2_BEARER` (string), since libcurl 7.33.0. {@link https://curl.se/libcurl/c/CURLOPT_XOAUTH2_BEARER.html} */
  XOAUTH2_BEARER: StringValue;
}

/** Name → [number, kind, first libcurl version]. */
export const easyOptionTable: Readonly<Record<string, OptionRow>> = Object.assign(Object.create(null), {
  ABSTRACT_UNIX_SOCKET: [10264, 'string', '7.53.0'],
  ACCEPTTIMEOUT_MS: [212, 'long', '7.24.0'],
  ACCEPT_ENCODING: [10102, 'string', '7.21.6'],
  ADDRESS_SCOPE: [171, 'long', '7.19.0'],
  ALTSVC: [10287, 'string', '7.64.1'],
  ALTSVC_CTRL: [286, 'long', '7.64.1'],
  APPEND: [50, 'long', '7.17.0'],
  AUTOREFERER: [58, 'long', '7.1'],
  AWS_SIGV4: [10305, 'string', '7.75.0'],
  BUFFERSIZE: [98, 'long', '7.10'],
  CAINFO: [10065, 'string', '7.4.2'],
  CAINFO_BLOB: [40309, 'blob', '7.77.0'],
  CAPATH: [10097, 'string', '7.9.8'],
  CA_CACHE_TIMEOUT: [321, 'long', '7.87.0'],
  CERTINFO: [172, 'long', '7.19.1'],
  CHUNK_BGN_FUNCTION: [20198, 'callback', '7.21.0'],
  CHUNK_DATA: [10201, 'reserved', '7.21.0'],
  CHUNK_END_FUNCTION: [20199, 'callback', '7.21.0'],
  CLOSESOCKETDATA: [10209, 'reserved', '7.21.7'],
  CLOSESOCKETFUNCTION: [20208, 'callback', '7.21.7'],
  CONNECTTIMEOUT: [78, 'long', '7.7'],
  CONNECTTIMEOUT_MS: [156, 'long', '7.16.2'],
  CONNECT_ONLY: [141, 'long', '7.15.2'],
  CONNECT_TO: [10243, 'slist', '7.49.0'],
  CONV_FROM_NETWORK_FUNCTION: [20142, 'unsupported', '7.15.4'],
  CONV_FROM_UTF8_FUNCTION: [20144, 'unsupported', '7.15.4'],
  CONV_TO_NETWORK_FUNCTION: [20143, 'unsupported', '7.15.4'],
  COOKIE: [10022, 'string', '7.1'],
  COOKIEFILE: [10031, 'string', '7.1'],
  COOKIEJAR: [10082, 'string', '7.9'],
  COOKIELIST: [10135, 'string', '7.14.1'],
  COOKIESESSION: [96, 'long', '7.9.7'],
  COPYPOSTFIELDS: [10165, 'bytes', '7.17.1'],
  CRLF: [27, 'long', '7.1'],
  CRLFILE: [10169, 'string', '7.19.0'],
  CURLU: [10282, 'url', '7.63.0'],
  CUSTOMREQUEST: [10036, 'string', '7.1'],
  DEBUGDATA: [10095, 'reserved', '7.9.6'],
  DEBUGFUNCTION: [20094, 'callback', '7.9.6'],
  DEFAULT_PROTOCOL: [10238, 'string', '7.45.0'],
  DIRLISTONLY: [48, 'long', '7.17.0'],
  DISALLOW_USERNAME_IN_URL: [278, 'long', '7.61.0'],
  DNS_CACHE_TIMEOUT: [92, 'long', '7.9.3'],
  DNS_INTERFACE: [10221, 'string', '7.33.0'],
  DNS_LOCAL_IP4: [10222, 'string', '7.33.0'],
  DNS_LOCAL_IP6: [10223, 'string', '7.33.0'],
  DNS_SERVERS: [10211, 'string', '7.24.0'],
  DNS_SHUFFLE_ADDRESSES: [275, 'long', '7.60.0'],
  DNS_USE_GLOBAL_CACHE: [91, 'long', '7.9.3'],
  DOH_SSL_VERIFYHOST: [307, 'long', '7.76.0'],
  DOH_SSL_VERIFYPEER: [306, 'long', '7.76.0'],
  DOH_SSL_VERIFYSTATUS: [308, 'long', '7.76.0'],
  DOH_URL: [10279, 'string', '7.62.0'],
  ECH: [10325, 'string', '8.8.0'],
  EGDSOCKET: [10077, 'string', '7.7'],
  ENCODING: [10102, 'string', '7.10'],
  ERRORBUFFER: [10010, 'reserved', '7.1'],
  EXPECT_100_TIMEOUT_MS: [227, 'long', '7.36.0'],
  FAILONERROR: [45, 'long', '7.1'],
  FILE: [10001, 'descriptor', '7.1'],
  FILETIME: [69, 'long', '7.5'],
  FNMATCH_DATA: [10202, 'reserved', '7.21.0'],
  FNMATCH_FUNCTION: [20200, 'callback', '7.21.0'],
  FOLLOWLOCATION: [52, 'long', '7.1'],
  FORBID_REUSE: [75, 'long', '7.7'],
  FRESH_CONNECT: [74, 'long', '7.7'],
  FTPAPPEND: [50, 'long', '7.1'],
  FTPLISTONLY: [48, 'long', '7.1'],
  FTPPORT: [10017, 'string', '7.1'],
  FTPSSLAUTH: [129, 'values', '7.12.2'],
  FTP_ACCOUNT: [10134, 'string', '7.13.0'],
  FTP_ALTERNATIVE_TO_USER: [10147, 'string', '7.15.5'],
  FTP_CREATE_MISSING_DIRS: [110, 'long', '7.10.7'],
  FTP_FILEMETHOD: [138, 'values', '7.15.1'],
  FTP_RESPONSE_TIMEOUT: [112, 'long', '7.10.8'],
  FTP_SKIP_PASV_IP: [137, 'long', '7.15.0'],
  FTP_SSL: [119, 'values', '7.11.0'],
  FTP_SSL_CCC: [154, 'long', '7.16.1'],
  FTP_USE_EPRT: [106, 'long', '7.10.5'],
  FTP_USE_EPSV: [85, 'long', '7.9.2'],
  FTP_USE_PRET: [188, 'long', '7.20.0'],
  GSSAPI_DELEGATION: [210, 'values', '7.22.0'],
  HAPPY_EYEBALLS_TIMEOUT_MS: [271, 'long', '7.59.0'],
  HAPROXYPROTOCOL: [274, 'long', '7.60.0'],
  HAPROXY_CLIENT_IP: [10323, 'string', '8.2.0'],
  HEADER: [42, 'long', '7.1'],
  HEADERDATA: [10029, 'descriptor', '7.10'],
  HEADERFUNCTION: [20079, 'callback', '7.7.2'],
  HEADEROPT: [229, 'values', '7.37.0'],
  HSTS: [10300, 'string', '7.74.0'],
  HSTSREADDATA: [10302, 'reserved', '7.74.0'],
  HSTSREADFUNCTION: [20301, 'callback', '7.74.0'],
  HSTSWRITEDATA: [10304, 'reserved', '7.74.0'],
  HSTSWRITEFUNCTION: [20303, 'callback', '7.74.0'],
  HSTS_CTRL: [299, 'long', '7.74.0'],
  HTTP09_ALLOWED: [285, 'long', '7.64.0'],
  HTTP200ALIASES: [10104, 'slist', '7.10.3'],
  HTTPAUTH: [107, 'values', '7.10.6'],
  HTTPGET: [80, 'long', '7.8.1'],
  HTTPHEADER: [10023, 'slist', '7.1'],
  HTTPPOST: [10024, 'mime', '7.1'],
  HTTPPROXYTUNNEL: [61, 'long', '7.3'],
  HTTPSIG_ALGORITHM: [329, 'values', '8.22.0'],
  HTTPSIG_HEADERS: [10332, 'string', '8.22.0'],
  HTTPSIG_KEY: [10330, 'string', '8.22.0'],
  HTTPSIG_KEYID: [10331, 'string', '8.22.0'],
  HTTP_CONTENT_DECODING: [158, 'long', '7.16.2'],
  HTTP_TRANSFER_DECODING: [157, 'long', '7.16.2'],
  HTTP_VERSION: [84, 'values', '7.9.1'],
  IGNORE_CONTENT_LENGTH: [136, 'long', '7.14.1'],
  INFILE: [10009, 'source', '7.1'],
  INFILESIZE: [14, 'long', '7.1'],
  INFILESIZE_LARGE: [30115, 'offT', '7.11.0'],
  INTERFACE: [10062, 'string', '7.3'],
  INTERLEAVEDATA: [10195, 'reserved', '7.20.0'],
  INTERLEAVEFUNCTION: [20196, 'callback', '7.20.0'],
  IOCTLDATA: [10131, 'reserved', '7.12.3'],
  IOCTLFUNCTION: [20130, 'callback', '7.12.3'],
  IPRESOLVE: [113, 'values', '7.10.8'],
  ISSUERCERT: [10170, 'string', '7.19.0'],
  ISSUERCERT_BLOB: [40295, 'blob', '7.71.0'],
  KEEP_SENDING_ON_ERROR: [245, 'long', '7.51.0'],
  KEYPASSWD: [10026, 'string', '7.17.0'],
  KRB4LEVEL: [10063, 'string', '7.3'],
  KRBLEVEL: [10063, 'string', '7.16.4'],
  LOCALPORT: [139, 'long', '7.15.2'],
  LOCALPORTRANGE: [140, 'long', '7.15.2'],
  LOGIN_OPTIONS: [10224, 'string', '7.34.0'],
  LOW_SPEED_LIMIT: [19, 'long', '7.1'],
  LOW_SPEED_TIME: [20, 'long', '7.1'],
  MAIL_AUTH: [10217, 'string', '7.25.0'],
  MAIL_FROM: [10186, 'string', '7.20.0'],
  MAIL_RCPT: [10187, 'slist', '7.20.0'],
  MAIL_RCPT_ALLLOWFAILS: [290, 'long', '7.69.0'],
  MAIL_RCPT_ALLOWFAILS: [290, 'long', '8.2.0'],
  MAXAGE_CONN: [288, 'long', '7.65.0'],
  MAXCONNECTS: [71, 'long', '7.7'],
  MAXFILESIZE: [114, 'long', '7.10.8'],
  MAXFILESIZE_LARGE: [30117, 'offT', '7.11.0'],
  MAXLIFETIME_CONN: [314, 'long', '7.80.0'],
  MAXREDIRS: [68, 'long', '7.5'],
  MAX_RECV_SPEED_LARGE: [30146, 'offT', '7.15.5'],
  MAX_SEND_SPEED_LARGE: [30145, 'offT', '7.15.5'],
  MIMEPOST: [10269, 'mime', '7.56.0'],
  MIME_OPTIONS: [315, 'long', '7.81.0'],
  NETRC: [51, 'values', '7.1'],
  NETRC_FILE: [10118, 'string', '7.11.0'],
  NEW_DIRECTORY_PERMS: [160, 'long', '7.16.4'],
  NEW_FILE_PERMS: [159, 'long', '7.16.4'],
  NOBODY: [44, 'long', '7.1'],
  NOPROGRESS: [43, 'long', '7.1'],
  NOPROXY: [10177, 'string', '7.19.4'],
  NOSIGNAL: [99, 'long', '7.10'],
  OPENSOCKETDATA: [10164, 'reserved', '7.17.1'],
  OPENSOCKETFUNCTION: [20163, 'callback', '7.17.1'],
  PASSWORD: [10174, 'string', '7.19.1'],
  PATH_AS_IS: [234, 'long', '7.42.0'],
  PINNEDPUBLICKEY: [10230, 'string', '7.39.0'],
  PIPEWAIT: [237, 'long', '7.43.0'],
  PORT: [3, 'long', '7.1'],
  POST: [47, 'long', '7.1'],
  POST301: [161, 'values', '7.17.1'],
  POSTFIELDS: [10015, 'bytes', '7.1'],
  POSTFIELDSIZE: [60, 'long', '7.2'],
  POSTFIELDSIZE_LARGE: [30120, 'offT', '7.11.1'],
  POSTQUOTE: [10039, 'slist', '7.1'],
  POSTREDIR: [161, 'values', '7.19.1'],
  PREQUOTE: [10093, 'slist', '7.9.5'],
  PREREQDATA: [10313, 'reserved', '7.80.0'],
  PREREQFUNCTION: [20312, 'callback', '7.80.0'],
  PRE_PROXY: [10262, 'string', '7.52.0'],
  PRIVATE: [10103, 'reserved', '7.10.3'],
  PROGRESSDATA: [10057, 'reserved', '7.1'],
  PROGRESSFUNCTION: [20056, 'callback', '7.1'],
  PROTOCOLS: [181, 'long', '7.19.4'],
  PROTOCOLS_STR: [10318, 'string', '7.85.0'],
  PROXY: [10004, 'string', '7.1'],
  PROXYAUTH: [111, 'values', '7.10.7'],
  PROXYHEADER: [10228, 'slist', '7.37.0'],
  PROXYPASSWORD: [10176, 'string', '7.19.1'],
  PROXYPORT: [59, 'long', '7.1'],
  PROXYTYPE: [101, 'values', '7.10'],
  PROXYUSERNAME: [10175, 'string', '7.19.1'],
  PROXYUSERPWD: [10006, 'string', '7.1'],
  PROXY_CAINFO: [10246, 'string', '7.52.0'],
  PROXY_CAINFO_BLOB: [40310, 'blob', '7.77.0'],
  PROXY_CAPATH: [10247, 'string', '7.52.0'],
  PROXY_CRLFILE: [10260, 'string', '7.52.0'],
  PROXY_ISSUERCERT: [10296, 'string', '7.71.0'],
  PROXY_ISSUERCERT_BLOB: [40297, 'blob', '7.71.0'],
  PROXY_KEYPASSWD: [10258, 'string', '7.52.0'],
  PROXY_PINNEDPUBLICKEY: [10263, 'string', '7.52.0'],
  PROXY_SERVICE_NAME: [10235, 'string', '7.43.0'],
  PROXY_SSLCERT: [10254, 'string', '7.52.0'],
  PROXY_SSLCERTTYPE: [10255, 'string', '7.52.0'],
  PROXY_SSLCERT_BLOB: [40293, 'blob', '7.71.0'],
  PROXY_SSLKEY: [10256, 'string', '7.52.0'],
  PROXY_SSLKEYTYPE: [10257, 'string', '7.52.0'],
  PROXY_SSLKEY_BLOB: [40294, 'blob', '7.71.0'],
  PROXY_SSLVERSION: [250, 'values', '7.52.0'],
  PROXY_SSL_CIPHER_LIST: [10259, 'string', '7.52.0'],
  PROXY_SSL_OPTIONS: [261, 'long', '7.52.0'],
  PROXY_SSL_VERIFYHOST: [249, 'long', '7.52.0'],
  PROXY_SSL_VERIFYPEER: [248, 'long', '7.52.0'],
  PROXY_TLS13_CIPHERS: [10277, 'string', '7.61.0'],
  PROXY_TLSAUTH_PASSWORD: [10252, 'string', '7.52.0'],
  PROXY_TLSAUTH_TYPE: [10253, 'string', '7.52.0'],
  PROXY_TLSAUTH_USERNAME: [10251, 'string', '7.52.0'],
  PROXY_TRANSFER_MODE: [166, 'long', '7.18.0'],
  PUT: [54, 'long', '7.1'],
  QUICK_EXIT: [322, 'long', '7.87.0'],
  QUOTE: [10028, 'slist', '7.1'],
  RANDOM_FILE: [10076, 'string', '7.7'],
  RANGE: [10007, 'string', '7.1'],
  READDATA: [10009, 'source', '7.9.7'],
  READFUNCTION: [20012, 'callback', '7.1'],
  REDIR_PROTOCOLS: [182, 'long', '7.19.4'],
  REDIR_PROTOCOLS_STR: [10319, 'string', '7.85.0'],
  REFERER: [10016, 'string', '7.1'],
  REQUEST_TARGET: [10266, 'string', '7.55.0'],
  RESOLVE: [10203, 'slist', '7.21.3'],
  RESOLVER_START_DATA: [10273, 'reserved', '7.59.0'],
  RESOLVER_START_FUNCTION: [20272, 'callback', '7.59.0'],
  RESUME_FROM: [21, 'long', '7.1'],
  RESUME_FROM_LARGE: [30116, 'offT', '7.11.0'],
  RTSPHEADER: [10023, 'slist', '7.20.0'],
  RTSP_CLIENT_CSEQ: [193, 'long', '7.20.0'],
  RTSP_REQUEST: [189, 'values', '7.20.0'],
  RTSP_SERVER_CSEQ: [194, 'long', '7.20.0'],
  RTSP_SESSION_ID: [10190, 'string', '7.20.0'],
  RTSP_STREAM_URI: [10191, 'string', '7.20.0'],
  RTSP_TRANSPORT: [10192, 'string', '7.20.0'],
  SASL_AUTHZID: [10289, 'string', '7.66.0'],
  SASL_IR: [218, 'long', '7.31.0'],
  SEEKDATA: [10168, 'reserved', '7.18.0'],
  SEEKFUNCTION: [20167, 'callback', '7.18.0'],
  SERVER_RESPONSE_TIMEOUT: [112, 'long', '7.20.0'],
  SERVER_RESPONSE_TIMEOUT_MS: [324, 'long', '8.6.0'],
  SERVICE_NAME: [10236, 'string', '7.43.0'],
  SHARE: [10100, 'share', '7.10'],
  SOCKOPTDATA: [10149, 'reserved', '7.16.0'],
  SOCKOPTFUNCTION: [20148, 'callback', '7.16.0'],
  SOCKS5_AUTH: [267, 'long', '7.55.0'],
  SOCKS5_GSSAPI_NEC: [180, 'long', '7.19.4'],
  SOCKS5_GSSAPI_SERVICE: [10179, 'string', '7.19.4'],
  SSH_AUTH_TYPES: [151, 'values', '7.16.1'],
  SSH_COMPRESSION: [268, 'long', '7.56.0'],
  SSH_HOSTKEYDATA: [10317, 'reserved', '7.84.0'],
  SSH_HOSTKEYFUNCTION: [20316, 'callback', '7.84.0'],
  SSH_HOST_PUBLIC_KEY_MD5: [10162, 'string', '7.17.1'],
  SSH_HOST_PUBLIC_KEY_SHA256: [10311, 'string', '7.80.0'],
  SSH_KEYDATA: [10185, 'reserved', '7.19.6'],
  SSH_KEYFUNCTION: [20184, 'callback', '7.19.6'],
  SSH_KNOWNHOSTS: [10183, 'string', '7.19.6'],
  SSH_PRIVATE_KEYFILE: [10153, 'string', '7.16.1'],
  SSH_PUBLIC_KEYFILE: [10152, 'string', '7.16.1'],
  SSLCERT: [10025, 'string', '7.1'],
  SSLCERTPASSWD: [10026, 'string', '7.1.1'],
  SSLCERTTYPE: [10086, 'string', '7.9.3'],
  SSLCERT_BLOB: [40291, 'blob', '7.71.0'],
  SSLENGINE: [10089, 'string', '7.9.3'],
  SSLENGINE_DEFAULT: [90, 'long', '7.9.3'],
  SSLKEY: [10087, 'string', '7.9.3'],
  SSLKEYPASSWD: [10026, 'string', '7.9.3'],
  SSLKEYTYPE: [10088, 'string', '7.9.3'],
  SSLKEY_BLOB: [40292, 'blob', '7.71.0'],
  SSLVERSION: [32, 'values', '7.1'],
  SSL_CIPHER_LIST: [10083, 'string', '7.9'],
  SSL_CTX_DATA: [10109, 'reserved', '7.10.6'],
  SSL_CTX_FUNCTION: [20108, 'callback', '7.10.6'],
  SSL_EC_CURVES: [10298, 'string', '7.73.0'],
  SSL_ENABLE_ALPN: [226, 'long', '7.36.0'],
  SSL_ENABLE_NPN: [225, 'long', '7.36.0'],
  SSL_FALSESTART: [233, 'long', '7.42.0'],
  SSL_OPTIONS: [216, 'values', '7.25.0'],
  SSL_SESSIONID_CACHE: [150, 'long', '7.16.0'],
  SSL_SIGNATURE_ALGORITHMS: [10328, 'string', '8.14.0'],
  SSL_VERIFYHOST: [81, 'long', '7.8.1'],
  SSL_VERIFYPEER: [64, 'long', '7.4.2'],
  SSL_VERIFYSTATUS: [232, 'long', '7.41.0'],
  STDERR: [10037, 'descriptor', '7.1'],
  STREAM_DEPENDS: [10240, 'easy', '7.46.0'],
  STREAM_DEPENDS_E: [10241, 'easy', '7.46.0'],
  STREAM_WEIGHT: [239, 'long', '7.46.0'],
  SUPPRESS_CONNECT_HEADERS: [265, 'long', '7.54.0'],
  TCP_FASTOPEN: [244, 'long', '7.49.0'],
  TCP_KEEPALIVE: [213, 'long', '7.25.0'],
  TCP_KEEPCNT: [326, 'long', '8.9.0'],
  TCP_KEEPIDLE: [214, 'long', '7.25.0'],
  TCP_KEEPINTVL: [215, 'long', '7.25.0'],
  TCP_NODELAY: [121, 'long', '7.11.2'],
  TELNETOPTIONS: [10070, 'slist', '7.7'],
  TFTP_BLKSIZE: [178, 'long', '7.19.4'],
  TFTP_NO_OPTIONS: [242, 'long', '7.48.0'],
  TIMECONDITION: [33, 'values', '7.1'],
  TIMEOUT: [13, 'long', '7.1'],
  TIMEOUT_MS: [155, 'long', '7.16.2'],
  TIMEVALUE: [34, 'long', '7.1'],
  TIMEVALUE_LARGE: [30270, 'offT', '7.59.0'],
  TLS13_CIPHERS: [10276, 'string', '7.61.0'],
  TLSAUTH_PASSWORD: [10205, 'string', '7.21.4'],
  TLSAUTH_TYPE: [10206, 'string', '7.21.4'],
  TLSAUTH_USERNAME: [10204, 'string', '7.21.4'],
  TRAILERDATA: [10284, 'reserved', '7.64.0'],
  TRAILERFUNCTION: [20283, 'callback', '7.64.0'],
  TRANSFERTEXT: [53, 'long', '7.1.1'],
  TRANSFER_ENCODING: [207, 'long', '7.21.6'],
  UNIX_SOCKET_PATH: [10231, 'string', '7.40.0'],
  UNRESTRICTED_AUTH: [105, 'long', '7.10.4'],
  UPKEEP_INTERVAL_MS: [281, 'long', '7.62.0'],
  UPLOAD: [46, 'long', '7.1'],
  UPLOAD_BUFFERSIZE: [280, 'long', '7.62.0'],
  UPLOAD_FLAGS: [327, 'long', '8.13.0'],
  URL: [10002, 'string', '7.1'],
  USERAGENT: [10018, 'string', '7.1'],
  USERNAME: [10173, 'string', '7.19.1'],
  USERPWD: [10005, 'string', '7.1'],
  USE_SSL: [119, 'values', '7.17.0'],
  VERBOSE: [41, 'long', '7.1'],
  WILDCARDMATCH: [197, 'long', '7.21.0'],
  WRITEDATA: [10001, 'descriptor', '7.9.7'],
  WRITEFUNCTION: [20011, 'callback', '7.1'],
  WRITEHEADER: [10029, 'descriptor', '7.1'],
  WS_OPTIONS: [320, 'long', '7.86.0'],
  XFERINFODATA: [10057, 'reserved', '7.32.0'],
  XFERINFOFUNCTION: [20219, 'callback', '7.32.0'],
  XOAUTH2_BEARER: [10220, 'string', '7.33.0'],
} satisfies Record<string, OptionRow>);

/** Name → the constants of which its value is one, or a set. */
export const easyOptionMembers: Readonly<Record<string, readonly ConstantName[]>> = Object.assign(Object.create(null), {
  ALTSVC_CTRL: ['CURLALTSVC_READONLYFILE', 'CURLALTSVC_H1', 'CURLALTSVC_H2', 'CURLALTSVC_H3'],
  FOLLOWLOCATION: ['CURLFOLLOW_ALL', 'CURLFOLLOW_OBEYCODE', 'CURLFOLLOW_FIRSTONLY'],
  FTPSSLAUTH: ['CURLFTPAUTH_DEFAULT', 'CURLFTPAUTH_SSL', 'CURLFTPAUTH_TLS'],
  FTP_CREATE_MISSING_DIRS: ['CURLFTP_CREATE_DIR_NONE', 'CURLFTP_CREATE_DIR', 'CURLFTP_CREATE_DIR_RETRY'],
  FTP_FILEMETHOD: ['CURLFTPMETHOD_DEFAULT', 'CURLFTPMETHOD_MULTICWD', 'CURLFTPMETHOD_NOCWD', 'CURLFTPMETHOD_SINGLECWD'],
  FTP_SSL_CCC: ['CURLFTPSSL_CCC_NONE', 'CURLFTPSSL_CCC_PASSIVE', 'CURLFTPSSL_CCC_ACTIVE'],
  GSSAPI_DELEGATION: ['CURLGSSAPI_DELEGATION_NONE', 'CURLGSSAPI_DELEGATION_POLICY_FLAG', 'CURLGSSAPI_DELEGATION_FLAG'],
  HEADEROPT: ['CURLHEADER_UNIFIED', 'CURLHEADER_SEPARATE'],
  HSTS_CTRL: ['CURLHSTS_ENABLE', 'CURLHSTS_READONLYFILE'],
  HTTPAUTH: ['CURLAUTH_NONE', 'CURLAUTH_BASIC', 'CURLAUTH_DIGEST', 'CURLAUTH_NEGOTIATE', 'CURLAUTH_GSSNEGOTIATE', 'CURLAUTH_GSSAPI', 'CURLAUTH_NTLM', 'CURLAUTH_DIGEST_IE', 'CURLAUTH_NTLM_WB', 'CURLAUTH_BEARER', 'CURLAUTH_AWS_SIGV4', 'CURLAUTH_HTTPSIG', 'CURLAUTH_ONLY', 'CURLAUTH_ANY', 'CURLAUTH_ANYSAFE'],
  HTTPSIG_ALGORITHM: ['CURLHTTPSIG_NONE', 'CURLHTTPSIG_ED25519', 'CURLHTTPSIG_HMAC_SHA256'],
  HTTP_VERSION: ['CURL_HTTP_VERSION_NONE', 'CURL_HTTP_VERSION_1_0', 'CURL_HTTP_VERSION_1_1', 'CURL_HTTP_VERSION_2_0', 'CURL_HTTP_VERSION_2TLS', 'CURL_HTTP_VERSION_2_PRIOR_KNOWLEDGE', 'CURL_HTTP_VERSION_3', 'CURL_HTTP_VERSION_3ONLY', 'CURL_HTTP_VERSION_2'],
  IPRESOLVE: ['CURL_IPRESOLVE_WHATEVER', 'CURL_IPRESOLVE_V4', 'CURL_IPRESOLVE_V6'],
  MIME_OPTIONS: ['CURLMIMEOPT_FORMESCAPE'],
  NETRC: ['CURL_NETRC_IGNORED', 'CURL_NETRC_OPTIONAL', 'CURL_NETRC_REQUIRED'],
  POSTREDIR: ['CURL_REDIR_GET_ALL', 'CURL_REDIR_POST_301', 'CURL_REDIR_POST_302', 'CURL_REDIR_POST_303', 'CURL_REDIR_POST_ALL'],
  PROTOCOLS: ['CURLPROTO_HTTP', 'CURLPROTO_HTTPS', 'CURLPROTO_FTP', 'CURLPROTO_FTPS', 'CURLPROTO_SCP', 'CURLPROTO_SFTP', 'CURLPROTO_TELNET', 'CURLPROTO_LDAP', 'CURLPROTO_LDAPS', 'CURLPROTO_DICT', 'CURLPROTO_FILE', 'CURLPROTO_TFTP', 'CURLPROTO_IMAP', 'CURLPROTO_IMAPS', 'CURLPROTO_POP3', 'CURLPROTO_POP3S', 'CURLPROTO_SMTP', 'CURLPROTO_SMTPS', 'CURLPROTO_RTSP', 'CURLPROTO_RTMP', 'CURLPROTO_RTMPT', 'CURLPROTO_RTMPE', 'CURLPROTO_RTMPTE', 'CURLPROTO_RTMPS', 'CURLPROTO_RTMPTS', 'CURLPROTO_GOPHER', 'CURLPROTO_SMB', 'CURLPROTO_SMBS', 'CURLPROTO_MQTT', 'CURLPROTO_GOPHERS', 'CURLPROTO_ALL'],
  PROXYAUTH: ['CURLAUTH_NONE', 'CURLAUTH_BASIC', 'CURLAUTH_DIGEST', 'CURLAUTH_NEGOTIATE', 'CURLAUTH_GSSNEGOTIATE', 'CURLAUTH_GSSAPI', 'CURLAUTH_NTLM', 'CURLAUTH_DIGEST_IE', 'CURLAUTH_NTLM_WB', 'CURLAUTH_BEARER', 'CURLAUTH_AWS_SIGV4', 'CURLAUTH_HTTPSIG', 'CURLAUTH_ONLY', 'CURLAUTH_ANY', 'CURLAUTH_ANYSAFE'],
  PROXYTYPE: ['CURLPROXY_HTTP', 'CURLPROXY_HTTP_1_0', 'CURLPROXY_HTTPS', 'CURLPROXY_HTTPS2', 'CURLPROXY_SOCKS4', 'CURLPROXY_SOCKS5', 'CURLPROXY_SOCKS4A', 'CURLPROXY_SOCKS5_HOSTNAME', 'CURLPROXY_HTTPS3'],
  PROXY_SSLVERSION: ['CURL_SSLVERSION_DEFAULT', 'CURL_SSLVERSION_TLSv1', 'CURL_SSLVERSION_SSLv2', 'CURL_SSLVERSION_SSLv3', 'CURL_SSLVERSION_TLSv1_0', 'CURL_SSLVERSION_TLSv1_1', 'CURL_SSLVERSION_TLSv1_2', 'CURL_SSLVERSION_TLSv1_3', 'CURL_SSLVERSION_MAX_NONE', 'CURL_SSLVERSION_MAX_DEFAULT', 'CURL_SSLVERSION_MAX_TLSv1_0', 'CURL_SSLVERSION_MAX_TLSv1_1', 'CURL_SSLVERSION_MAX_TLSv1_2', 'CURL_SSLVERSION_MAX_TLSv1_3'],
  PROXY_SSL_OPTIONS: ['CURLSSLOPT_ALLOW_BEAST', 'CURLSSLOPT_NO_REVOKE', 'CURLSSLOPT_NO_PARTIALCHAIN', 'CURLSSLOPT_REVOKE_BEST_EFFORT', 'CURLSSLOPT_NATIVE_CA', 'CURLSSLOPT_AUTO_CLIENT_CERT', 'CURLSSLOPT_EARLYDATA'],
  REDIR_PROTOCOLS: ['CURLPROTO_HTTP', 'CURLPROTO_HTTPS', 'CURLPROTO_FTP', 'CURLPROTO_FTPS', 'CURLPROTO_SCP', 'CURLPROTO_SFTP', 'CURLPROTO_TELNET', 'CURLPROTO_LDAP', 'CURLPROTO_LDAPS', 'CURLPROTO_DICT', 'CURLPROTO_FILE', 'CURLPROTO_TFTP', 'CURLPROTO_IMAP', 'CURLPROTO_IMAPS', 'CURLPROTO_POP3', 'CURLPROTO_POP3S', 'CURLPROTO_SMTP', 'CURLPROTO_SMTPS', 'CURLPROTO_RTSP', 'CURLPROTO_RTMP', 'CURLPROTO_RTMPT', 'CURLPROTO_RTMPE', 'CURLPROTO_RTMPTE', 'CURLPROTO_RTMPS', 'CURLPROTO_RTMPTS', 'CURLPROTO_GOPHER', 'CURLPROTO_SMB', 'CURLPROTO_SMBS', 'CURLPROTO_MQTT', 'CURLPROTO_GOPHERS', 'CURLPROTO_ALL'],
  RTSP_REQUEST: ['CURL_RTSPREQ_NONE', 'CURL_RTSPREQ_OPTIONS', 'CURL_RTSPREQ_DESCRIBE', 'CURL_RTSPREQ_ANNOUNCE', 'CURL_RTSPREQ_SETUP', 'CURL_RTSPREQ_PLAY', 'CURL_RTSPREQ_PAUSE', 'CURL_RTSPREQ_TEARDOWN', 'CURL_RTSPREQ_GET_PARAMETER', 'CURL_RTSPREQ_SET_PARAMETER', 'CURL_RTSPREQ_RECORD', 'CURL_RTSPREQ_RECEIVE'],
  SOCKS5_AUTH: ['CURLAUTH_NONE', 'CURLAUTH_BASIC', 'CURLAUTH_DIGEST', 'CURLAUTH_NEGOTIATE', 'CURLAUTH_GSSNEGOTIATE', 'CURLAUTH_GSSAPI', 'CURLAUTH_NTLM', 'CURLAUTH_DIGEST_IE', 'CURLAUTH_NTLM_WB', 'CURLAUTH_BEARER', 'CURLAUTH_AWS_SIGV4', 'CURLAUTH_HTTPSIG', 'CURLAUTH_ONLY', 'CURLAUTH_ANY', 'CURLAUTH_ANYSAFE'],
  SSH_AUTH_TYPES: ['CURLSSH_AUTH_ANY', 'CURLSSH_AUTH_NONE', 'CURLSSH_AUTH_PUBLICKEY', 'CURLSSH_AUTH_PASSWORD', 'CURLSSH_AUTH_HOST', 'CURLSSH_AUTH_KEYBOARD', 'CURLSSH_AUTH_AGENT', 'CURLSSH_AUTH_GSSAPI', 'CURLSSH_AUTH_DEFAULT'],
  SSLVERSION: ['CURL_SSLVERSION_DEFAULT', 'CURL_SSLVERSION_TLSv1', 'CURL_SSLVERSION_SSLv2', 'CURL_SSLVERSION_SSLv3', 'CURL_SSLVERSION_TLSv1_0', 'CURL_SSLVERSION_TLSv1_1', 'CURL_SSLVERSION_TLSv1_2', 'CURL_SSLVERSION_TLSv1_3', 'CURL_SSLVERSION_MAX_NONE', 'CURL_SSLVERSION_MAX_DEFAULT', 'CURL_SSLVERSION_MAX_TLSv1_0', 'CURL_SSLVERSION_MAX_TLSv1_1', 'CURL_SSLVERSION_MAX_TLSv1_2', 'CURL_SSLVERSION_MAX_TLSv1_3'],
  SSL_OPTIONS: ['CURLSSLOPT_ALLOW_BEAST', 'CURLSSLOPT_NO_REVOKE', 'CURLSSLOPT_NO_PARTIALCHAIN', 'CURLSSLOPT_REVOKE_BEST_EFFORT', 'CURLSSLOPT_NATIVE_CA', 'CURLSSLOPT_AUTO_CLIENT_CERT', 'CURLSSLOPT_EARLYDATA'],
  TIMECONDITION: ['CURL_TIMECOND_NONE', 'CURL_TIMECOND_IFMODSINCE', 'CURL_TIMECOND_IFUNMODSINCE', 'CURL_TIMECOND_LASTMOD'],
  UPLOAD_FLAGS: ['CURLULFLAG_ANSWERED', 'CURLULFLAG_DELETED', 'CURLULFLAG_DRAFT', 'CURLULFLAG_FLAGGED', 'CURLULFLAG_SEEN'],
  USE_SSL: ['CURLUSESSL_NONE', 'CURLUSESSL_TRY', 'CURLUSESSL_CONTROL', 'CURLUSESSL_ALL'],
  WS_OPTIONS: ['CURLWS_RAW_MODE', 'CURLWS_NOAUTOPONG'],
} satisfies Record<string, readonly ConstantName[]>);
