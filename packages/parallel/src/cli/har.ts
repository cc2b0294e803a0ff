import { writeFile } from 'node:fs/promises';
import { versionInfo, type Response } from '@curlew/async';
import type { FetchResult } from '../fetch-all/fetch-options.js';
import type { Phases, Result } from './results.js';

type Fields = readonly (readonly [name: string, value: string])[];
const pairs = (fields: Fields) => fields.map(([name, value]) => ({ name, value }));

/** An HTTP archive (HAR 1.2) of a run, without bodies. */
export class HarLog {
  readonly #entries: unknown[] = [];

  add(result: Result, { startTime, response, error }: FetchResult): void {
    this.#entries.push({
      startedDateTime: new Date(startTime * 1000).toISOString(),
      time: result.phases.total,
      request: requestOf(result, response),
      response: response ? responseOf(response, result) : noResponse(error!),
      cache: {},
      timings: timingsOf(result.phases),
      ...(response?.primaryIp ? { serverIPAddress: response.primaryIp } : {}),
      ...(error ? { _error: error.message } : {}),
    });
  }

  async write(path: string): Promise<void> {
    const creator = { name: 'parallel-curl', version: `libcurl ${versionInfo().version}` };
    await writeFile(path, JSON.stringify({ log: { version: '1.2', creator, entries: this.#entries } }, undefined, 1));
  }
}

const httpVersionOf = (response: Response | undefined) => (response?.httpVersion ? `HTTP/${response.httpVersion}` : 'unknown');

function requestOf({ method, url }: Result, response: Response | undefined) {
  return {
    method,
    url,
    httpVersion: httpVersionOf(response),
    headers: pairs(response?.request.headersTuple ?? []),
    queryString: pairs([...new URL(url).searchParams]),
    cookies: [],
    headersSize: -1,
    bodySize: response?.uploadSize ?? -1,
  };
}

function responseOf(response: Response, { bytes }: Result) {
  return {
    status: response.statusCode,
    statusText: response.statusText,
    httpVersion: httpVersionOf(response),
    headers: pairs(response.headersTuple),
    cookies: [],
    content: { size: bytes, mimeType: response.headers.get('content-type') ?? '' },
    redirectURL: response.redirectUrl ?? '',
    headersSize: Buffer.byteLength(response.header, 'latin1'),
    bodySize: bytes,
  };
}

const noResponse = (error: Error) => ({
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

/** HAR counts TLS as a part of connecting; −1 is what did not happen. */
function timingsOf({ dns, connect, tls, wait, transfer }: Phases) {
  const orNone = (value: number) => (value > 0 ? value : -1);
  return { blocked: -1, dns: orNone(dns), connect: orNone(connect + tls), ssl: orNone(tls), send: 0, wait, receive: transfer };
}
