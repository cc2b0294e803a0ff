import type { Cookie } from './cookie.js';
import type { HeaderField } from './header-fields.js';
import { toCurlCommand } from './to-curl.js';

/** User and password of an `auth` option. */
export type Credentials = readonly [user: string, password: string];

/** Key file and certificate file of a `cert` option. */
export type ClientCertificate = readonly [key: string, certificate: string];

/** What a request is made of. @internal */
export interface RequestParts {
  method: string;
  url: string;
  fields: readonly HeaderField[];
  cookies: readonly Cookie[];
  jar: readonly Cookie[];
  auth: Credentials | undefined;
  data: string | Uint8Array | undefined;
  cert: ClientCertificate | undefined;
}

/** A request as it was asked for; acurl's `Request`. */
export class Request {
  readonly #parts: RequestParts;

  /** @internal */
  constructor(parts: RequestParts) {
    this.#parts = parts;
  }

  get method(): string {
    return this.#parts.method;
  }

  /** As it was given; `response.url` is the one that libcurl used. */
  get url(): string {
    return this.#parts.url;
  }

  /** The headers that were given, not libcurl's own; of repeated ones the last. */
  get headers(): Record<string, string> {
    return Object.fromEntries(this.#parts.fields);
  }

  /** The same as pairs, repeated ones included. */
  get headersTuple(): readonly HeaderField[] {
    return this.#parts.fields;
  }

  /** The cookies that were given, and those of the session's jar that go to this URL. */
  get cookies(): Record<string, string> {
    const { cookies, jar, url } = this.#parts;
    const target = URL.canParse(url) ? new URL(url) : undefined;
    const sent = target ? jar.filter((cookie) => cookie.matches(target)) : [];
    return Object.fromEntries([...sent, ...cookies].map(({ name, value }) => [name, value]));
  }

  get auth(): Credentials | undefined {
    return this.#parts.auth;
  }

  /** Text or bytes of the body; undefined for none, and for one that came from a stream or a form. */
  get data(): string | Uint8Array | undefined {
    return this.#parts.data;
  }

  get cert(): ClientCertificate | undefined {
    return this.#parts.cert;
  }

  /** The command line of curl that repeats the request, quoted for a shell. */
  toCurl(): string {
    const { method, url, fields, auth, data } = this.#parts;
    return toCurlCommand({ method, url, headers: fields, cookies: this.cookies, auth, body: data });
  }
}
