import { RetryPolicy, argumentError, type RequestOptions } from '@curlew/async';
import type { DownloadOptions } from '../download/download-options.js';
import type { FetchRequest } from './fetch-options.js';

/** A running request that waits for a place at another host. */
export interface Continuation {
  proceed: () => void;
  giveUp: (reason: Error) => void;
}

/** A request of the source, ready to be scheduled. */
export interface Task {
  /** The position in the source. */
  index: number;
  /** The position among the requests that are sent; duplicates may be left out. */
  order: number;
  request: FetchRequest;
  method: string;
  url: string;
  /** Scheme, host and port, by which limits per host are counted. */
  origin: string;
  key: unknown;
  priority: number;
  /** 1 for the first try. */
  attempt: number;
  /** The request's own retry policy; undefined for the run's. */
  retry: RetryPolicy | undefined;
  /** Set while its request waits for its turn to follow a redirect. */
  continuation?: Continuation | undefined;
  /** The request's options; undefined if there are none, which is cheaper for the session. */
  options: (RequestOptions & DownloadOptions) | undefined;
}

/** Attempts that requests had elsewhere: a request of a queue continues the count of another process. */
const attempts = new WeakMap<object, number>();

export function setAttempt(request: object, attempt: number): void {
  attempts.set(request, attempt);
}

/**
 * @param likelyOrigin an origin that it is likely to have, which makes finding it cheaper
 * @throws {TypeError} not a request
 */
export function taskOf(request: FetchRequest, index: number, order: number, likelyOrigin = ''): Task {
  if (typeof request === 'string' || request instanceof URL) return plainTask(request, String(request), index, order, likelyOrigin);
  if (typeof request !== 'object' || request === null || !(typeof request.url === 'string' || request.url instanceof URL))
    throw argumentError('fetchAll', `request ${index} of the source`, 'a URL, or an object with `url`', request);
  const { url, method = 'GET', key, priority = 0, retry, ...options } = request;
  if (typeof priority !== 'number' || Number.isNaN(priority))
    throw argumentError('fetchAll', `priority of request ${index}`, 'a number', priority);
  return {
    ...plainTask(request, String(url), index, order, likelyOrigin),
    method,
    key,
    priority,
    attempt: attempts.get(request) ?? 1,
    retry: retry === undefined ? undefined : new RetryPolicy(retry),
    options: Object.keys(options).length > 0 ? options : undefined,
  };
}

/** The task of a request that is nothing but a URL. */
function plainTask(request: FetchRequest, url: string, index: number, order: number, likelyOrigin: string): Task {
  return {
    index,
    order,
    request,
    method: 'GET',
    url,
    origin: originOf(url, likelyOrigin),
    key: undefined,
    priority: 0,
    attempt: 1,
    retry: undefined,
    options: undefined,
    continuation: undefined,
  };
}

/** Matches most URLs, whose origin is found without new URL(). */
const PLAIN_ORIGIN = /^https?:\/\/(?:(?:\d+\.){3}\d+|[a-z0-9.-]*[a-z])(?::(?!80\b|443\b)[1-9]\d*)?(?=[/?#]|$)/;

/**
 * The origin of a URL. An invalid URL fails later, in its transfer, as a result.
 * @param likely an origin from here; if it is this one's too, the same string is returned
 */
export function originOf(url: string, likely = ''): string {
  if (likely !== '' && url.startsWith(likely) && url[likely.length] === '/') return likely;
  const plain = PLAIN_ORIGIN.exec(url);
  if (plain) return plain[0];
  if (!URL.canParse(url)) return '';
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
}
