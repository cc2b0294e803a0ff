import { existsSync, readFileSync } from 'node:fs';
import * as tls from 'node:tls';
import { bundleFile } from './bundle-file.js';

/** The paths of root certificate bundles on common systems. */
const SYSTEM_BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt', // Debian, Ubuntu, Arch, Gentoo
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem', // Fedora, RHEL
  '/etc/ssl/ca-bundle.pem', // openSUSE
  '/etc/ssl/cert.pem', // Alpine, macOS, the BSDs
  '/usr/local/share/certs/ca-root-nss.crt', // FreeBSD
];

/** libcurl's options for trusted certificates: a file, or the text itself. */
export type TrustStore = { readonly CAINFO: string } | { readonly CAINFO_BLOB: Uint8Array };

/** Node has this function since 22.15. */
const { getCACertificates } = tls as { getCACertificates?: (type: 'system') => string[] };

let roots: TrustStore | undefined;
/** The last store with extra certificates, with the environment variables that it was made from. */
let extended: { base: string | undefined; extra: string; store: TrustStore } | undefined;

/**
 * The trusted root certificates: CURL_CA_BUNDLE or SSL_CERT_FILE, else the system's bundle, else the system
 * certificates that Node finds, else Node's own. The certificates of NODE_EXTRA_CA_CERTS are added, as in Node's fetch.
 */
export function trustStore(): TrustStore {
  const named = process.env.CURL_CA_BUNDLE || process.env.SSL_CERT_FILE;
  const extra = process.env.NODE_EXTRA_CA_CERTS;
  if (!extra) return named ? { CAINFO: named } : defaultRoots();
  if (extended?.base !== named || extended?.extra !== extra) {
    const base = named ? { CAINFO: named } : defaultRoots();
    extended = { base: named, extra, store: withExtraFile(base, extra) };
  }
  return extended.store;
}

function defaultRoots(): TrustStore {
  if (roots === undefined) {
    // On Windows every user may make a C:\etc, and would decide whom the others trust.
    const file = process.platform === 'win32' ? undefined : SYSTEM_BUNDLES.find((path) => existsSync(path));
    roots = file === undefined ? storeOf(nodeRoots().join('\n')) : { CAINFO: file };
  }
  return roots;
}

function nodeRoots(): readonly string[] {
  const system = getCACertificates?.('system') ?? [];
  return system.length > 0 ? system : tls.rootCertificates;
}

/** As in Node, a file that cannot be read causes a warning and is left out. */
function withExtraFile(base: TrustStore, path: string): TrustStore {
  let extra: string;
  try {
    extra = readFileSync(path, 'utf8');
  } catch (error) {
    process.emitWarning(`the certificates of NODE_EXTRA_CA_CERTS are ignored: ${(error as Error).message}`);
    return base;
  }
  return withCertificates(base, extra);
}

/** The last result of {@link withCertificates}: most requests ask for the same as the one before. */
let joined: { base: TrustStore; extra: string; store: TrustStore } | undefined;

/** A store with additional certificates in PEM. */
export function withCertificates(base: TrustStore, extra: string): TrustStore {
  if (joined === undefined || joined.extra !== extra || !isSame(joined.base, base)) joined = { base, extra, store: join(base, extra) };
  return joined.store;
}

const isSame = (one: TrustStore, other: TrustStore): boolean =>
  'CAINFO' in one ? 'CAINFO' in other && one.CAINFO === other.CAINFO : one === other;

function join(base: TrustStore, extra: string): TrustStore {
  const text = 'CAINFO' in base ? readFileSync(base.CAINFO, 'utf8') : Buffer.from(base.CAINFO_BLOB).toString();
  return storeOf(`${text.trimEnd()}\n${extra}`);
}

/** From this size on, in bytes, a store is written to a file. */
const LARGE = 64 * 1024;

/**
 * A store of these certificates. A large one is written to a file, because libcurl caches a parsed file for all
 * connections of a multi but parses a blob again for each.
 */
export function storeOf(pem: string): TrustStore {
  const file = pem.length < LARGE ? undefined : bundleFile(pem);
  return file === undefined ? { CAINFO_BLOB: Buffer.from(pem) } : { CAINFO: file };
}
