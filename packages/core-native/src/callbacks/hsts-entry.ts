import { refusal } from '../errors/index.js';
import type { HstsEntry } from './callback-types.js';

// libcurl writes times as "YYYYMMDD HH:MM:SS" in UTC, "unlimited" or nothing for no end.

function timeText(date: Date): string {
  const [day, time] = date.toISOString().split(/[T.]/);
  return `${day!.replaceAll('-', '')} ${time!}`;
}

/** The argument of HSTSWRITEFUNCTION. */
export function hstsEntryOf(host: string, expire: string, includeSubDomains: boolean): HstsEntry {
  const match = /^(\d{4})(\d\d)(\d\d) (\d\d:\d\d:\d\d)$/.exec(expire);
  return { host, expire: match ? new Date(`${match[1]}-${match[2]}-${match[3]}T${match[4]}Z`) : null, includeSubDomains };
}

/**
 * Converts an answer of HSTSREADFUNCTION for native code; undefined if it is invalid.
 * @param room size of libcurl's buffer for the name, including the terminating NUL
 */
export function hstsFieldsOf(answer: unknown, room: number): [host: string, expire: string, includeSubDomains: boolean] | undefined {
  if (typeof answer !== 'object' || answer === null) return undefined;
  const { host, expire = null, includeSubDomains = false } = answer as { host?: unknown; expire?: unknown; includeSubDomains?: unknown };
  // Date.prototype.getTime rather than instanceof, which fails for a Date of another realm.
  const isTime = expire === null || (Object.prototype.toString.call(expire) === '[object Date]' && isYearOfFourDigits(expire as Date));
  if (typeof host !== 'string' || host === '' || host.includes('\0') || !isTime) return undefined;
  if (Buffer.byteLength(host) >= room)
    throw refusal('ERR_CURL_OUT_OF_RANGE', `the HSTSREADFUNCTION callback returned a host of ${host.length} characters`);
  return [host, expire === null ? '' : timeText(expire as Date), Boolean(includeSubDomains)];
}

function isYearOfFourDigits(date: Date): boolean {
  const year = date.getUTCFullYear();
  return year >= 1 && year <= 9999;
}
