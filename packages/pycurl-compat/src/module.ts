import { ValueError } from './errors/errors.js';
import { cInt } from './python/arguments.js';
import {
  globalCleanup,
  globalInit,
  constants,
  easyStrError,
  multiStrError,
  shareStrError,
  urlStrError,
  versionInfo,
} from '@curlew/core-native';

/** libcurl's text for an easy code; `pycurl.easy_strerror`. @throws {TypeError} not a whole number */
export const easy_strerror = (errornum: number): string => easyStrError(cInt(errornum));
/** libcurl's text for a multi code; `pycurl.multi_strerror`. @throws {TypeError} not a whole number */
export const multi_strerror = (errornum: number): string => multiStrError(cInt(errornum));
/** libcurl's text for a share code; `pycurl.share_strerror`. @throws {TypeError} not a whole number */
export const share_strerror = (errornum: number): string => shareStrError(cInt(errornum));
/** libcurl's text for a URL code; `pycurl.url_strerror`. @throws {TypeError} not a whole number */
export const url_strerror = (errornum: number): string => urlStrError(cInt(errornum));

/** Initialises libcurl; it is initialised once in any case. @throws {ValueError} unknown flags */
export function global_init(option: number): void {
  const known = constants.CURL_GLOBAL_ALL | constants.CURL_GLOBAL_ACK_EINTR;
  if ((cInt(option) & ~known) !== 0) throw new ValueError('invalid option to global_init');
  globalInit(option);
}

/** Undoes one {@link global_init}. */
export function global_cleanup(): void {
  globalCleanup();
}

/** The result of {@link version_info}, in pycurl's order. */
export type VersionInfoTuple = readonly [
  age: number,
  version: string,
  version_num: number,
  host: string,
  features: number,
  ssl_version: string | null,
  ssl_version_num: number,
  libz_version: string | null,
  protocols: readonly string[],
  ares: string | null,
  ares_num: number,
  libidn: string | null,
];

/** The linked libcurl's version as pycurl's 12-tuple. @param stamp ignored, as in libcurl @throws {TypeError} `stamp` is not a whole number */
export function version_info(stamp = 0): VersionInfoTuple {
  cInt(stamp);
  const info = versionInfo();
  return [
    info.age,
    info.version,
    info.versionNum,
    info.host,
    info.features,
    info.sslVersion ?? null,
    0,
    info.libzVersion ?? null,
    info.protocols,
    info.ares ?? null,
    info.aresNum ?? 0,
    info.libidn ?? null,
  ];
}

/** The pycurl version whose names and behaviour this package has. */
const PYCURL_VERSION = '7.47.0';

/** pycurl's version, and libcurl with its libraries; also the default User-Agent of a Curl. */
export const version = `PycURL/${PYCURL_VERSION} ${versionInfo().libraries}`;

/** The version of the linked libcurl as a number; in pycurl that of the libcurl that it was compiled with. */
export const COMPILE_LIBCURL_VERSION_NUM: number = versionInfo().versionNum;
/** There is no Python. */
export const COMPILE_PY_VERSION_HEX = 0;
/** The TLS library of libcurl in pycurl's words: `openssl`, `gnutls`, …, `none/other`. */
export const COMPILE_SSL_LIB: string = tlsLibrary(versionInfo().sslVersion);

function tlsLibrary(sslVersion = ''): string {
  const [, name = ''] = /^\(?([A-Za-z]+(?: Transport)?)/.exec(sslVersion) ?? [];
  const known: Readonly<Record<string, string>> = {
    OpenSSL: 'openssl',
    LibreSSL: 'openssl',
    BoringSSL: 'openssl',
    GnuTLS: 'gnutls',
    wolfSSL: 'wolfssl',
    mbedTLS: 'mbedtls',
    NSS: 'nss',
    Schannel: 'schannel',
    'Secure Transport': 'secure-transport',
  };
  return known[name] ?? 'none/other';
}
