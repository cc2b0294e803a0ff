import { isUtf8 } from 'node:buffer';

/** The statuses that redirect: the Fetch standard's. */
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Whether a response with this status may redirect. */
export const isRedirect = (status: number): boolean => REDIRECTS.has(status);

/**
 * The target of a redirect; null without a Location. Bytes that are valid UTF-8 are decoded as such; text that is not a
 * URL stays as it is.
 */
export function targetOf(location: string | undefined, base: string): string | null {
  if (location === undefined) return null;
  const bytes = Buffer.from(location, 'latin1');
  const text = isUtf8(bytes) ? bytes.toString() : location;
  return URL.canParse(text, base) ? new URL(text, base).href : text;
}
