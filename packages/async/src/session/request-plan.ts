import { constants, type EasyOptions } from '@curlew/core-native';
import { asciiUrl } from '../ascii-url.js';
import { Cookie, sessionCookieForUrl } from '../http/cookie.js';
import { hasField, headerFields, headerLine, type HeaderField } from '../http/header-fields.js';
import { invalidOption } from '../http/invalid-option.js';
import type { ClientCertificate, Credentials } from '../http/request.js';
import { trustStoreFile } from '../trust-store.js';
import type { PreparedBody } from './request-body.js';
import type { RequestOptions, SessionOptions, Timeouts, TransferSettings } from './request-options.js';
import { checkMaxRedirects, type Hop } from './redirect.js';
import { RetryPolicy } from './retry.js';

const HTTP_VERSIONS = {
  '1.0': constants.CURL_HTTP_VERSION_1_0,
  '1.1': constants.CURL_HTTP_VERSION_1_1,
  '2': constants.CURL_HTTP_VERSION_2_0,
  '2-prior-knowledge': constants.CURL_HTTP_VERSION_2_PRIOR_KNOWLEDGE,
  '3': constants.CURL_HTTP_VERSION_3,
  '3-only': constants.CURL_HTTP_VERSION_3ONLY,
} as const;

const AUTH_TYPES = {
  basic: constants.CURLAUTH_BASIC,
  digest: constants.CURLAUTH_DIGEST,
  ntlm: constants.CURLAUTH_NTLM,
  negotiate: constants.CURLAUTH_NEGOTIATE,
  any: constants.CURLAUTH_ANY,
} as const;

/** What a request is, before its first transfer: everything is checked, nothing is sent. */
export interface Plan {
  /** Requests with the same one differ in their URL only, and need no more of a handle that had it before. */
  key: object | undefined;
  hop: Hop;
  cookies: readonly Cookie[];
  auth: Credentials | undefined;
  cert: ClientCertificate | undefined;
  body: PreparedBody;
  /** What each of its transfers sets, credentials and body excepted. */
  curl: Partial<EasyOptions>;
  credentials: Partial<EasyOptions>;
  allowRedirects: boolean;
  allowDowngrade: boolean;
  maxRedirects: number;
  retry: RetryPolicy;
  /** Milliseconds for the whole request and without any progress; 0 for no limit. */
  total: number;
  stall: number;
  maxResponseSize: number | undefined;
  settings: RequestOptions;
}

/** The same request to another URL. @throws {TypeError} not a URL */
export function withUrl(plan: Plan, url: string, baseUrl: string | undefined): Plan {
  if (typeof url !== 'string') throw invalidOption('url', 'a string', url);
  return { ...plan, hop: { ...plan.hop, url: absoluteUrl(url, baseUrl) } };
}

const METHOD = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/**
 * @param body what prepareBody made of the options
 * @throws {TypeError} naming the option with a wrong value
 */
export function planRequest(defaults: SessionOptions, method: string, url: string, options: RequestOptions, body: PreparedBody): Plan {
  if (typeof method !== 'string' || !METHOD.test(method)) throw invalidOption('method', 'a string like GET', method);
  if (typeof url !== 'string') throw invalidOption('url', 'a string', url);
  const settings: RequestOptions = { ...defaults, ...definedOnly(options) };
  const target = withParams(absoluteUrl(url, defaults.baseUrl), options.params);
  const fields = mergedFields(headerFields(defaults.headers), headerFields(options.headers));
  const auth = checkPair('auth', settings.auth);
  const cert = checkPair('cert', settings.cert);
  const timeouts = checkTimeouts(settings.timeout);
  return {
    key: undefined,
    hop: { method, url: target, fields: withContentType(fields, body), withCredentials: true, withBody: body.kind !== 'none' },
    cookies: cookiesFor(target, options.cookies),
    auth,
    cert,
    body,
    curl: { ...curlOptionsOf(settings, timeouts), ...settings.curlOptions },
    credentials: credentialOptions(settings, auth, cert),
    allowRedirects: checkBoolean('allowRedirects', settings.allowRedirects, true),
    allowDowngrade: checkBoolean('allowDowngrade', settings.allowDowngrade, false),
    maxRedirects: checkMaxRedirects(settings.maxRedirects ?? 5),
    retry: new RetryPolicy(settings.retry),
    total: timeouts.total ?? 0,
    stall: timeouts.stall ?? 0,
    maxResponseSize: checkCount('maxResponseSize', settings.maxResponseSize),
    settings,
  };
}

