import { RetryPolicy, argumentError, type RequestOptions } from '@curlew/async';
import type { DownloadOptions } from '../download/download-options.js';
import type { FetchRequest } from './fetch-options.js';

/** A request that is under way already, and waits for a place at another host. */
export interface Continuation {
  proceed: () => void;
  giveUp: (reason: Error) => void;
}

/** A request of the source, ready to be scheduled. */
export interface Task {
  /** The position in the source. */
  index: number;
  /** The position among those that are sent: some may be left out as duplicates. */
  order: number;
  request: FetchRequest;
  method: string;
  url: string;
  /** Scheme, host and port: what limits per host are counted by. */
  origin: string;
  key: unknown;
  priority: number;
  /** 1 for the first try. */
  attempt: number;
  /** Its own; undefined leaves it to the run. */
  retry: RetryPolicy | undefined;
  /** Set while its request waits for its turn to follow a redirect. */
  continuation?: Continuation | undefined;
  /** Undefined when it has none: a session makes such a request for less. */
  options: (RequestOptions & DownloadOptions) | undefined;
}

/** Tries that requests have behind them elsewhere: one of a queue goes on where another process had it. */
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

/** Most URLs by far: what new URL() would say of them can be seen. */
const PLAIN_ORIGIN = /^https?:\/\/(?:(?:\d+\.){3}\d+|[a-z0-9.-]*[a-z])(?::(?!80\b|443\b)[1-9]\d*)?(?=[/?#]|$)/;

/** What is no URL fails in its transfer, as a result. */
export function originOf(url: string): string {
  const plain = PLAIN_ORIGIN.exec(url);
  if (plain) return plain[0];
  if (!URL.canParse(url)) return '';
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
}
