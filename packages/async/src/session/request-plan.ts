import type { EasyOptions } from '@curlew/core-native';
import { asciiUrl } from '../ascii-url.js';
import { Cookie, sessionCookieForUrl } from '../http/cookie.js';
import { hasField, headerFields, headerLine, type HeaderField } from '../http/header-fields.js';
import { invalidOption } from '../http/invalid-option.js';
import { checkFunction, checkString } from './option-checks.js';
import type { PlanSettings } from './plan-settings.js';
import type { PreparedBody } from './request-body.js';
import type { RequestOptions, SessionOptions } from './request-options.js';
import type { Hop } from './redirect.js';

/** libcurl's options of a first transfer, and which they are: those of the same shape overwrite each other. */
export interface HopCurl {
  options: Partial<EasyOptions>;
  shape: string;
}

/** What a request is, before its first transfer: everything is checked, nothing is sent. */
export interface Plan {
  /** How it is sent. */
  how: PlanSettings;
  /** Requests with the same one have the same settings: a handle that had one before keeps them. */
  key: object | undefined;
  hop: Hop;
  /** Of the first transfer; those after redirects make their own. */
  hopCurl: HopCurl;
  cookies: readonly Cookie[];
  body: PreparedBody;
  signal: AbortSignal | undefined;
  beforeRedirect: RequestOptions['beforeRedirect'];
  /** The file for the body. */
  saveTo: string | undefined;
}

/** The same request to another URL. @throws {TypeError} not a URL */
export function withUrl(plan: Plan, url: string, baseUrl: string | undefined): Plan {
  if (typeof url !== 'string') throw invalidOption('url', 'a string', url);
  return { ...plan, hop: { ...plan.hop, url: absoluteUrl(url, baseUrl) } };
}

/** Bytes of a body that may stay with an idle handle. */
const KEPT_BODY = 16 * 1024;

const METHOD = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** What is asked for. */
export interface Asked {
  method: string;
  url: string;
  options: RequestOptions;
  /** What prepareBody made of the options. */
  body: PreparedBody;
}

/**
 * @param canBeKept whether others will be sent in the same way, so that handles may keep the settings
 * @throws {TypeError} naming the option with a wrong value
 */
export function planRequest(defaults: SessionOptions, how: PlanSettings, canBeKept: boolean, asked: Asked): Plan {
  const { method, url, options, body } = asked;
  if (typeof method !== 'string' || !METHOD.test(method)) throw invalidOption('method', 'a string like GET', method);
  if (typeof url !== 'string') throw invalidOption('url', 'a string', url);
  checkFunction('beforeRedirect', options.beforeRedirect);
  checkString('saveTo', options.saveTo);
  const target = withParams(absoluteUrl(url, defaults.baseUrl), options.params);
  const given = headerFields(options.headers);
  const fields = withContentType(defaults.headers === undefined ? given : mergedFields(headerFields(defaults.headers), given), body);
  const hop = { method, url: target, fields, withCredentials: true, withBody: body.kind !== 'none' };
  const hopCurl = hopOptions(hop, body);
  return {
    how,
    key: canBeKept && isSmall(body) && !isWatched(how) ? how : undefined,
    hop,
    // A handle that has a file to write to is set up anew for a request without one.
    hopCurl: { options: hopCurl, shape: Object.keys(hopCurl).join() + (options.saveTo === undefined ? '' : ',WRITEDATA') },
    cookies: cookiesFor(target, options.cookies),
    body,
    signal: options.signal,
    beforeRedirect: options.beforeRedirect,
    saveTo: options.saveTo,
  };
}

/** A source or a form is read once, and a large body must not stay in memory with an idle handle. */
const isSmall = (body: PreparedBody) => body.kind === 'none' || (body.kind === 'bytes' && body.data.length <= KEPT_BODY);

/** Progress is counted per transfer. */
const isWatched = ({ stall, settings: { onUploadProgress, onDownloadProgress } }: PlanSettings) =>
  stall > 0 || onUploadProgress !== undefined || onDownloadProgress !== undefined;

function absoluteUrl(url: string, baseUrl: string | undefined): string {
  if (baseUrl === undefined || /^[a-z][a-z0-9+.-]*:\/\//i.test(url)) return asciiUrl(url);
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
