import type { Response } from '../http/response.js';
import type { RequestBody, RequestOptions } from '../session/options/index.js';

/** The part of a session that fetch stands on. */
interface Streaming {
  stream(method: string, url: string, options: RequestOptions): Promise<Response>;
}

/** Statuses whose responses cannot have a body. */
const NULL_BODY = new Set([101, 204, 205, 304]);

/**
 * WHATWG's fetch on a session.
 * @throws {TypeError} `fetch failed`, with the {@link AcurlError} or {@link RequestError} as the cause
 * @throws the reason of an aborted signal
 */
export async function sessionFetch(
  session: Streaming,
  input: string | URL | globalThis.Request,
  init: RequestInit = {},
): Promise<globalThis.Response> {
  // The standard's own class does the standard's own checks and merges input and init.
  const request = new globalThis.Request(input, init.body !== undefined && init.body !== null ? { duplex: 'half', ...init } : init);
  const { signal, redirect } = request;
  const options: RequestOptions = {
    headers: [...request.headers],
    allowRedirects: redirect === 'follow',
    maxRedirects: 20,
    signal,
    ...(await bodyOf(request, init.body)),
  };
  let response: Response;
  try {
    response = await session.stream(request.method, request.url, options);
  } catch (error) {
    if (signal.aborted) throw error;
    throw new TypeError('fetch failed', { cause: error });
  }
  if (redirect === 'error' && response.redirectUrl !== null) {
    response.discard();
    throw new TypeError('fetch failed', { cause: new TypeError(`unexpected redirect to ${response.redirectUrl}`) });
  }
  return standardResponse(response, request);
}

/** Text and bytes can be sent again after a redirect; a stream cannot. */
async function bodyOf(request: globalThis.Request, given: RequestInit['body']): Promise<{ body?: RequestBody }> {
  if (request.body === null) return {};
  if (given instanceof ReadableStream || (given === undefined && request.body)) return { body: request.body as ReadableStream };
  return { body: new Uint8Array(await request.arrayBuffer()) };
}

function standardResponse(response: Response, request: globalThis.Request): globalThis.Response {
  const empty = NULL_BODY.has(response.statusCode) || request.method === 'HEAD';
  if (empty) response.discard();
  const headers = new Headers();
  for (const [name, value] of response.headersTuple) headers.append(name, value);
  const body = empty ? null : response.readableWebStream();
  const standard = new globalThis.Response(body, { status: response.statusCode, statusText: response.statusText, headers });
  Object.defineProperties(standard, {
    url: { value: response.url },
    redirected: { value: response.history.length > 0 },
  });
  return standard;
}
