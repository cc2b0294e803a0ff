import type { CurlWrapperOptions } from './curl-wrapper.js';
import type { RequestOptions, SessionHooks, SessionOptions, Timeouts, TransferSettings } from './request-options.js';
import type { RetryOptions } from './retry.js';

// A misspelled option would be one that is silently not there: a timeout, say. The compiler keeps these tables complete.
type Known<Options> = Readonly<Record<keyof Options, true>>;

const settings: Known<TransferSettings> = {
  headers: true,
  auth: true,
  authType: true,
  cert: true,
  passphrase: true,
  allowRedirects: true,
  maxRedirects: true,
  allowDowngrade: true,
  timeout: true,
  proxy: true,
  noProxy: true,
  verify: true,
  ca: true,
  httpVersion: true,
  retry: true,
  maxResponseSize: true,
  onUploadProgress: true,
  onDownloadProgress: true,
  curlOptions: true,
};
const request: Known<RequestOptions> = {
  ...settings,
  cookies: true,
  params: true,
  data: true,
  json: true,
  body: true,
  signal: true,
  beforeRedirect: true,
  saveTo: true,
};
const session: Known<SessionOptions> = { ...settings, baseUrl: true, hooks: true };
const hooks: Known<SessionHooks> = { beforeRequest: true, afterResponse: true, onError: true };
const wrapper: Known<CurlWrapperOptions> = {
  maxConnects: true,
  maxHostConnections: true,
  maxTotalConnections: true,
  maxConcurrentStreams: true,
};
const timeout: Known<Timeouts> = { total: true, connect: true, stall: true };
const retry: Known<RetryOptions> = { limit: true, methods: true, statusCodes: true, errorKinds: true, delay: true, maxRetryAfter: true };

const KNOWN = { request, session, hooks, wrapper, timeout, retry };

/** The names of the options of a session, for those who hand some of theirs on to one. */
export const sessionOptionNames: readonly string[] = Object.keys(session);

/** @throws {TypeError} one of the options has no such name; `undefined` is as good as left out */
export function checkKnown(kind: keyof typeof KNOWN, options: object): void {
  const known = KNOWN[kind];
  for (const name in options) {
    if (Object.hasOwn(known, name) || options[name as keyof typeof options] === undefined) continue;
    const names = Object.keys(known).join(', ');
    throw Object.assign(new TypeError(`${kind}: "${name}" is not one of its options: ${names}`), { code: 'ERR_CURL_INVALID_ARG' });
  }
}
