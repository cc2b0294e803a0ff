import { binding } from './binding.js';
import { easyErrorKinds, type EasyCodeName, type ErrorKind } from './error-kinds.js';
import { easyCodes, multiCodes, shareCodes, urlCodes } from './generated/error-codes.js';
import { redactUrl } from './redact-url.js';

/** The names of an error's classes, so that `instanceof` holds between two installed versions of this package. */
const kClassNames = Symbol.for('curlew.error.classNames');

interface CurlErrorFields {
  code: string;
  errno: number;
  kind: ErrorKind;
  operation: string;
  detail?: string | undefined;
  url?: string | undefined;
  cause?: unknown;
}

/** The base of every error that libcurl, or a misuse of a handle, is the reason of. */
export abstract class CurlError extends Error {
  /** Stable and made to be matched: libcurl's symbol (`CURLE_COULDNT_CONNECT`), or `ERR_CURL_…` for misuse. */
  readonly code: string;
  /** libcurl's number, −1 for misuse. */
  readonly errno: number;
  /** What a caller can act on. */
  readonly kind: ErrorKind;
  /** What was asked for: `perform`, `setOpt URL`, `addHandle`, … */
  readonly operation: string;
  /** What libcurl wrote about this very transfer (its error buffer), or '' where it wrote nothing. */
  readonly detail: string;
  /** The transfer's URL, without user and password. */
  readonly url?: string;

  constructor(text: string, fields: CurlErrorFields) {
    const url = fields.url ? redactUrl(fields.url) : undefined;
    const where = url ? `${fields.operation} ${url}` : fields.operation;
    super(`${text} (${fields.code}, ${where})`, 'cause' in fields ? { cause: fields.cause } : undefined);
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
    // A user's subclass (no `className` of its own) is compared the ordinary way.
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

/** A CURLcode: a transfer that failed, or an option that libcurl refused. */
export class EasyError extends CurlError {
  /** @internal */
  static override readonly className: string = 'EasyError';
}

/** A CURLMcode: the multi handle refused. */
export class MultiError extends CurlError {
  /** @internal */
  static override readonly className: string = 'MultiError';
}

/** A CURLSHcode: the share handle refused. */
export class ShareError extends CurlError {
  /** @internal */
  static override readonly className: string = 'ShareError';
}

/** A CURLUcode: a URL, or a part of one, was refused. */
export class UrlError extends CurlError {
  /** @internal */
  static override readonly className: string = 'UrlError';
}

/** Why a handle cannot do what was asked; see {@link CurlStateError}. */
export type StateErrorCode =
  | 'ERR_CURL_CLOSED'
  | 'ERR_CURL_NOT_THREAD_SAFE'
  | 'ERR_CURL_IN_USE'
  | 'ERR_CURL_NOT_IN_USE'
  | 'ERR_CURL_BUSY'
  | 'ERR_CURL_IN_CALLBACK'
  | 'ERR_CURL_ATTACHED';

/** A handle was asked for something that its state does not allow. Always thrown synchronously; nothing was changed. */
export class CurlStateError extends CurlError {
  /** @internal */
  static override readonly className: string = 'CurlStateError';

  constructor(text: string, code: StateErrorCode, operation: string) {
    super(text, { code, errno: -1, kind: 'config', operation });
  }
}

/**
 * The error of a CURLcode.
 * @param code libcurl's number
 * @param context what is known beside it; `cause` is only set when given
 */
export function makeEasyError(
  code: number,
  context: { operation: string; detail?: string; url?: string | undefined; cause?: unknown },
): EasyError {
  const name = (easyCodes as Record<number, EasyCodeName>)[code];
  const text = binding.strerror(0, code);
  const { detail } = context;
  // libcurl's detail often ends with the general text; then it says everything.
  const message = !detail ? text : detail.includes(text) ? detail : `${text}: ${detail}`;
  return new EasyError(message, { ...context, code: name ?? `CURLE_${code}`, errno: code, kind: name ? easyErrorKinds[name] : 'other' });
}

/** The error of a CURLMcode. @param thrown what a callback of the multi threw, boxed */
export function makeMultiError(code: number, operation: string, thrown?: { value: unknown }): MultiError {
  const name = (multiCodes as Record<number, string>)[code] ?? `CURLM_${code}`;
  const kind: ErrorKind = name === 'CURLM_OUT_OF_MEMORY' ? 'resource' : name === 'CURLM_UNKNOWN_OPTION' ? 'unsupported' : 'config';
  const cause = thrown ? { cause: thrown.value } : {};
  return new MultiError(binding.strerror(1, code), { code: name, errno: code, kind, operation, ...cause });
}

/** The error of a CURLSHcode. */
export function makeShareError(code: number, operation: string, detail?: string): ShareError {
  const name = (shareCodes as Record<number, string>)[code] ?? `CURLSHE_${code}`;
  const kind: ErrorKind = name === 'CURLSHE_NOMEM' ? 'resource' : name === 'CURLSHE_NOT_BUILT_IN' ? 'unsupported' : 'config';
  const text = binding.strerror(2, code);
  return new ShareError(detail ? `${text}: ${detail}` : text, { code: name, errno: code, kind, operation, detail });
}

/** The error of a CURLUcode. */
export function makeUrlError(code: number, operation: string): UrlError {
  const name = (urlCodes as Record<number, string>)[code] ?? `CURLUE_${code}`;
  const kind: ErrorKind = name === 'CURLUE_OUT_OF_MEMORY' ? 'resource' : name === 'CURLUE_LACKS_IDN' ? 'unsupported' : 'config';
  return new UrlError(binding.strerror(3, code), { code: name, errno: code, kind, operation });
}

/** A TypeError or RangeError that names the argument, in Node's style (`code` is `ERR_CURL_INVALID_ARG`). */
export function invalidArgument(Type: typeof TypeError | typeof RangeError, message: string): Error {
  return Object.assign(new Type(message), { code: 'ERR_CURL_INVALID_ARG' });
}
