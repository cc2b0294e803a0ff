import { binding } from './binding.js';
import { argumentError } from './errors/index.js';

/** The result of `curl_version_info()` for the linked libcurl. Fields that this build lacks are absent. */
export interface VersionInfo {
  /** The struct's own version (CURLVERSION_NOW of the linked libcurl). */
  age: number;
  /** Such as `8.22.0`. */
  version: string;
  /** `libcurl/8.22.0 OpenSSL/3.5.7 …`: libcurl and each library that it was built with, as in `curl_version()`. */
  libraries: string;
  /** `0xXXYYZZ`. */
  versionNum: number;
  /** The system that it was built for. */
  host: string;
  /** A bit set of CURL_VERSION_*. */
  features: number;
  /** The features by name, such as `HTTP3`. */
  featureNames: string[];
  /** The protocols of this build, such as `https`. */
  protocols: string[];
  /** The TLS library and its version, such as `OpenSSL/3.5.7`. */
  sslVersion?: string;
  /** The version of zlib. */
  libzVersion?: string;
  /** The version of brotli. */
  brotliVersion?: string;
  /** The version of zstd. */
  zstdVersion?: string;
  /** The version of nghttp2, which does HTTP/2. */
  nghttp2Version?: string;
  /** The libraries of QUIC and HTTP/3 with their versions. */
  quicVersion?: string;
  /** The SSH library and its version, such as `libssh2/1.11.1`. */
  libsshVersion?: string;
  /** The version of libidn2. */
  libidn?: string;
  /** The version of c-ares. */
  ares?: string;
  /** The version of hyper; libcurl has not used it since 8.12. */
  hyperVersion?: string;
  /** The version of GNU SASL. */
  gsaslVersion?: string;
  /** The version of librtmp, told by libcurl 8.20 and newer. */
  rtmpVersion?: string;
  /** The built-in default of CAINFO. */
  cainfo?: string;
  /** The built-in default of CAPATH. */
  capath?: string;
  /** The version of c-ares: `(major << 16) | (minor << 8) | patch`. */
  aresNum?: number;
  /** The version of iconv. No libcurl that this package can be built with sets it. */
  iconvVerNum?: number;
  /** `(major << 24) | (minor << 12) | patch`. */
  brotliVerNum?: number;
  /** `(major << 16) | (minor << 8) | patch`. */
  nghttp2VerNum?: number;
  /** `(major << 24) | (minor << 12) | patch`. */
  zstdVerNum?: number;
  /** `vendored`: the pinned libcurl inside the addon; `system`: the libcurl of the machine that built the addon. */
  linked: 'vendored' | 'system';
}

let cached: VersionInfo | undefined;

/** The linked libcurl's version, features and libraries. Corresponds to `curl_version_info()`. */
export function versionInfo(): Readonly<VersionInfo> {
  cached ??= Object.freeze(binding.versionInfo() as VersionInfo);
  return cached;
}

/** Whether the linked libcurl is older than a version such as `7.22.0`. */
export function isOlderThan(version: string): boolean {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  return versionInfo().versionNum < (major << 16) + (minor << 8) + patch;
}

/** libcurl's text for a CURLcode. Corresponds to `curl_easy_strerror()`. @throws {TypeError} not a whole number */
export function easyStrError(code: number): string {
  return strError(0, code);
}

/** libcurl's text for a CURLMcode. Corresponds to `curl_multi_strerror()`. @throws {TypeError} not a whole number */
export function multiStrError(code: number): string {
  return strError(1, code);
}

/** libcurl's text for a CURLSHcode. Corresponds to `curl_share_strerror()`. @throws {TypeError} not a whole number */
export function shareStrError(code: number): string {
  return strError(2, code);
}

/** libcurl's text for a CURLUcode. Corresponds to `curl_url_strerror()`. @throws {TypeError} not a whole number */
export function urlStrError(code: number): string {
  return strError(3, code);
}

function strError(family: number, code: number): string {
  if (!Number.isInteger(code)) throw argumentError('strError', 'code', 'an error code (a whole number)', code);
  return binding.strerror(family, code);
}
