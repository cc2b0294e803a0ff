import { types } from 'node:util';
import { argumentError } from '@curlew/core-native';
import { MockRoute } from './mock-route.js';
import { compilePattern, type RequestCheck, type RequestPattern } from './request-pattern.js';

/**
 * Selects origins: a URL whose path is the prefix of all paths, a pattern for `https://host:port`, or a function of
 * that.
 */
export type OriginPattern = string | URL | RegExp | ((origin: string) => boolean);

/** A pattern without method and path, for {@link MockOrigin.get} and its siblings. */
export type RestOfPattern = Omit<RequestPattern, 'method' | 'path'>;

/** The origin of a URL; for a WebSocket, of the HTTP request that opens it. */
export const originOf = ({ protocol, host }: URL): string => `${protocol.replace(/^ws/, 'http')}//${host}`;

/** The replies of one origin, or of several. Made by {@link Mock.origin}. */
export class MockOrigin {
  readonly #name: string;
  readonly #check: RequestCheck;
  readonly #prefix: string;
  readonly #add: (route: MockRoute) => void;

  /** @throws {TypeError} not a pattern of origins @internal */
  constructor(pattern: OriginPattern, add: (route: MockRoute) => void) {
    const { name, matches, prefix } = readOrigin(pattern);
    this.#name = name;
    this.#prefix = prefix;
    this.#check = (_, url) => (matches(originOf(url)) ? undefined : `origin: expected ${name}, got ${originOf(url)}`);
    this.#add = add;
  }

  /**
   * The requests that match a pattern; by default, all requests.
   * @throws {TypeError} naming the wrong part
   */
  intercept(pattern: RequestPattern = {}): MockRoute {
    const { description, checks } = compilePattern(pattern, { name: this.#name, prefix: this.#prefix });
    const route = new MockRoute({ description, checks: [this.#check, ...checks] });
    this.#add(route);
    return route;
  }

  /** The GET requests of a path. @throws as {@link MockOrigin.intercept} */
  get(path: RequestPattern['path'], rest?: RestOfPattern): MockRoute {
    return this.intercept({ ...rest, method: 'GET', path });
  }

  /** The HEAD requests of a path. @throws as {@link MockOrigin.intercept} */
  head(path: RequestPattern['path'], rest?: RestOfPattern): MockRoute {
    return this.intercept({ ...rest, method: 'HEAD', path });
  }

  /** The POST requests of a path. @throws as {@link MockOrigin.intercept} */
  post(path: RequestPattern['path'], rest?: RestOfPattern): MockRoute {
    return this.intercept({ ...rest, method: 'POST', path });
  }

  /** The PUT requests of a path. @throws as {@link MockOrigin.intercept} */
  put(path: RequestPattern['path'], rest?: RestOfPattern): MockRoute {
    return this.intercept({ ...rest, method: 'PUT', path });
  }

  /** The PATCH requests of a path. @throws as {@link MockOrigin.intercept} */
  patch(path: RequestPattern['path'], rest?: RestOfPattern): MockRoute {
    return this.intercept({ ...rest, method: 'PATCH', path });
  }

  /** The DELETE requests of a path. @throws as {@link MockOrigin.intercept} */
  delete(path: RequestPattern['path'], rest?: RestOfPattern): MockRoute {
    return this.intercept({ ...rest, method: 'DELETE', path });
  }

  /** The OPTIONS requests of a path. @throws as {@link MockOrigin.intercept} */
  options(path: RequestPattern['path'], rest?: RestOfPattern): MockRoute {
    return this.intercept({ ...rest, method: 'OPTIONS', path });
  }
}

interface ReadOrigin {
  name: string;
  matches: (origin: string) => boolean;
  prefix: string;
}

/** @throws {TypeError} not a pattern of origins */
export function readOrigin(pattern: unknown): ReadOrigin {
  if (typeof pattern === 'function')
    return {
      name: pattern.name || 'an origin',
      matches: (origin) => Boolean((pattern as (origin: string) => unknown)(origin)),
      prefix: '',
    };
  if (types.isRegExp(pattern)) return { name: String(pattern), matches: (origin) => origin.search(pattern) >= 0, prefix: '' };
  if (typeof pattern !== 'string' && !(pattern instanceof URL))
    throw argumentError('', 'origin', 'a URL, a regular expression or a function', pattern);
  if (!URL.canParse(String(pattern))) throw argumentError('', 'origin', 'an absolute URL', pattern, 'ERR_CURL_INVALID_ARG_VALUE');
  const url = new URL(pattern);
  const name = originOf(url);
  return { name, matches: (origin) => origin === name, prefix: url.pathname.replace(/\/$/, '') };
}
