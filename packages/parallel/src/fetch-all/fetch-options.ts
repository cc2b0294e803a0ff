import type { AcurlError, RequestError, RequestOptions, Response, SessionOptions } from '@curlew/async';
import type { AdaptiveOptions } from './adaptive-limit.js';
import type { DownloadOptions } from '../download/download-options.js';

/**
 * What a request of a source may have beside the options of a session's request. The `key` of a client certificate is an
 * option of the session only.
 */
export interface FetchRequestOptions extends Omit<RequestOptions, 'key'>, DownloadOptions {
  /** Default `GET`. */
  method?: string;
  /** Comes back with the result. */
  key?: unknown;
  /** Of those that were taken from the source and wait (see `lookahead`), the highest is sent first; 0 by default. */
  priority?: number;
}

/** One request of a source: a URL, or a URL with options. */
export type FetchRequest = string | URL | ({ url: string | URL } & FetchRequestOptions);

/** Where requests come from; asked for more only when there is room. */
export type FetchSource = Iterable<FetchRequest> | AsyncIterable<FetchRequest>;

/**
 * What became of one request: a response (of any status), or the error of its transfer; neither when a file was there
 * already and nothing was sent (`existing: 'skip'`).
 */
export interface FetchResult {
  /** The position in the source, from 0. */
  index: number;
  /** As it was given. */
  request: FetchRequest;
  /** The URL in full. */
  url: string;
  /** The `key` of the request. */
  key: unknown;
  /** How often it was sent: more than once when it was retried. */
  attempts: number;
  /** When it was sent, of a retried one the last time: in seconds since 1970. */
  startTime: number;
  /** Seconds until its answer was whole, or it had failed. */
  duration: number;
  /** The answer, whatever its status. */
  response?: Response;
  /**
   * The file of its body as an absolute path, where one was asked for; there is none when the status is no success or has
   * no body.
   */
  savedTo?: string;
  /** Set when the file was there already and was left as it is. */
  isUnchanged?: true;
  /** The failure; there is no response then. */
  error?: AcurlError | RequestError | Error;
}

/** How far a run is. */
export interface FetchProgress {
  /** Sent, retries not counted. */
  started: number;
  /** Answers, whatever their status. */
  succeeded: number;
  /** Requests that no answer came to. */
  failed: number;
  /** Tries that were repeated. */
  retried: number;
  /** Sent, and not done. */
  running: number;
  /** Taken from the source and not sent yet. */
  waiting: number;
  /** Bytes of bodies so far, as they were on the wire. */
  bytes: number;
  /** Requests per second since the start. */
  rate: number;
  /** Of how many; undefined when the source does not say (an array does). */
  total: number | undefined;
  /** Seconds until all are done, at this rate; undefined when `total` is. */
  eta: number | undefined;
}

/** A host wants to be left alone. */
export interface HostPause {
  /** Scheme, name and port. */
  origin: string;
  /** How long, as far as `maxHostPause` allows it; of a Crawl-delay between two requests. */
  milliseconds: number;
  /** The header, or the line of robots.txt, that asks for it. */
  reason: 'Retry-After' | 'Crawl-delay';
}

/** Options of {@link fetchAll}; those of a session (retries, timeouts, proxy, headers, …) hold for each request. */
export interface FetchAllOptions extends SessionOptions {
  /** Requests at a time; 10 by default, Infinity for no limit. */
  max?: number;
  /** Requests at a time to one host (scheme, name and port); no limit by default. */
  maxPerHost?: number;
  /** Find out how many requests at a time each host takes: more while all is well, half after 429, 503 or a timeout. */
  adaptive?: boolean | AdaptiveOptions;
  /** Requests started per second; no limit by default. */
  rate?: number;
  /** Requests started per second and host; no limit by default. */
  ratePerHost?: number;
  /** Milliseconds between two requests to one host; 0 by default. */
  delayPerHost?: number;
  /**
   * Keep to the hosts' robots.txt, Crawl-delay included: the product token of your user agent, or true for what holds for
   * all. What it forbids has a {@link RobotsError} for a result.
   */
  robots?: boolean | string;
  /**
   * Milliseconds that a host may ask to be left alone for: by a Retry-After (of 429 or 503), which pauses all of it where
   * requests are tried again, and by a Crawl-delay; 60,000 by default, 0 for no pause.
   */
  maxHostPause?: number;
  /** Called when a host asks for a pause of five seconds or more. What it throws ends the run. */
  onHostPause?: (pause: HostPause) => void;
  /**
   * Requests that are taken from the source before there is room for them, so that priorities have something to choose
   * from; 0 by default.
   */
  lookahead?: number;
  /** Give the results in the order of the source instead of the order of their completion. */
  ordered?: boolean;
  /**
   * Leave out a GET or HEAD of a URL that was asked for before, however it is written (case of the host, default port, dots,
   * needless escapes, fragment). Remembers each URL, so memory grows with the source.
   */
  deduplicate?: boolean;
  /** Milliseconds for the whole run; then it ends as with an aborted signal. */
  runTimeout?: number;
  /** Ends the run: what is under way is given up, and the iteration throws the signal's reason. */
  signal?: AbortSignal;
  /** Called after each result. What it throws ends the run. */
  onProgress?: (progress: FetchProgress) => void;
}
