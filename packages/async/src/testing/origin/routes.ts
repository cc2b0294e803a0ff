import { argumentError, checkFunction, checkObject } from '@curlew/core-native';
import type { Reply } from '../reply.js';
import type { OriginRequest } from './origin-request.js';

/** Answers a request of a test's own server. */
export type OriginHandler = (request: OriginRequest) => Reply | Promise<Reply>;

/**
 * Answers by route: a path, optionally after a method. `:name` matches one segment of the path, `*` at the end matches
 * the rest.
 */
export type OriginRoutes = Readonly<Record<string, OriginHandler | Reply>>;

/** A route that matches a request. */
export interface FoundRoute {
  handler: OriginHandler | Reply;
  params: Record<string, string>;
}

interface Route {
  method: string | undefined;
  parts: readonly string[];
  handler: OriginHandler | Reply;
}

/** The routes of an origin; the first one that matches answers a request. */
export class RouteTable {
  readonly #routes: readonly Route[];

  /** @throws {TypeError} not a route, or an answer that is neither a function nor a reply */
  constructor(routes: unknown) {
    const given = checkObject('startOrigin', 'routes', routes, 'an object of answers by route');
    this.#routes = Object.entries(given).map(([name, handler]) => readRoute(name, handler));
  }

  find(method: string, pathname: string): FoundRoute | undefined {
    const parts = pathname.split('/').slice(1);
    for (const route of this.#routes) {
      if (route.method !== undefined && route.method !== method) continue;
      const params = matchParts(route.parts, parts);
      if (params) return { handler: route.handler, params };
    }
    return undefined;
  }

  get names(): string[] {
    return this.#routes.map(({ method, parts }) => `${method ?? 'any method'} /${parts.join('/')}`);
  }
}

const ROUTE = /^(?:([A-Za-z]+) )?(\/\S*)$/;

function readRoute(name: string, handler: unknown): Route {
  const [, method, path] = ROUTE.exec(name) ?? [];
  if (path === undefined)
    throw argumentError(
      'startOrigin',
      'route',
      'a path like /users/:id, with or without a method before it',
      name,
      'ERR_CURL_INVALID_ARG_VALUE',
    );
  if (typeof handler !== 'object' || handler === null) checkFunction('startOrigin', `route ${name}`, handler);
  return { method: method?.toUpperCase(), parts: path.split('/').slice(1), handler: handler as OriginHandler | Reply };
}

function matchParts(wanted: readonly string[], parts: readonly string[]): Record<string, string> | undefined {
  const params: Record<string, string> = {};
  for (const [at, part] of wanted.entries()) {
    if (part === '*' && at === wanted.length - 1) return { ...params, '*': parts.slice(at).join('/') };
    const given = parts[at];
    if (given === undefined) return undefined;
    if (part.startsWith(':')) params[part.slice(1)] = decoded(given);
    else if (part !== given) return undefined;
  }
  return wanted.length === parts.length ? params : undefined;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
