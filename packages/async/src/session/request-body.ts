import { Readable } from 'node:stream';
import { Mime, type UploadChunks } from '@curlew/core-native';
import { invalidOption } from '../http/invalid-option.js';
import type { RequestBody, RequestOptions } from './request-options.js';

/** A body, ready to be given to libcurl. */
export type PreparedBody =
  | { kind: 'none' }
  /** `contentType` undefined leaves it to libcurl (urlencoded), null sends none. */
  | { kind: 'bytes'; data: string | Uint8Array; contentType: string | null | undefined }
  | { kind: 'mime'; mime: Mime }
  /** Can be sent once. */
  | { kind: 'source'; source: UploadChunks };

const bytesOf = (view: ArrayBufferView) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);

/**
 * The body of these options: `data`, `json` or `body`.
 * @throws {TypeError} more than one of them, or a wrong type
 */
export function prepareBody({ data, json, body }: RequestOptions): PreparedBody | Promise<PreparedBody> {
  if ([data, json, body].filter((each) => each !== undefined).length > 1)
    throw Object.assign(new TypeError('use only one or none of data, json and body'), { code: 'ERR_CURL_INVALID_ARG' });
  if (json !== undefined) return { kind: 'bytes', data: stringify(json), contentType: 'application/json' };
  if (data !== undefined) {
    if (typeof data === 'string') return { kind: 'bytes', data, contentType: undefined };
    if (ArrayBuffer.isView(data)) return { kind: 'bytes', data: bytesOf(data), contentType: undefined };
    throw invalidOption('data', 'a string or bytes', data);
  }
  return body === undefined ? { kind: 'none' } : prepareAnyBody(body);
}

function stringify(json: unknown): string {
  const text = JSON.stringify(json) as string | undefined;
  if (text === undefined) throw invalidOption('json', 'what JSON has', json);
  return text;
}

function prepareAnyBody(body: RequestBody): PreparedBody | Promise<PreparedBody> {
  if (typeof body === 'string') return { kind: 'bytes', data: body, contentType: 'text/plain;charset=UTF-8' };
  if (ArrayBuffer.isView(body)) return { kind: 'bytes', data: bytesOf(body), contentType: null };
  if (body instanceof ArrayBuffer) return { kind: 'bytes', data: new Uint8Array(body), contentType: null };
  if (body instanceof URLSearchParams)
    return { kind: 'bytes', data: body.toString(), contentType: 'application/x-www-form-urlencoded;charset=UTF-8' };
  if (body instanceof Mime) return { kind: 'mime', mime: body };
  if (body instanceof Blob) return prepareBlob(body);
  if (body instanceof FormData) return prepareForm(body);
  if (body instanceof Readable || (typeof body === 'object' && body !== null && (Symbol.asyncIterator in body || Symbol.iterator in body)))
    return { kind: 'source', source: body as UploadChunks };
  throw invalidOption('body', 'text, bytes, a form, a stream or an iterable', body);
}

/** Whether a body can be sent again: a stream or an iterable can be read only once. */
export function isRepeatable(body: RequestBody | undefined): boolean {
  if (typeof body !== 'object' || ArrayBuffer.isView(body) || body instanceof ArrayBuffer) return true;
  return [URLSearchParams, FormData, Blob, Mime].some((kind) => body instanceof kind);
}

async function prepareBlob(blob: Blob): Promise<PreparedBody> {
  return { kind: 'bytes', data: new Uint8Array(await blob.arrayBuffer()), contentType: blob.type || null };
}

async function prepareForm(form: FormData): Promise<PreparedBody> {
  const mime = new Mime();
  for (const [name, value] of form) {
    const part = mime.addPart().name(name);
    if (typeof value === 'string') part.data(value);
    else
      part
        .data(new Uint8Array(await value.arrayBuffer()))
        .filename(value.name)
        .type(value.type || 'application/octet-stream');
  }
  return { kind: 'mime', mime };
}
