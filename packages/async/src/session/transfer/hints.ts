import type { EasyError } from '@curlew/core-native';

/** Failures that a session option may help with: the code, a pattern of the detail, and the hint. */
const HINTS: readonly (readonly [code: string, detail: RegExp | undefined, hint: string])[] = [
  [
    'CURLE_PEER_FAILED_VERIFICATION',
    /self-signed certificate|unable to get local issuer/,
    'add certificates to trust with `ca` or `extraCa`',
  ],
  ['CURLE_PEER_FAILED_VERIFICATION', /no alternative certificate subject name|does not match/, 'the certificate does not name this host'],
  ['CURLE_PEER_FAILED_VERIFICATION', /expired/, 'the certificate has expired, or the clock is wrong'],
  ['CURLE_PEER_FAILED_VERIFICATION', /not yet valid/, 'the clock may be wrong'],
  ['CURLE_SSL_CACERT_BADFILE', undefined, 'the file comes from `ca`, CURL_CA_BUNDLE, SSL_CERT_FILE or the system'],
  ['CURLE_SSL_CONNECT_ERROR', /wrong version number|packet length too long|http request/, 'is this an http port?'],
  ['CURLE_SSL_CONNECT_ERROR', /alert protocol version|no protocols available|unsupported protocol/, 'see `minVersion` and `maxVersion`'],
  ['CURLE_SSL_CONNECT_ERROR', /alert handshake failure/, 'the server may want a client certificate: `cert` and `key`'],
  ['CURLE_RECV_ERROR', /alert certificate required/, 'the server wants a client certificate: `cert` and `key`'],
  ['CURLE_BAD_FUNCTION_ARGUMENT', /unable to set private key/, '`key` does not belong to `cert`, is missing, or needs a `passphrase`'],
  ['CURLE_SSL_CERTPROBLEM', undefined, 'see `cert`, `key`, `pfx` and `passphrase`'],
  ['CURLE_SSL_PINNEDPUBKEYNOTMATCH', undefined, '`pinnedPublicKey` does not list the key of the server'],
  ['CURLE_COULDNT_RESOLVE_PROXY', undefined, 'see `proxy`, and the environment variables of proxies'],
];

/** A hint about the session option that may help with a failure; undefined if there is none. */
export function hintFor({ code, detail }: EasyError): string | undefined {
  return HINTS.find(([each, words]) => each === code && (words === undefined || words.test(detail)))?.[2];
}
