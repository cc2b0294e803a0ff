import { isUtf8 } from 'node:buffer';
import { Readable } from 'node:stream';
import { collectBody, webStreamOf, type BodySource } from '../http/body-source.js';
import type { Response as CurlewResponse } from '../http/response.js';
import { FetchHeaders } from './fetch-headers.js';

/** The head of a response, which its clones share. Its headers are made when they are asked for. */
export class FetchHead {
  readonly #response: CurlewResponse;
  #headers: FetchHeaders | undefined;

  constructor(response: CurlewResponse) {
    this.#response = response;
  }

  get status(): number {
    return this.#response.statusCode;
  }

  get statusText(): string {
    return this.#response.statusText;
  }

  get headers(): FetchHeaders {
    return (this.#headers ??= new FetchHeaders(this.#response.headersTuple));
  }

  get announcedLength(): number | undefined {
    return this.#response.announcedLength;
  }

  get url(): string {
    const { url } = this.#response;
    const hash = url.indexOf('#');
    return hash < 0 ? url : url.slice(0, hash);
  }

  get redirected(): boolean {
    return this.#response.history.length > 0;
  }
}

/** A body in one of its forms. It becomes a stream only when somebody asks for one. */
type Body = { readonly source: BodySource } | { readonly stream: ReadableStream<Uint8Array> } | 'taken';

/** Node's class. Its declared type would not let its members be overridden as accessors and methods, which they are. */
const StandardResponse = globalThis.Response as unknown as new (body: null) => object;

/**
 * The standard's Response over a body that libcurl has received. Node's own class makes a stream of every body, which
 * costs more than the whole transfer; this one makes one when `body` is asked for. It is a Response to `instanceof`.
 */
export class FetchResponse extends StandardResponse {
  readonly #head: FetchHead;
  #body: Body | null;
  #isUsed = false;

  constructor(head: FetchHead, body: Body | null) {
    super(null);
    this.#head = head;
    this.#body = body;
  }

  get status(): number {
    return this.#head.status;
  }

  get ok(): boolean {
    return this.status >= 200 && this.status < 300;
  }

  get statusText(): string {
    return this.#head.statusText;
  }

  get headers(): FetchHeaders {
    return this.#head.headers;
  }

  get url(): string {
    return this.#head.url;
  }

  get redirected(): boolean {
    return this.#head.redirected;
  }

  get type(): 'basic' {
    return 'basic';
  }

  get body(): ReadableStream<Uint8Array> | null {
    return this.#body === null ? null : this.#stream();
  }

  get bodyUsed(): boolean {
    if (this.#body === null) return false;
    return this.#isUsed || (this.#body !== 'taken' && 'stream' in this.#body && isDisturbed(this.#body.stream));
  }

  #stream(): ReadableStream<Uint8Array> {
    const body = this.#body!;
    if (body !== 'taken' && 'stream' in body) return body.stream;
    const stream = body === 'taken' ? lockedStream() : webStreamOf(body.source);
    this.#body = { stream };
    return stream;
  }

  async text(): Promise<string> {
    return decodeUtf8(await this.#take());
  }

  async json(): Promise<unknown> {
    return JSON.parse(decodeUtf8(await this.#take()));
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return ownBytes(await this.#take()).buffer;
  }

  async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return ownBytes(await this.#take());
  }

  async blob(): Promise<Blob> {
    return new Blob([ownBytes(await this.#take())], { type: (this.headers as unknown as Headers).get('content-type') ?? '' });
  }

  async formData(): Promise<FormData> {
    // Node's class can parse a form.
    return new globalThis.Response(ownBytes(await this.#take()), { headers: this.headers as unknown as Headers }).formData();
  }

  clone(): FetchResponse {
    if (this.#isUsable) return new FetchResponse(this.#head, this.#share());
    throw new TypeError('Response.clone: Body has already been consumed.');
  }

  /** The body for a clone; the rest of this one stays. */
  #share(): Body | null {
    const body = this.#body;
    if (body === null) return null;
    const [mine, theirs] = this.#stream().tee();
    this.#body = { stream: mine };
    return { stream: theirs };
  }

  get #isUsable(): boolean {
    const body = this.#body;
    return !this.bodyUsed && !(body !== null && body !== 'taken' && 'stream' in body && body.stream.locked);
  }

  /** The whole body, once. @throws {TypeError} it was read already, or is being read */
  async #take(): Promise<Buffer> {
    if (!this.#isUsable) throw new TypeError('Body is unusable: Body has already been read');
    const body = this.#body;
    if (body === null || body === 'taken') return Buffer.alloc(0);
    this.#isUsed = true;
    if ('source' in body) {
      this.#body = 'taken';
      return collectBody(body.source, body.source.hasEnded ? undefined : this.#head.announcedLength);
    }
    const chunks: Uint8Array[] = [];
    for await (const chunk of body.stream as unknown as AsyncIterable<unknown>) {
      if (!(chunk instanceof Uint8Array)) throw new TypeError('Received non-Uint8Array chunk');
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  }
}

/** A locked stream for a body that is being read, or was read, as a whole: it can be neither read nor cancelled. */
function lockedStream(): ReadableStream<Uint8Array> {
  const stream = new ReadableStream<Uint8Array>();
  stream.getReader();
  return stream;
}

const isDisturbed = (stream: ReadableStream<Uint8Array>) => Readable.isDisturbed(stream as unknown as Readable);

/** Copies the bytes into memory of their own: a small Buffer shares its memory with others. */
function ownBytes(bytes: Buffer): Uint8Array<ArrayBuffer> {
  const { buffer } = bytes;
  return buffer.byteLength === bytes.byteLength && buffer instanceof ArrayBuffer ? new Uint8Array(buffer) : new Uint8Array(bytes);
}

/** As the standard decodes text: without a byte order mark, and with replacement characters for what is not UTF-8. */
function decodeUtf8(bytes: Buffer): string {
  if (!isUtf8(bytes)) return new TextDecoder().decode(bytes);
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return hasMark ? bytes.toString('utf8', 3) : bytes.toString();
}
