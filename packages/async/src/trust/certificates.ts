import { readFileSync } from 'node:fs';
import { argumentError } from '@curlew/core-native';

/** A certificate or key: its text in PEM, or the path of a file. */
export type PemOrPath = string | Uint8Array;

/** Certificates: text in PEM, the path of a file, or an array of these. */
export type Certificates = PemOrPath | readonly PemOrPath[];

const BEGIN = '-----BEGIN ';

/** Whether the text is PEM rather than a path. */
export const isPem = (text: string): boolean => text.includes(BEGIN);

/** Text, or bytes of it. @throws {TypeError} neither */
export function checkPemOrPath(value: unknown, name: string): string {
  if (typeof value === 'string' && value !== '') return value;
  if (!(value instanceof Uint8Array)) throw argumentError('', name, 'text in PEM, or the path of a file', value);
  const text = Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString();
  if (!isPem(text)) throw argumentError('', name, 'bytes in PEM', 'others', 'ERR_CURL_INVALID_ARG_VALUE');
  return text;
}

/** The certificates as one text. @throws {TypeError} not certificates, or a file that cannot be read */
export function readCertificates(value: unknown, name: string): string {
  const values = Array.isArray(value) ? (value as unknown[]) : [value];
  if (values.length === 0) throw argumentError('', name, 'at least one certificate', value, 'ERR_CURL_INVALID_ARG_VALUE');
  return values.map((each) => readCertificate(checkPemOrPath(each, name), name)).join('\n');
}

function readCertificate(pemOrPath: string, name: string): string {
  if (isPem(pemOrPath)) return pemOrPath;
  let text: string;
  try {
    text = readFileSync(pemOrPath, 'utf8');
  } catch (cause) {
    throw argumentError('', name, `a file that can be read (${(cause as Error).message})`, pemOrPath, 'ERR_CURL_INVALID_ARG_VALUE');
  }
  if (!isPem(text)) throw argumentError('', name, 'a file in PEM', pemOrPath, 'ERR_CURL_INVALID_ARG_VALUE');
  return text;
}
