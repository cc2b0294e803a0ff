import { isIP } from 'node:net';
import {
  argumentError,
  checkInteger,
  checkNames,
  checkNumber,
  checkObject,
  checkString,
  constants,
  type EasyOptions,
} from '@curlew/core-native';
import { option, type CheckedOf, type Descriptors } from './descriptor.js';

/** TCP keep-alive. Times are in milliseconds and rounded up to whole seconds. */
export interface TcpKeepAlive {
  /** Idle time in milliseconds before the first probe (TCP_KEEPIDLE). Default 60,000. */
  idle?: number;
  /** Milliseconds between two probes (TCP_KEEPINTVL). Default 60,000. */
  interval?: number;
  /** Number of unanswered probes after which the connection is closed (TCP_KEEPCNT), 1 to 127. Default 9. */
  probes?: number;
}

/** Options that control how connections are made and reused. */
export interface ConnectionOptions {
  /**
   * The path of a Unix socket to connect to instead of the URL's host; a leading `@` means an abstract socket (Linux).
   * Not used for another origin after a redirect (UNIX_SOCKET_PATH, ABSTRACT_UNIX_SOCKET). Default: none.
   */
  unixSocket?: string | undefined;
  /** The local IP address to connect from (INTERFACE). Default: chosen by the system. */
  localAddress?: string | undefined;
  /** The network interface to connect through (INTERFACE), such as `eth0`. Default: chosen by the system. */
  interface?: string | undefined;
  /** Use only addresses of this family (IPRESOLVE); 0, the default, uses both. */
  family?: 0 | 4 | 6 | undefined;
  /**
   * Hosts and ports to connect to instead of those of the URL, as in `{ 'example.com:443': '127.0.0.1:8443' }`. TLS and
   * the Host header still use the URL's host (CONNECT_TO). Default: none.
   */
  connectTo?: Readonly<Record<string, string>> | undefined;
  /** Head start in milliseconds of IPv6 over IPv4 if a name has addresses of both (HAPPY_EYEBALLS_TIMEOUT_MS). Default 200. */
  happyEyeballs?: number | undefined;
  /** TCP keep-alive probes on idle connections (TCP_KEEPALIVE). Default: none are sent. */
  tcpKeepAlive?: boolean | TcpKeepAlive | undefined;
  /**
   * Maximum idle time in milliseconds after which a connection is not reused (MAXAGE_CONN), rounded up to whole seconds.
   * Default 118,000.
   */
  maxIdleTime?: number | undefined;
  /**
   * Maximum age in milliseconds after which a connection is not reused (MAXLIFETIME_CONN), rounded up to whole seconds.
   * Default: no limit.
   */
  maxConnectionAge?: number | undefined;
}

const MOST = 0x7fffffff;

const seconds = (milliseconds: number) => Math.min(MOST, Math.max(1, Math.ceil(milliseconds / 1000)));

const time = option((value, name) => checkNumber('', name, value, { unit: 'milliseconds' }));

const KEEP_ALIVE = { idle: 60_000, interval: 60_000, probes: 9 };

function checkKeepAlive(value: unknown, name: string): Required<TcpKeepAlive> | undefined {
  if (typeof value === 'boolean') return value ? KEEP_ALIVE : undefined;
  const given = checkObject('', name, value, 'true, false, or an object of times') as TcpKeepAlive;
  checkNames(name, given, KEEP_ALIVE);
  const { idle = KEEP_ALIVE.idle, interval = KEEP_ALIVE.interval, probes = KEEP_ALIVE.probes } = given;
  return {
    idle: checkNumber(name, 'idle', idle, { unit: 'milliseconds' }),
    interval: checkNumber(name, 'interval', interval, { unit: 'milliseconds' }),
    probes: checkInteger(name, 'probes', probes, { min: 1, max: 127 }),
  };
}

const FAMILIES = {
  0: constants.CURL_IPRESOLVE_WHATEVER,
  4: constants.CURL_IPRESOLVE_V4,
  6: constants.CURL_IPRESOLVE_V6,
} as const;

