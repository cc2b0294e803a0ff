import { argumentError, checkBoolean, checkString, type EasyOptions } from '@curlew/core-native';
import { trustStoreFile } from '../../trust-store.js';
import type { ClientCertificate } from '../../http/request.js';
import { option, optionWithDefault, type CheckedOf, type Descriptors } from './descriptor.js';

/** Options of TLS. */
export interface TlsOptions {
  /** Check the certificate and the host name of the server. Default true. */
  verify?: boolean | undefined;
  /** A file of trusted certificates in PEM, instead of the system's. */
  ca?: string | undefined;
  /** The client's key file and certificate file, in PEM. Not sent to another origin after a redirect. */
  cert?: ClientCertificate | null | undefined;
  /** The passphrase of the key file. */
  passphrase?: string | undefined;
}

/** A pair of strings; null for none. @throws {TypeError} anything else @internal */
export function checkPair(value: unknown, name: string): readonly [string, string] | undefined {
  if (value === null) return undefined;
  if (!Array.isArray(value) || value.length !== 2 || value.some((each) => typeof each !== 'string'))
    throw argumentError('', name, 'two strings', value);
  return value as unknown as readonly [string, string];
}

/** @internal */
export const tlsOptions = {
  verify: optionWithDefault(true, (value, name) => checkBoolean('', name, value)),
  ca: option((value, name) => checkString('', name, value)),
  cert: option(checkPair),
  passphrase: option((value, name) => checkString('', name, value)),
} satisfies Descriptors<TlsOptions>;

type Checked = CheckedOf<typeof tlsOptions>;

/** @internal */
export function tlsCurl({ verify, ca }: Checked): Partial<EasyOptions> {
  return {
    CAINFO: ca ?? trustStoreFile(),
    ...(verify ? {} : { SSL_VERIFYPEER: false, SSL_VERIFYHOST: 0 }),
  };
}

/** Only for the origin that the request was made for. @internal */
export function tlsCredentials({ cert, passphrase }: Checked): Partial<EasyOptions> {
  if (!cert) return {};
  return { SSLKEY: cert[0], SSLCERT: cert[1], ...(passphrase !== undefined ? { KEYPASSWD: passphrase } : {}) };
}
