import { isDeepStrictEqual, types } from 'node:util';
import { argumentError, checkNames, checkObject } from '@curlew/core-native';
import { bytesOf } from '../reply.js';
import type { MockCall } from './mock-call.js';

/** A `URLPattern`, or anything that has its `test`. */
export interface UrlTester {
  /** Whether the URL matches. */
  test(url: string): boolean;
}

/**
 * A pattern of a header's value: a string, a regular expression, or a predicate, which gets undefined for a missing
 * header.
 */
export type HeaderPattern = string | RegExp | ((value: string | undefined) => boolean);

/** The values of a query by name; an array for a name that is repeated. */
export type QueryPattern = Readonly<Record<string, string | number | boolean | readonly (string | number | boolean)[]>>;

/** A pattern of requests. All given members have to match; members that are left out match anything. */
export interface RequestPattern {
  /** The method, case-insensitive. */
  method?: string | undefined;
  /**
   * The path after the origin, with an optional query; a regular expression for path and query; a function of the URL;
   * or a `URLPattern`.
   */
  path?: string | RegExp | ((url: URL) => boolean) | UrlTester | undefined;
  /**
   * The whole query in any order; `true` for any query. Default: the query of `path` if that is a string, otherwise
   * any.
   */
  query?: true | QueryPattern | URLSearchParams | ((query: URLSearchParams) => boolean) | undefined;
  /** Headers by case-insensitive name; other headers may be present too. */
  headers?: Readonly<Record<string, HeaderPattern>> | undefined;
  /** The body as text, a pattern for it, its bytes, a function of its text, or a value that its JSON equals. */
  body?: string | RegExp | ArrayBufferView | ArrayBuffer | ((text: string) => boolean) | object | undefined;
}

const KNOWN: Readonly<Record<keyof RequestPattern, true>> = { method: true, path: true, query: true, headers: true, body: true };

/** @returns why the request does not match, undefined when it does */
export type RequestCheck = (call: MockCall, url: URL) => string | undefined;

/** A compiled pattern, with its description for messages. */
export interface CompiledPattern {
  description: string;
  checks: readonly RequestCheck[];
}

/**
 * @param origin its name for messages, and the path prefix of string paths
 * @throws {TypeError} naming the wrong part
 */
export function compilePattern(given: RequestPattern, { name, prefix }: { name: string; prefix: string }): CompiledPattern {
  checkObject('intercept', 'pattern', given, 'an object with method, path, query, headers and body');
  checkNames('intercept', given, KNOWN);
  const { method, path, query, headers = {}, body } = given;
  const [pathname, search] = splitPath(path, prefix);
  const checks = [
    method === undefined ? undefined : methodCheck(method),
    pathCheck(pathname),
    query === undefined ? (search === undefined ? undefined : queryCheck(new URLSearchParams(search))) : queryCheck(query),
    ...Object.entries(headers).map(([name, value]) => headerCheck(name, value)),
    body === undefined ? undefined : bodyCheck(body),
  ];
  return {
    description: `${method?.toUpperCase() ?? 'any method'} ${name}${describePath(pathname)}${search ? `?${search}` : ''}`,
    checks: checks.filter((check) => check !== undefined),
  };
}

type PathPattern = Exclude<RequestPattern['path'], undefined>;

/** Splits a string into path and query; without a query, the request's must be empty. */
function splitPath(path: RequestPattern['path'], prefix: string): [path: PathPattern, search: string | undefined] {
  if (path === undefined) return [(url) => prefix === '' || url.pathname === prefix || url.pathname.startsWith(`${prefix}/`), undefined];
  if (typeof path !== 'string') return [path, undefined];
  if (!path.startsWith('/')) throw argumentError('intercept', 'path', 'a path that begins with /', path, 'ERR_CURL_INVALID_ARG_VALUE');
  // Normalised as the session sends it.
  const { pathname, search } = new URL(`http://origin${prefix}${path}`);
  return [pathname, search.slice(1)];
}

function describePath(path: PathPattern): string {
  if (typeof path === 'string') return path;
  if (types.isRegExp(path)) return ` ${path}`;
  return typeof path === 'function' ? ', path by a function' : ', path by a pattern';
}

function methodCheck(method: unknown): RequestCheck {
  if (typeof method !== 'string') throw argumentError('intercept', 'method', 'a string like GET', method);
  const wanted = method.toUpperCase();
  return (call) => (call.method.toUpperCase() === wanted ? undefined : `method: expected ${wanted}, got ${call.method}`);
}

