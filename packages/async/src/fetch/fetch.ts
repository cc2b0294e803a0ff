import { redactUrl } from '@curlew/core-native';
import { WholeBody, collectBody, type BodySource } from '../http/body-source.js';
import type { Response } from '../http/response.js';
import { readFetchCall, type FetchRequest } from './fetch-request.js';
import { FetchResponse } from './fetch-response.js';
import { FetchSource } from './fetch-source.js';
import { hasIntegrity } from './integrity.js';

/** The part of a session that `fetch` needs. */
export interface FetchTransport {
  readonly baseUrl: string | undefined;
  /** Sends a request by the standard's rules for redirects, and resolves when the headers have arrived. */
  send(request: FetchRequest): Promise<Response>;
}

/** Statuses whose responses cannot have a body. */
const NULL_BODY: ReadonlySet<number> = new Set([101, 204, 205, 304]);

/** Schemes that need no network; Node's own fetch serves them. */
const LOCAL: ReadonlySet<string> = new Set(['data', 'blob']);

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
  const call = readFetchCall(input, init, transport.baseUrl);
  const request = call instanceof Promise ? await call.catch(rejectAsFailed) : call;
  const signal = request.options?.signal;
  signal?.throwIfAborted();
  if (!request.url.startsWith('http')) return fetchLocal(request.url, input, init);
  let response: Response;
  try {
    response = await transport.send(request);
  } catch (error) {
    if (signal?.aborted) throw error;
    throw failed(error);
  }
  try {
    const standard = standardResponse(request, response);
    return standard instanceof Promise ? await standard : standard;
  } catch (error) {
    // The body is never handed out.
    response.discard();
    throw signal?.aborted ? signal.reason : failed(error);
  }
}

/** @throws {TypeError} a scheme that is not fetched at all */
function fetchLocal(url: string, input: string | URL | globalThis.Request, init: RequestInit | undefined): Promise<globalThis.Response> {
  const [scheme = ''] = url.split(':', 1);
  if (!LOCAL.has(scheme)) throw failed(new TypeError(`unknown scheme ${scheme}`));
  return globalThis.fetch(input, init);
}

const rejectAsFailed = (error: unknown): never => {
  throw failed(error);
};

const failed = (cause: unknown) => new TypeError('fetch failed', { cause });

function standardResponse(request: FetchRequest, response: Response): FetchResponse | Promise<FetchResponse> {
  if (request.redirect === 'error' && response.redirectUrl !== null)
    throw new TypeError(`unexpected redirect to ${redactUrl(response.redirectUrl)}`);
  if (NULL_BODY.has(response.statusCode) || request.method === 'HEAD') {
    response.discard();
    return new FetchResponse(response, null);
  }
  const source = sourceOf(response.source, request);
  return request.integrity === '' ? new FetchResponse(response, source) : checkedResponse(request, response, source);
}

/** A body that is complete in memory can fail only by the signal. */
function sourceOf(source: BodySource, { options, keep }: FetchRequest): BodySource {
  const signal = options?.signal;
  if (source instanceof WholeBody && signal === undefined) return source;
  source.keepAlive(keep);
  return new FetchSource(source, signal);
}

async function checkedResponse(request: FetchRequest, response: Response, source: BodySource): Promise<FetchResponse> {
  const bytes = await collectBody(source);
  if (!hasIntegrity(bytes, request.integrity)) throw new TypeError('integrity mismatch');
  return new FetchResponse(response, sourceOf(new WholeBody(bytes), request));
}
