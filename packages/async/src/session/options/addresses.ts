import { BlockList, isIP } from 'node:net';
import { checkFunction, constants, type Easy } from '@curlew/core-native';
import { GivenUp } from '../given-up.js';
import { option, type Descriptors } from './descriptor.js';

/**
 * Says whether a connection may be used.
 * @param ip the numeric address; that of the proxy if there is one, '' for a Unix socket
 * @param host the host of the request's URL
 */
export type AllowAddress = (ip: string, port: number, host: string) => boolean;

/** Options that restrict where requests may go. */
export interface AddressOptions {
  /**
   * Called before each connection is made, and before each request is sent over a new or reused connection; the request
   * fails unless it returns true. For untrusted URLs {@link publicAddressesOnly} keeps requests out of your own
   * network, whatever their names resolve to. Default: every address is allowed.
   */
  allowAddress?: AllowAddress | undefined;
}

/** @internal */
export const addressOptions = {
  allowAddress: option((value, name) => checkFunction<AllowAddress>('', name, value)),
} satisfies Descriptors<AddressOptions>;

/** Makes libcurl call `allowAddress`. @param hostOf returns the host of the current request @internal */
export function guardAddresses(easy: Easy, allowAddress: AllowAddress, hostOf: () => string): void {
  const check = (ip: string, port: number) => {
    const host = hostOf();
    const answer: unknown = allowAddress(ip, port, host);
    if (answer === true) return;
    // libcurl cannot wait for an async function here, and a promise must not count as permission.
    if (answer instanceof Promise) answer.catch(() => {});
    if (answer !== false)
      throw new GivenUp(constants.CURLE_ABORTED_BY_CALLBACK, `allowAddress did not return true or false for ${ip} port ${port}`);
    throw new GivenUp(constants.CURLE_ABORTED_BY_CALLBACK, `allowAddress does not allow ${ip} port ${port} for ${host}`);
  };
  easy.setOpts({
    OPENSOCKETFUNCTION: (_purpose, { address, port }) => check(address, port),
    // A reused connection opens no socket, so it is checked before the request.
    PREREQFUNCTION: (primaryIp, _localIp, primaryPort) => check(primaryIp, primaryPort),
  });
}

/** Networks that are not part of the public internet: IANA's special-purpose registries, and multicast. */
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
  // All forms of IPv4 embedded in IPv6 are refused: no public host needs them, and each would need the IPv4 list again.
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

/** One list per family: in a common list every IPv4 address would match `::/8`. */
const special = { ipv4: new BlockList(), ipv6: new BlockList() };
for (const [network, prefix, type] of SPECIAL) special[type].addSubnet(network, prefix, type);

/**
 * For `allowAddress`: allows only addresses of the public internet: no loopback, private or link-local networks, no
 * cloud metadata services and no Unix sockets.
 *
 * @example
 * const session = wrapper.session({ allowAddress: publicAddressesOnly });
 */
export const publicAddressesOnly: AllowAddress = (ip) => {
  // A Unix socket has no address.
  if (isIP(ip) === 0) return false;
  const type = ip.includes(':') ? 'ipv6' : 'ipv4';
  return !special[type].check(ip, type);
};
