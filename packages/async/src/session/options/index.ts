import { checkNames, type EasyOptions } from '@curlew/core-native';
import type { HookOptions } from '../hooks/hooks.js';
import { addressOptions, type AddressOptions } from './addresses.js';
import { authenticationCredentials, authenticationOptions, type AuthenticationOptions } from './authentication.js';
import { bodyCurl, bodyOptions, type BodyOptions } from './bodies.js';
import { clientCertificateCredentials, clientCertificateOptions, type ClientCertificateOptions } from './client-certificate.js';
import { CONTENT_NAMES, type ContentOptions, type HeaderOptions } from './content.js';
import { checkGroup, type CheckedOf } from './descriptor.js';
import { protocolCurl, protocolOptions, type ProtocolOptions } from './protocol.js';
import { connectionCredentials, connectionCurl, connectionOptions, type ConnectionOptions } from './connections.js';
import { nameOptions, type NameOptions } from './names.js';
import { proxyCurl, proxyOptions, proxyRoute, type ProxyOptions } from './proxies.js';
import { rawCredentials, rawCurl, rawOptions, type RawOptions } from './raw-options.js';
import { redirectOptions, type RedirectOptions } from './redirects.js';
import { retryingOptions, type RetryingOptions } from './retries.js';
import { timeoutCurl, timeoutOptions, type TimeoutOptions } from './timeouts.js';
import { trustCurl, trustOptions, type TrustOptions } from './trust.js';

export type { AddressOptions, AllowAddress } from './addresses.js';
export type { AuthenticationOptions, AuthType } from './authentication.js';
export type { BodyOptions, Progress, ProgressCallback } from './bodies.js';
export type { ClientCertificateOptions } from './client-certificate.js';
export type { ContentOptions, HeaderOptions, ParamValue, RequestBody } from './content.js';
export type { HttpVersion, ProtocolOptions } from './protocol.js';
export type { ConnectionOptions, TcpKeepAlive } from './connections.js';
export type { Addresses, NameOptions, ResolveFunction } from './names.js';
export type { ProxyFunction, ProxyOptions } from './proxies.js';
export type { RawOptions } from './raw-options.js';
export type { RedirectOptions } from './redirects.js';
export type { RetryingOptions } from './retries.js';
export type { TimeoutOptions, Timeouts } from './timeouts.js';
export type { TlsVersion, TrustOptions } from './trust.js';

/** Options of a request, or defaults for all requests of a session. */
export interface TransferSettings
  extends
    HeaderOptions,
    AuthenticationOptions,
    TrustOptions,
    ClientCertificateOptions,
    RedirectOptions,
    TimeoutOptions,
    ProxyOptions,
    ConnectionOptions,
    NameOptions,
    AddressOptions,
    ProtocolOptions,
    RetryingOptions,
    BodyOptions,
    RawOptions {}

/** Options of one request. A wrong one rejects with a TypeError or a RangeError that names it; nothing was sent. */
export interface RequestOptions extends TransferSettings, ContentOptions, HookOptions {}

/** Options of a session. A wrong one is a TypeError or a RangeError that names it. */
export interface SessionOptions extends TransferSettings, HookOptions {
  /**
   * The absolute URL that relative URLs of requests are resolved against, by the rules of `new URL(url, baseUrl)`:
   * `users` replaces everything behind the last slash of the base's path, `/users` the whole path, and an absolute URL
   * replaces the base, so a path to append to ends with a slash. A user and password in it are those of `auth`, for URLs
   * resolved against it only. Default: none; then `example.com/users` means `http://example.com/users`. Also used by
   * `fetch`, `events` and `ws`. {@link Session.extend} resolves a relative one against the inherited one. Anything but
   * an absolute `http:`, `https:`, `ws:` or `wss:` URL is a `TypeError`.
   *
   * @example
   * const session = wrapper.session({ baseUrl: 'https://example.com/v1/' });
   * await session.get('users'); // https://example.com/v1/users
   * await session.get('/users'); // https://example.com/users
   */
  baseUrl?: string | URL | undefined;
  /**
   * Give the session connections of its own, which no other session of the wrapper uses, and limits of its own: for
   * tenants that must not share any. Default false: libcurl shares a connection between sessions only if host, proxy,
   * client certificate and TLS settings are the same. HTTP credentials and headers may differ, because libcurl does not
   * count them among a connection's properties; so may the local address and the interface of requests that give both or
   * neither. {@link Session.extend} refuses this option: an extension uses the connections of its session.
   */
  isolated?: boolean | undefined;
}

