import { redactUrl } from '@curlew/core-native';
import { isMethod, normaliseMethod } from '../http/method.js';
import type { RequestBody, RequestOptions } from '../session/options/index.js';
import { readAhead } from './read-ahead.js';

/** The arguments of a `fetch` call, interpreted by the standard's rules. */
export interface FetchRequest {
  readonly method: string;
  /** As `URL.href` has it. */
  readonly url: string;
  /** undefined when the request has none of these. */
  readonly options: Pick<RequestOptions, 'headers' | 'body' | 'signal'> | undefined;
  readonly redirect: 'follow' | 'error' | 'manual';
  readonly omitsCookies: boolean;
  readonly integrity: string;
  /** A Request whose signal must stay alive while the body arrives, because Node holds it only weakly. */
  readonly keep: globalThis.Request | undefined;
}

/** The members of a Request that stand in for those of an init. */
const FROM_REQUEST = ['method', 'headers', 'redirect', 'credentials', 'cache', 'referrer', 'referrerPolicy', 'integrity'] as const;

/** Members that need no check by the standard's own class. */
const SIMPLE: ReadonlySet<string> = new Set(['method', 'headers', 'body', 'signal', 'duplex']);

const FORBIDDEN_METHOD = /^(?:connect|trace|track)$/i;

/** The members of an init that Node's types know, and those that they do not. */
type Init = RequestInit & { cache?: string; referrerPolicy?: string };

/** The last call without an init: a program that uses a service calls the same URL again and again. */
let lastPlain: { input: string; baseUrl: string | undefined; call: FetchRequest } | undefined;

/**
 * @param baseUrl for a relative URL
 * @returns a promise when the body of a Request has to be read first
 * @throws {TypeError} as the standard does
 */
export function readFetchCall(
  input: string | URL | globalThis.Request,
  init: Init | undefined,
  baseUrl: string | undefined,
): FetchRequest | Promise<FetchRequest> {
  if (typeof input === 'string' && init === undefined) return readPlainCall(input, baseUrl);
  if (init !== undefined && init !== null && typeof init !== 'object' && typeof init !== 'function')
    throw new TypeError(`fetch: expected an object as init, got ${typeof init}`);
  const given = isRequest(input) ? input : undefined;
  const members: Init = given ? { ...membersOf(given), ...definedMembers(init) } : (init ?? {});
  // eslint-disable-next-line @typescript-eslint/no-base-to-string -- it is not a Request
  const url = parseFetchUrl(given ? given.url : String(input), baseUrl);
  const checked = isSimple(members) ? undefined : checkedByStandard(url, members);
  const signal = members.signal === undefined ? given?.signal : members.signal;
  const call: Omit<FetchRequest, 'options'> & { options: { headers: [string, string][]; signal: AbortSignal | undefined } } = {
    method: checkMethod(checked?.method ?? members.method),
    url: url.href,
    options: { headers: headersOf(members, checked, url), signal: signal ?? undefined },
    redirect: checked?.redirect ?? members.redirect ?? 'follow',
    omitsCookies: members.credentials === 'omit',
    integrity: members.integrity ?? '',
    keep: given && members.signal === undefined ? given : undefined,
  };
  const body = bodyOf(given, init?.body);
  return body instanceof Promise ? body.then((read) => withBody(call, read)) : withBody(call, body);
}

function readPlainCall(input: string, baseUrl: string | undefined): FetchRequest {
  if (lastPlain?.input === input && lastPlain.baseUrl === baseUrl) return lastPlain.call;
  const { href } = parseFetchUrl(input, baseUrl);
  const call: FetchRequest = {
    method: 'GET',
    url: href,
    options: undefined,
    redirect: 'follow',
    omitsCookies: false,
    integrity: '',
    keep: undefined,
  };
  lastPlain = { input, baseUrl, call };
  return call;
}

function withBody(call: FetchRequest, body: RequestBody | undefined): FetchRequest {
  if (body === undefined) return call;
  if (call.method === 'GET' || call.method === 'HEAD') throw new TypeError('Request with GET/HEAD method cannot have body.');
  return { ...call, options: { ...call.options, body } };
}

