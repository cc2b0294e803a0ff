import { checkNames, checkObject } from '@curlew/core-native';
import { hasField, type HeaderField, type HeadersInput } from '../../http/header-fields.js';
import { makeResponse, type AnswerInit } from '../../http/made-response.js';
import { checkMethod } from '../../http/method.js';
import { normaliseUrl } from '../../http/normalise-url.js';
import { OutgoingHeaders } from '../../http/outgoing-headers.js';
import type { Credentials, Request } from '../../http/request.js';
import type { Response } from '../../http/response.js';
import type { JarSnapshot } from '../../http/response-parts.js';
import type { ContentOptions } from '../options/content.js';
import { prepareBody, type PreparedBody } from '../request/prepared-body.js';

/** The options that set the body of a request. */
export type BodyContent = Pick<ContentOptions, 'data' | 'json' | 'body' | 'length'>;

/** Changes to a request; the members that are left out stay as they are. */
export interface RequestChanges extends BodyContent {
  /** The new method. */
  method?: string | undefined;
  /** The new URL; a relative one is resolved against the request's. */
  url?: string | URL | undefined;
  /** Headers that replace those of the same names. */
  headers?: HeadersInput | undefined;
}

const KNOWN_CHANGES: Readonly<Record<keyof RequestChanges, true>> = {
  method: true,
  url: true,
  headers: true,
  data: true,
  json: true,
  body: true,
  length: true,
};

/** The changed parts of a request. @internal */
export interface ChangedRequest {
  readonly method: string;
  readonly url: string;
  readonly fields: readonly HeaderField[];
  readonly body: PreparedBody;
  readonly length: number | undefined;
}

/** @internal */
export interface OutgoingParts {
  /** The request as it stands. */
  request: Request;
  body: PreparedBody;
  jar: JarSnapshot;
  signal: AbortSignal | undefined;
  attempt: number;
  history: readonly Response[];
  keepsCredentials: boolean;
}

/** A request that is about to be sent. A hook may change its method, URL, headers and body, or answer it. */
export class OutgoingRequest {
  readonly #parts: OutgoingParts;
  #method: string;
  #url: string;
  #body: PreparedBody;
  #length: number | undefined;
  /** The headers that are sent in addition to libcurl's own; change them with `set`, `append` and `delete`. */
  readonly headers: OutgoingHeaders;
  /** The signal of the request. */
  readonly signal: AbortSignal | undefined;
  /** 1 for the first transfer, 2 for its first retry, and so on. Starts again at 1 after a redirect. */
  readonly attempt: number;
  /** The redirects that were followed so far, the oldest first. */
  readonly history: readonly Response[];
  /**
   * Whether the request goes to the origin that it was made for. After a redirect to another origin the session sends
   * no credentials, and a hook should not either.
   */
  readonly keepsCredentials: boolean;

  /** @internal */
  constructor(parts: OutgoingParts) {
    const { request, body, signal, attempt, history, keepsCredentials } = parts;
    this.#parts = parts;
    this.#method = request.method;
    this.#url = request.url;
    this.#body = body;
    this.headers = new OutgoingHeaders(request.headersTuple);
    this.signal = signal;
    this.attempt = attempt;
    this.history = history;
    this.keepsCredentials = keepsCredentials;
  }

  /** The method. Set it to change it. @throws {TypeError} not a method */
  get method(): string {
    return this.#method;
  }

  set method(method: string) {
    this.#method = checkMethod(method);
  }

  /**
   * The absolute URL. Set it to change it; a relative URL is resolved against the current one.
   * @throws {TypeError} not a URL
   */
  get url(): string {
    return this.#url;
  }

  set url(url: string | URL) {
    this.#url = normaliseUrl(url, this.#url);
  }

  /** The URL without user and password, for logs. */
  get safeUrl(): string {
    return this.#parts.request.safeUrl;
  }

  /** The session's cookies that are sent with it, by name. */
  get cookies(): Record<string, string> {
    return this.#parts.request.cookies;
  }

  /** User and password of the `auth` option, if they are sent. */
  get auth(): Credentials | undefined {
    return this.#parts.request.auth;
  }

  /** Text or bytes of the body; undefined without a body, and for a body that comes from a stream or a form. */
  get data(): string | Uint8Array | undefined {
    return this.#body.kind === 'bytes' ? this.#body.data : undefined;
  }

  /**
   * Replaces the body, with the options of a request: `data`, `json` or `body`, and `length`. The Content-Type of the
   * old body is removed; one that the caller set stays.
   * @throws {TypeError} more than one of them, a wrong type, or a stream that was read already
   */
  setBody(content: BodyContent): void {
    checkObject('setBody', 'content', content, 'an object with data, json or body');
    const body = prepareBody(content);
    const { contentType } = this.#body;
    if (contentType && this.headers.get('content-type') === contentType) this.headers.delete('content-type');
    this.headers.delete('content-length');
    this.#body = body;
    this.#length = content.length;
    if (body.contentType && !hasField(this.headers.fields, 'content-type')) this.headers.set('Content-Type', body.contentType);
  }

  /** Makes several changes at once. @throws {TypeError} naming the member with a wrong value */
  change(changes: RequestChanges): void {
    checkObject('change', 'changes', changes, 'an object of changes');
    checkNames('change', changes, KNOWN_CHANGES);
    const { method, url, headers, data, json, body, length } = changes;
    if (method !== undefined) this.method = method;
    if (url !== undefined) this.url = url;
    if (data !== undefined || json !== undefined || body !== undefined) this.setBody({ data, json, body, length });
    if (headers !== undefined) this.headers.assign(headers);
  }

  /**
   * A response for `beforeRequest` to return, so that nothing is sent.
   * @throws {TypeError | RangeError} naming the member with a wrong value
   * @example
   * hooks: { beforeRequest: (request) => (isOffline ? request.answer({ statusCode: 503 }) : undefined) }
   */
  answer(init?: AnswerInit): Response {
    return makeResponse(this.#parts.request, this.#parts.jar, init);
  }

  /** The parts of the request, if any was changed; otherwise undefined. @internal */
  get changed(): ChangedRequest | undefined {
    const { request, body } = this.#parts;
    const { fields } = this.headers;
    const isSame = this.#method === request.method && this.#url === request.url && fields === request.headersTuple && this.#body === body;
    return isSame ? undefined : { method: this.#method, url: this.#url, fields, body: this.#body, length: this.#length };
  }
}
