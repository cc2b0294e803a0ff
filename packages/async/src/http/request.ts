import { inspect, type InspectOptions } from 'node:util';
import { checkObject, redactUrl } from '@curlew/core-native';
import type { Cookie } from './cookie.js';
import type { HeaderField } from './header-fields.js';
import { inspectAs, shownHeaders } from './redaction.js';
import { toCurlCommand } from './to-curl.js';

/** User and password of an `auth` option. */
export type Credentials = readonly [user: string, password: string];

/** Key file and certificate file of a `cert` option. */
export type ClientCertificate = readonly [key: string, certificate: string];

/** The cookies of a session at a given time. @internal */
interface SentCookies {
  sentTo(url: URL): readonly Cookie[];
}

/** The parts that a request is made of. @internal */
export interface RequestParts {
  method: string;
  url: string;
  fields: readonly HeaderField[];
  jar: SentCookies;
  auth: Credentials | undefined;
  authType: string;
  data: string | Uint8Array | undefined;
  /** As in PreparedBody: null for no Content-Type, undefined for libcurl's own. */
  contentType: string | null | undefined;
  cert: ClientCertificate | undefined;
}

/** A request as the caller made it; acurl's `Request`. */
export class Request {
  #parts: RequestParts;

  /** @internal */
  constructor(parts: RequestParts) {
    this.#parts = parts;
  }

  /** Replaces the headers of a request that has not been sent yet. @internal */
  static setFields(request: Request, fields: readonly HeaderField[]): void {
    request.#parts = { ...request.#parts, fields };
  }

  /** The method. */
  get method(): string {
    return this.#parts.method;
  }

  /** The URL in the form in which it is sent, including user and password; use {@link Request.safeUrl} in logs. */
  get url(): string {
    return this.#parts.url;
  }

  /** The URL without user and password. */
  get safeUrl(): string {
    return redactUrl(this.#parts.url);
  }

  /** The caller's headers, without libcurl's own; of repeated headers, the last one. */
  get headers(): Record<string, string> {
    return Object.fromEntries(this.#parts.fields);
  }

  /** The caller's headers as pairs, including repeated ones. */
  get headersTuple(): readonly HeaderField[] {
    return this.#parts.fields;
  }

  /** The cookies of the session that are sent with it. */
  get cookies(): Record<string, string> {
    const { jar, url } = this.#parts;
    const sent = URL.canParse(url) ? jar.sentTo(new URL(url)) : [];
    return Object.fromEntries(sent.map(({ name, value }) => [name, value]));
  }

  /** User and password of the `auth` option, if they are sent. */
  get auth(): Credentials | undefined {
    return this.#parts.auth;
  }

  /** Text or bytes of the body; undefined without a body, and for a body that comes from a stream or a form. */
  get data(): string | Uint8Array | undefined {
    return this.#parts.data;
  }

  /** Key file and certificate file, if `cert` was a pair of paths that is sent to this origin. */
  get cert(): ClientCertificate | undefined {
    return this.#parts.cert;
  }

  /**
   * The command line of curl that repeats the request, quoted for a POSIX shell; a binary body is piped into it.
   * @param options for the secrets
   * @param options.secrets show passwords and the values of Authorization and Cookie; by default they are `***`
   * @throws {TypeError} the options are not an object
   */
  toCurl(options: { secrets?: boolean } = {}): string {
    checkObject('toCurl', 'options', options);
    const { secrets = false } = options;
    const { method, url, fields, auth, authType, data, contentType } = this.#parts;
    const command = { method, url, headers: fields, cookies: this.cookies, auth, authType, body: data, contentType };
    return toCurlCommand(command, secrets);
  }

  /** For `console.log`: without passwords, bodies and cookies, and with `***` for headers that contain credentials. */
  [inspect.custom](depth: number, options: InspectOptions): string {
    return inspectAs('Request', { method: this.method, url: this.safeUrl, headers: shownHeaders(this.headersTuple) }, depth, options);
  }
}
