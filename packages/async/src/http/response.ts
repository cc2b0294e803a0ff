import type { Readable } from 'node:stream';
import { inspect, type InspectOptions } from 'node:util';
import type { StandardSchemaV1 } from '@standard-schema/spec';
import { CurlStateError, numberInfos, type Outcome } from '@curlew/core-native';
import { BodyReadable, WholeBody, chunksOf, collectBody, webStreamOf, type BodySource } from './body-source.js';
import { decodeBody, encodingOf } from './charset.js';
import { parseHeaderBlock, type HeaderBlock } from './header-block.js';
import { inspectAs } from './redaction.js';
import type { Request } from './request.js';
import { isRedirect, targetOf } from './location.js';
import { NOTHING_FOLLOWS, type FinalParts, type JarSnapshot } from './response-parts.js';
import { ResponseHeaders } from './response-headers.js';
import { validated } from './schema.js';
import { shownResponse } from './shown-response.js';

/** The infos that a response keeps of its transfer, since the handle is reused. In the order of `At`. @internal */
export const RESPONSE_INFOS = numberInfos(
  'RESPONSE_CODE',
  'TOTAL_TIME_T',
  'NAMELOOKUP_TIME_T',
  'CONNECT_TIME_T',
  'APPCONNECT_TIME_T',
  'PRETRANSFER_TIME_T',
  'STARTTRANSFER_TIME_T',
  'SIZE_UPLOAD_T',
  'SIZE_DOWNLOAD_T',
  'NUM_CONNECTS',
);
enum At {
  responseCode,
  totalTime,
  namelookupTime,
  connectTime,
  appconnectTime,
  pretransferTime,
  starttransferTime,
  uploadSize,
  downloadSize,
  connects,
}

/** @internal */
export interface ResponseParts {
  request: Request;
  startTime: number;
  /** The outcome of the transfer, read with {@link RESPONSE_INFOS}. */
  outcome: Pick<Outcome, 'numbers' | 'url' | 'primaryIp' | 'headerBlock'>;
  /** The body of a collected response. */
  body?: Buffer | undefined;
  /** The body of a streamed response. */
  source?: BodySource;
  final?: FinalParts | undefined;
  /** The absolute path of the file that has the body. */
  savedTo?: string | undefined;
  jar: JarSnapshot;
  history: readonly Response[];
}

/**
 * The absolute path of the file that holds the response's body; undefined when none was written.
 * @internal
 */
export let savedTo: (response: object) => string | undefined;

/** A response, with libcurl's measurements; acurl's `Response`. Times are seconds, sizes bytes. */
export class Response {
  /** The request as it was sent; after a redirect, the last one. */
  readonly request: Request;
  /** When the transfer began, in seconds since 1970. */
  readonly startTime: number;
  /** The address of the server or proxy; '' when there was no connection. */
  readonly primaryIp: string;
  /** The responses that were followed before this one, the oldest first. */
  readonly history: readonly Response[];
  // Private, because JSON and the output of loggers contain only a class's public fields: both may contain a password.
  readonly #url: string;
  readonly #redirectUrl: string | null;
  readonly #headersNumbers: readonly number[];
  readonly #jar: JarSnapshot;
  readonly #headerBlock: Buffer;
  #body: Buffer | undefined;
  readonly #source: BodySource | undefined;
  #stream: Readable | undefined;
  /** The measurements and the trailers at the end of a streamed body. */
  readonly #final: FinalParts;
  #parsed: ReturnType<typeof parseHeaderBlock> | undefined;
  #headers: ResponseHeaders | undefined;
  #text: string | undefined;
  readonly #savedTo: string | undefined;

