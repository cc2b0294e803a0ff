import type { Readable } from 'node:stream';
import type { EasyOptions, Mime, UploadChunks } from '@curlew/core-native';
import type { AcurlError } from '../http/errors.js';
import type { Cookie } from '../http/cookie.js';
import type { HeadersInput } from '../http/header-fields.js';
import type { ClientCertificate, Credentials, Request } from '../http/request.js';
import type { Response } from '../http/response.js';
import type { RetryOptions } from './retry.js';

/** Text, bytes, a form, or a source that is read as fast as it is sent. */
export type RequestBody =
  string | ArrayBufferView | ArrayBuffer | Blob | URLSearchParams | FormData | Mime | Readable | ReadableStream | UploadChunks;

/** Milliseconds; 0 for no limit. */
export interface Timeouts {
  /** The whole request, its redirects and retries included. */
  total?: number;
  /** Until there is a connection, TLS included; 30,000 by default. */
  connect?: number;
  /** How long nothing may arrive or leave; looked at once a second. */
  stall?: number;
}

/** How far a transfer is, in bytes; `total` is 0 while it is not known. */
export interface Progress {
  transferred: number;
  total: number;
}

export type HttpVersion = '1.0' | '1.1' | '2' | '2-prior-knowledge' | '3' | '3-only';

/** What holds for a request, and as a default for all requests of a session. */
export interface TransferSettings {
  /** Of the same name in a request and its session, the request's wins. */
  headers?: HeadersInput | undefined;
  /** User and password for Basic; `authType` for others. */
  auth?: Credentials | undefined;
  /** `any` asks the server first. Default `basic`. */
  authType?: 'basic' | 'digest' | 'ntlm' | 'negotiate' | 'any' | undefined;
  /** Key file and certificate file, in PEM. */
  cert?: ClientCertificate | undefined;
  /** The key file's. */
  passphrase?: string | undefined;
  /** Follow redirects; true by default. */
  allowRedirects?: boolean | undefined;
  /** 5 by default; one more rejects with a {@link RequestError}. */
  maxRedirects?: number | undefined;
  /** Follow redirects from https to http; false by default. */
  allowDowngrade?: boolean | undefined;
  /** Milliseconds for the whole request, or {@link Timeouts}. */
  timeout?: number | Timeouts | undefined;
  /** `http://`, `https://`, `socks4://`, `socks5://`, `socks5h://`…; null for none. Left out, the environment's. */
  proxy?: string | null | undefined;
  /** Hosts without a proxy, between commas; `*` for all. */
  noProxy?: string | undefined;
  /** Check certificate and host name of the server; true by default. */
  verify?: boolean | undefined;
  /** A file of trusted certificates in PEM instead of the system's. */
  ca?: string | undefined;
  /** The highest to be used; the best that both sides know by default. */
  httpVersion?: HttpVersion | undefined;
  /** How often to try again, or {@link RetryOptions}; 0 by default. */
  retry?: number | RetryOptions | undefined;
  /** Bytes of a body, after decoding; of a WebSocket, bytes of one message. */
  maxResponseSize?: number | undefined;
  onUploadProgress?: ((progress: Progress) => void) | undefined;
  onDownloadProgress?: ((progress: Progress) => void) | undefined;
  /** libcurl options by name, applied last. */
  curlOptions?: Partial<EasyOptions> | undefined;
}

/** Options of one request. */
export interface RequestOptions extends TransferSettings {
  /** Go into the session's jar, for this host and as long as the session lives. */
  cookies?: Readonly<Record<string, string | Cookie>> | undefined;
  /** Added to the URL's query. */
  params?: URLSearchParams | Readonly<Record<string, string | number | boolean>> | undefined;
  /** Text or bytes; without a Content-Type they go as `application/x-www-form-urlencoded`, as in acurl. */
  data?: string | ArrayBufferView | undefined;
  /** Anything that JSON has, null included. */
  json?: unknown;
  /** Any body, with the Content-Type that fits it. */
  body?: RequestBody | undefined;
  /** Rejects the request when it aborts. */
  signal?: AbortSignal | undefined;
  /**
   * Called with the URL that a redirect leads to before it is followed; a promise is waited for. What it throws is what
   * the request rejects with.
   */
  beforeRedirect?: ((url: string) => void | Promise<void>) | undefined;
  /**
   * A file for the body; there under its name only when it is whole, and one that is there already is left as it is until
   * then. Only a success (a status of 200 to 299 with a body) is written: the body of any other answer is the response's.
   */
  saveTo?: string | undefined;
}

/** Functions that are called around each request. What they throw is none of the request's. */
export interface SessionHooks {
  /** Before each transfer, redirects and retries included. */
  beforeRequest?: ((request: Request) => void | Promise<void>) | undefined;
  /** For each response, redirects and retries included, before the request resolves. */
  afterResponse?: ((response: Response) => void | Promise<void>) | undefined;
  /** For each transfer that failed. */
  onError?: ((error: AcurlError) => void | Promise<void>) | undefined;
}

/** Options of a session. */
export interface SessionOptions extends TransferSettings {
  /** What URLs without a scheme are relative to. */
  baseUrl?: string | undefined;
  hooks?: SessionHooks | undefined;
}
