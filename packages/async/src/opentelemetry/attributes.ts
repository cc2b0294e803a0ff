import type { Attributes } from '@opentelemetry/api';
import { AcurlError } from '../http/errors.js';
import { portOf } from '../http/port-of.js';
import type { Request } from '../http/request.js';
import type { Response } from '../http/response.js';

// The names are those of the stable semantic conventions for HTTP.

/** The methods that the conventions know; any other is `_OTHER`. */
const METHODS: ReadonlySet<string> = new Set(['CONNECT', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT', 'TRACE']);

/** Query parameters that contain signatures; the conventions demand that their values are redacted. */
const SECRET_QUERIES: ReadonlySet<string> = new Set(['awsaccesskeyid', 'signature', 'sig', 'x-goog-signature', 'x-amz-signature']);

/** The name of a span. Unknown methods share one name, because anybody can invent methods. */
export const spanNameOf = ({ method }: Request): string => (METHODS.has(method) ? method : 'HTTP');

/** Attributes of a request that both its span and its metrics have. */
export function targetAttributes({ method, url }: Request): Attributes {
  const target = new URL(url);
  return {
    'http.request.method': METHODS.has(method) ? method : '_OTHER',
    'server.address': target.hostname.replace(/^\[|\]$/g, ''),
    'server.port': portOf(target),
    'url.scheme': target.protocol.slice(0, -1),
  };
}

/** Attributes that only the span of a request has. */
export function spanAttributes(request: Request, resends: number): Attributes {
  return {
    'url.full': hiddenUrl(request.url),
    ...(METHODS.has(request.method) ? {} : { 'http.request.method_original': request.method }),
    ...(resends === 0 ? {} : { 'http.request.resend_count': resends }),
  };
}

/** The URL with secrets redacted as the conventions demand. */
function hiddenUrl(text: string): string {
  const url = new URL(text);
  if (url.username !== '') url.username = 'REDACTED';
  if (url.password !== '') url.password = 'REDACTED';
  const secrets = [...url.searchParams.keys()].filter((name) => SECRET_QUERIES.has(name.toLowerCase()));
  for (const name of secrets) url.searchParams.set(name, 'REDACTED');
  return url.href;
}

/** Attributes of a response; to a client, a status of 400 or more is an error. */
export function responseAttributes({ statusCode, httpVersion }: Response): Attributes {
  return {
    'http.response.status_code': statusCode,
    ...(httpVersion === '' ? {} : { 'network.protocol.version': httpVersion }),
    ...(statusCode >= 400 ? { 'error.type': String(statusCode) } : {}),
  };
}

/** Attributes of a response that only the span has. */
export const peerAttributes = ({ primaryIp }: Response): Attributes => (primaryIp === '' ? {} : { 'network.peer.address': primaryIp });

/** The type of a failure, with low cardinality: libcurl's code, or the class name of another error. */
export function errorTypeOf(error: unknown): string {
  if (error instanceof AcurlError) return error.code;
  return error instanceof Error ? error.name : '_OTHER';
}