  static {
    savedTo = (response) => (#savedTo in response ? response.#savedTo : undefined);
  }

  /** @internal */
  constructor(parts: ResponseParts) {
    const { request, startTime, outcome, body, source, final = NOTHING_FOLLOWS, savedTo: path, jar, history } = parts;
    this.request = request;
    this.startTime = startTime;
    this.history = history;
    this.#jar = jar;
    this.#headerBlock = outcome.headerBlock;
    this.#body = body;
    this.#source = source;
    this.#final = final;
    this.#savedTo = path;
    this.#headersNumbers = outcome.numbers;
    this.#url = outcome.url || request.url;
    this.primaryIp = outcome.primaryIp;
    this.#redirectUrl = isRedirect(this.statusCode) ? targetOf(this.headers.get('location'), this.url) : null;
  }

  /** The URL that the transfer used, including user and password. */
  get url(): string {
    return this.#url;
  }

  /** The target of a redirect as an absolute URL, or its raw Location if that is not a URL; null for no redirect. */
  get redirectUrl(): string | null {
    return this.#redirectUrl;
  }

  /** The measurements at the end of the transfer, or those so far. */
  get #numbers(): readonly number[] {
    return this.#final.numbers ?? this.#headersNumbers;
  }

  /** The HTTP status. */
  get statusCode(): number {
    return this.#numbers[At.responseCode]!;
  }

  /** @deprecated `statusCode` is the name. */
  get responseCode(): number {
    return this.statusCode;
  }

  /** Whether the status is 200 to 299. */
  get ok(): boolean {
    return this.statusCode >= 200 && this.statusCode < 300;
  }

  /** The reason phrase; HTTP/2 and HTTP/3 have none. */
  get statusText(): string {
    return this.#last?.statusText ?? '';
  }

  /** `1.0`, `1.1`, `2` or `3`. */
  get httpVersion(): string {
    return this.#last?.httpVersion ?? '';
  }

  /** Seconds from the start until the end. libcurl's TOTAL_TIME_T. */
  get totalTime(): number {
    return this.#seconds(At.totalTime);
  }

  /** Seconds from the start until the name was resolved. libcurl's NAMELOOKUP_TIME_T. */
  get namelookupTime(): number {
    return this.#seconds(At.namelookupTime);
  }

  /** Seconds from the start until the connection was established; 0 for a reused connection. libcurl's CONNECT_TIME_T. */
  get connectTime(): number {
    return this.#seconds(At.connectTime);
  }

  /** Seconds from the start until the TLS handshake was done; 0 without one. libcurl's APPCONNECT_TIME_T. */
  get appconnectTime(): number {
    return this.#seconds(At.appconnectTime);
  }

  /** Seconds from the start until the request could be sent. libcurl's PRETRANSFER_TIME_T. */
  get pretransferTime(): number {
    return this.#seconds(At.pretransferTime);
  }

  /** Seconds from the start until the first byte of the response came. libcurl's STARTTRANSFER_TIME_T. */
  get starttransferTime(): number {
    return this.#seconds(At.starttransferTime);
  }

  /** Bytes of the request's body that were sent. */
  get uploadSize(): number {
    return this.#numbers[At.uploadSize]!;
  }

  /** Bytes of the body on the wire, before decoding. */
  get downloadSize(): number {
    return this.#numbers[At.downloadSize]!;
  }

  /** How many new connections the transfer needed. */
  get newConnections(): number {
    return this.#numbers[At.connects]!;
  }

