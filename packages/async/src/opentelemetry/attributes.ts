import type { Attributes } from '@opentelemetry/api';
import { AcurlError } from '../http/errors.js';
import { portOf } from '../http/port-of.js';
import type { Request } from '../http/request.js';
import type { Response } from '../http/response.js';

// The names are those of the stable semantic conventions for HTTP.

/** The methods that the conventions know; any other is `_OTHER`. */
const METHODS: ReadonlySet<string> = new Set(['CONNECT', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT', 'TRACE']);

/** Parts of a query that contain signatures: the conventions want their values hidden. */
const SECRET_QUERIES: ReadonlySet<string> = new Set(['awsaccesskeyid', 'signature', 'sig', 'x-goog-signature', 'x-amz-signature']);

/** The name of a span: a method that everybody may invent would make any number of names. */
export const spanNameOf = ({ method }: Request): string => (METHODS.has(method) ? method : 'HTTP');

/** Attributes of a request that its metrics have too. */
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

/** The URL without secrets, as the conventions hide them. */
function hiddenUrl(text: string): string {
  const url = new URL(text);
  if (url.username !== '') url.username = 'REDACTED';
  if (url.password !== '') url.password = 'REDACTED';
  const secrets = [...url.searchParams.keys()].filter((name) => SECRET_QUERIES.has(name.toLowerCase()));
  for (const name of secrets) url.searchParams.set(name, 'REDACTED');
  return url.href;
}

/** Attributes of a response; a status of 400 and more is an error to a client. */
export function responseAttributes({ statusCode, httpVersion }: Response): Attributes {
  return {
    'http.response.status_code': statusCode,
    ...(httpVersion === '' ? {} : { 'network.protocol.version': httpVersion }),
    ...(statusCode >= 400 ? { 'error.type': String(statusCode) } : {}),
  };
}

/** Attributes of a response that only the span has. */
export const peerAttributes = ({ primaryIp }: Response): Attributes => (primaryIp === '' ? {} : { 'network.peer.address': primaryIp });

/** The kind of a failure, of which there must be few: libcurl's code, or the class of another error. */
export function errorTypeOf(error: unknown): string {
  if (error instanceof AcurlError) return error.code;
  return error instanceof Error ? error.name : '_OTHER';
}
