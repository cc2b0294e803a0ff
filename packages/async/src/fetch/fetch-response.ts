import { isUtf8 } from 'node:buffer';
import { Readable } from 'node:stream';
import { MIMEType } from 'node:util';
import * as threads from 'node:worker_threads';
import { WholeBody, collectBody, webStreamOf, type BodySource } from '../http/body-source.js';
import type { Response as CurlewResponse } from '../http/response.js';
import { fetchHeaders } from './fetch-headers.js';

/** Node marks its own Response with it, from 22.10 on: structuredClone would make an empty object of it. */
const { markAsUncloneable } = threads as { markAsUncloneable?: (object: object) => void };

/**
 * The standard's Response over a body that libcurl has received. Node's own class makes a stream of every body, which
 * costs more than the whole transfer; this one makes one when `body` is asked for. It is a Response to `instanceof`.
 */
export class FetchResponse {
  static #isStandard = false;

  readonly #response: CurlewResponse;
  /** The body, or 'taken' when it was read as a whole. It becomes a stream only when somebody asks for one. */
  #body: BodySource | ReadableStream<Uint8Array> | 'taken' | null;
  #isUsed = false;
  #headers: Headers | undefined;

  constructor(response: CurlewResponse, body: BodySource | ReadableStream<Uint8Array> | null) {
    FetchResponse.#becomeStandard();
    markAsUncloneable?.(this);
    this.#response = response;
    this.#body = body;
  }

  /**
   * Inherits from Node's Response at the first use, because Node loads its fetch, which takes some 20 ms, when a program
   * first refers to it. Its constructor never runs: it would make a body and headers that nobody sees.
   */
  static #becomeStandard(): void {
    if (this.#isStandard) return;
    this.#isStandard = true;
    Object.setPrototypeOf(this.prototype, globalThis.Response.prototype);
  }

  get status(): number {
    return this.#response.statusCode;
  }

  get ok(): boolean {
    return this.status >= 200 && this.status < 300;
  }

  get statusText(): string {
    return this.#response.statusText;
  }

  get headers(): Headers {
    return (this.#headers ??= fetchHeaders(this.#response.headersTuple));
  }

  get url(): string {
    const { url } = this.#response;
    const hash = url.indexOf('#');
    return hash < 0 ? url : url.slice(0, hash);
  }

  get redirected(): boolean {
    return this.#response.history.length > 0;
  }

  get type(): 'basic' {
    return 'basic';
  }

  get body(): ReadableStream<Uint8Array> | null {
    return this.#body === null ? null : this.#stream();
  }

  get bodyUsed(): boolean {
    if (this.#body === null) return false;
    return this.#isUsed || (this.#body instanceof ReadableStream && isDisturbed(this.#body));
  }

  #stream(): ReadableStream<Uint8Array> {
    const body = this.#body!;
    if (body instanceof ReadableStream) return body;
    return (this.#body = body === 'taken' ? lockedStream() : webStreamOf(body));
  }

  async text(): Promise<string> {
    const bytes = this.#take();
    return decodeUtf8(bytes instanceof Promise ? await bytes : bytes);
  }

  async json(): Promise<unknown> {
    const bytes = this.#take();
    return JSON.parse(decodeUtf8(bytes instanceof Promise ? await bytes : bytes));
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    const bytes = this.#take();
    return ownBytes(bytes instanceof Promise ? await bytes : bytes).buffer;
  }

  async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return ownBytes(await this.#take());
  }

  async blob(): Promise<Blob> {
    return new Blob([ownBytes(await this.#take())], { type: mimeTypeOf(this.headers) });
  }

  async formData(): Promise<FormData> {
    // Node's class can parse a form.
    return new globalThis.Response(ownBytes(await this.#take()), { headers: this.headers }).formData();
  }

  /** The text of the body as it arrives. Node has it from 26 on. */
  textStream(): ReadableStream<string> {
    this.#checkUsable();
    if (this.#body === null) return new ReadableStream({ start: (controller) => controller.close() });
    return this.#stream().pipeThrough(new TextDecoderStream());
  }

  clone(): FetchResponse {
    if (this.#isUsable) return new FetchResponse(this.#response, this.#share());
    throw new TypeError('Response.clone: Body has already been consumed.');
  }

  /** The body for a clone; the rest of this one stays. */
  #share(): ReadableStream<Uint8Array> | null {
    if (this.#body === null) return null;
    const [mine, theirs] = this.#stream().tee();
    this.#body = mine;
    return theirs;
  }

  get #isUsable(): boolean {
    const body = this.#body;
    return !this.bodyUsed && !(body instanceof ReadableStream && body.locked);
  }

  #checkUsable(): void {
    if (!this.#isUsable) throw new TypeError('Body is unusable: Body has already been read');
  }

  /**
   * The whole body, once. Not a promise if it is complete in memory: each costs a small response some 2 %.
   * @throws {TypeError} it was read already, or is being read
   */
  #take(): Buffer | Promise<Buffer> {
    this.#checkUsable();
    const body = this.#body;
    if (body === null || body === 'taken') return Buffer.alloc(0);
    this.#isUsed = true;
    if (body instanceof ReadableStream) return collectStream(body);
    this.#body = 'taken';
    if (body instanceof WholeBody) return body.read() ?? Buffer.alloc(0);
    return collectBody(body, body.hasEnded ? undefined : this.#response.announcedLength);
  }
}

async function collectStream(stream: ReadableStream<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream as unknown as AsyncIterable<unknown>) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError('Received non-Uint8Array chunk');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** A locked stream for a body that is being read, or was read, as a whole: it can be neither read nor cancelled. */
function lockedStream(): ReadableStream<Uint8Array> {
  const stream = new ReadableStream<Uint8Array>();
  stream.getReader();
  return stream;
}

const isDisturbed = (stream: ReadableStream<Uint8Array>) => Readable.isDisturbed(stream as unknown as Readable);

/** The type of a blob: the standard serialises the MIME type anew, and leaves an invalid one out. */
function mimeTypeOf(headers: Headers): string {
  try {
    return String(new MIMEType(headers.get('content-type') ?? ''));
  } catch {
    return '';
  }
}

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
