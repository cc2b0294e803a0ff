import type { ErrorKind } from './error-kinds.js';
import { redactUrl } from './redact-url.js';

/** The class names of an error, so that `instanceof` holds between two installed versions of this package. */
const kClassNames = Symbol.for('curlew.error.classNames');

/** The properties that a {@link CurlError} is made with. */
export interface CurlErrorFields {
  code: string;
  errno: number;
  kind: ErrorKind;
  operation: string;
  detail?: string | undefined;
  url?: string | undefined;
  cause?: unknown;
  /** Leave the code, the operation and the URL out of the message; they are still properties. */
  bare?: boolean;
}

/**
 * The base of every error that libcurl reports, of every failed request, and of every misuse of a handle. `instanceof`
 * also works for errors made by another installed copy of this package.
 */
export abstract class CurlError extends Error {
  /**
   * Stable and meant to be matched: libcurl's symbol (`CURLE_COULDNT_CONNECT`), or `ERR_CURL_…` for this library's own.
   */
  readonly code: string;
  /** libcurl's number; −1 where the error is this library's own. */
  readonly errno: number;
  /** The kind of failure, for callers who decide what to do next. */
  readonly kind: ErrorKind;
  /** The operation that failed: `perform`, `setOpt URL`, `addHandle`, … */
  readonly operation: string;
  /** libcurl's own text about this transfer (its error buffer); '' if there is none. */
  readonly detail: string;
  /** The transfer's URL, without user and password. */
  readonly url?: string;

  constructor(text: string, fields: CurlErrorFields) {
    const url = fields.url ? redactUrl(fields.url) : undefined;
    const where = url ? `${fields.operation} ${url}` : fields.operation;
    super(fields.bare ? text : `${text} (${fields.code}, ${where})`, 'cause' in fields ? { cause: fields.cause } : undefined);
    this.code = fields.code;
    this.errno = fields.errno;
    this.kind = fields.kind;
    this.operation = fields.operation;
    this.detail = fields.detail ?? '';
    if (url) this.url = url;
    Object.defineProperty(this, 'name', { value: new.target.name, configurable: true, writable: true });
    Object.defineProperty(this, kClassNames, { value: classNamesOf(new.target) });
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    // A user's subclass has no `className` of its own and is compared in the ordinary way.
    if (!Object.hasOwn(this, 'className')) return Function.prototype[Symbol.hasInstance].call(this, value);
    const names = (value as { [kClassNames]?: string[] } | null | undefined)?.[kClassNames];
    return Array.isArray(names) && names.includes((this as unknown as { className: string }).className);
  }

  /** @internal */
  static readonly className: string = 'CurlError';
}

function classNamesOf(constructor: { className?: string } | null): string[] {
  const names: string[] = [];
  let current: { className?: string } | null = constructor;
  while (typeof current === 'function') {
    const own: { className?: string } = current;
    if (Object.hasOwn(own, 'className') && own.className) names.push(own.className);
    current = Object.getPrototypeOf(own) as { className?: string } | null;
  }
  return names;
}
