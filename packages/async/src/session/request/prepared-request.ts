import { argumentError, type EasyOptions } from '@curlew/core-native';
import { Cookie, cookieForHost } from '../../http/cookie.js';
import { hasField, headerFields, headerLine, type HeaderField } from '../../http/header-fields.js';
import { checkMethod } from '../../http/method.js';
import { sessionHeaderRule } from '../../http/header-policy.js';
import { normaliseUrl } from '../../http/normalise-url.js';
import { withHooks, type HookLists } from '../hooks/hooks.js';
import type { ChangedRequest } from '../hooks/outgoing-request.js';
import { checkSaveTo, type ContentOptions, type ParamValue } from '../options/content.js';
import type { CheckedSettings, RequestOptions } from '../options/index.js';
import { withLength } from './body-length.js';
import { NO_BODY, type PreparedBody } from './prepared-body.js';

/** A request that is completely checked and ready to be sent. A redirect derives a new one from it. */
export interface PreparedRequest {
  readonly method: string;
  /** The URL, normalised by {@link normaliseUrl}. */
  readonly url: string;
  readonly fields: readonly HeaderField[];
  readonly body: PreparedBody;
  /** How it is sent. Most requests share their session's. */
  readonly settings: CheckedSettings;
  /** Whether credentials, client certificate and the like are used; false for another origin. */
  readonly withCredentials: boolean;
  readonly cookies: RequestCookies;
  readonly signal: AbortSignal | undefined;
  /** The hooks of the session, then those of the request. */
  readonly hooks: HookLists;
  readonly saveTo: string | undefined;
  /** libcurl's options for method, headers and body. */
  readonly content: Content;
  /** Whether a handle may keep the settings because the next request is likely to have the same ones. */
  readonly isReusable: boolean;
}

/** The cookies of a request's `cookies` option; they are added to the session's jar before it is sent. */
interface RequestCookies {
  /** Cookies given as text: only for the host and port of the request. */
  readonly pinned: readonly Cookie[];
  /** Cookies given as Cookie objects, with domain and path of their own. */
  readonly added: readonly Cookie[];
}

const NO_COOKIES: RequestCookies = { pinned: [], added: [] };

/** libcurl's options for method, headers and body. */
export interface Content {
  readonly options: Partial<EasyOptions>;
  /** A bit set of the options that are set: contents of the same shape overwrite each other completely. */
  readonly shape: number;
}

/** The part of a session that the preparation of a request uses. */
export interface SessionDefaults {
  readonly baseUrl: string | undefined;
  readonly fields: readonly HeaderField[];
  readonly hooks: HookLists;
}

/** The maximum size in bytes of a body that may stay with an idle handle. */
const KEPT_BODY = 16 * 1024;

/**
 * @param usesSessionSettings whether `settings` are the session's own, and so those of the next request too
 * @throws {TypeError} naming the option with a wrong value
 */
export function prepareRequest(
  { baseUrl, fields: defaultFields, hooks }: SessionDefaults,
  settings: CheckedSettings,
  usesSessionSettings: boolean,
  asked: { method: string; url: string | URL; options: RequestOptions; body: PreparedBody },
): PreparedRequest {
  const { url, options } = asked;
  const method = checkMethod(asked.method);
  const target = withParams(normaliseUrl(url, baseUrl), options.params);
  const given = headerFields(options.headers);
  const merged = withContentType(defaultFields.length === 0 ? given : mergedFields(defaultFields, given), asked.body);
  const { fields, body } = withLength(merged, asked.body, options.length);
  return {
    method,
    url: target,
    fields,
    body,
    settings,
    withCredentials: true,
    cookies: cookiesFor(target, options.cookies),
    signal: options.signal,
    hooks: withHooks(hooks, options.hooks),
    saveTo: checkSaveTo(options.saveTo),
    content: contentOf(method, fields, body, options.saveTo !== undefined),
    isReusable: usesSessionSettings && isSmall(body) && !isWatched(settings),
  };
}

/** The same request to another URL. @throws {TypeError} not a URL */
export function withUrl(request: PreparedRequest, url: string): PreparedRequest {
  return { ...request, url };
}

/** Whether a request has no options but its redirects and its file, as in a run of many. */
export function isNearlyPlain(options: RequestOptions): boolean {
  for (const name in options) if (name !== 'beforeRedirect' && name !== 'saveTo') return false;
  return options.beforeRedirect !== undefined || options.saveTo !== undefined;
}

