import { readFileSync } from 'node:fs';
import { argumentError } from '@curlew/core-native';

/** A header, cookie or parameter of an HTTP archive. */
export interface HarPair {
  /** Its name. */
  name: string;
  /** Its value. */
  value: string;
}

/** A request of an HTTP archive. */
export interface HarRequest {
  /** The method. */
  method: string;
  /** The absolute URL, without a fragment. */
  url: string;
  /** `HTTP/1.1`, `HTTP/2` and so on. */
  httpVersion: string;
  /** The headers as they were sent. */
  headers: HarPair[];
  /** The parameters of the URL. */
  queryString: HarPair[];
  /** The cookies that were sent. */
  cookies: HarPair[];
  /** Bytes of the headers; -1 where that is not known. */
  headersSize: number;
  /** Bytes of the body; -1 where that is not known. */
  bodySize: number;
  /** The body, if there is one. */
  postData?: { mimeType: string; text: string; params?: HarPair[]; encoding?: string };
}

/** A response of an HTTP archive; a status of 0 means that there was none. */
export interface HarResponse {
  /** The HTTP status. */
  status: number;
  /** The reason phrase. */
  statusText: string;
  /** `HTTP/1.1`, `HTTP/2` and so on. */
  httpVersion: string;
  /** The headers as they came. */
  headers: HarPair[];
  /** The cookies that were set. */
  cookies: HarPair[];
  /** The decoded body. */
  content: { size: number; mimeType: string; text?: string; encoding?: string };
  /** The Location header; empty if there is none. */
  redirectURL: string;
  /** Bytes of the headers; -1 where that is not known. */
  headersSize: number;
  /** Bytes of the body on the wire; -1 where that is not known. */
  bodySize: number;
}

/** A request and its response, with times in milliseconds. */
export interface HarEntry {
  /** When the request began, in ISO 8601. */
  startedDateTime: string;
  /** The total time in milliseconds. */
  time: number;
  /** The request. */
  request: HarRequest;
  /** The response. */
  response: HarResponse;
  /** Empty: there is no cache. */
  cache: object;
  /** Milliseconds of each step. */
  timings: { blocked?: number; dns?: number; connect?: number; ssl?: number; send: number; wait: number; receive: number };
  /** The address of the server or proxy. */
  serverIPAddress?: string;
  /** The message of a failed request. */
  _error?: string;
  /** The code of the error; written by this package. */
  _errorCode?: string;
}

/** An HTTP archive (HAR 1.2). */
export interface Har {
  /** The root object of the archive. */
  log: { version: string; creator: { name: string; version: string }; entries: HarEntry[] };
}

/** The parts of an entry that a replay needs, from an archive written by any tool. */
export interface ReadEntry {
  request: { method: string; url: URL; postData: string | undefined };
  response: { status: number; statusText: string; headers: readonly (readonly [name: string, value: string])[]; body: Buffer };
  error: string | undefined;
  errorCode: string | undefined;
}

/**
 * Reads an archive written by any tool.
 * @param given the archive, or the path of its file
 * @throws {TypeError} not an archive; the message names the place
 * @throws {Error} the file cannot be read
 */
export function readHar(given: unknown): ReadEntry[] {
  const har = typeof given === 'string' ? parseFile(given) : given;
  const entries = asArray(fieldOf(fieldOf(har, 'log', 'har'), 'entries', 'har.log'), 'har.log.entries');
  return entries.map((entry, at) => readEntry(entry, `har.log.entries[${at}]`));
}

function parseFile(path: string): unknown {
  const text = readFileSync(path, 'utf8');
  try {
    // Some tools write a byte order mark first.
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw argumentError('replayHar', 'har', 'a file of JSON', `${path}: ${(error as Error).message}`, 'ERR_CURL_INVALID_ARG_VALUE');
  }
}

function readEntry(entry: unknown, place: string): ReadEntry {
  const request = fieldOf(entry, 'request', place);
  const response = fieldOf(entry, 'response', place);
  const url = asString(fieldOf(request, 'url', `${place}.request`), `${place}.request.url`);
  if (!URL.canParse(url)) throw wrong(`${place}.request.url`, 'an absolute URL', url);
  const post = optional(request, 'postData');
  const status = fieldOf(response, 'status', `${place}.response`);
  if (!Number.isInteger(status)) throw wrong(`${place}.response.status`, 'a status', status);
  return {
    request: {
      method: asString(fieldOf(request, 'method', `${place}.request`), `${place}.request.method`),
      url: new URL(url),
      postData: post === undefined ? undefined : postDataOf(post),
    },
    response: {
      status: status as number,
      statusText: textOr(optional(response, 'statusText'), ''),
      headers: headersOf(optional(response, 'headers'), `${place}.response.headers`),
      body: bodyOf(optional(response, 'content')),
    },
    error: stringOrNone(optional(entry, '_error')) ?? stringOrNone(optional(response, '_error')),
    errorCode: stringOrNone(optional(entry, '_errorCode')),
  };
}

/** The body of a request. Browsers record a form as text, or only as its fields. */
function postDataOf(post: unknown): string | undefined {
  const text = optional(post, 'text');
  if (typeof text === 'string') return optional(post, 'encoding') === 'base64' ? Buffer.from(text, 'base64').toString() : text;
  const params = optional(post, 'params');
  if (!Array.isArray(params)) return undefined;
  return new URLSearchParams(
    params.map((pair): [string, string] => [textOr(optional(pair, 'name'), ''), textOr(optional(pair, 'value'), '')]),
  ).toString();
}

function headersOf(headers: unknown, place: string): [name: string, value: string][] {
  if (headers === undefined) return [];
  return asArray(headers, place).flatMap((header, at) => {
    const name = asString(fieldOf(header, 'name', `${place}[${at}]`), `${place}[${at}].name`);
    const value = asString(fieldOf(header, 'value', `${place}[${at}]`), `${place}[${at}].value`);
    // Chrome joins repeated headers by line feeds, and lists the pseudo-headers of HTTP/2.
    return name.startsWith(':') ? [] : value.split('\n').map((each): [string, string] => [name, each.trim()]);
  });
}

/**
 * The body of a response: text that was decoded by its charset, or base64. Content codings are already removed in both.
 */
function bodyOf(content: unknown): Buffer {
  const text = optional(content, 'text');
  if (typeof text !== 'string') return Buffer.alloc(0);
  if (optional(content, 'encoding') === 'base64') return Buffer.from(text, 'base64');
  const isLatin1 = /charset="?(?:iso-8859-1|latin1|windows-1252)/i.test(textOr(optional(content, 'mimeType'), ''));
  return Buffer.from(text, isLatin1 ? 'latin1' : 'utf8');
}

const optional = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;

function fieldOf(value: unknown, name: string, place: string): unknown {
  const field = optional(value, name);
  if (field === undefined || field === null) throw wrong(`${place}.${name}`, 'a part of an HTTP archive (HAR 1.2)', field);
  return field;
}

function asArray(value: unknown, place: string): unknown[] {
  if (!Array.isArray(value)) throw wrong(place, 'an array', value);
  return value as unknown[];
}

function asString(value: unknown, place: string): string {
  if (typeof value !== 'string') throw wrong(place, 'a string', value);
  return value;
}

const textOr = (value: unknown, fallback: string) => (typeof value === 'string' ? value : fallback);
const stringOrNone = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
const wrong = (place: string, expected: string, value: unknown) => argumentError('replayHar', place, expected, value);
