import { constants, type EasyOptions } from '@curlew/core-native';
import { invalidOption } from '../http/invalid-option.js';
import type { ClientCertificate, Credentials } from '../http/request.js';
import { trustStoreFile } from '../trust-store.js';
import { checkBoolean, checkCount, checkFunction, checkPair, checkString } from './option-checks.js';
import { checkKnown } from './known-options.js';
import { checkMaxRedirects } from './redirect.js';
import type { RequestOptions, SessionOptions, Timeouts, TransferSettings } from './request-options.js';
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

/**
 * What a socket is read with: a quarter of the calls that libcurl's 16 KiB take. The transfers of a multi share one such
 * buffer; a stream that is not read may hold as much for itself.
 */
const RECEIVE_BUFFER = 128 * 1024;

/** What a request takes from its session or says itself about how it is sent: everything is checked. */
export interface PlanSettings {
  auth: Credentials | undefined;
  cert: ClientCertificate | undefined;
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

/** Options that say what is sent, not how. */
const OF_THE_CONTENT: ReadonlySet<string> = new Set([
  'headers',
  'cookies',
  'params',
  'data',
  'json',
  'body',
  'signal',
  'beforeRedirect',
  'saveTo',
]);

/** Whether a request with these options is sent as its session says. */
export function keepsSettings(options: RequestOptions): boolean {
  for (const name in options) if (!OF_THE_CONTENT.has(name) && options[name as keyof RequestOptions] !== undefined) return false;
  return true;
}

/** @throws {TypeError} naming the option with a wrong value */
export function planSettings(defaults: SessionOptions, options: RequestOptions): PlanSettings {
  checkKnown('request', options);
  const settings: RequestOptions = { ...defaults, ...definedOnly(options) };
  for (const name of ['ca', 'noProxy', 'passphrase', 'saveTo'] as const) checkString(name, settings[name]);
  for (const name of ['onUploadProgress', 'onDownloadProgress'] as const) checkFunction(name, settings[name]);
  const { curlOptions = {} } = settings;
  if (typeof curlOptions !== 'object' || (curlOptions as unknown) === null)
    throw invalidOption('curlOptions', 'an object of libcurl options by name', curlOptions);
  const auth = checkPair('auth', settings.auth);
  const cert = checkPair('cert', settings.cert);
  const timeouts = checkTimeouts(settings.timeout);
  return {
    auth,
    cert,
    curl: { ...curlOptionsOf(settings, timeouts), ...curlOptions },
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

function checkTimeouts(timeout: TransferSettings['timeout']): Timeouts {
  const given = typeof timeout === 'number' ? { total: timeout } : (timeout ?? {});
  if (typeof given !== 'object') throw invalidOption('timeout', 'milliseconds, or an object of them', timeout);
  checkKnown('timeout', given);
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
    BUFFERSIZE: RECEIVE_BUFFER,
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