/** A plain request with a file. @throws {TypeError} not a path */
export function withFile(plain: PreparedRequest, saveTo: string | undefined): PreparedRequest {
  return saveTo === undefined ? plain : { ...plain, saveTo: checkSaveTo(saveTo), content: savingContent(plain.content) };
}

/** The contents of plain requests, with a file: handles recognise the same object. */
const savingContents = new WeakMap<Content, Content>();

function savingContent(content: Content): Content {
  let saving = savingContents.get(content);
  if (!saving) savingContents.set(content, (saving = { options: content.options, shape: content.shape | SAVES }));
  return saving;
}

/** The request with the changes that hooks made. @throws {TypeError | RangeError} a length that is not the body's */
export function withChanges(request: PreparedRequest, changed: ChangedRequest): PreparedRequest {
  const { method, url } = changed;
  const isSameOrigin = haveSameOrigin(url, request.url);
  // To another origin go the headers that the hook itself set, and of the others only those that do not identify the caller.
  const kept = isSameOrigin
    ? changed.fields
    : changed.fields.filter((field) => !request.fields.includes(field) || sessionHeaderRule(field[0], 'other origin'));
  const { fields, body } = withLength(kept, changed.body, changed.length);
  return {
    ...request,
    method,
    url,
    fields,
    body,
    content: contentOf(method, fields, body, request.saveTo !== undefined),
    withCredentials: request.withCredentials && isSameOrigin,
    isReusable: request.isReusable && isSmall(body) && isSameOrigin,
  };
}

const haveSameOrigin = (one: string, other: string) => new URL(one).origin === new URL(other).origin;

/**
 * The request from which a redirect is derived: the URL that was used, with the original headers and body, because the
 * hooks run again. If a hook had changed the origin, only the headers that do not identify the caller.
 */
export function rebased(asked: PreparedRequest, sent: PreparedRequest): PreparedRequest {
  if (asked === sent) return asked;
  const { url, method, withCredentials } = sent;
  const isSameOrigin = haveSameOrigin(asked.url, url);
  const fields = isSameOrigin ? asked.fields : asked.fields.filter(([name]) => sessionHeaderRule(name, 'other origin'));
  return { ...asked, url, method, fields, withCredentials, content: contentOf(method, fields, asked.body, asked.saveTo !== undefined) };
}

/** The request with other headers and the same body. */
export function withFields(request: PreparedRequest, fields: readonly HeaderField[]): PreparedRequest {
  return { ...request, fields, content: contentOf(request.method, fields, request.body, request.saveTo !== undefined) };
}

/** The request after a redirect. */
export function withTarget(
  request: PreparedRequest,
  target: Pick<PreparedRequest, 'url' | 'method' | 'fields' | 'withCredentials'> & { dropsBody: boolean },
): PreparedRequest {
  const { dropsBody, ...changed } = target;
  const body = dropsBody ? NO_BODY : request.body;
  const isSame = !dropsBody && changed.method === request.method && changed.fields.length === request.fields.length;
  return {
    ...request,
    ...changed,
    body,
    content: isSame ? request.content : contentOf(changed.method, changed.fields, body, request.saveTo !== undefined),
    isReusable: request.isReusable && changed.withCredentials,
  };
}

/** Whether an idle handle may keep the body: a source can be read only once, and a large body must not stay in memory. */
const isSmall = (body: PreparedBody) => body.kind === 'none' || (body.kind === 'bytes' && body.data.length <= KEPT_BODY);

/** Whether the request needs a progress callback, which counts per transfer. */
const isWatched = ({ timeout, onUploadProgress, onDownloadProgress }: CheckedSettings) =>
  timeout.stall > 0 || onUploadProgress !== undefined || onDownloadProgress !== undefined;

function withParams(url: string, params: ContentOptions['params']): string {
  if (params === undefined) return url;
  if (typeof params !== 'object' || params === null) throw argumentError('', 'params', 'URLSearchParams or a map', params);
  const query = (params instanceof URLSearchParams ? params : new URLSearchParams([...pairsOf(params)])).toString();
  if (query === '') return url;
  const target = new URL(url);
  target.search = `${target.search === '' ? '?' : `${target.search}&`}${query}`;
  return target.href;
}