/** The descriptors of all options that control how a request is sent; each group is declared in its own file. */
const descriptors = {
  ...authenticationOptions,
  ...trustOptions,
  ...clientCertificateOptions,
  ...redirectOptions,
  ...timeoutOptions,
  ...proxyOptions,
  ...connectionOptions,
  ...nameOptions,
  ...addressOptions,
  ...protocolOptions,
  ...retryingOptions,
  ...bodyOptions,
  ...rawOptions,
};

/**
 * Maps the checked options to libcurl's. A later entry overrides an earlier one; the caller's own libcurl options come
 * last.
 */
const CURL = [protocolCurl, timeoutCurl, connectionCurl, proxyCurl, trustCurl, bodyCurl, rawCurl] as const;

/** Map the checked options to libcurl options that are used only for the origin of the request. */
const CREDENTIALS = [authenticationCredentials, connectionCredentials, clientCertificateCredentials, rawCredentials] as const;

/**
 * How a request is sent: the checked options and the libcurl options that they map to. Most requests share their
 * session's.
 */
export interface CheckedSettings extends CheckedOf<typeof descriptors> {
  curl: Partial<EasyOptions>;
  credentials: Partial<EasyOptions>;
  /** The proxy of a URL, if it depends on the URL. */
  proxyRoute: ((url: string) => Partial<EasyOptions>) | undefined;
}

const SETTING_NAMES: Readonly<Record<string, unknown>> = { ...descriptors, headers: true };
/** The options of a request that are not settings; a request with only these shares its session's settings. */
const OWN_NAMES: Readonly<Record<keyof (ContentOptions & HookOptions), true>> = { ...CONTENT_NAMES, hooks: true };
const REQUEST_NAMES: Readonly<Record<string, unknown>> = { ...SETTING_NAMES, ...OWN_NAMES };
const SESSION_NAMES: Readonly<Record<string, unknown>> = { ...SETTING_NAMES, baseUrl: true, isolated: true, hooks: true };

/** The names of the options of a session, for callers that pass some of their own options to one. */
export const sessionOptionNames: readonly string[] = Object.keys(SESSION_NAMES);

/** @throws {TypeError} one of the options has no such name */
export const checkSessionNames = (options: object): void => checkNames('session', options, SESSION_NAMES);

/** @throws {TypeError} one of the options has no such name */
export const checkRequestNames = (options: object): void => checkNames('request', options, REQUEST_NAMES);

/** Whether a request with these options uses its session's settings unchanged. */
export function usesSessionSettings(options: RequestOptions): boolean {
  for (const name in options) if (!Object.hasOwn(OWN_NAMES, name) && options[name as keyof RequestOptions] !== undefined) return false;
  return true;
}

/** @throws {TypeError | RangeError} naming the option with a wrong value */
export function checkSettings(defaults: SessionOptions, options: RequestOptions): CheckedSettings {
  const checked = checkGroup(descriptors, defaults, options);
  const curl: Partial<EasyOptions> = {};
  for (const curlOf of CURL) Object.assign(curl, curlOf(checked));
  const credentials: Partial<EasyOptions> = {};
  for (const credentialsOf of CREDENTIALS) Object.assign(credentials, credentialsOf(checked));
  return { ...checked, curl, credentials, proxyRoute: proxyRoute(checked) };
}
