import { createHash } from 'node:crypto';
import { isIP } from 'node:net';
import { argumentError, checkFunction, checkObject, type EasyOptions } from '@curlew/core-native';
import { portOf } from '../../http/port-of.js';
import { option, type CheckedOf, type Descriptors } from './descriptor.js';

/** An address, or several that are tried as those of a name are. */
export type Addresses = string | readonly string[];

/** Says the addresses of a host; undefined leaves the name to libcurl. */
export type ResolveFunction = (hostname: string, port: number) => Addresses | undefined | Promise<Addresses | undefined>;

/** Options that say how names are resolved. */
export interface NameOptions {
  /**
   * Addresses by host (`example.com`) or host and port (`example.com:443`), or a function that says them for each
   * transfer, redirects included. Names that neither knows are resolved as usual. Nothing of it enters the DNS results
   * that requests share. Not meant for requests through a proxy, which resolves names itself.
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

/** Asks for the addresses of a URL's host. @throws {TypeError} the function returned something else @internal */
export async function addressesOf(resolve: ResolveFunction, url: string): Promise<readonly string[] | undefined> {
  const target = new URL(url);
  if (isIP(target.hostname.replace(/^\[|\]$/g, '')) !== 0) return undefined;
  const addresses = await resolve(target.hostname, portOf(target));
  return addresses === undefined ? undefined : checkAddresses(addresses, 'the result of resolve');
}

/**
 * libcurl's options to connect to one of these addresses. RESOLVE would put them into the DNS results that all requests
 * of the session share, and under the host's name; here they have a name of their own, which CONNECT_TO leads to.
 * @param checked the settings, whose own `connectTo` goes first
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
  // The plus lets the entry grow old as other DNS results do.
  const entry = `+${name}:${portOf(new URL(url))}:${addresses.map(inUrl).join(',')}`;
  return { CONNECT_TO: [...connectTo, `::${name}:`], RESOLVE: [entry] };
}

const inUrl = (address: string) => (isIP(address) === 6 ? `[${address}]` : address);