function* pairsOf(params: Readonly<Record<string, ParamValue | readonly ParamValue[]>>): Iterable<[string, string]> {
  for (const [name, value] of Object.entries(params))
    for (const each of Array.isArray(value) ? (value as readonly ParamValue[]) : [value as ParamValue])
      if (each !== undefined) yield [name, String(each)];
}

/** The session's headers followed by the request's; a request's header replaces the session's of the same name. */
export function mergedFields(defaults: readonly HeaderField[], given: readonly HeaderField[]): HeaderField[] {
  return [...defaults.filter(([name]) => !hasField(given, name.toLowerCase())), ...given];
}

function withContentType(fields: readonly HeaderField[], body: PreparedBody): readonly HeaderField[] {
  return body.contentType && !hasField(fields, 'content-type') ? [...fields, ['Content-Type', body.contentType]] : fields;
}

function cookiesFor(url: string, cookies: ContentOptions['cookies']): RequestCookies {
  if (cookies === undefined) return NO_COOKIES;
  if (typeof cookies !== 'object' || cookies === null) throw argumentError('', 'cookies', 'a map of names and values', cookies);
  const [pinned, added]: [Cookie[], Cookie[]] = [[], []];
  const target = new URL(url);
  for (const [name, value] of Object.entries(cookies) as [string, unknown][]) {
    if (value instanceof Cookie) added.push(value);
    else if (typeof value === 'string') pinned.push(cookieForHost(target, name, value));
    else throw argumentError('', `cookie ${name}`, 'a string or a Cookie', value);
  }
  return { pinned, added };
}

/** A bit for each option that {@link contentOf} may set. */
const BITS: Readonly<Partial<Record<keyof EasyOptions, number>>> = {
  CUSTOMREQUEST: 1,
  HTTPHEADER: 2,
  POSTFIELDS: 4,
  MIMEPOST: 8,
  UPLOAD: 16,
  INFILESIZE_LARGE: 32,
  NOBODY: 64,
};

/** The bit for a body that is written to a file: a handle with a file must be set up again for a request without one. */
const SAVES = 128;

/**
 * From this body size on, in bytes, libcurl sends `Expect: 100-continue` and waits a second for servers that do not
 * know it.
 */
const EXPECTS_FROM = 1024 * 1024;

function contentOf(method: string, fields: readonly HeaderField[], body: PreparedBody, saves: boolean): Content {
  const lines = fields.map(headerLine);
  const options: Partial<EasyOptions> = {};
  const custom = (usual: string) => (method === usual ? {} : { CUSTOMREQUEST: method });
  const without = (name: string) => {
    if (!hasField(fields, name.toLowerCase())) lines.push(`${name}:`);
  };
  switch (body.kind) {
    case 'bytes':
      Object.assign(options, { POSTFIELDS: body.data }, custom('POST'));
      if (body.contentType === null) without('Content-Type');
      if (body.data.length >= EXPECTS_FROM) without('Expect');
      break;
    case 'mime':
      Object.assign(options, { MIMEPOST: body.mime }, custom('POST'));
      without('Expect');
      break;
    case 'source':
      Object.assign(options, { UPLOAD: true }, custom('PUT'));
      if (body.length !== undefined) options.INFILESIZE_LARGE = body.length;
      without('Expect');
      break;
    case 'none':
      Object.assign(options, bodylessOptions(method));
      if ('POSTFIELDS' in options) without('Content-Type');
  }
  if (lines.length > 0) options.HTTPHEADER = lines;
  return { options, shape: shapeOf(options) | (saves ? SAVES : 0) };
}

function shapeOf(options: Partial<EasyOptions>): number {
  let shape = 0;
  for (const name in options) shape |= BITS[name as keyof EasyOptions]!;
  return shape;
}

function bodylessOptions(method: string): Partial<EasyOptions> {
  if (method === 'GET') return {};
  // With CUSTOMREQUEST alone libcurl would wait for a body, which an answer to HEAD does not have.
  if (method === 'HEAD') return { NOBODY: true };
  // These methods normally have a body, so an empty body gets a Content-Length.
  if (method === 'POST') return { POSTFIELDS: '' };
  if (method === 'PUT' || method === 'PATCH') return { POSTFIELDS: '', CUSTOMREQUEST: method };
  return { CUSTOMREQUEST: method };
}
