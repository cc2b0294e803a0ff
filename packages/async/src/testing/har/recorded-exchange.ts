import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { redactUrl } from '@curlew/core-native';
import type { BodySource } from '../../http/body-source.js';
import { AcurlError } from '../../http/errors.js';
import type { HeaderField } from '../../http/header-fields.js';
import { redactHeaders } from '../../http/redaction.js';
import { savedTo, type Response } from '../../http/response.js';
import type { CookieJar } from '../../session/pool/cookie-jar.js';
import type { RequestState } from '../../session/request/request-state.js';
import type { Transfer } from '../../session/transfer/transfer.js';
import { sentFields } from '../mock/sent-request.js';
import type { HarEntry, HarPair, HarRequest, HarResponse } from './har.js';

const pairs = (fields: readonly HeaderField[]): HarPair[] => fields.map(([name, value]) => ({ name, value }));

/** Records a transfer of a real session as an entry of an archive. */
export class RecordedExchange {
  readonly #began = Date.now();
  readonly #request: RequestState['request'];
  readonly #fields: readonly HeaderField[];
  #response: Response | undefined;
  #error: AcurlError | undefined;
  #chunks: Buffer[] = [];

  /** Observes a transfer that has not been started yet. @param jar undefined for a request without cookies */
  constructor(transfer: Transfer, { request }: RequestState, jar: CookieJar | undefined) {
    this.#request = request;
    this.#fields = sentFields(request, jar);
    const collect = transfer.collect.bind(transfer);
    transfer.collect = () => this.#note(collect());
    const errorOf = transfer.errorOf.bind(transfer);
    transfer.errorOf = (error) => {
      const made = errorOf(error);
      if (made instanceof AcurlError) this.#error ??= made;
      return made;
    };
  }

  #note(response: Response): Response {
    this.#response = response;
    const file = savedTo(response);
    if (file !== undefined) this.#chunks.push(readFileSync(file));
    else if (!hasBody(response)) tap(response.source, (bytes) => this.#chunks.push(Buffer.from(bytes)));
    return response;
  }

  get #body(): Buffer {
    return this.#response && hasBody(this.#response) ? this.#response.body : Buffer.concat(this.#chunks);
  }

  /** @returns undefined while there is neither a response nor an error */
  entry(secrets: boolean): HarEntry | undefined {
    const [response, error] = [this.#response, this.#error];
    if (!response && !error) return undefined;
    const times = response ?? error!.times;
    const wait = Math.max(0, times.starttransferTime) * 1000;
    const time = response ? response.totalTime * 1000 : wait;
    return {
      startedDateTime: new Date(this.#began).toISOString(),
      time,
      request: this.#requestEntry(secrets),
      response: response ? this.#responseEntry(response, secrets) : noResponse(error!),
      cache: {},
      timings: { send: 0, wait, receive: Math.max(0, time - wait) },
      ...(response?.primaryIp ? { serverIPAddress: response.primaryIp } : {}),
      ...(error ? { _error: error.message, _errorCode: error.code } : {}),
    };
  }

  #requestEntry(secrets: boolean): HarRequest {
    const { method, url, body } = this.#request;
    const text = body.kind === 'bytes' ? Buffer.from(body.data as string) : undefined;
    const mimeType = this.#fields.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
    return {
      method,
      url: secrets ? url : redactUrl(url),
      httpVersion: versionOf(this.#response),
      headers: pairs(secrets ? this.#fields : redactHeaders(this.#fields)),
      queryString: [...new URL(url).searchParams].map(([name, value]) => ({ name, value })),
      cookies: [],
      headersSize: -1,
      bodySize: text?.length ?? -1,
      ...(text === undefined ? {} : { postData: { mimeType, ...textOf(text) } }),
    };
  }

  #responseEntry(response: Response, secrets: boolean): HarResponse {
    const body = this.#body;
    return {
      status: response.statusCode,
      statusText: response.statusText,
      httpVersion: versionOf(response),
      headers: pairs(secrets ? response.headersTuple : redactHeaders(response.headersTuple)),
      cookies: [],
      content: { size: body.length, mimeType: response.headers.get('content-type') ?? '', ...textOf(body) },
      redirectURL: secrets ? (response.redirectUrl ?? '') : redactUrl(response.redirectUrl ?? ''),
      headersSize: Buffer.byteLength(response.header, 'latin1'),
      bodySize: response.downloadSize,
    };
  }
}

const versionOf = (response: Response | undefined) => (response?.httpVersion ? `HTTP/${response.httpVersion}` : 'unknown');

/** The body as text if the bytes are valid UTF-8, otherwise as base64. */
const textOf = (bytes: Buffer) => (isUtf8(bytes) ? { text: bytes.toString() } : { text: bytes.toString('base64'), encoding: 'base64' });

/** Whether the body is complete. */
function hasBody(response: Response): boolean {
  try {
    return response.body !== undefined;
  } catch {
    return false;
  }
}

/** Passes each chunk that a reader gets also to `show`. */
function tap(source: BodySource, show: (bytes: Uint8Array) => void): void {
  const [read, readInto] = [source.read.bind(source), source.readInto.bind(source)];
  source.read = (maxBytes) => {
    const bytes = read(maxBytes);
    if (bytes !== undefined) show(bytes);
    return bytes;
  };
  source.readInto = (target) => {
    const count = readInto(target);
    if (count > 0) show(target.subarray(0, count));
    return count;
  };
}

const noResponse = (error: AcurlError): HarResponse => ({
  status: 0,
  statusText: error.message,
  httpVersion: 'unknown',
  headers: [],
  cookies: [],
  content: { size: 0, mimeType: '' },
  redirectURL: '',
  headersSize: -1,
  bodySize: -1,
});
