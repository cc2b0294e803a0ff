import type { RequestBody, RequestOptions } from '../session/options/index.js';
import { readAhead } from './read-ahead.js';

/** A call of `fetch`, read by the standard's rules. */
export interface FetchRequest {
  readonly method: string;
  readonly url: URL;
  readonly options: Pick<RequestOptions, 'headers' | 'body' | 'signal'>;
  readonly redirect: 'follow' | 'error' | 'manual';
  readonly omitsCookies: boolean;
  readonly integrity: string;
  /** A Request whose signal must live as long as the body arrives: Node holds such a signal only weakly. */
  readonly keep: globalThis.Request | undefined;
}

/** The members of a Request that stand in for those of an init. */
const FROM_REQUEST = ['method', 'headers', 'redirect', 'credentials', 'cache', 'referrer', 'referrerPolicy', 'integrity'] as const;

/** Members that need no check by the standard's own class. */
const SIMPLE: ReadonlySet<string> = new Set(['method', 'headers', 'body', 'signal', 'duplex']);

const FORBIDDEN_METHOD = /^(?:connect|trace|track)$/i;

/** The members of an init that Node's types know, and those that they do not. */
type Init = RequestInit & { cache?: string; referrerPolicy?: string };

/**
 * @param baseUrl for a relative URL
 * @throws {TypeError} as the standard does
 */
export async function readFetchCall(
  input: string | URL | globalThis.Request,
  init: Init | undefined,
  baseUrl: string | undefined,
): Promise<FetchRequest> {
  const given = isRequest(input) ? input : undefined;
  const merged: Init = given ? { ...membersOf(given), ...definedMembers(init) } : (init ?? {});
  const url = parseFetchUrl(given ? given.url : String(input), baseUrl);
  const checked = isSimple(merged) ? undefined : checkedByStandard(url, merged);
  const method = checkMethod(checked?.method ?? merged.method);
  const headers = new Headers(checked?.headers ?? merged.headers ?? {});
  for (const [name, value] of policyHeaders(merged, url)) if (!headers.has(name)) headers.set(name, value);
  const body = await bodyOf(given, merged.body ?? undefined, init?.body !== undefined && init.body !== null);
  if (body !== undefined && (method === 'GET' || method === 'HEAD')) throw new TypeError(`Request with GET/HEAD method cannot have body.`);
  const signal = merged.signal === undefined ? given?.signal : merged.signal;
  return {
    method,
    url,
    options: { headers: [...headers], body, signal: signal ?? undefined },
    redirect: checked?.redirect ?? merged.redirect ?? 'follow',
    omitsCookies: merged.credentials === 'omit',
    integrity: merged.integrity ?? '',
    keep: given && merged.signal === undefined ? given : undefined,
  };
}

function isRequest(input: unknown): input is globalThis.Request {
  return typeof input === 'object' && input !== null && (input as { [Symbol.toStringTag]?: string })[Symbol.toStringTag] === 'Request';
}

function membersOf(request: globalThis.Request): Init {
  const members: Record<string, unknown> = {};
  for (const name of FROM_REQUEST) members[name] = request[name];
  // The default of a Request, which as an init would mean the page that asks.
  if (members.referrer === 'about:client') delete members.referrer;
  return members as Init;
}

function definedMembers(init: Init | undefined): Init {
  return Object.fromEntries(Object.entries(init ?? {}).filter(([, value]) => value !== undefined)) as Init;
}

function parseFetchUrl(text: string, baseUrl: string | undefined): URL {
  let url: URL;
  try {
    url = new URL(text, baseUrl);
  } catch (cause) {
    throw new TypeError(`Failed to parse URL from ${text}`, { cause });
  }
  if (url.username === '' && url.password === '') return url;
  throw new TypeError('Request cannot be constructed from a URL that includes credentials');
}

function isSimple(init: Init): boolean {
  for (const name in init) if (!SIMPLE.has(name) && init[name as keyof Init] !== undefined) return false;
  return init.method === undefined || typeof init.method === 'string';
}

/** Body and signal are none of its business: a Request makes a stream of the one and listens to the other for ever. */
function checkedByStandard(url: URL, init: Init): globalThis.Request {
  const { body: _, signal: __, ...rest } = init;
  return new globalThis.Request(url, rest);
}

const METHOD = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const NORMALISED = /^(?:delete|get|head|options|post|put)$/i;

function checkMethod(method: string | undefined): string {
  if (method === undefined) return 'GET';
  if (!METHOD.test(method) || FORBIDDEN_METHOD.test(method)) throw new TypeError(`'${method}' is not a valid HTTP method.`);
  return NORMALISED.test(method) ? method.toUpperCase() : method;
}

/** The headers by which the cache mode and the referrer of a request are sent. */
function* policyHeaders({ cache, referrer }: Init, url: URL): Iterable<[name: string, value: string]> {
  if (cache === 'no-store' || cache === 'reload') {
    yield ['pragma', 'no-cache'];
    yield ['cache-control', 'no-cache'];
  } else if (cache === 'no-cache') {
    yield ['cache-control', 'max-age=0'];
  }
  const text = referrer ? refererFor(referrer, url) : undefined;
  if (text !== undefined) yield ['referer', text];
}

/** By the default policy, strict-origin-when-cross-origin. */
function refererFor(referrer: string, url: URL): string | undefined {
  if (referrer === 'about:client' || referrer === 'no-referrer' || !URL.canParse(referrer, url.href)) return undefined;
  const source = new URL(referrer, url);
  if (source.protocol !== 'http:' && source.protocol !== 'https:') return undefined;
  if (source.protocol === 'https:' && url.protocol === 'http:') return undefined;
  if (source.origin !== url.origin) return `${source.origin}/`;
  [source.username, source.password, source.hash] = ['', '', ''];
  return source.href;
}

/** @param isOwn whether the call has a body of its own, which takes the place of the Request's */
async function bodyOf(given: globalThis.Request | undefined, body: unknown, isOwn: boolean): Promise<RequestBody | undefined> {
  if (given && !isOwn) {
    if (given.bodyUsed) throw new TypeError('Cannot construct a Request with a Request object that has already been used.');
    return given.body === null ? undefined : ((await readAhead(given.body as ReadableStream<Uint8Array>)) as RequestBody);
  }
  if (body === undefined || typeof body === 'string') return body;
  return isBody(body) ? body : String(body);
}

/** Everything else is sent as the text that it converts to, as the standard has it. */
function isBody(body: unknown): body is RequestBody {
  if (typeof body !== 'object' || body === null) return false;
  const isBytes = ArrayBuffer.isView(body) || body instanceof ArrayBuffer;
  const isObject = body instanceof Blob || body instanceof URLSearchParams || body instanceof FormData;
  return isBytes || isObject || Symbol.asyncIterator in body;
}
