import type { IncomingMessage } from 'node:http';
import type { HeaderField } from '../../http/header-fields.js';
import { ResponseHeaders } from '../../http/response-headers.js';

/** A request that an {@link Origin} received. */
export class OriginRequest {
  /** The method. */
  readonly method: string;
  /** The URL with the host that the client named. */
  readonly url: URL;
  /** `1.1` or `2`. */
  readonly httpVersion: string;
  /** The headers as received, without the pseudo-headers of HTTP/2. */
  readonly headersTuple: readonly HeaderField[];
  /** The headers by name, case-insensitive. */
  readonly headers: ReadonlyMap<string, string>;
  /** The whole body. */
  readonly body: Buffer;
  /** The named parts of the route's path: `id` of `/users/:id`. */
  params: Readonly<Record<string, string>> = {};

  /** @internal */
  constructor(message: IncomingMessage, scheme: 'http' | 'https', body: Buffer) {
    this.method = message.method ?? 'GET';
    const host = message.headers[':authority'] ?? message.headers.host ?? 'localhost';
    this.url = new URL(`${scheme}://${String(host)}${message.url?.startsWith('/') ? message.url : '/'}`);
    this.httpVersion = message.httpVersion.replace(/\.0$/, '');
    this.headersTuple = pairsOf(message.rawHeaders).filter(([name]) => !name.startsWith(':'));
    this.headers = new ResponseHeaders(this.headersTuple);
    this.body = body;
  }

  /** The body as UTF-8. */
  get text(): string {
    return this.body.toString();
  }

  /** The body as JSON. @throws {SyntaxError} it is not JSON */
  json<T = unknown>(): T {
    return JSON.parse(this.text) as T;
  }
}

const pairsOf = (raw: readonly string[]): HeaderField[] =>
  Array.from({ length: raw.length / 2 }, (_, at): HeaderField => [raw[at * 2]!, raw[at * 2 + 1]!]);