function definedOnly<T extends object>(options: T): Partial<T> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Partial<T>;
}

function absoluteUrl(url: string, baseUrl: string | undefined): string {
  if (baseUrl === undefined || /^[a-z][a-z0-9+.-]*:\/\//i.test(url)) return asciiUrl(url);
  if (!URL.canParse(baseUrl)) throw invalidOption('baseUrl', 'an absolute URL', baseUrl);
  return new URL(url, baseUrl).href;
}

function withParams(url: string, params: RequestOptions['params']): string {
  if (params === undefined) return url;
  if (typeof params !== 'object' || params === null) throw invalidOption('params', 'URLSearchParams or a map', params);
  const added =
    params instanceof URLSearchParams
      ? params
      : new URLSearchParams(Object.entries(params).map(([key, value]): [string, string] => [key, String(value)]));
  const query = added.toString();
  if (query === '') return url;
  const [, before, fragment = ''] = /^([^#]*)(#.*)?$/s.exec(url)!;
  return `${before}${before!.includes('?') ? '&' : '?'}${query}${fragment}`;
}

function mergedFields(defaults: HeaderField[], given: HeaderField[]): HeaderField[] {
  return [...defaults.filter(([name]) => !hasField(given, name.toLowerCase())), ...given];
}

function withContentType(fields: HeaderField[], body: PreparedBody): HeaderField[] {
  const contentType = body.kind === 'bytes' ? body.contentType : undefined;
  return contentType && !hasField(fields, 'content-type') ? [...fields, ['Content-Type', contentType]] : fields;
}

function cookiesFor(url: string, cookies: RequestOptions['cookies']): Cookie[] {
  if (cookies === undefined) return [];
  if (typeof cookies !== 'object' || cookies === null) throw invalidOption('cookies', 'a map of names and values', cookies);
  return Object.entries(cookies).map(([name, value]) => {
    if (typeof value !== 'string' && !(value instanceof Cookie)) throw invalidOption(`cookie ${name}`, 'a string or a Cookie', value);
    return sessionCookieForUrl(/^[a-z][a-z0-9+.-]*:\/\//i.test(url) ? url : `http://${url}`, name, value);
  });
}

function checkPair(name: string, value: unknown): readonly [string, string] | undefined {
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value) || value.length !== 2 || value.some((each) => typeof each !== 'string'))
    throw invalidOption(name, 'two strings', value);
  return value as unknown as readonly [string, string];
}

function checkBoolean(name: string, value: unknown, fallback: boolean): boolean {
  if (value === undefined) return fallback;
  if (typeof value !== 'boolean') throw invalidOption(name, 'true or false', value);
  return value;
}

function checkCount(name: string, value: unknown): number | undefined {
  if (value === undefined) return undefined;
  if (!Number.isSafeInteger(value) || (value as number) < 0) throw invalidOption(name, 'a whole number from 0', value);
  return value as number;
}

function checkTimeouts(timeout: TransferSettings['timeout']): Timeouts {
  const given = typeof timeout === 'number' ? { total: timeout } : (timeout ?? {});
  if (typeof given !== 'object') throw invalidOption('timeout', 'milliseconds, or an object of them', timeout);
  for (const [name, value] of Object.entries(given))
    if (typeof value !== 'number' || !(value >= 0) || value > 0x7fffffff)
      throw invalidOption(`timeout ${name}`, 'milliseconds from 0', value);
  return given;
}

/** The part of the settings that is the same for each transfer of a request. */
function curlOptionsOf(settings: RequestOptions, timeouts: Timeouts): Partial<EasyOptions> {
  const { proxy, noProxy, verify, ca, httpVersion } = settings;
  if (httpVersion !== undefined && !Object.hasOwn(HTTP_VERSIONS, httpVersion))
    throw invalidOption('httpVersion', `one of ${Object.keys(HTTP_VERSIONS).join(', ')}`, httpVersion);
  if (proxy !== undefined && proxy !== null && typeof proxy !== 'string') throw invalidOption('proxy', 'a URL or null', proxy);
  const options: Partial<EasyOptions> = {
    PROTOCOLS_STR: 'http,https',
    ACCEPT_ENCODING: '',
    COOKIEFILE: '',
    CAINFO: ca ?? trustStoreFile(),
    CONNECTTIMEOUT_MS: timeouts.connect ?? 30_000,
  };
  if (proxy !== undefined) options.PROXY = proxy ?? '';
  if (noProxy !== undefined) options.NOPROXY = noProxy;
  if (!checkBoolean('verify', verify, true)) Object.assign(options, { SSL_VERIFYPEER: false, SSL_VERIFYHOST: 0 });
  if (httpVersion !== undefined) options.HTTP_VERSION = HTTP_VERSIONS[httpVersion];
  return options;
}

function credentialOptions(
  settings: RequestOptions,
  auth: Credentials | undefined,
  cert: ClientCertificate | undefined,
): Partial<EasyOptions> {
  const { authType = 'basic', passphrase } = settings;
  if (!Object.hasOwn(AUTH_TYPES, authType)) throw invalidOption('authType', `one of ${Object.keys(AUTH_TYPES).join(', ')}`, authType);
  return {
    // Not USERPWD, in which a colon would end the name.
    ...(auth ? { USERNAME: auth[0], PASSWORD: auth[1], HTTPAUTH: AUTH_TYPES[authType] } : {}),
    ...(cert ? { SSLKEY: cert[0], SSLCERT: cert[1] } : {}),
    ...(cert && passphrase !== undefined ? { KEYPASSWD: passphrase } : {}),
  };
}

/** Method, headers and body of one transfer, as libcurl wants them. */
export function hopOptions(hop: Hop, body: PreparedBody): Partial<EasyOptions> {
  const lines = hop.fields.map(headerLine);
  const sent: PreparedBody = hop.withBody ? body : { kind: 'none' };
  const options: Partial<EasyOptions> = {};
  const custom = (method: string) => (hop.method === method ? {} : { CUSTOMREQUEST: hop.method });
  switch (sent.kind) {
    case 'bytes':
      Object.assign(options, { POSTFIELDS: sent.data }, custom('POST'));
      if (sent.contentType === null && !hasField(hop.fields, 'content-type')) lines.push('Content-Type:');
      break;
    case 'mime':
      Object.assign(options, { MIMEPOST: sent.mime }, custom('POST'));
      break;
    case 'source':
      Object.assign(options, { UPLOAD: true }, custom('PUT'));
      // libcurl would wait a second for a server that does not know it.
      if (!hasField(hop.fields, 'expect')) lines.push('Expect:');
      break;
    case 'none':
      Object.assign(options, bodylessOptions(hop.method));
      if ('POSTFIELDS' in options && !hasField(hop.fields, 'content-type')) lines.push('Content-Type:');
  }
  if (lines.length > 0) options.HTTPHEADER = lines;
  return options;
}

function bodylessOptions(method: string): Partial<EasyOptions> {
  if (method === 'GET') return {};
  // CUSTOMREQUEST alone would wait for the body that an answer to HEAD does not have.
  if (method === 'HEAD') return { NOBODY: true };
  // These mean to send something: an empty body has a length.
  if (method === 'POST') return { POSTFIELDS: '' };
  if (method === 'PUT' || method === 'PATCH') return { POSTFIELDS: '', CUSTOMREQUEST: method };
  return { CUSTOMREQUEST: method };
}
