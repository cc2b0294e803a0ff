import { checkNames, checkNumber, argumentError, type EasyOptions } from '@curlew/core-native';
import { optionWithDefault, type CheckedOf, type Descriptors } from './descriptor.js';

/** Times in milliseconds; 0 or Infinity for no limit. */
export interface Timeouts {
  /** Milliseconds for the whole request, from the call to the end of the body: waiting for a connection, redirects and retries included (TIMEOUT_MS). Default: no limit. */
  total?: number;
  /** Milliseconds from the first attempt to connect until the connection is established, including TLS (CONNECTTIMEOUT_MS). Default 30,000. */
  connect?: number;
  /** The longest time in milliseconds without any data sent or received; checked once a second (LOW_SPEED_TIME). Default: no limit. */
  stall?: number;
  /** For a WebSocket: milliseconds from `close()` to the server's CLOSE frame. Default 10,000. */
  close?: number;
}

/** Options that limit times. */
export interface TimeoutOptions {
  /** Milliseconds for the whole request, or {@link Timeouts}. Default: only connecting is limited. */
  timeout?: number | Timeouts | undefined;
}

const KNOWN: Readonly<Record<keyof Timeouts, true>> = { total: true, connect: true, stall: true, close: true };
const DEFAULT_CONNECT = 30_000;
const DEFAULT_CLOSE = 10_000;
/** The largest value that libcurl accepts stands for "no limit": with 0 libcurl would use its default of five minutes. */
const MOST = 0x7fffffff;

const fallback: Required<Timeouts> = { total: 0, connect: DEFAULT_CONNECT, stall: 0, close: DEFAULT_CLOSE };

function checkTimeouts(value: unknown): Required<Timeouts> {
  const given = typeof value === 'number' ? { total: value } : value;
  if (typeof given !== 'object' || given === null) throw argumentError('', 'timeout', 'milliseconds, or an object of them', value);
  checkNames('timeout', given, KNOWN);
  const checked = { ...fallback };
  for (const name of Object.keys(KNOWN) as (keyof Timeouts)[]) {
    const time: unknown = given[name as keyof typeof given];
    if (time === undefined) continue;
    const number = checkNumber('timeout', name, time, { unit: 'milliseconds' });
    // Internally only 0 means no limit.
    checked[name] = number > MOST ? 0 : number;
  }
  return checked;
}

/** @internal */
export const timeoutOptions = { timeout: optionWithDefault(fallback, checkTimeouts) } satisfies Descriptors<TimeoutOptions>;

/** @internal */
export function timeoutCurl({ timeout }: CheckedOf<typeof timeoutOptions>): Partial<EasyOptions> {
  return { CONNECTTIMEOUT_MS: Math.ceil(timeout.connect) || MOST };
}
