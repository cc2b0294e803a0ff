import { checkString, type EasyOptions } from '@curlew/core-native';
import { option, type CheckedOf, type Descriptors } from './descriptor.js';

/** Options that choose a proxy. */
export interface ProxyOptions {
  /**
   * The URL of a proxy (`http://`, `https://`, `socks4://`, `socks4a://`, `socks5://`, `socks5h://`), or null for none.
   * Default: the environment's (`https_proxy`, `http_proxy`, `all_proxy`).
   */
  proxy?: string | null | undefined;
  /** Hosts to talk to without a proxy, separated by commas; `*` for all. Default: the environment's `no_proxy`. */
  noProxy?: string | undefined;
}

function checkProxy(value: unknown): string | null {
  if (value === null) return null;
  return checkString('', 'proxy', value, 'a URL or null');
}

/** @internal */
export const proxyOptions = {
  proxy: option(checkProxy),
  noProxy: option((value, name) => checkString('', name, value)),
} satisfies Descriptors<ProxyOptions>;

/** @internal */
export function proxyCurl({ proxy, noProxy }: CheckedOf<typeof proxyOptions>): Partial<EasyOptions> {
  return {
    // The proxy's own answer to CONNECT is none of the origin's.
    SUPPRESS_CONNECT_HEADERS: true,
    ...(proxy !== undefined ? { PROXY: proxy ?? '' } : {}),
    ...(noProxy !== undefined ? { NOPROXY: noProxy } : {}),
  };
}