function headersOf(members: Init, checked: globalThis.Request | undefined, url: URL): [string, string][] {
  // null means no headers, but Headers itself refuses it.
  const headers = new Headers(checked?.headers ?? (members.headers === undefined ? {} : members.headers));
  for (const [name, value] of policyHeaders(members, url)) if (!headers.has(name)) headers.set(name, value);
  return [...headers];
}

function isRequest(input: unknown): input is globalThis.Request {
  return typeof input === 'object' && input !== null && (input as { [Symbol.toStringTag]?: string })[Symbol.toStringTag] === 'Request';
}

function membersOf(request: globalThis.Request): Init {
  const members: Record<string, unknown> = {};
  for (const name of FROM_REQUEST) members[name] = request[name];
  // The default of a Request; given in an init it would mean the page that makes the request.
  if (members.referrer === 'about:client') delete members.referrer;
  return members;
}

function definedMembers(init: Init | undefined): Init {
  return Object.fromEntries(Object.entries(init ?? {}).filter(([, value]) => value !== undefined));
}

function parseFetchUrl(text: string, baseUrl: string | undefined): URL {
  let url: URL;
  try {
    url = new URL(text, baseUrl);
  } catch (cause) {
    // The cause has the whole text as its `input`.
    throw new TypeError(`Failed to parse URL from ${redactUrl(text)}`, text.includes('@') ? {} : { cause });
  }
  if (url.username === '' && url.password === '') return url;
  throw new TypeError('Request cannot be constructed from a URL that includes credentials');
}

function isSimple(init: Init): boolean {
  for (const name in init) if (!SIMPLE.has(name) && init[name as keyof Init] !== undefined) return false;
  return init.method === undefined || typeof init.method === 'string';
}

/** Body and signal are left out: a Request would turn the body into a stream and listen to the signal for ever. */
function checkedByStandard(url: URL, init: Init): globalThis.Request {
  const rest: Init = { ...init };
  delete rest.body;
  delete rest.signal;
  return new globalThis.Request(url, rest);
}

function checkMethod(method: string | undefined): string {
  if (method === undefined) return 'GET';
  if (!isMethod(method) || FORBIDDEN_METHOD.test(method)) throw new TypeError(`'${method}' is not a valid HTTP method.`);
  return normaliseMethod(method);
}

/** The headers that express the cache mode and the referrer of a request. */
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

/** The referrer under the default policy, strict-origin-when-cross-origin. */
function refererFor(referrer: string, url: URL): string | undefined {
  if (referrer === 'about:client' || referrer === 'no-referrer' || !URL.canParse(referrer, url.href)) return undefined;
  const source = new URL(referrer, url);
  if (source.protocol !== 'http:' && source.protocol !== 'https:') return undefined;
  if (source.protocol === 'https:' && url.protocol === 'http:') return undefined;
  if (source.origin !== url.origin) return `${source.origin}/`;
  [source.username, source.password, source.hash] = ['', '', ''];
  return source.href;
}

/** @param own a body of the call, which takes the place of the Request's */
function bodyOf(given: globalThis.Request | undefined, own: unknown): RequestBody | undefined | Promise<RequestBody> {
  if (own === undefined || own === null) return given && bodyOfRequest(given);
  if (typeof own === 'string' || isBody(own)) return own;
  // A template literal throws the right TypeError for a symbol.
  return `${own as string}`;
}

function bodyOfRequest(request: globalThis.Request): Promise<RequestBody> | undefined {
  if (request.bodyUsed) throw new TypeError('Cannot construct a Request with a Request object that has already been used.');
  return request.body === null ? undefined : (readAhead(request.body as ReadableStream<Uint8Array>) as Promise<RequestBody>);
}

/** Everything else is sent as the text that it converts to, as the standard has it. */
function isBody(body: unknown): body is RequestBody {
  if (typeof body !== 'object' || body === null) return false;
  const isBytes = ArrayBuffer.isView(body) || body instanceof ArrayBuffer;
  const isObject = body instanceof Blob || body instanceof URLSearchParams || body instanceof FormData;
  return isBytes || isObject || Symbol.asyncIterator in body;
}
