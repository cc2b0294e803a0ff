import { argumentError, checkString, refusal, type EasyOptions } from '@curlew/core-native';
import type { ClientCertificate } from '../../http/request.js';
import { checkPemOrPath, isPem, type PemOrPath } from '../../trust/certificates.js';
import { option, type CheckedOf, type Descriptors } from './descriptor.js';
import { checkPair } from './pair.js';

/** Options of the client certificate. They are not used for another origin after a redirect. */
export interface ClientCertificateOptions {
  /**
   * The client's certificate and those that sign it: text in PEM or the path of a file; or, as in acurl, the paths of
   * key file and certificate file (SSLCERT). null for none although the session has one. Default: none.
   */
  cert?: PemOrPath | ClientCertificate | null | undefined;
  /** The private key: text in PEM or the path of a file (SSLKEY). Default: the key in `cert`. */
  key?: PemOrPath | undefined;
  /** The passphrase of the key, or of `pfx` (KEYPASSWD). Default: none. */
  passphrase?: string | undefined;
  /** Certificate and key in PKCS #12 (`.p12`, `.pfx`): its bytes or the path of a file (SSLCERT). Cannot be combined with `cert` and `key`. Default: none. */
  pfx?: Uint8Array | string | undefined;
}

type CheckedCert = string | ClientCertificate | undefined;

function checkCert(value: unknown, name: string): CheckedCert {
  if (value === null) return undefined;
  if (Array.isArray(value)) return checkPair(value, name);
  if (typeof value === 'string' || value instanceof Uint8Array) return checkPemOrPath(value, name);
  throw argumentError('', name, 'text in PEM, the path of a file, or the paths of key and certificate', value);
}

/**
 * An interface rather than a union, which TypeScript would write out with the byte types of its own version.
 * @internal
 */
export interface CheckedPfx {
  readonly options: Pick<EasyOptions, 'SSLCERT'> | Pick<EasyOptions, 'SSLCERT_BLOB'>;
}

function checkPfx(value: unknown, name: string): CheckedPfx {
  if (value instanceof Uint8Array) return { options: { SSLCERT_BLOB: value } };
  if (typeof value === 'string' && value !== '') return { options: { SSLCERT: value } };
  throw argumentError('', name, 'bytes or the path of a file', value);
}

/** @internal */
export const clientCertificateOptions = {
  cert: option(checkCert),
  key: option(checkPemOrPath),
  passphrase: option((value, name) => checkString('', name, value)),
  pfx: option(checkPfx),
} satisfies Descriptors<ClientCertificateOptions>;

/** Only for the origin that the request was made for. @throws {TypeError} options that exclude each other @internal */
export function clientCertificateCredentials(checked: CheckedOf<typeof clientCertificateOptions>): Partial<EasyOptions> {
  const { cert, key, passphrase, pfx } = checked;
  if (pfx !== undefined && (cert ?? key) !== undefined) throw excluded('pfx', 'cert and key');
  if (Array.isArray(cert) && key !== undefined) throw excluded('key', 'a cert that is a pair of paths');
  const options = pfx === undefined ? pemCurl(cert, key) : { SSLCERTTYPE: 'P12' as const, ...pfx.options };
  return passphrase === undefined || Object.keys(options).length === 0 ? options : { ...options, KEYPASSWD: passphrase };
}

const excluded = (name: string, other: string) =>
  refusal('ERR_CURL_INVALID_ARG_VALUE', `${name}: cannot be combined with ${other}`, { argument: name });

function pemCurl(cert: CheckedCert, key: string | undefined): Partial<EasyOptions> {
  if (cert === undefined) return {};
  if (typeof cert !== 'string') return { SSLKEY: cert[0], SSLCERT: cert[1] };
  return {
    ...(isPem(cert) ? { SSLCERT_BLOB: Buffer.from(cert) } : { SSLCERT: cert }),
    ...(key === undefined ? {} : isPem(key) ? { SSLKEY_BLOB: Buffer.from(key) } : { SSLKEY: key }),
  };
}
