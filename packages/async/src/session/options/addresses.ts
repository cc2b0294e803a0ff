import { BlockList, isIP } from 'node:net';
import { checkFunction, constants, type Easy } from '@curlew/core-native';
import { GivenUp } from '../given-up.js';
import { option, type Descriptors } from './descriptor.js';

/**
 * Says whether a connection may be used.
 * @param ip the numeric address; with a proxy that of the proxy, and '' for a unix socket
 * @param host the host of the request's URL
 */
export type AllowAddress = (ip: string, port: number, host: string) => boolean;

/** Options that say where requests may go. */
export interface AddressOptions {
  /**
   * Asked before each connection is made and before each request is sent over one, a kept one included; false fails the
   * request. For URLs that come from elsewhere: {@link publicAddressesOnly} keeps them out of your own network, whatever
   * their names resolve to. Default: every address is allowed.
   */
  allowAddress?: AllowAddress | undefined;
}

/** @internal */
export const addressOptions = {
  allowAddress: option((value, name) => checkFunction<AllowAddress>('', name, value)),
} satisfies Descriptors<AddressOptions>;

/** Has libcurl ask. @param hostOf the host of the request at hand @internal */
export function guardAddresses(easy: Easy, allowAddress: AllowAddress, hostOf: () => string): void {
  const check = (ip: string, port: number) => {
    const host = hostOf();
    const answer: unknown = allowAddress(ip, port, host);
    if (answer === true) return;
    // An async function cannot be waited for here, and its promise is no permission.
    if (answer instanceof Promise) answer.catch(() => {});
    if (answer !== false)
      throw new GivenUp(constants.CURLE_ABORTED_BY_CALLBACK, `allowAddress did not return true or false for ${ip} port ${port}`);
    throw new GivenUp(constants.CURLE_ABORTED_BY_CALLBACK, `allowAddress does not allow ${ip} port ${port} for ${host}`);
  };
  easy.setOpts({
    OPENSOCKETFUNCTION: (_purpose, { address, port }) => check(address, port),
    // A kept connection needs no socket; without this it would be a way around.
    PREREQFUNCTION: (primaryIp, _localIp, primaryPort) => check(primaryIp, primaryPort),
  });
}

/** Networks that are no part of the public internet: IANA's special-purpose registries, and multicast. */
const SPECIAL: readonly (readonly [network: string, prefix: number, type: 'ipv4' | 'ipv6'])[] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.0.2.0', 24, 'ipv4'],
  ['192.88.99.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['198.51.100.0', 24, 'ipv4'],
  ['203.0.113.0', 24, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  // IPv4 in IPv6, in all its forms, would need the same list again: none of them is needed to reach a public host.
  ['::', 8, 'ipv6'],
  ['64:ff9b::', 96, 'ipv6'],
  ['64:ff9b:1::', 48, 'ipv6'],
  ['100::', 64, 'ipv6'],
  ['2001::', 23, 'ipv6'],
  ['2001:db8::', 32, 'ipv6'],
  ['2002::', 16, 'ipv6'],
  ['3fff::', 20, 'ipv6'],
  ['5f00::', 16, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['fec0::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
];

/** One list for each kind: a list of both would find every IPv4 address in `::/8`. */
const special = { ipv4: new BlockList(), ipv6: new BlockList() };
for (const [network, prefix, type] of SPECIAL) special[type].addSubnet(network, prefix, type);

/**
 * For `allowAddress`: allows addresses of the public internet only, so neither loopback, private and link-local networks
 * nor the metadata services of clouds, nor unix sockets.
 *
 * @example
 * const session = wrapper.session({ allowAddress: publicAddressesOnly });
 */
export const publicAddressesOnly: AllowAddress = (ip) => {
  // A unix socket has no address.
  if (isIP(ip) === 0) return false;
  const type = ip.includes(':') ? 'ipv6' : 'ipv4';
  return !special[type].check(ip, type);
};
