import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { createHash } from 'node:crypto';

/** Where the common systems keep their bundle of root certificates. */
const SYSTEM_BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt', // Debian, Ubuntu, Arch, Gentoo
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem', // Fedora, RHEL
  '/etc/ssl/ca-bundle.pem', // openSUSE
  '/etc/ssl/cert.pem', // Alpine, macOS, the BSDs
  '/usr/local/share/certs/ca-root-nss.crt', // FreeBSD
];

let found: string | undefined;

/**
 * The file of trusted root certificates for CAINFO: CURL_CA_BUNDLE or SSL_CERT_FILE, else the system's bundle, else
 * Node's own roots, written once to a private file. A file and no blob: libcurl keeps a parsed file for all connections
 * of a multi, a blob is parsed again for each.
 */
export function trustStoreFile(): string {
  const named = process.env.CURL_CA_BUNDLE || process.env.SSL_CERT_FILE;
  if (named) return named;
  found ??= SYSTEM_BUNDLES.find((file) => existsSync(file)) ?? writeNodeRoots();
  return found;
}

function writeNodeRoots(): string {
  const text = rootCertificates.join('\n');
  const directory = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'curlew');
  const file = join(directory, `node-roots-${createHash('sha256').update(text).digest('hex').slice(0, 16)}.pem`);
  if (existsSync(file)) return file;
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const partial = `${file}.${process.pid}`;
  writeFileSync(partial, text, { mode: 0o600 });
  renameSync(partial, file);
  return file;
}
