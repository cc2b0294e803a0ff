import type { HeaderField } from '../../http/header-fields.js';
import { ResponseHeaders } from '../../http/response-headers.js';
import type { Request } from '../../http/request.js';

/** The parts of a {@link MockCall}. @internal */
export interface MockCallParts {
  request: Request;
  fields: readonly HeaderField[];
  body: Buffer;
}

/** A request that a mocked session sent, as a server would have received it; redirects and retries count too. */
export class MockCall {
  /** The session's own view of it. */
  readonly request: Request;
  /** The method. */
  readonly method: string;
  /** The absolute URL. */
  readonly url: string;
  /** All headers as pairs, in HTTP/1.1's form: those of the caller, of the session, and libcurl's own. */
  readonly headersTuple: readonly HeaderField[];
  /** The headers by name, case-insensitive, including cookies and credentials. */
  readonly headers: ReadonlyMap<string, string>;
  /** The bytes of the body; empty without a body, and for a `Mime` form, which only libcurl can encode. */
  readonly body: Buffer;

  /** @internal */
  constructor({ request, fields, body }: MockCallParts) {
    this.request = request;
    this.method = request.method;
    this.url = request.url;
    this.headersTuple = fields;
    this.headers = new ResponseHeaders(fields);
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
