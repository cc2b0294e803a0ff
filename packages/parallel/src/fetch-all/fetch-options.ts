import type { AcurlError, RequestError, RequestOptions, Response, SessionOptions } from '@curlew/async';
import type { AdaptiveOptions } from './adaptive-limit.js';
import type { DownloadOptions } from '../download/download-options.js';

/**
 * The options of a request of a source, in addition to those of a session's request. The `key` of a client certificate
 * is an option of the session only.
 */
export interface FetchRequestOptions extends Omit<RequestOptions, 'key'>, DownloadOptions {
  /** Default `GET`. */
  method?: string;
  /** Any value; it comes back with the result, as {@link FetchResult.key}. */
  key?: unknown;
  /** Of the waiting requests (see `lookahead`), the one with the highest priority is sent first. Default 0. */
  priority?: number;
}

/** One request of a source: a URL, or a URL with options. */
export type FetchRequest = string | URL | ({ url: string | URL } & FetchRequestOptions);

/** A source of requests; it is read only when there is room. */
export type FetchSource = Iterable<FetchRequest> | AsyncIterable<FetchRequest>;

/**
 * The result of one request: a response (of any status) or the error of its transfer; neither if a file existed and
 * nothing was sent (`existing: 'skip'`).
 */
export interface FetchResult {
  /** The position in the source, from 0. */
  index: number;
  /** The request as given by the source. */
  request: FetchRequest;
  /** The URL in full. */
  url: string;
  /** The `key` of the request. */
  key: unknown;
  /** How many times it was sent; more than once if it was retried. */
  attempts: number;
  /** When it was sent (the last time, if it was retried), in seconds since 1970. */
  startTime: number;
  /** Seconds until the response was complete, or the request failed. */
  duration: number;
  /** The response, whatever its status. */
  response?: Response;
  /**
   * The absolute path of the file with the body, if one was requested; undefined if the response is not a success or
   * has no body.
   */
  savedTo?: string;
  /** Set if the file existed and was left unchanged. */
  isUnchanged?: true;
  /** The failure; there is no response then. */
  error?: AcurlError | RequestError | Error;
}

/** The progress of a run. */
export interface FetchProgress {
  /** Requests sent, without retries. */
  started: number;
  /** Requests with a response, whatever its status. */
  succeeded: number;
  /** Requests without a response. */
  failed: number;
  /** Number of retries. */
  retried: number;
  /** Requests sent and not finished. */
  running: number;
  /** Requests taken from the source and not sent yet. */
  waiting: number;
  /** Bytes of bodies so far, as sent on the wire. */
  bytes: number;
  /** Requests per second since the start. */
  rate: number;
  /** The total number of requests; undefined if the source does not tell (an array does). */
  total: number | undefined;
  /** Estimated seconds until the end at the current rate; undefined if `total` is. */
  eta: number | undefined;
}

/** A pause that a host asks for. */
export interface HostPause {
  /** Scheme, name and port. */
  origin: string;
  /** Duration in milliseconds, limited by `maxHostPause`; for a Crawl-delay, the time between two requests. */
  milliseconds: number;
  /** The header, or the line of robots.txt, that requests the pause. */
  reason: 'Retry-After' | 'Crawl-delay';
}

/** Options of {@link fetchAll}; those of a session (retries, timeouts, proxy, headers, …) apply to each request. */
export interface FetchAllOptions extends SessionOptions {
  /** The maximum number of concurrent requests; Infinity for no limit. Default 10. */
  max?: number;
  /** The maximum number of concurrent requests to one host (scheme, name and port). Default: no limit. */
  maxPerHost?: number;
  /**
   * Adapt the concurrency per host: increase it while requests succeed, halve it after 429, 503 or a timeout. Default
   * false.
   */
  adaptive?: boolean | AdaptiveOptions;
  /** The maximum number of requests started per second. Default: no limit. */
  rate?: number;
  /** The maximum number of requests started per second and host. Default: no limit. */
  ratePerHost?: number;
  /** Minimum milliseconds between two requests to one host. Default 0. */
  delayPerHost?: number;
  /**
   * Obey the hosts' robots.txt, including Crawl-delay: the product token of your user agent, or true for the rules for
   * all agents. A forbidden URL gets a {@link RobotsError} as its result. Default false.
   */
  robots?: boolean | string;
  /**
   * The longest pause in milliseconds that a host may request: by a Retry-After (of 429 or 503), which pauses the whole
   * host if requests are retried, or by a Crawl-delay. 0 for no pauses. Default 60,000.
   */
  maxHostPause?: number;
  /** Called when a host requests a pause of five seconds or more. An exception ends the run. */
  onHostPause?: (pause: HostPause) => void;
  /**
   * The number of requests to take from the source ahead of time, so that priorities have something to choose from.
   * Default 0.
   */
  lookahead?: number;
  /** Yield the results in the order of the source instead of the order of completion. Default false. */
  ordered?: boolean;
  /**
   * Skip a GET or HEAD of a URL that was requested before in any spelling (case of the host, default port, dots,
   * needless escapes, fragment). Remembers each URL, so memory grows with the source. Default false.
   */
  deduplicate?: boolean;
  /** Maximum duration of the run in milliseconds, after which it ends as with an aborted signal. Default: no limit. */
  runTimeout?: number;
  /** Ends the run when it aborts: running transfers are aborted, and the iteration throws the signal's reason. */
  signal?: AbortSignal;
  /** Called after each result. An exception ends the run. */
  onProgress?: (progress: FetchProgress) => void;
}
