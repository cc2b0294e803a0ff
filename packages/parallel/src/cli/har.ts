import { redactHeaders, redactUrl, versionInfo, type HeaderField, type Response } from '@curlew/async';
import type { FetchResult } from '../fetch-all/fetch-options.js';
import type { OutputFile } from './output-file.js';
import type { Phases } from './phases.js';
import type { Result } from './results.js';

const pairs = (fields: readonly HeaderField[]) => fields.map(([name, value]) => ({ name, value }));

/** An HTTP archive (HAR 1.2) of a run, without bodies; written entry by entry. */
export class HarLog {
  readonly #file: OutputFile;
  readonly #secrets: boolean;
  #separator = '';

  /** @param secrets keep credentials in headers, and passwords in URLs */
  constructor(file: OutputFile, secrets: boolean) {
    this.#file = file;
    this.#secrets = secrets;
    const creator = { name: 'parallel-curl', version: `libcurl ${versionInfo().version}` };
    void file.write(`{"log":{"version":"1.2","creator":${JSON.stringify(creator)},"entries":[`);
  }

  /** @returns undefined when there is nothing to wait for */
  add(result: Result, { startTime, response, error }: FetchResult): Promise<void> | undefined {
    const entry = {
      startedDateTime: new Date(startTime * 1000).toISOString(),
      time: result.phases.total,
      request: this.#requestOf(result, response),
      response: response ? this.#responseOf(response, result) : noResponse(error),
      cache: {},
      timings: timingsOf(result.phases),
      ...(response?.primaryIp ? { serverIPAddress: response.primaryIp } : {}),
      ...(error ? { _error: error.message } : {}),
    };
    const text = `${this.#separator}\n${JSON.stringify(entry)}`;
    this.#separator = ',';
    return this.#file.write(text);
  }

  #requestOf({ method, url }: Result, response: Response | undefined) {
    return {
      method,
      url: this.#urlOf(url),
      httpVersion: httpVersionOf(response),
      headers: this.#headersOf(response?.request.headersTuple ?? []),
      queryString: pairs([...new URL(url).searchParams]),
      cookies: [],
      headersSize: -1,
      bodySize: response?.uploadSize ?? -1,
    };
  }

  #responseOf(response: Response, { bytes }: Result) {
    return {
      status: response.statusCode,
      statusText: response.statusText,
      httpVersion: httpVersionOf(response),
      headers: this.#headersOf(response.headersTuple),
      cookies: [],
      content: { size: bytes, mimeType: response.headers.get('content-type') ?? '' },
      redirectURL: this.#urlOf(response.redirectUrl ?? ''),
      headersSize: Buffer.byteLength(response.header, 'latin1'),
      bodySize: bytes,
    };
  }

  #headersOf(fields: readonly HeaderField[]) {
    return pairs(this.#secrets ? fields : redactHeaders(fields));
  }

  #urlOf(url: string): string {
    return this.#secrets ? url : redactUrl(url);
  }

  async end(): Promise<void> {
    await this.#file.write('\n]}}\n');
    await this.#file.keep();
  }
}

const httpVersionOf = (response: Response | undefined) => (response?.httpVersion ? `HTTP/${response.httpVersion}` : 'unknown');

const noResponse = (error: Error | undefined) => ({
  status: 0,
  statusText: error?.message ?? '',
  httpVersion: 'unknown',
  headers: [],
  cookies: [],
  content: { size: 0, mimeType: '' },
  redirectURL: '',
  headersSize: -1,
  bodySize: -1,
});

/** The timings of an entry. They add up to its time, TLS being part of connecting; −1 for steps that did not happen. */
function timingsOf({ blocked, dns, connect, tls, wait, transfer }: Phases) {
  const orNone = (value: number) => (value > 0 ? value : -1);
  return { blocked: orNone(blocked), dns: orNone(dns), connect: orNone(connect + tls), ssl: orNone(tls), send: 0, wait, receive: transfer };
}
