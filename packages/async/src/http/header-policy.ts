// Decides which of a caller's headers may follow a redirect to another origin. The only declaration of it, for every
// way of following one.

/** Headers that do not identify the caller. A session drops all others when a redirect leads to another origin. */
const SAYS_NOTHING: ReadonlySet<string> = new Set([
  'accept',
  'accept-charset',
  'accept-encoding',
  'accept-language',
  'cache-control',
  'content-encoding',
  'content-language',
  'content-length',
  'content-location',
  'content-type',
  'dnt',
  'expect',
  'if-match',
  'if-modified-since',
  'if-none-match',
  'if-range',
  'if-unmodified-since',
  'pragma',
  'priority',
  'range',
  'te',
  'upgrade-insecure-requests',
  'user-agent',
]);

/** Headers that authenticate the caller. They never leave the origin that they were given for. */
const CREDENTIALS: ReadonlySet<string> = new Set(['authorization', 'cookie', 'host', 'proxy-authorization']);

/** Headers that describe a body; they are dropped together with it. */
const OF_A_BODY: ReadonlySet<string> = new Set([
  'content-encoding',
  'content-language',
  'content-length',
  'content-location',
  'content-type',
  'expect',
  'transfer-encoding',
]);

/** Where a redirect leads, compared with where the request was sent. */
export type RedirectReach =
  | 'same origin'
  /** From http to https of the same host, both on their default ports. */
  | 'upgrade'
  | 'other origin';

/** @param name in any case */
export type HeaderRule = (name: string, reach: RedirectReach) => boolean;

/** A session's rule: to another origin only headers that do not identify the caller. */
export const sessionHeaderRule: HeaderRule = (name, reach) => {
  if (reach === 'same origin') return true;
  const lower = name.toLowerCase();
  return reach === 'upgrade' ? !CREDENTIALS.has(lower) : SAYS_NOTHING.has(lower);
};

/** The rule of the Fetch standard: to another origin everything but credentials. */
export const fetchHeaderRule: HeaderRule = (name, reach) => reach === 'same origin' || !CREDENTIALS.has(name.toLowerCase());

/** Whether a header describes a body. @param name in any case */
export const describesBody = (name: string): boolean => OF_A_BODY.has(name.toLowerCase());
