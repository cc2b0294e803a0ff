import { redactUrl } from '@curlew/core-native';
import { UnmatchedRequestError } from '../unmatched-request-error.js';
import type { MockCall } from './mock-call.js';
import type { MockRoute } from './mock-route.js';
import { originOf } from './mock-origin.js';
import { excerpt } from './request-pattern.js';

/** The maximum number of replies that a message lists. */
const SHOWN = 3;

/** The error for a request that no route matches; it lists the closest routes. */
export function unmatched(call: MockCall, url: URL, routes: readonly MockRoute[]): UnmatchedRequestError {
  const safeUrl = redactUrl(call.url);
  const asked = `no reply to ${call.method} ${safeUrl}${call.body.length > 0 ? `\n  with the body ${excerpt(call.text)}` : ''}`;
  return new UnmatchedRequestError(`${asked}\n${closest(call, url, routes)}`, call.method, safeUrl);
}

function closest(call: MockCall, url: URL, routes: readonly MockRoute[]): string {
  if (routes.length === 0)
    return `There are no replies yet. This one would match: mock.origin('${originOf(url)}').intercept({ method: '${call.method}', path: '${url.pathname}${url.search}' }).reply(200)`;
  const rated = routes.map((route) => ({ route, reasons: route.mismatches(call, url) }));
  rated.sort((a, b) => distance(a.reasons) - distance(b.reasons));
  const lines = rated
    .slice(0, SHOWN)
    .map(({ route, reasons }) => [`  ${route.description}`, ...reasons.map((reason) => `    ${reason}`)].join('\n'));
  const rest = rated.length > SHOWN ? `\n  and ${rated.length - SHOWN} more` : '';
  return `The closest replies, and why they do not match:\n${lines.join('\n')}${rest}`;
}

/** A different origin or path weighs more than a different header. */
const WEIGHTS: readonly (readonly [beginning: string, weight: number])[] = [
  ['origin', 100],
  ['path', 20],
  ['method', 10],
];

const distance = (reasons: readonly string[]) =>
  reasons.reduce((sum, reason) => sum + (WEIGHTS.find(([beginning]) => reason.startsWith(beginning))?.[1] ?? 1), 0);

/** The error for a WebSocket, which cannot be mocked. */
export function unmockedSocket(url: string): UnmatchedRequestError {
  const safeUrl = redactUrl(url);
  return new UnmatchedRequestError(
    `a WebSocket cannot be mocked (${safeUrl}): start a real server with startOrigin() of @curlew/async/testing, and let the session reach it with mock.allowNet(origin.url)`,
    'GET',
    safeUrl,
  );
}
