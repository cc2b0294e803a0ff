import { argumentError, checkBoolean, checkOneOf, constants, type EasyOptions } from '@curlew/core-native';
import { checkPemOrPath, isPem, readCertificates, type Certificates } from '../../trust/certificates.js';
import { storeOf, trustStore, withCertificates, type TrustStore } from '../../trust/trust-store.js';
import { option, optionWithDefault, type CheckedOf, type Descriptors } from './descriptor.js';

const MIN_VERSIONS = {
  TLSv1: constants.CURL_SSLVERSION_TLSv1_0,
  'TLSv1.1': constants.CURL_SSLVERSION_TLSv1_1,
  'TLSv1.2': constants.CURL_SSLVERSION_TLSv1_2,
  'TLSv1.3': constants.CURL_SSLVERSION_TLSv1_3,
} as const;

/** A version of TLS, named as in Node. */
export type TlsVersion = keyof typeof MIN_VERSIONS;

const MAX_VERSIONS: Readonly<Record<TlsVersion, number>> = {
  TLSv1: constants.CURL_SSLVERSION_MAX_TLSv1_0,
  'TLSv1.1': constants.CURL_SSLVERSION_MAX_TLSv1_1,
  'TLSv1.2': constants.CURL_SSLVERSION_MAX_TLSv1_2,
  'TLSv1.3': constants.CURL_SSLVERSION_MAX_TLSv1_3,
};

/** Options of TLS: which servers are trusted, and which versions are used. */
export interface TrustOptions {
  /** Verify the certificate and the host name of the server (SSL_VERIFYPEER, SSL_VERIFYHOST). Default true. */
  verify?: boolean | undefined;
  /**
   * Trusted certificates, instead of the system's: text in PEM, the path of a file, or an array of these (CAINFO). Default:
   * CURL_CA_BUNDLE or SSL_CERT_FILE, else the system's certificates, and those of NODE_EXTRA_CA_CERTS in addition.
   */
  ca?: Certificates | undefined;
  /** Trusted certificates in addition to `ca`, or to its default. Default: none. */
  extraCa?: Certificates | undefined;
  /**
   * The SHA-256 of the server's public key, as `sha256//BASE64`; one of several must match (PINNEDPUBLICKEY).
   * Checked in addition to the certificate. Default: any key.
   */
  pinnedPublicKey?: string | readonly string[] | undefined;
  /** The lowest version of TLS (SSLVERSION). Default `TLSv1.2`. */
  minVersion?: TlsVersion | undefined;
  /** The highest version of TLS (SSLVERSION). Default: the highest that both sides support. */
  maxVersion?: TlsVersion | undefined;
  /**
   * Negotiate the HTTP version in the TLS handshake (SSL_ENABLE_ALPN). Default true; without it new connections do not use HTTP/2.
   */
  alpn?: boolean | undefined;
}

const PIN = /^sha256\/\/[A-Za-z0-9+/]{43}=$/;

function checkPins(value: unknown, name: string): string {
  const pins = Array.isArray(value) ? (value as unknown[]) : [value];
  const wrong = pins.length === 0 ? value : pins.find((pin) => typeof pin !== 'string' || !PIN.test(pin));
  if (wrong !== undefined) throw argumentError('', name, '`sha256//` and 44 characters of base64', wrong, 'ERR_CURL_INVALID_ARG_VALUE');
  return pins.join(';');
}

/** A single path stays a path: libcurl reads the file and reports an error if it cannot. @internal */
export function checkCa(value: unknown, name: string): TrustStore {
  if (typeof value === 'string' && !isPem(checkPemOrPath(value, name))) return { CAINFO: value };
  return storeOf(readCertificates(value, name));
}

const version = option((value, name) => checkOneOf('', name, value, Object.keys(MIN_VERSIONS) as TlsVersion[]));

/** @internal */
export const trustOptions = {
  verify: optionWithDefault(true, (value, name) => checkBoolean('', name, value)),
  ca: option(checkCa),
  extraCa: option(readCertificates),
  pinnedPublicKey: option(checkPins),
  minVersion: version,
  maxVersion: version,
  alpn: optionWithDefault(true, (value, name) => checkBoolean('', name, value)),
} satisfies Descriptors<TrustOptions>;

/** @throws {RangeError} `minVersion` is above `maxVersion` @internal */
export function trustCurl(checked: CheckedOf<typeof trustOptions>): Partial<EasyOptions> {
  const { verify, ca = trustStore(), extraCa, pinnedPublicKey, alpn } = checked;
  return {
    ...(extraCa === undefined ? ca : withCertificates(ca, extraCa)),
    ...(verify ? {} : { SSL_VERIFYPEER: false, SSL_VERIFYHOST: 0 }),
    ...(pinnedPublicKey === undefined ? {} : { PINNEDPUBLICKEY: pinnedPublicKey }),
    ...versionsCurl(checked),
    ...(alpn ? {} : { SSL_ENABLE_ALPN: false }),
  };
}

function versionsCurl({ minVersion, maxVersion }: CheckedOf<typeof trustOptions>): Partial<EasyOptions> {
  if (minVersion === undefined && maxVersion === undefined) return {};
  const versions = Object.keys(MIN_VERSIONS);
  // A maximum below the default minimum lowers the minimum.
  const min = minVersion ?? (versions.indexOf(maxVersion!) < versions.indexOf('TLSv1.2') ? maxVersion! : 'TLSv1.2');
  if (maxVersion !== undefined && versions.indexOf(min) > versions.indexOf(maxVersion))
    throw argumentError('', 'maxVersion', `${min} or higher, as minVersion`, maxVersion, 'ERR_CURL_OUT_OF_RANGE');
  return { SSLVERSION: MIN_VERSIONS[min] | (maxVersion === undefined ? 0 : MAX_VERSIONS[maxVersion]) };
}
