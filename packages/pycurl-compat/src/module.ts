import { ValueError } from './errors.js';
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

/** libcurl's text for an easy code; `pycurl.easy_strerror`. */
export const easy_strerror = easyStrError;
/** libcurl's text for a multi code; `pycurl.multi_strerror`. */
export const multi_strerror = multiStrError;
/** libcurl's text for a share code; `pycurl.share_strerror`. */
export const share_strerror = shareStrError;
/** libcurl's text for a URL code; `pycurl.url_strerror`. */
export const url_strerror = urlStrError;

/** Initialises libcurl; it is initialised once in any case. @throws {ValueError} unknown flags */
export function global_init(option: number): void {
  const known = constants.CURL_GLOBAL_ALL | constants.CURL_GLOBAL_ACK_EINTR;
  if (typeof option !== 'number') throw new TypeError('global_init() requires a number');
  if (!Number.isInteger(option) || (option & ~known) !== 0) throw new ValueError('invalid option to global_init');
  globalInit(option);
}

/** Takes one {@link global_init} back. */
export function global_cleanup(): void {
  globalCleanup();
}

/** What {@link version_info} answers, position by position as in pycurl. */
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

/** The linked libcurl's version as pycurl's 12-tuple. */
export function version_info(): VersionInfoTuple {
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
    0,
    info.libidn ?? null,
  ];
}

/** Like pycurl's: the package and what libcurl is made of. */
export const version: string = (() => {
  const info = versionInfo();
  return ['PycURL-compat/7.47.0', `libcurl/${info.version}`, info.sslVersion, info.libzVersion && `zlib/${info.libzVersion}`]
    .filter(Boolean)
    .join(' ');
})();