  #seconds(at: At): number {
    return this.#numbers[at]! / 1e6;
  }

  /** The session's cookies when the response arrived, by name. */
  get cookies(): Record<string, string> {
    return Object.fromEntries(this.#jar.list().map(({ name, value }) => [name, value]));
  }

  /** The header lines as received, interim responses included, as Latin-1 text. */
  get header(): string {
    return this.#headerBlock.toString('latin1');
  }

  get #blocks(): HeaderBlock[] {
    this.#parsed ??= parseHeaderBlock(this.header);
    return this.#parsed.responses;
  }

  get #last(): HeaderBlock | undefined {
    return this.#blocks.at(-1);
  }

  /** The headers as received, in their order; those of interim responses are left out. */
  get headersTuple(): readonly (readonly [name: string, value: string])[] {
    return this.#last?.fields ?? [];
  }

  /** The headers by name, without case; repeated ones joined by ", ". */
  get headers(): ResponseHeaders {
    return (this.#headers ??= new ResponseHeaders(this.headersTuple));
  }

  /** The trailer fields after a chunked or HTTP/2 body; for a streamed response available when its body has ended. */
  get trailers(): readonly (readonly [name: string, value: string])[] {
    void this.#blocks;
    const { trailerBlock } = this.#final;
    if (trailerBlock === undefined || trailerBlock.length === 0) return this.#parsed!.trailers;
    return [...this.#parsed!.trailers, ...parseHeaderBlock(trailerBlock.toString('latin1')).trailers];
  }

  /**
   * The charset by which {@link Response.text} decodes the body: the one that Content-Type names; UTF-8 for JSON in any
   * case, and for any other body that is valid UTF-8; otherwise latin1.
   */
  get encoding(): string {
    return encodingOf(this.headers.get('content-type'), this.#body);
  }

  /** The decoded bytes. @throws {CurlStateError} they were saved to a file, or are a stream, and `bytes()` was not awaited */
  get body(): Buffer {
    if (this.#body !== undefined) return this.#body;
    const where = this.#savedTo === undefined ? 'was requested as a stream; read `stream`, or await `bytes()`' : `is in ${this.#savedTo}`;
    throw new CurlStateError(`the body ${where}`, 'ERR_CURL_STREAMED', 'body');
  }

  /**
   * The decoded body as a stream: as it arrives, or from memory if it was collected. Reading slowly slows the server
   * down.
   */
  get stream(): Readable {
    return (this.#stream ??= new BodyReadable(this.source));
  }

  /** The body as a source to read from. @internal */
  get source(): BodySource {
    return this.#source ?? new WholeBody(this.body);
  }

  /** The length that the server announced for the body; undefined if it did not, or if the body is encoded. @internal */
  get announcedLength(): number | undefined {
    const length = this.headers.get('content-length');
    return length === undefined || this.headers.has('content-encoding') || !/^\d+$/.test(length) ? undefined : Number(length);
  }

  /** {@link Response.stream} as a web ReadableStream of bytes, named as in Node. */
  readableWebStream(): ReadableStream<Uint8Array> {
    return webStreamOf(this.source);
  }

  /** Resolves to the whole body when it has arrived. @throws the failure of the transfer */
  async bytes(): Promise<Buffer> {
    return (this.#body ??= await collectBody(this.source, this.announcedLength));
  }

  [Symbol.asyncIterator](): AsyncIterator<Buffer> {
    return chunksOf(this.source);
  }

  /** Drops the body; if it is still arriving, its connection is closed. */
  discard(): void {
    if (this.#body === undefined) this.#source?.cancel();
  }

  /** The body as text, by its charset. @throws as {@link Response.body} */
  get text(): string {
    return (this.#text ??= decodeBody(this.body, this.encoding));
  }

  /**
   * The body as JSON, parsed anew at each call. With a schema of zod, valibot, ArkType or another library that
   * implements Standard Schema, the value is validated and has the schema's type.
   * @throws {SyntaxError} the body is not JSON
   * @throws {SchemaError} the value does not match the schema, as a rejection
   * @throws as {@link Response.body}
   * @example
   * const user = await (await session.get('/me')).json(z.object({ name: z.string() }));
   */
  json<T = unknown>(): T;
  json<Schema extends StandardSchemaV1>(schema: Schema): Promise<StandardSchemaV1.InferOutput<Schema>>;
  json(schema?: StandardSchemaV1): unknown {
    if (schema === undefined) return JSON.parse(this.text) as unknown;
    return this.bytes().then(() => validated(JSON.parse(this.text) as unknown, schema, this));
  }

  /** For `console.log`: without passwords, and with `***` for the values of headers that contain credentials. */
  [inspect.custom](depth: number, options: InspectOptions): string {
    return inspectAs('Response', shownResponse(this, this.#body), depth, options);
  }
}
