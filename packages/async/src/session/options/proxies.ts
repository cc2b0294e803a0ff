import { argumentError, checkFunction, checkOneOf, type EasyOptions } from '@curlew/core-native';
import { headerFields, headerLine, type HeadersInput } from '../../http/header-fields.js';
import type { Credentials } from '../../http/request.js';
import type { Certificates } from '../../trust/certificates.js';
import { trustStore } from '../../trust/trust-store.js';
import { AUTH_TYPES, type AuthType } from './authentication.js';
import { option, optionWithDefault, type CheckedOf, type Descriptors } from './descriptor.js';
import { checkNoProxy, isExempt, noProxyOfEnvironment } from './no-proxy.js';
import { checkPair } from './pair.js';
import { checkCa } from './trust.js';

/** Returns the proxy for a URL: the proxy's URL, null for none, undefined for the environment's. */
export type ProxyFunction = (url: URL) => string | null | undefined;

/** Options that choose a proxy. */
export interface ProxyOptions {
  /**
   * The URL of a proxy (`http://`, `https://`, `socks4://`, `socks4a://`, `socks5://`, `socks5h://`), null for none, or a
   * function of the URL that is called for each transfer, redirects included (PROXY).
   * Default: the environment's (`https_proxy`, `http_proxy`, `all_proxy`).
   */
  proxy?: string | ProxyFunction | null | undefined;
  /** User and password for the proxy (PROXYUSERNAME, PROXYPASSWORD). Default: those in its URL. */
  proxyAuth?: Credentials | undefined;
  /** The authentication scheme for an HTTP proxy (PROXYAUTH). Default `basic`. */
  proxyAuthType?: AuthType | undefined;
  /** Headers for an HTTP proxy only (PROXYHEADER); they are not sent to servers. Default: none. */
  proxyHeaders?: HeadersInput | undefined;
  /** Trusted certificates for an `https://` proxy, as `ca` takes them (PROXY_CAINFO). Default: the default of `ca`. */
  proxyCa?: Certificates | undefined;
  /**
   * Hosts to connect to without a proxy, in an array or separated by commas or spaces: names (`example.com`,
   * `.example.com` and `*.example.com` all include subdomains), addresses, networks (`10.0.0.0/8`), names and addresses
   * with a port (`example.com:8080`); `*` for all (NOPROXY). Default: the environment's `no_proxy`, in the same syntax.
   */
  noProxy?: string | readonly string[] | undefined;
}

function checkProxy(value: unknown, name: string): string | ProxyFunction | null {
  if (value === null || typeof value === 'string') return value;
  if (typeof value === 'function') return checkFunction<ProxyFunction>('', name, value);
  throw argumentError('', name, 'a URL, a function or null', value);
}

/** @internal */
export const proxyOptions = {
  proxy: option(checkProxy),
  proxyAuth: option(checkPair),
  proxyAuthType: optionWithDefault<AuthType>('basic', (value, name) => checkOneOf('', name, value, Object.keys(AUTH_TYPES) as AuthType[])),
  proxyHeaders: option((value) => headerFields(value as HeadersInput)),
  proxyCa: option(checkCa),
  noProxy: option(checkNoProxy),
} satisfies Descriptors<ProxyOptions>;

type Checked = CheckedOf<typeof proxyOptions>;

/** @internal */
export function proxyCurl({ proxy, proxyAuth, proxyAuthType, proxyHeaders, proxyCa, noProxy }: Checked): Partial<EasyOptions> {
  const exempt = noProxy ?? noProxyOfEnvironment();
  const ca = proxyCa ?? trustStore();
  return {
    // The proxy's answer to CONNECT is not part of the origin's headers.
    SUPPRESS_CONNECT_HEADERS: true,
    ...('CAINFO' in ca ? { PROXY_CAINFO: ca.CAINFO } : { PROXY_CAINFO_BLOB: ca.CAINFO_BLOB }),
    ...(typeof proxy === 'string' || proxy === null ? { PROXY: proxy ?? '' } : {}),
    ...(proxyAuth ? { PROXYUSERNAME: proxyAuth[0], PROXYPASSWORD: proxyAuth[1], PROXYAUTH: AUTH_TYPES[proxyAuthType] } : {}),
    ...(proxyHeaders ? { PROXYHEADER: proxyHeaders.map(headerLine) } : {}),
    ...(exempt ? { NOPROXY: exempt.list } : {}),
  };
}

/**
 * Chooses the proxy per URL; undefined if it is the same for all URLs.
 * @internal
 */
export function proxyRoute({ proxy, noProxy }: Checked): ((url: string) => Partial<EasyOptions>) | undefined {
  const { ports } = noProxy ?? noProxyOfEnvironment() ?? { ports: [] };
  if (typeof proxy !== 'function' && ports.length === 0) return undefined;
  return (url) => {
    const target = new URL(url);
    if (isExempt(ports, target)) return { PROXY: '' };
    const chosen: unknown = typeof proxy === 'function' ? proxy(target) : proxy;
    if (chosen !== null && chosen !== undefined && typeof chosen !== 'string')
      throw argumentError('', 'the result of proxy', 'a URL, null or undefined', chosen);
    return { PROXY: chosen === null ? '' : (chosen ?? null) };
  };
}
