import type { EventEmitter } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import { Mime, argumentError, refusal, type UploadChunks } from '@curlew/core-native';
import type { ContentOptions, FormDataStream, RequestBody } from '../options/content.js';
import { encodeForm } from './form-body.js';

type BodyOptions = Pick<ContentOptions, 'data' | 'json' | 'jsonReplacer' | 'body'>;

interface BodyTraits {
  /** The Content-Type; undefined leaves it to libcurl (urlencoded), null sends none. */
  readonly contentType: string | null | undefined;
  /** Whether the body can be sent again, for a redirect or a retry. */
  readonly isRepeatable: boolean;
}

/** A body, ready to be handed to libcurl. */
export type PreparedBody = BodyTraits &
  (
    | { readonly kind: 'none' }
    | { readonly kind: 'bytes'; readonly data: string | Uint8Array }
    | { readonly kind: 'mime'; readonly mime: Mime }
    | {
        readonly kind: 'source';
        /** Opens the body for one transfer. Called only once if the body is not repeatable. */
        readonly open: () => UploadChunks;
        /** The length in bytes; undefined if unknown. */
        readonly length: number | undefined;
      }
  );

export const NO_BODY: PreparedBody = { kind: 'none', contentType: undefined, isRepeatable: true };

const bytes = (data: string | Uint8Array, contentType: string | null | undefined): PreparedBody => ({
  kind: 'bytes',
  data,
  contentType,
  isRepeatable: true,
});

const bytesOf = (view: ArrayBufferView) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);

/**
 * The body of the options `data`, `json` or `body`. Reads nothing from a source yet.
 * @throws {TypeError} more than one of them, a wrong type, or a stream that was read already
 */
export function prepareBody({ data, json, jsonReplacer, body }: BodyOptions): PreparedBody {
  if ([data, json, body].filter((each) => each !== undefined).length > 1)
    throw refusal('ERR_CURL_INVALID_ARG_VALUE', 'give at most one of data, json and body', { argument: 'body' });
  if (json !== undefined) return bytes(stringify(json, jsonReplacer), 'application/json');
  if (data !== undefined) {
    if (typeof data === 'string') return bytes(data, undefined);
    if (ArrayBuffer.isView(data)) return bytes(bytesOf(data), undefined);
    throw argumentError('', 'data', 'a string or bytes', data);
  }
  return body === undefined || body === null ? NO_BODY : prepareAnyBody(body);
}

function stringify(json: unknown, replacer: BodyOptions['jsonReplacer']): string {
  if (replacer !== undefined && typeof replacer !== 'function' && !Array.isArray(replacer))
    throw argumentError('', 'jsonReplacer', 'a function or an array of names', replacer);
  let text: string | undefined;
  try {
    text = JSON.stringify(json, replacer as (string | number)[]);
  } catch (error) {
    // A BigInt or a circular object; any other error comes from a toJSON method or a replacer.
    if (!(error instanceof TypeError)) throw error;
    throw Object.assign(argumentError('', 'json', `a value that JSON can express (${error.message})`, json), { cause: error });
  }
  if (text === undefined) throw argumentError('', 'json', 'a value that JSON can express', json);
  return text;
}

function prepareAnyBody(body: RequestBody): PreparedBody {
  if (typeof body === 'string') return bytes(body, 'text/plain;charset=UTF-8');
  if (ArrayBuffer.isView(body)) return bytes(bytesOf(body), null);
  if (body instanceof ArrayBuffer) return bytes(new Uint8Array(body), null);
  if (typeof body !== 'object') throw unusable(body);
  if (body instanceof URLSearchParams) return bytes(body.toString(), 'application/x-www-form-urlencoded;charset=UTF-8');
  if (body instanceof Mime) return { kind: 'mime', mime: body, contentType: undefined, isRepeatable: true };
  if (body instanceof Blob) return blobBody(body);
  if (isForm(body)) {
    const form = encodeForm(body);
    return { kind: 'source', open: () => form.open(), length: form.length, contentType: form.contentType, isRepeatable: true };
  }
  if (isFormDataStream(body)) return formDataStreamBody(body);
  if (isIterable(body)) return streamBody(body);
  throw unusable(body);
}

const unusable = (body: unknown) => argumentError('', 'body', 'text, bytes, a form, a stream or an iterable', body);

/** Whether the body is a form: Node's own FormData, or another implementation of the standard. */
function isForm(body: object): body is FormData {
  return (
    body instanceof FormData || ((body as { [Symbol.toStringTag]?: unknown })[Symbol.toStringTag] === 'FormData' && Symbol.iterator in body)
  );
}

const isFormDataStream = (body: object): body is FormDataStream =>
  typeof (body as Partial<FormDataStream>).getHeaders === 'function' && typeof (body as Partial<FormDataStream>).pipe === 'function';

/** The forms of the package `form-data` are old-style streams that cannot be iterated. */
function formDataStreamBody(form: FormDataStream): PreparedBody {
  const type = Object.entries(form.getHeaders()).find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  const open = () => {
    const stream = form.pipe(new PassThrough());
    (form as unknown as EventEmitter).on('error', (error: Error) => stream.destroy(error));
    return stream as UploadChunks;
  };
  const length = form.hasKnownLength() ? form.getLengthSync() : undefined;
  return { kind: 'source', open, length, contentType: typeof type === 'string' ? type : null, isRepeatable: false };
}

const isIterable = (body: unknown): body is UploadChunks =>
  typeof body === 'object' && body !== null && (Symbol.asyncIterator in body || Symbol.iterator in body);

/** A blob, which is read while it is sent, from the start for each transfer. */
function blobBody(blob: Blob): PreparedBody {
  return {
    kind: 'source',
    open: () => blob.stream(),
    length: blob.size,
    contentType: blob.type || null,
    isRepeatable: true,
  };
}

function streamBody(source: UploadChunks): PreparedBody {
  const isStream = source instanceof Readable || source instanceof ReadableStream;
  if (isStream && (Readable.isDisturbed(source as Readable) || (source instanceof ReadableStream && source.locked)))
    throw refusal('ERR_CURL_INVALID_ARG_VALUE', 'body: the stream was read already, or is locked to a reader', { argument: 'body' });
  return { kind: 'source', open: () => source, length: undefined, contentType: null, isRepeatable: false };
}

/** Whether a body can be sent again: a stream or an iterable can be read only once. */
export function isRepeatable(body: RequestBody | undefined): boolean {
  if (typeof body !== 'object' || ArrayBuffer.isView(body) || body instanceof ArrayBuffer) return true;
  return isForm(body) || [URLSearchParams, Blob, Mime].some((kind) => body instanceof kind);
}
