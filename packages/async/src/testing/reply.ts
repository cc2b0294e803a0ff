import { STATUS_CODES } from 'node:http';
import { isAnyArrayBuffer } from 'node:util/types';
import { argumentError, checkInteger, checkNames, checkObject, checkString } from '@curlew/core-native';
import { hasField, headerFields, type HeaderField, type HeadersInput } from '../http/header-fields.js';

/**
 * A body of a reply: text, bytes, a stream or an async iterable of them, or any other object, which is sent as JSON.
 * Null and undefined mean an empty body.
 */
export type ReplyBody = string | ArrayBufferView | ArrayBuffer | AsyncIterable<string | ArrayBufferView> | object | null | undefined;

/** Options of a reply, in addition to status and body. */
export interface ReplyOptions {
  /** The headers of the reply. Default: none but those that the body implies. */
  headers?: HeadersInput | undefined;
  /** Trailer fields, sent after the body. Default: none. */
  trailers?: HeadersInput | undefined;
  /** The reason phrase. Default: the usual one of the status. */
  statusText?: string | undefined;
}

/** A reply of a mock, or of a test's own server. */
export interface Reply extends ReplyOptions {
  /** Default 200. */
  status?: number | undefined;
  /** Text, bytes, a value that is sent as JSON, or a stream of any of the first two. Default: empty. */
  body?: ReplyBody;
}

/** A reply, ready to be sent. */
export interface PreparedReply {
  status: number;
  statusText: string;
  fields: readonly HeaderField[];
  trailers: readonly HeaderField[];
  /** The body: bytes, or an async iterable of chunks. */
  body: Buffer | AsyncIterable<Buffer>;
}

const KNOWN: Readonly<Record<keyof Reply, true>> = { status: true, body: true, headers: true, trailers: true, statusText: true };

const UNSAFE = /[\r\n\0]/;

/** Statuses whose responses have no body. */
const BODILESS: ReadonlySet<number> = new Set([204, 205, 304]);

/**
 * Checks a reply and completes it as servers do: adds Content-Length if the length is known, and a Content-Type for
 * JSON.
 * @param operation for the message
 * @throws {TypeError | RangeError} naming the wrong part
 */
export function prepareReply(given: unknown, operation: string, more: Readonly<Record<string, unknown>> = {}): PreparedReply {
  const reply: Reply = checkObject(operation, 'reply', given, 'an object with status, body and headers');
  checkNames(operation, reply, { ...KNOWN, ...more });
  const status = checkInteger(operation, 'status', reply.status ?? 200, { min: 200, max: 999 });
  const statusText = checkString(operation, 'statusText', reply.statusText ?? STATUS_CODES[status] ?? '');
  if (UNSAFE.test(statusText))
    throw argumentError(operation, 'statusText', 'text without CR, LF and NUL', statusText, 'ERR_CURL_INVALID_ARG_VALUE');
  const { body, type } = contentOf(reply.body, operation);
  const fields = headerFields(reply.headers);
  const framing: HeaderField[] = [];
  if (type !== undefined && !hasField(fields, 'content-type')) framing.push(['content-type', type]);
  const isFramed = hasField(fields, 'content-length') || hasField(fields, 'transfer-encoding');
  if (Buffer.isBuffer(body) && !isFramed && !BODILESS.has(status)) framing.push(['content-length', String(body.length)]);
  return { status, statusText, fields: [...fields, ...framing], trailers: headerFields(reply.trailers), body };
}

/** Whether a response with this status to this method can have a body. */
export const mayHaveBody = (method: string, status: number): boolean => method !== 'HEAD' && !BODILESS.has(status);

function contentOf(body: unknown, operation: string): { body: Buffer | AsyncIterable<Buffer>; type?: string } {
  if (body === undefined || body === null) return { body: Buffer.alloc(0) };
  if (typeof body === 'string') return { body: Buffer.from(body) };
  const bytes = bytesOf(body);
  if (bytes) return { body: bytes };
  if (typeof body !== 'object') throw argumentError(operation, 'body', 'text, bytes, a stream, or an object to be sent as JSON', body);
  if (Symbol.asyncIterator in body) return { body: chunksOf(body as AsyncIterable<unknown>, operation) };
  return { body: Buffer.from(JSON.stringify(body)), type: 'application/json' };
}

/** Bytes as a Buffer; undefined for anything else. */
export function bytesOf(value: unknown): Buffer | undefined {
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  return isAnyArrayBuffer(value) ? Buffer.from(value) : undefined;
}

async function* chunksOf(source: AsyncIterable<unknown>, operation: string): AsyncGenerator<Buffer, void, undefined> {
  for await (const chunk of source) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : bytesOf(chunk);
    if (!bytes) throw argumentError(operation, 'body', 'chunks of text or bytes', chunk);
    yield bytes;
  }
}
