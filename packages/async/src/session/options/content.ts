import type { Readable } from 'node:stream';
import { checkString, type Mime, type UploadChunks } from '@curlew/core-native';
import type { Cookie } from '../../http/cookie.js';
import type { HeadersInput } from '../../http/header-fields.js';

/** A form of the package `form-data`. */
export interface FormDataStream {
  getHeaders(): Record<string, unknown>;
  hasKnownLength(): boolean;
  getLengthSync(): number;
  pipe<T extends NodeJS.WritableStream>(target: T): T;
}

/** A form of an implementation other than Node's own, such as undici's. */
interface ForeignFormData extends Iterable<[name: string, value: unknown]> {
  readonly [Symbol.toStringTag]: string;
  getAll(name: string): unknown[];
}

/** Text, bytes, a form, or a source that is read while it is sent. */
export type RequestBody =
  | string
  | ArrayBufferView
  | ArrayBuffer
  | Blob
  | URLSearchParams
  | FormData
  | ForeignFormData
  | FormDataStream
  | Mime
  | Readable
  | ReadableStream
  | UploadChunks;

/** A value of {@link ContentOptions.params}; `undefined` leaves the name out. */
export type ParamValue = string | number | boolean | undefined;

/** Headers of a request, or defaults for all requests of a session. */
export interface HeaderOptions {
  /** Header fields. A header of a request replaces its session's header of the same name (HTTPHEADER). Default: none. */
  headers?: HeadersInput | undefined;
}

/** Options that define what is sent. */
export interface ContentOptions extends HeaderOptions {
  /** Cookies for this host. They are added to the session's jar and stay there for the life of the session. Default: none. */
  cookies?: Readonly<Record<string, string | Cookie>> | undefined;
  /** Parameters that are added to the URL's query; an array repeats its name. Default: none. */
  params?: URLSearchParams | Readonly<Record<string, ParamValue | readonly ParamValue[]>> | undefined;
  /** Text or bytes; without a Content-Type they are sent as `application/x-www-form-urlencoded`, as in acurl (POSTFIELDS). */
  data?: string | ArrayBufferView | undefined;
  /** A body in JSON: any value that JSON can express, null included. Give at most one of `data`, `json` and `body`. */
  json?: unknown;
  /** The replacer of `JSON.stringify` for `json`: a function, or the names of the properties to send. */
  jsonReplacer?: ((this: unknown, key: string, value: unknown) => unknown) | readonly (string | number)[] | undefined;
  /** A body of any kind; its Content-Type is set accordingly unless `headers` has one. */
  body?: RequestBody | undefined;
  /**
   * The length in bytes of a `body` that is a stream. Without it, or a Content-Length in `headers`, the body is
   * sent with chunked encoding, which some servers refuse.
   */
  length?: number | undefined;
  /** Rejects the request with its reason when it aborts. */
  signal?: AbortSignal | undefined;
  /**
   * Called with the URL that a redirect leads to before it is followed; a promise is waited for. The request rejects with
   * the error that it throws.
   */
  beforeRedirect?: ((url: string) => void | Promise<void>) | undefined;
  /**
   * The path of a file for the body. The file appears under this name when the body is complete; until then an existing
   * file is left as it is. Only a success (a status of 200 to 299 with a body, but not a 206) is written; any other body stays in the
   * response.
   */
  saveTo?: string | undefined;
}

/** The options that a request may have while it shares its session's settings. @internal */
export const CONTENT_NAMES: Readonly<Record<keyof ContentOptions, true>> = {
  headers: true,
  cookies: true,
  params: true,
  data: true,
  json: true,
  jsonReplacer: true,
  body: true,
  length: true,
  signal: true,
  beforeRedirect: true,
  saveTo: true,
};

/** @throws {TypeError} neither a path nor undefined @internal */
export function checkSaveTo(value: unknown): string | undefined {
  return value === undefined ? undefined : checkString('', 'saveTo', value, 'a path');
}
