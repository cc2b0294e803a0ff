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

/** @throws {TypeError} not a request */
export function taskOf(request: FetchRequest, index: number, order: number): Task {
  const given = typeof request === 'string' || request instanceof URL ? { url: request } : request;
  if (typeof given !== 'object' || given === null || !(typeof given.url === 'string' || given.url instanceof URL))
    throw argumentError('fetchAll', `request ${index} of the source`, 'a URL, or an object with `url`', given);
  const { url, method = 'GET', key, priority = 0, retry, ...options } = given;
  if (typeof priority !== 'number' || Number.isNaN(priority))
    throw argumentError('fetchAll', `priority of request ${index}`, 'a number', priority);
  const text = String(url);
  return {
    index,
    order,
    request,
    method,
    url: text,
    origin: originOf(text),
    key,
    priority,
    attempt: attempts.get(given) ?? 1,
    retry: retry === undefined ? undefined : new RetryPolicy(retry),
    options: Object.keys(options).length > 0 ? options : undefined,
  };
}

/** Matches most URLs, whose origin is found without new URL(). */
const PLAIN_ORIGIN = /^https?:\/\/(?:(?:\d+\.){3}\d+|[a-z0-9.-]*[a-z])(?::(?!80\b|443\b)[1-9]\d*)?(?=[/?#]|$)/;

/** The origin of a URL. An invalid URL fails later, in its transfer, as a result. */
export function originOf(url: string): string {
  const plain = PLAIN_ORIGIN.exec(url);
  if (plain) return plain[0];
  if (!URL.canParse(url)) return '';
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
}
