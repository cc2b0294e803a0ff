import { WholeBody, collectBody } from '../http/body-source.js';
import type { Response } from '../http/response.js';
import { FetchHeaders } from './fetch-headers.js';
import { readFetchCall, type FetchRequest } from './fetch-request.js';
import { FetchResponse } from './fetch-response.js';
import { FetchSource } from './fetch-source.js';
import { hasIntegrity } from './integrity.js';

/** The part of a session that `fetch` stands on. */
export interface FetchTransport {
  readonly baseUrl: string | undefined;
  /** Sends a request by the standard's rules for redirects, and resolves when the headers are there. */
  send(request: FetchRequest): Promise<Response>;
}

/** Statuses whose responses cannot have a body. */
const NULL_BODY: ReadonlySet<number> = new Set([101, 204, 205, 304]);

/** Schemes without a network: Node's own fetch has what they name. */
const LOCAL: ReadonlySet<string> = new Set(['data:', 'blob:']);

/**
 * WHATWG's fetch on a session.
 * @throws {TypeError} `fetch failed`, with the {@link AcurlError} or {@link RequestError} as the cause
 * @throws the reason of an aborted signal
 */
export async function sessionFetch(
  transport: FetchTransport,
  input: string | URL | globalThis.Request,
  init?: RequestInit,
): Promise<globalThis.Response> {
  const request = await readFetchCall(input, init, transport.baseUrl);
  const { signal } = request.options;
  signal?.throwIfAborted();
  if (LOCAL.has(request.url.protocol)) return globalThis.fetch(input, init);
  if (request.url.protocol !== 'http:' && request.url.protocol !== 'https:')
    throw failed(new TypeError(`unknown scheme ${request.url.protocol.slice(0, -1)}`));
  let response: Response;
  try {
    response = await transport.send(request);
  } catch (error) {
    if (signal?.aborted) throw error;
    throw failed(error);
  }
  try {
    return (await standardResponse(request, response)) as unknown as globalThis.Response;
  } catch (error) {
    // Nobody gets its body.
    response.discard();
    throw signal?.aborted ? signal.reason : failed(error);
  }
}

const failed = (cause: unknown) => new TypeError('fetch failed', { cause });

async function standardResponse(request: FetchRequest, response: Response): Promise<FetchResponse> {
  if (request.redirect === 'error' && response.redirectUrl !== null) throw new TypeError(`unexpected redirect to ${response.redirectUrl}`);
  const { statusCode: status, statusText, history } = response;
  const head = {
    status,
    statusText,
    headers: new FetchHeaders(response.headersTuple),
    url: withoutFragment(response.url),
    redirected: history.length > 0,
  };
  if (NULL_BODY.has(status) || request.method === 'HEAD') {
    response.discard();
    return new FetchResponse(head, null);
  }
  const source = new FetchSource(response.source, request.options.signal);
  source.keepAlive(request.keep);
  if (request.integrity === '') return new FetchResponse(head, { source });
  const bytes = await collectBody(source);
  if (!hasIntegrity(bytes, request.integrity)) throw new TypeError('integrity mismatch');
  return new FetchResponse(head, { source: new FetchSource(new WholeBody(bytes), request.options.signal) });
}

function withoutFragment(url: string): string {
  const hash = url.indexOf('#');
  return hash < 0 ? url : url.slice(0, hash);
}
