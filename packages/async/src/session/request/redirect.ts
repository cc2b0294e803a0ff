import { redactUrl } from '@curlew/core-native';
import { describesBody, type HeaderRule, type RedirectReach } from '../../http/header-policy.js';
import { normaliseUrl } from '../../http/normalise-url.js';
import { withTarget, type PreparedRequest } from './prepared-request.js';

/** The rules for redirects in which a session and `fetch` differ. */
export interface RedirectRules {
  /** Decides which of the caller's headers are kept. */
  keepsHeader: HeaderRule;
  /** Whether a Location may contain user and password. */
  allowsCredentials: boolean;
}

/** The reason why a redirect is not followed. */
export class RedirectRefused extends Error {}

/**
 * The request that follows a redirect, by the rules of the Fetch standard: 303 becomes GET without a body (HEAD stays),
 * 301 and 302 do so for POST, everything else keeps its method and body.
 * @param location an absolute URL
 * @throws {RedirectRefused} it must not be followed
 */
export function redirected(request: PreparedRequest, status: number, location: string, rules: RedirectRules): PreparedRequest {
  const to = targetOf(location);
  const from = new URL(request.url);
  if (from.protocol === 'https:' && to.protocol === 'http:' && !request.settings.allowDowngrade)
    throw new RedirectRefused(`it leads from https to ${to.origin}; set \`allowDowngrade: true\` to follow it`);
  if ((to.username !== '' || to.password !== '') && !rules.allowsCredentials)
    throw new RedirectRefused('its Location contains a user name or a password');
  const reach = reachOf(from, to);
  keepUserInfo(from, to, reach);
  const dropsBody = becomesGet(status, request.method);
  if (!dropsBody && !request.body.isRepeatable) throw new RedirectRefused('its body was a stream, which cannot be sent twice');
  return withTarget(request, {
    url: to.href,
    method: dropsBody ? 'GET' : request.method,
    dropsBody,
    fields: request.fields.filter(([name]) => rules.keepsHeader(name, reach) && !(dropsBody && describesBody(name))),
    withCredentials: request.withCredentials && reach === 'same origin',
  });
}

function targetOf(location: string): URL {
  let url: URL | undefined;
  try {
    url = new URL(normaliseUrl(location));
  } catch {
    // Set from the request below.
  }
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:')
    throw new RedirectRefused(`it leads to ${JSON.stringify(redactUrl(location))}, which is not an http or https URL`);
  return url;
}

function reachOf(from: URL, to: URL): RedirectReach {
  if (from.origin === to.origin) return 'same origin';
  const isUpgrade = from.protocol === 'http:' && to.protocol === 'https:' && from.hostname === to.hostname;
  return isUpgrade && from.port === '' && to.port === '' ? 'upgrade' : 'other origin';
}

/** The user of a URL is the request's: an absolute Location within the origin need not repeat it. */
function keepUserInfo(from: URL, to: URL, reach: RedirectReach): void {
  if (reach !== 'same origin' || to.username !== '' || to.password !== '') return;
  to.username = from.username;
  to.password = from.password;
}

function becomesGet(status: number, method: string): boolean {
  if (status === 303) return method !== 'GET' && method !== 'HEAD';
  return (status === 301 || status === 302) && method === 'POST';
}
