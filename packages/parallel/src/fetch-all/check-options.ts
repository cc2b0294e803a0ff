import { RetryPolicy, argumentError, refusal, sessionOptionNames, type SessionOptions } from '@curlew/async';
import { AdaptiveLimit } from './adaptive-limit.js';
import type { FetchAllOptions, FetchProgress, HostPause } from './fetch-options.js';
import { Host } from './host.js';
import { RateLimit } from './rate-limit.js';

/** The options of a run, checked. */
export interface RunSettings {
  max: number;
  rate: RateLimit;
  lookahead: number;
  ordered: boolean;
  deduplicate: boolean;
  robots: string | undefined;
  maxHostPause: number;
  retry: RetryPolicy;
  signal: AbortSignal | undefined;
  onProgress: ((progress: FetchProgress) => void) | undefined;
  onHostPause: ((pause: HostPause) => void) | undefined;
  makeHost: (origin: string) => Host;
  /** The remaining options, for the session. */
  session: SessionOptions;
}

/** The options of a run that are not a session's; the compiler keeps the list complete. */
const OWN: Readonly<Record<Exclude<keyof FetchAllOptions, keyof SessionOptions>, true>> = {
  max: true,
  maxPerHost: true,
  adaptive: true,
  rate: true,
  ratePerHost: true,
  delayPerHost: true,
  robots: true,
  maxHostPause: true,
  lookahead: true,
  ordered: true,
  deduplicate: true,
  runTimeout: true,
  signal: true,
  onProgress: true,
  onHostPause: true,
};

/** @throws {TypeError} naming the option with a wrong value, or one that has no effect */
export function checkOptions(options: FetchAllOptions): RunSettings {
  if (typeof options !== 'object' || options === null) throw wrong('options', 'an object', options);
  const {
    max = 10,
    maxPerHost = Infinity,
    adaptive = false,
    rate = Infinity,
    ratePerHost = Infinity,
    delayPerHost = 0,
    robots = false,
    maxHostPause = 60_000,
    lookahead = 0,
    ordered = false,
    deduplicate = false,
    retry,
    runTimeout,
    signal,
    onProgress,
    onHostPause,
    ...session
  } = options;
  checkNames(session);
  checkLimit('maxPerHost', maxPerHost);
  if (!Number.isInteger(lookahead) || lookahead < 0) throw wrong('lookahead', 'a whole number from 0', lookahead);
  checkRate('ratePerHost', ratePerHost);
  checkMilliseconds('delayPerHost', delayPerHost);
  const bounds = checkAdaptive(adaptive, maxPerHost);
  if (typeof robots !== 'boolean' && !(typeof robots === 'string' && robots !== ''))
    throw wrong('robots', 'a boolean, or the product token of a user agent', robots);
  for (const [name, value] of Object.entries({ onProgress, onHostPause }))
    if (value !== undefined && typeof value !== 'function') throw wrong(name, 'a function', value);
  const ends = [signal, runTimeout === undefined ? undefined : AbortSignal.timeout(checkMilliseconds('runTimeout', runTimeout))];
  return {
    max: checkLimit('max', max),
    rate: new RateLimit(checkRate('rate', rate)),
    lookahead,
    ordered,
    deduplicate,
    robots: robots === true ? '*' : robots || undefined,
    maxHostPause: checkMilliseconds('maxHostPause', maxHostPause),
    retry: new RetryPolicy(retry),
    signal: anyOf(ends.filter((end) => end !== undefined)),
    onProgress,
    onHostPause,
    makeHost: (origin) => {
      const host = new Host(origin, maxPerHost, new RateLimit(ratePerHost), bounds && new AdaptiveLimit(bounds));
      host.slowDown(delayPerHost);
      return host;
    },
    session,
  };
}

/** The session would also refuse a misspelled option, but its message would lack the run's own options. */
function checkNames(left: object): void {
  const unknown = Object.keys(left).find((name) => !sessionOptionNames.includes(name));
  if (unknown === undefined) return;
  const names = [...Object.keys(OWN), ...sessionOptionNames].join(', ');
  throw refusal('ERR_CURL_UNKNOWN_OPTION', `fetchAll: "${unknown}" is not one of its options: ${names}`, { argument: unknown });
}

function anyOf(signals: AbortSignal[]): AbortSignal | undefined {
  for (const signal of signals) if (!(signal instanceof AbortSignal)) throw wrong('signal', 'an AbortSignal', signal);
  return signals.length > 1 ? AbortSignal.any(signals) : signals[0];
}

function checkAdaptive(adaptive: unknown, maxPerHost: number) {
  if (adaptive === false) return undefined;
  if (typeof adaptive !== 'boolean' && (typeof adaptive !== 'object' || adaptive === null))
    throw wrong('adaptive', 'a boolean, or an object with min, max and start', adaptive);
  const bounds = { min: 1, max: maxPerHost, start: 10, ...(adaptive === true ? {} : adaptive) };
  for (const [name, value] of Object.entries(bounds)) checkLimit(`adaptive.${name}`, value);
  return bounds;
}

export function checkLimit(name: string, value: unknown): number {
  if (value === Infinity || (Number.isInteger(value) && (value as number) >= 1)) return value as number;
  throw wrong(name, 'a whole number from 1, or Infinity', value);
}

function checkRate(name: string, value: unknown): number {
  if (typeof value === 'number' && value > 0) return value;
  throw wrong(name, 'requests per second', value);
}

function checkMilliseconds(name: string, value: unknown): number {
  if (typeof value === 'number' && value >= 0) return value;
  throw wrong(name, 'milliseconds from 0', value);
}

/** A number is out of range; anything else has the wrong type. */
const wrong = (name: string, expected: string, value: unknown) =>
  argumentError('fetchAll', name, expected, value, typeof value === 'number' ? 'ERR_CURL_OUT_OF_RANGE' : 'ERR_CURL_INVALID_ARG_TYPE');

/** The checked option of `drain`. @throws {TypeError} not an object */
export function checkDrain(options: { dropWaiting?: boolean }): boolean {
  if (typeof options !== 'object' || options === null) throw argumentError('drain', 'options', 'an object', options);
  return Boolean(options.dropWaiting);
}
