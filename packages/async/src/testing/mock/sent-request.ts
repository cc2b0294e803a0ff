import { argumentError, constants, versionInfo, type UploadChunks } from '@curlew/core-native';
import type { HeaderField } from '../../http/header-fields.js';
import type { PreparedBody } from '../../session/request/prepared-body.js';
import type { PreparedRequest } from '../../session/request/prepared-request.js';
import type { CookieJar } from '../../session/pool/cookie-jar.js';
import { Failure } from './failures.js';

/** The codings that the session asks for: those that the core, or else libcurl, can decode. */
const { featureNames, linked } = versionInfo();
const CODINGS = [
  ...(linked === 'vendored' ? ['gzip', 'deflate'] : ['deflate', 'gzip']),
  ...(featureNames.includes('brotli') ? ['br'] : []),
  ...(featureNames.includes('zstd') ? ['zstd'] : []),
].join(', ');

/**
 * The headers that libcurl would send over HTTP/1.1: its own, unless HTTPHEADER replaces or removes them, then those of
 * HTTPHEADER. Schemes with a challenge (Digest, NTLM) send nothing before the challenge, so they are left out.
 * @param jar undefined for a request without cookies
 */
export function sentFields(request: PreparedRequest, jar: CookieJar | undefined): HeaderField[] {
  const { given, removed } = headerOptions(request);
  const replaced = new Set([...removed, ...given.map(([name]) => name.toLowerCase())]);
  const own = ownFields(request).filter(([name]) => !replaced.has(name.toLowerCase()));
  const cookie = cookieOf(request, jar, replaced.has('cookie'));
  return [...own, ...(cookie === undefined ? [] : [['Cookie', cookie] as const]), ...given];
}

/** Parses HTTPHEADER as libcurl does. */
function headerOptions({ content }: PreparedRequest): { given: HeaderField[]; removed: string[] } {
  const [given, removed]: [HeaderField[], string[]] = [[], []];
  for (const line of (content.options.HTTPHEADER ?? []) as (string | Buffer)[]) {
    const text = typeof line === 'string' ? line : line.toString('latin1');
    const [, name = '', mark, value = ''] = /^([^:;]*)([:;])(.*)$/s.exec(text) ?? [];
    if (mark === ':' && value === '') removed.push(name.toLowerCase());
    else given.push([name, value.trim()]);
  }
  return { given, removed };
}

function ownFields(request: PreparedRequest): HeaderField[] {
  const { url, settings, withCredentials, body, content } = request;
  const { USERAGENT, RANGE, REFERER, ACCEPT_ENCODING } = { ...settings.curl, ...(withCredentials ? settings.credentials : {}) };
  const authorization = authorizationOf(request);
  const fields: (readonly [name: string, value: unknown])[] = [
    ['Host', new URL(url).host],
    ['Authorization', authorization],
    ['User-Agent', USERAGENT],
    ['Range', typeof RANGE === 'string' ? `bytes=${RANGE}` : undefined],
    ['Accept', '*/*'],
    ['Accept-Encoding', ACCEPT_ENCODING ?? (settings.decompress ? CODINGS : undefined)],
    ['Referer', REFERER],
    ...lengthFields(body, 'POSTFIELDS' in content.options),
    ['Content-Type', 'POSTFIELDS' in content.options ? 'application/x-www-form-urlencoded' : undefined],
  ];
  return fields.filter((field): field is HeaderField => typeof field[1] === 'string' && field[1] !== '');
}

function lengthFields(body: PreparedBody, hasPostFields: boolean): HeaderField[] {
  switch (body.kind) {
    case 'none':
      return hasPostFields ? [['Content-Length', '0']] : [];
    case 'bytes':
      return [['Content-Length', String(Buffer.byteLength(body.data))]];
    case 'source':
      return [body.length === undefined ? ['Transfer-Encoding', 'chunked'] : ['Content-Length', String(body.length)]];
    case 'mime':
      return [];
  }
}

/** The Authorization header. Credentials of the options take precedence over those of the URL. */
function authorizationOf({ url, settings, withCredentials }: PreparedRequest): string | undefined {
  const { USERNAME, PASSWORD, HTTPAUTH, XOAUTH2_BEARER } = withCredentials ? settings.credentials : {};
  if (typeof XOAUTH2_BEARER === 'string' && HTTPAUTH === constants.CURLAUTH_BEARER) return `Bearer ${XOAUTH2_BEARER}`;
  // These schemes wait for a challenge.
  if (HTTPAUTH !== undefined && HTTPAUTH !== constants.CURLAUTH_BASIC) return undefined;
  if (typeof USERNAME === 'string') return basic(USERNAME, typeof PASSWORD === 'string' ? PASSWORD : '');
  const { username, password } = new URL(url);
  return username === '' && password === '' ? undefined : basic(decodeURIComponent(username), decodeURIComponent(password));
}

const basic = (user: string, password: string) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

/**
 * The Cookie header: the jar's cookies, those with the longest paths first, then those of the COOKIE option, which also
 * carries the pinned cookies. A Cookie header of the caller replaces that option.
 */
function cookieOf(
  { url, settings, withCredentials }: PreparedRequest,
  jar: CookieJar | undefined,
  isReplaced: boolean,
): string | undefined {
  const pinned = new Set(isReplaced ? jar?.headerFor(url)?.split('; ') : []);
  const sent = [...(jar?.snapshot.sentTo(new URL(url)) ?? [])].sort((a, b) => b.path.length - a.path.length);
  const own = withCredentials && !isReplaced ? settings.credentials.COOKIE : undefined;
  const parts = sent.map(({ name, value }) => `${name}=${value}`).filter((part) => !pinned.has(part));
  if (typeof own === 'string') parts.push(own);
  return parts.length === 0 ? undefined : parts.join('; ');
}

/**
 * Reads a body as libcurl would.
 * @throws {Failure} the source fails, or does not have the announced number of bytes
 */
export async function sentBody(body: PreparedBody): Promise<Buffer> {
  if (body.kind === 'bytes') return Buffer.from(body.data as string);
  if (body.kind !== 'source') return Buffer.alloc(0);
  try {
    const bytes = await readAll(body.open());
    if (body.length !== undefined && bytes.length !== body.length)
      throw argumentError('uploadFrom', 'source', `${body.length} bytes`, bytes.length, 'ERR_CURL_OUT_OF_RANGE');
    return bytes;
  } catch (cause) {
    throw new Failure(constants.CURLE_ABORTED_BY_CALLBACK, 'the body of the request could not be read', { cause });
  }
}

async function readAll(source: UploadChunks): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of source) {
    if (typeof chunk === 'string') chunks.push(Buffer.from(chunk));
    else if (ArrayBuffer.isView(chunk)) chunks.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    else throw argumentError('uploadFrom', 'chunk', 'a string or bytes', chunk);
  }
  return Buffer.concat(chunks);
}
