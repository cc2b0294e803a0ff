import { argumentError } from '@curlew/core-native';
import { portOf } from '../../http/port-of.js';

/** A host without a proxy on one port only. */
interface PortRule {
  readonly host: string;
  readonly port: number;
}

/** Hosts to connect to without a proxy: entries that libcurl matches itself, and those that it cannot. */
export interface NoProxy {
  /** libcurl's NOPROXY: names with their subdomains, addresses, networks, or `*`. */
  readonly list: string;
  /** Entries with a port, which libcurl does not support. */
  readonly ports: readonly PortRule[];
}

const WITH_PORT = /^(\[[^\]]+\]|[^:]*):(\d+)$/;

/** @throws {TypeError} neither a string nor an array of strings, or an entry with a port but no host */
export function checkNoProxy(value: unknown, name: string): NoProxy {
  const text = Array.isArray(value) && value.every((each) => typeof each === 'string') ? value.join(',') : value;
  if (typeof text !== 'string') throw argumentError('', name, 'a string or an array of strings', value);
  return parseNoProxy(text, (entry) => {
    throw argumentError('', name, 'a host in front of a port from 0 to 65535', entry, 'ERR_CURL_INVALID_ARG_VALUE');
  });
}

/** @param refused called with each entry that is invalid and left out */
function parseNoProxy(text: string, refused: (entry: string) => void): NoProxy {
  const entries = text.split(/[\s,]+/).filter((entry) => entry !== '');
  const [list, ports]: [string[], PortRule[]] = [[], []];
  for (const entry of entries) {
    const [, host, port] = WITH_PORT.exec(entry) ?? [];
    if (port === undefined) list.push(entry.replace(/^\*\./, '.'));
    else if (host === '' || host!.includes('/') || Number(port) > 65_535) refused(entry);
    else ports.push({ host: bare(host!), port: Number(port) });
  }
  // libcurl accepts `*` only as the whole list.
  return { list: list.includes('*') ? '*' : list.join(','), ports };
}

/** The name without a leading `*.` or dot: subdomains are always included. */
const bare = (host: string) => host.replace(/^\*?\./, '').toLowerCase();

/**
 * The environment's `no_proxy`, if it contains entries that libcurl would not understand.
 * @param environment by default that of the process
 */
export function noProxyOfEnvironment(environment: NodeJS.ProcessEnv = process.env): NoProxy | undefined {
  const text = environment.no_proxy ?? environment.NO_PROXY;
  return text === undefined || !/[:*]/.test(text) ? undefined : parseNoProxy(text, () => {});
}

/** Whether a rule with a port exempts this URL from the proxy. */
export function isExempt(ports: readonly PortRule[], url: URL): boolean {
  const hostname = url.hostname.replace(/\.$/, '');
  return ports.some(({ host, port }) => (host === hostname || hostname.endsWith(`.${host}`)) && port === portOf(url));
}
