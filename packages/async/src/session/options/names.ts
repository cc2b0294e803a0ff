import { createHash } from 'node:crypto';
import { isIP } from 'node:net';
import { argumentError, checkFunction, checkObject, type EasyOptions } from '@curlew/core-native';
import { portOf } from '../../http/port-of.js';
import { option, type CheckedOf, type Descriptors } from './descriptor.js';

/** An address, or several that are tried like the addresses of a name. */
export type Addresses = string | readonly string[];

/**
 * Returns the addresses of a host, or a promise of them; undefined leaves the resolution to libcurl. The request rejects
 * with the error that it throws.
 * @param hostname the URL's host, in lower case and ASCII (`xn--…`); not called for a URL with an IP address
 * @param port the URL's port, or its scheme's default
 */
export type ResolveFunction = (hostname: string, port: number) => Addresses | undefined | Promise<Addresses | undefined>;

/** Options that control how names are resolved. */
export interface NameOptions {
  /**
   * Addresses by host (`example.com`) or host and port (`example.com:443`), which takes precedence; or a function that
   * returns them and is called for each transfer, redirects and retries included. Several addresses are tried like those of
   * a name. Default: names are resolved by libcurl, as are those that are not in the map. A host is written in ASCII
   * (`xn--…`). The host stays that of the URL for TLS, cookies and the Host header; the addresses never enter the shared
   * DNS cache; `connectTo` takes precedence; `allowAddress` is asked about them. The function's time counts towards
   * `timeout.total`. Without effect through a proxy, which resolves names itself. Anything but IP addresses is a
   * `TypeError`. libcurl's RESOLVE, for one request instead of a cache.
   *
   * @example
   * wrapper.session({ resolve: { 'api.test': '127.0.0.1', 'db.test:5984': ['127.0.0.1', '::1'] } });
   * wrapper.session({ resolve: async (hostname) => (hostname.endsWith('.test') ? '127.0.0.1' : undefined) });
   */
  resolve?: Readonly<Record<string, Addresses>> | ResolveFunction | undefined;
}

/** @throws {TypeError} anything but addresses */
function checkAddresses(value: unknown, name: string): readonly string[] {
  const addresses: readonly unknown[] = Array.isArray(value) ? value : [value];
  for (const each of addresses)
    if (typeof each !== 'string' || isIP(each) === 0) throw argumentError('', name, 'an IP address, or an array of them', each);
  if (addresses.length === 0) throw argumentError('', name, 'at least one IP address', value);
  return addresses as readonly string[];
}

function checkResolve(value: unknown, name: string): ResolveFunction {
  if (typeof value === 'function') return checkFunction<ResolveFunction>('', name, value);
  const given = checkObject('', name, value, 'a map of hosts and addresses, or a function');
  const map = new Map(Object.entries(given).map(([host, addresses]) => [host.toLowerCase(), checkAddresses(addresses, `${name} ${host}`)]));
  return (hostname, port) => map.get(`${hostname}:${port}`) ?? map.get(hostname);
}

/** @internal */
export const nameOptions = { resolve: option(checkResolve) } satisfies Descriptors<NameOptions>;

/**
 * Gets the addresses of a URL's host from the user's function.
 * @throws {TypeError} the function returned something else
 * @internal
 */
export async function addressesOf(resolve: ResolveFunction, url: string): Promise<readonly string[] | undefined> {
  const target = new URL(url);
  if (isIP(target.hostname.replace(/^\[|\]$/g, '')) !== 0) return undefined;
  const addresses = await resolve(target.hostname, portOf(target));
  return addresses === undefined ? undefined : checkAddresses(addresses, 'the result of resolve');
}

/**
 * libcurl's options to connect to one of these addresses. RESOLVE alone would put them into the session's shared DNS
 * cache under the host's name; so they are entered under a generated name, to which CONNECT_TO leads.
 * @param checked the settings; their own `connectTo` takes precedence
 * @internal
 */
export function nameRoute(
  { connectTo = [] }: CheckedOf<typeof nameOptions> & { connectTo?: readonly string[] | undefined },
  addresses: readonly string[] | undefined,
  url: string,
): Partial<EasyOptions> {
  if (addresses === undefined) return { CONNECT_TO: connectTo.length === 0 ? null : [...connectTo], RESOLVE: null };
  if (addresses.length === 1) return { CONNECT_TO: [...connectTo, `::${inUrl(addresses[0]!)}:`], RESOLVE: null };
  const name = `${createHash('sha256').update(addresses.join()).digest('hex').slice(0, 32)}.invalid`;
  // The plus sign makes the entry expire like other DNS entries.
  const entry = `+${name}:${portOf(new URL(url))}:${addresses.map(inUrl).join(',')}`;
  return { CONNECT_TO: [...connectTo, `::${name}:`], RESOLVE: [entry] };
}

const inUrl = (address: string) => (isIP(address) === 6 ? `[${address}]` : address);
