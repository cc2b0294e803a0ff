import { createHash, createPrivateKey, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { isIP } from 'node:net';
import { bits, integer, octets, oid, sequence, set, tagged, truth, utcTime, utf8 } from './der.js';

// Node can read certificates and sign data, but not make certificates. A library that can (selfsigned, node-forge)
// would add ten packages to every installation, in place of the hundred lines here.

/** A certificate authority and a server's certificate that it has signed, in PEM. */
export interface ServerCertificate {
  /** The authority's certificate, which clients have to trust. */
  ca: string;
  /** The server's certificate. */
  cert: string;
  /** The server's private key. */
  key: string;
}

const DAY = 24 * 60 * 60 * 1000;
const OID = {
  commonName: '2.5.4.3',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  subjectKey: '2.5.29.14',
  keyUsage: '2.5.29.15',
  names: '2.5.29.17',
  constraints: '2.5.29.19',
  authorityKey: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
  serverAuth: '1.3.6.1.5.5.7.3.1',
} as const;

interface Party {
  name: Buffer;
  publicKey: Buffer;
  keyId: Buffer;
  privateKey: KeyObject;
}

/** @param hosts names and addresses that the certificate is for */
export function makeServerCertificate(hosts: readonly string[]): ServerCertificate {
  const [authority, server] = [makeParty('test authority'), makeParty(hosts[0]!)];
  const [keyCertSign, digitalSignature] = [bits(Buffer.from([0x04]), 2), bits(Buffer.from([0x80]), 7)];
  const ca = issue(authority, authority, [extension(OID.constraints, sequence(truth), true), extension(OID.keyUsage, keyCertSign, true)]);
  const cert = issue(server, authority, [
    extension(OID.constraints, sequence(), true),
    extension(OID.keyUsage, digitalSignature, true),
    extension(OID.extendedKeyUsage, sequence(oid(OID.serverAuth))),
    extension(OID.names, sequence(...hosts.map(alternativeName))),
  ]);
  return { ca: pem(ca), cert: pem(cert), key: server.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string };
}

function makeParty(name: string): Party {
  // In DER rather than as KeyObjects, which under Jest would belong to another realm.
  const { publicKey, privateKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return {
    name: sequence(set(sequence(oid(OID.commonName), utf8(name)))),
    publicKey,
    keyId: createHash('sha1').update(publicKey).digest(),
    privateKey: createPrivateKey(privateKey),
  };
}

/** Makes a signed certificate (RFC 5280, 4.1). */
function issue(subject: Party, issuer: Party, extensions: readonly Buffer[]): Buffer {
  const algorithm = sequence(oid(OID.ecdsaWithSha256));
  const now = Date.now();
  const all = [
    ...extensions,
    extension(OID.subjectKey, octets(subject.keyId)),
    ...(subject === issuer ? [] : [extension(OID.authorityKey, sequence(tagged(0x80, issuer.keyId)))]),
  ];
  const version3 = tagged(0xa0, integer(Buffer.from([2])));
  const content = sequence(
    version3,
    integer(Buffer.from([0x01, ...randomBytes(15)])),
    algorithm,
    issuer.name,
    sequence(utcTime(new Date(now - DAY)), utcTime(new Date(now + 30 * DAY))),
    subject.name,
    subject.publicKey,
    tagged(0xa3, sequence(...all)),
  );
  return sequence(content, algorithm, bits(sign('sha256', content, issuer.privateKey)));
}

function extension(id: string, value: Buffer, isCritical = false): Buffer {
  return sequence(oid(id), ...(isCritical ? [truth] : []), octets(value));
}

/** A subject alternative name: a DNS name, or an IP address as bytes. */
function alternativeName(host: string): Buffer {
  if (isIP(host) === 4) return tagged(0x87, Buffer.from(host.split('.').map(Number)));
  if (isIP(host) === 6) return tagged(0x87, addressBytes(host));
  return tagged(0x82, Buffer.from(host, 'latin1'));
}

function addressBytes(address: string): Buffer {
  const [head = '', tail] = address.split('::');
  const groups = (text: string) => (text === '' ? [] : text.split(':').map((group) => parseInt(group, 16)));
  const [first, last] = [groups(head), groups(tail ?? '')];
  const bytes = Buffer.alloc(16);
  first.forEach((group, at) => bytes.writeUInt16BE(group, at * 2));
  last.forEach((group, at) => bytes.writeUInt16BE(group, (8 - last.length + at) * 2));
  return bytes;
}

function pem(der: Buffer): string {
  return `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/.{64}(?=.)/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
}
