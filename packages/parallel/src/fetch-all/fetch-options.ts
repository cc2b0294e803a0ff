import type { AcurlError, RequestError, RequestOptions, Response, SessionOptions } from '@curlew/async';

/** One request of a source: a URL, or a URL with options. `key` comes back with the result. */
export type FetchRequest = string | URL | ({ url: string | URL; method?: string; key?: unknown } & RequestOptions);

/** Where requests come from; asked for more only when there is room. */
export type FetchSource = Iterable<FetchRequest> | AsyncIterable<FetchRequest>;

/** What became of one request: a response (of any status), or the error of its transfer. */
export interface FetchResult {
  /** The position in the source, from 0. */
  index: number;
  /** As it was given. */
  request: FetchRequest;
  url: string;
  key: unknown;
  response?: Response;
  error?: AcurlError | RequestError | TypeError;
}

/** How far a run is. */
export interface FetchProgress {
  started: number;
  succeeded: number;
  failed: number;
  running: number;
  /** Bytes of bodies so far, as they were on the wire. */
  bytes: number;
  /** Requests per second since the start. */
  rate: number;
}

/** Options of {@link fetchAll}; those of a session (retries, timeouts, proxy, headers, …) hold for each request. */
export interface FetchAllOptions extends SessionOptions {
  /** Requests at a time; 10 by default, Infinity for no limit. */
  max?: number;
  /** Requests at a time to one host; no limit by default. */
  maxPerHost?: number;
  /** Requests started per second; no limit by default. */
  rate?: number;
  /** Give the results in the order of the source instead of the order of their completion. */
  ordered?: boolean;
  /** Leave out a GET or HEAD of a URL that was asked for before. */
  deduplicate?: boolean;
  /** Ends the run: what is under way is given up, and the iteration throws the signal's reason. */
  signal?: AbortSignal;
  /** Called after each result. */
  onProgress?: (progress: FetchProgress) => void;
}