function pathCheck(path: PathPattern): RequestCheck {
  if (typeof path === 'string') return (_, url) => (url.pathname === path ? undefined : `path: expected ${path}, got ${url.pathname}`);
  if (types.isRegExp(path))
    return (_, { pathname, search }) =>
      matches(path, pathname + search) ? undefined : `path: ${pathname + search} does not match ${path}`;
  if (typeof path === 'function')
    return (_, url) => (path(new URL(url)) ? undefined : `path: the function returned false for ${url.pathname}`);
  if (typeof (path as Partial<UrlTester> | null)?.test !== 'function')
    throw argumentError('intercept', 'path', 'a string, a regular expression, a function or a URLPattern', path);
  return (_, url) => (path.test(url.href) ? undefined : `path: ${url.href} does not match the pattern`);
}

/** Unlike `test`, this ignores the `lastIndex` of a global expression. */
const matches = (expression: RegExp, text: string) => text.search(expression) >= 0;

function queryCheck(query: Exclude<RequestPattern['query'], undefined>): RequestCheck {
  if (query === true) return () => undefined;
  if (typeof query === 'function')
    return (_, url) => (query(url.searchParams) ? undefined : `query: the function returned false for ${shown(url.search)}`);
  const wanted = sortedQuery(checkedQuery(query));
  return (_, url) => {
    const got = sortedQuery([...url.searchParams]);
    return got === wanted ? undefined : `query: expected ${shown(wanted)}, got ${shown(got)}`;
  };
}

function checkedQuery(query: unknown): (readonly [string, string])[] {
  if (query instanceof URLSearchParams) return [...query];
  const given = checkObject('intercept', 'query', query, 'true, a map, URLSearchParams or a function');
  return Object.entries(given).flatMap(([name, value]) =>
    (Array.isArray(value) ? (value as unknown[]) : [value as unknown]).map((each) => [name, String(each)] as const),
  );
}

const sortedQuery = (pairs: readonly (readonly [string, string])[]) =>
  pairs
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .sort()
    .join('&');

const shown = (text: string) => (text === '' ? 'none' : text);

function headerCheck(name: string, pattern: HeaderPattern): RequestCheck {
  if (typeof pattern !== 'string' && typeof pattern !== 'function' && !types.isRegExp(pattern))
    throw argumentError('intercept', `header ${name}`, 'a string, a regular expression or a function', pattern);
  return ({ headers }) => {
    const value = headers.get(name);
    if (typeof pattern === 'function')
      return pattern(value) ? undefined : `header ${name}: the function returned false for ${quoted(value)}`;
    if (typeof pattern === 'string')
      return value === pattern ? undefined : `header ${name}: expected ${quoted(pattern)}, got ${quoted(value)}`;
    return value !== undefined && matches(pattern, value) ? undefined : `header ${name}: ${quoted(value)} does not match ${pattern}`;
  };
}

const quoted = (value: string | undefined) => (value === undefined ? 'none' : JSON.stringify(value));

function bodyCheck(body: Exclude<RequestPattern['body'], undefined>): RequestCheck {
  if (typeof body === 'string') return ({ text }) => (text === body ? undefined : `body: expected ${excerpt(body)}, got ${excerpt(text)}`);
  if (typeof body === 'function')
    return ({ text }) => ((body as (text: string) => boolean)(text) ? undefined : `body: the function returned false for ${excerpt(text)}`);
  if (types.isRegExp(body)) return ({ text }) => (matches(body, text) ? undefined : `body: ${excerpt(text)} does not match ${body}`);
  const bytes = bytesOf(body);
  if (bytes)
    return (call) => (bytes.equals(call.body) ? undefined : `body: expected other bytes (${bytes.length}; got ${call.body.length})`);
  if (typeof body !== 'object' || body === null)
    throw argumentError('intercept', 'body', 'text, bytes, a regular expression, a function or a value of JSON', body);
  return jsonCheck(body);
}

function jsonCheck(body: object): RequestCheck {
  const text = JSON.stringify(body);
  const wanted: unknown = JSON.parse(text);
  return (call) => {
    try {
      if (isDeepStrictEqual(call.json(), wanted)) return undefined;
    } catch {
      // The body is not JSON.
    }
    return `body: expected ${excerpt(text)}, got ${excerpt(call.text)}`;
  };
}

/** The start of a body, for a message. */
export const excerpt = (text: string): string => {
  const shortened = text.length > 200 ? `${text.slice(0, 200)}…` : text;
  return text === '' ? 'none' : JSON.stringify(shortened);
};