function checkFamily(value: unknown, name: string): (typeof FAMILIES)[keyof typeof FAMILIES] {
  if (typeof value !== 'number') throw argumentError('', name, '0, 4 or 6', value);
  if (!Object.hasOwn(FAMILIES, value)) throw argumentError('', name, '0, 4 or 6', value, 'ERR_CURL_OUT_OF_RANGE');
  return FAMILIES[value as keyof typeof FAMILIES];
}

function checkLocalAddress(value: unknown, name: string): string {
  const address = checkString('', name, value, 'an IP address');
  if (isIP(address) === 0) throw argumentError('', name, 'an IP address', address, 'ERR_CURL_INVALID_ARG_VALUE');
  return address;
}

const HOST_AND_PORT = /^(?:\[[0-9A-Fa-f:.]+\]|[^:[\]]+):\d+$/;

function checkConnectTo(value: unknown, name: string): string[] {
  const given = checkObject('', name, value, 'a map of hosts and ports');
  return Object.entries(given).map(([from, to]: [string, unknown]) => {
    for (const each of [from, to])
      if (typeof each !== 'string' || !HOST_AND_PORT.test(each))
        throw argumentError('', name, '`host:port` for `host:port`', each, 'ERR_CURL_INVALID_ARG_VALUE');
    return `${from}:${to as string}`;
  });
}

function checkName(value: unknown, name: string): string {
  const text = checkString('', name, value, 'a name');
  if (text === '') throw argumentError('', name, 'a name', text, 'ERR_CURL_INVALID_ARG_VALUE');
  return text;
}

/** @internal */
export const connectionOptions = {
  unixSocket: option(checkName),
  localAddress: option(checkLocalAddress),
  interface: option(checkName),
  family: option(checkFamily),
  connectTo: option(checkConnectTo),
  happyEyeballs: time,
  tcpKeepAlive: option(checkKeepAlive),
  maxIdleTime: time,
  maxConnectionAge: time,
} satisfies Descriptors<ConnectionOptions>;

type Checked = CheckedOf<typeof connectionOptions>;

/** @internal */
export function connectionCurl(checked: Checked): Partial<EasyOptions> {
  const { family, connectTo, happyEyeballs, tcpKeepAlive, maxIdleTime, maxConnectionAge } = checked;
  const outgoing = interfaceOf(checked);
  return {
    ...(outgoing === undefined ? {} : { INTERFACE: outgoing }),
    ...(family === undefined ? {} : { IPRESOLVE: family }),
    ...(connectTo === undefined ? {} : { CONNECT_TO: connectTo }),
    ...(happyEyeballs === undefined ? {} : { HAPPY_EYEBALLS_TIMEOUT_MS: Math.min(MOST, Math.ceil(happyEyeballs)) }),
    ...(tcpKeepAlive === undefined ? {} : keepAliveCurl(tcpKeepAlive)),
    ...(maxIdleTime === undefined ? {} : { MAXAGE_CONN: seconds(maxIdleTime) }),
    ...(maxConnectionAge === undefined ? {} : { MAXLIFETIME_CONN: seconds(maxConnectionAge) }),
  };
}

/** libcurl compares only the plain form, not `if!` and `host!`, when it looks for a connection to reuse. */
function interfaceOf({ localAddress, interface: device }: Checked): string | undefined {
  if (localAddress === undefined) return device;
  return device === undefined ? localAddress : `ifhost!${device}!${localAddress}`;
}

const keepAliveCurl = ({ idle, interval, probes }: Required<TcpKeepAlive>): Partial<EasyOptions> => ({
  TCP_KEEPALIVE: true,
  TCP_KEEPIDLE: seconds(idle),
  TCP_KEEPINTVL: seconds(interval),
  TCP_KEEPCNT: probes,
});

/** Only for the origin that the request was made for. @internal */
export function connectionCredentials({ unixSocket }: Checked): Partial<EasyOptions> {
  if (unixSocket === undefined) return {};
  return unixSocket.startsWith('@') ? { ABSTRACT_UNIX_SOCKET: unixSocket.slice(1) } : { UNIX_SOCKET_PATH: unixSocket };
}
