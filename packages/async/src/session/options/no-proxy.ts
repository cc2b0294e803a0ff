import { argumentError } from '@curlew/core-native';

/** A host without a proxy on one port only. */
interface PortRule {
  readonly host: string;
  readonly port: string;
}

/** Hosts to talk to without a proxy: those that libcurl compares itself, and those that it cannot. */
export interface NoProxy {
  /** libcurl's NOPROXY: names with their subdomains, addresses, networks, or `*`. */
  readonly list: string;
  /** With a port, which libcurl does not look at. */
  readonly ports: readonly PortRule[];
}

const WITH_PORT = /^(\[[^\]]+\]|[^:]+):(\d+)$/;

/** @throws {TypeError} neither a string nor an array of strings */
export function checkNoProxy(value: unknown, name: string): NoProxy {
  if (typeof value === 'string') return parseNoProxy(value);
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return parseNoProxy(value.join(','));
  throw argumentError('', name, 'a string or an array of strings', value);
}

function parseNoProxy(text: string): NoProxy {
  const entries = text.split(/[\s,]+/).filter((entry) => entry !== '');
  const [list, ports]: [string[], PortRule[]] = [[], []];
  for (const entry of entries) {
    const [, host, port] = WITH_PORT.exec(entry) ?? [];
    if (port !== undefined) ports.push({ host: bare(host!), port });
    else list.push(entry === '*' ? '*' : entry.replace(/^\*\./, '.'));
  }
  // libcurl takes `*` only when it stands alone.
  return { list: list.includes('*') ? '*' : list.join(','), ports };
}

/** The name without what says that its subdomains are meant too, which they always are. */
const bare = (host: string) => host.replace(/^\*?\./, '').toLowerCase();

/**
 * The hosts that the environment names, if it names any in a way that libcurl does not read.
 * @param environment by default that of the process
 */
export function noProxyOfEnvironment(environment: NodeJS.ProcessEnv = process.env): NoProxy | undefined {
  const text = environment.no_proxy ?? environment.NO_PROXY;
  if (text === undefined || !/[:*]/.test(text)) return undefined;
  return parseNoProxy(text);
}

const DEFAULT_PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443', 'ws:': '80', 'wss:': '443' };

/** Whether a rule with a port says that this URL needs no proxy. */
export function isExempt(ports: readonly PortRule[], { hostname, port, protocol }: URL): boolean {
  return ports.some(
    (rule) => (rule.host === hostname || hostname.endsWith(`.${rule.host}`)) && rule.port === (port || DEFAULT_PORTS[protocol]),
  );
}
