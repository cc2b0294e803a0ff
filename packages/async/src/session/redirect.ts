import { invalidOption } from '../http/invalid-option.js';
import type { HeaderField } from '../http/header-fields.js';

/** What of a request a redirect may change. */
export interface Hop {
  method: string;
  url: string;
  fields: readonly HeaderField[];
  /** Whether user and password, the client certificate and the given cookies go along. */
  withCredentials: boolean;
  withBody: boolean;
}

/** These say nothing about who asks. Everything else a caller has set is for the host it was meant for. */
const FOR_ANY_HOST = new Set([
  'accept',
  'accept-language',
  'cache-control',
  'pragma',
  'range',
  'user-agent',
  'content-type',
  'content-language',
  'content-encoding',
]);

/** Headers that describe a body. */
const OF_A_BODY = /^content-|^transfer-encoding$|^expect$/i;

/**
 * The request that follows a redirect. 301, 302 and 303 become GET without a body (HEAD stays HEAD: nobody asked for the
 * body), 307 and 308 keep both. To another origin no credentials and no headers of the caller's own go along.
 * @throws {RedirectRefused} it must not be followed
 */
export function followRedirect(hop: Hop, status: number, location: string, { allowDowngrade = false } = {}): Hop {
  const from = new URL(hop.url);
  const to = URL.canParse(location) ? new URL(location) : undefined;
  if (!to || (to.protocol !== 'http:' && to.protocol !== 'https:'))
    throw new RedirectRefused(`it leads to ${JSON.stringify(location)}, which is no http or https URL`);
  if (from.protocol === 'https:' && to.protocol === 'http:' && !allowDowngrade)
    throw new RedirectRefused(`it leads from https to ${to.origin}; \`allowDowngrade: true\` follows`);
  const keepsBody = status === 307 || status === 308;
  const sameOrigin = from.origin === to.origin;
  return {
    method: keepsBody || hop.method === 'HEAD' ? hop.method : 'GET',
    url: location,
    fields: hop.fields.filter(([name]) => (sameOrigin || FOR_ANY_HOST.has(name.toLowerCase())) && (keepsBody || !OF_A_BODY.test(name))),
    withCredentials: hop.withCredentials && sameOrigin,
    withBody: hop.withBody && keepsBody,
  };
}

/** Why a redirect is not followed. */
export class RedirectRefused extends Error {}

/** @throws {TypeError} not a whole number from 0 */
export function checkMaxRedirects(value: unknown): number {
  if (Number.isInteger(value) && (value as number) >= 0) return value as number;
  throw invalidOption('maxRedirects', 'a whole number from 0', value);
}
