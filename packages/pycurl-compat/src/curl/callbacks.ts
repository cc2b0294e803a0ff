import { inspect } from 'node:util';
import { constants, type HstsEntry as CoreHstsEntry, type SocketAddress, type SshKey } from '@curlew/core-native';
import { isAscii } from './option-text.js';

/** pycurl's namedtuples, as tuples with names. */
export type KhKey = readonly [key: Buffer, keytype: number] & { readonly key: Buffer; readonly keytype: number };
export type CurlSockAddr = readonly [family: number, socktype: number, protocol: number, addr: SocketTuple | Buffer] & {
  readonly family: number;
  readonly socktype: number;
  readonly protocol: number;
  readonly addr: SocketTuple | Buffer;
};
/** `(ip, port)`, or `(ip, port, flow, scope)` for IPv6. */
export type SocketTuple = readonly [ip: string, port: number] | readonly [ip: string, port: number, flow: number, scope: number];
export type HstsEntry = readonly [host: Buffer, expire: Date | null, include_subdomains: boolean] & {
  readonly host: Buffer;
  readonly expire: Date | null;
  readonly include_subdomains: boolean;
};
export type HstsIndex = readonly [idx: number, total: number] & { readonly idx: number; readonly total: number };
export type WsFrame = readonly [age: number, flags: number, offset: number, bytesleft: number, len: number] & {
  readonly age: number;
  readonly flags: number;
  readonly offset: number;
  readonly bytesleft: number;
  readonly len: number;
};

/** A tuple whose elements also have names; Python's namedtuple. */
export function namedTuple<T>(fields: Record<string, unknown>): T {
  return Object.freeze(Object.assign(Object.values(fields), fields)) as T;
}

type AnyFunction = (...values: never[]) => unknown;

const keyOf = (key: SshKey | null): KhKey | null => key && namedTuple<KhKey>({ key: key.key, keytype: key.keytype });

function addressOf({ family, socktype, protocol, address, port, flowInfo, scopeId, path }: SocketAddress): CurlSockAddr {
  const isIpv6 = address.includes(':');
  const addr = path ?? (isIpv6 ? ([address, port, flowInfo, scopeId] as const) : ([address, port] as const));
  return namedTuple<CurlSockAddr>({ family, socktype, protocol, addr });
}

/** What pycurl gives a callback of what the core gives one, and the core's answer of what pycurl's callback gives back. */
interface Adapter {
  given?: (...values: never[]) => unknown[];
  answer?: (value: unknown) => unknown;
}

/** Answers that are numbers; None is none here. @throws {TypeError} anything else, which fails the callback */
const integer = (name: string) => (value: unknown) => {
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'number' && Number.isInteger(value)) return value;
  throw new TypeError(`${name} callback returned ${inspect(value, { depth: 0 })} which is not an integer`);
};

/** What a read callback may give. @throws {TypeError} anything else, which aborts the transfer */
export function readAnswer(value: unknown): string | Uint8Array | number {
  if (value instanceof Uint8Array || (typeof value === 'string' && isAscii(value))) return value;
  if (value === constants.CURL_READFUNC_ABORT || value === constants.CURL_READFUNC_PAUSE) return value;
  throw new TypeError('read callback must return a byte string, an ASCII-only Unicode string, READFUNC_ABORT or READFUNC_PAUSE');
}

/** A socket: its descriptor, or an object with fileno(), as Python's sockets have it. @throws {TypeError} anything else */
function socketAnswer(value: unknown): unknown {
  if (typeof value === 'number') return value;
  const fileno = (value as { fileno?: () => number } | null)?.fileno;
  if (typeof fileno === 'function') return fileno.call(value);
  throw new TypeError("Open socket callback's return value must be a socket");
}

/** Options that are not here pass arguments and answers on as they are. */
const ADAPTERS: Readonly<Record<string, Adapter>> = {
  OPENSOCKETFUNCTION: {
    given: (purpose: number, address: SocketAddress) => [purpose, addressOf(address)],
    answer: socketAnswer,
  },
  SOCKOPTFUNCTION: { answer: integer('sockopt') },
  PREREQFUNCTION: { answer: integer('prereq') },
  READFUNCTION: { answer: readAnswer },
  SSH_KEYFUNCTION: {
    given: (known: SshKey | null, found: SshKey, match: number) => [keyOf(known), keyOf(found), match],
    answer: integer('ssh key'),
  },
  HSTSREADFUNCTION: {
    answer: (value) => {
      if (!Array.isArray(value)) return value;
      const [host, expire, includeSubDomains] = value as [string, Date | null, unknown];
      return { host, expire, includeSubDomains: Boolean(includeSubDomains) };
    },
  },
  HSTSWRITEFUNCTION: {
    given: ({ host, expire, includeSubDomains }: CoreHstsEntry, { index, total }: { index: number; total: number }) => [
      namedTuple<HstsEntry>({ host: Buffer.from(host), expire, include_subdomains: includeSubDomains }),
      namedTuple<HstsIndex>({ idx: index, total }),
    ],
  },
  FNMATCH_FUNCTION: {
    given: (pattern: string, name: string) => [Buffer.from(pattern), Buffer.from(name)],
    answer: integer('fnmatch'),
  },
  // Python judges any object by its truth.
  XFERINFOFUNCTION: { answer: (value) => (typeof value === 'number' ? value : Boolean(value)) },
  PROGRESSFUNCTION: { answer: (value) => (typeof value === 'number' ? value : Boolean(value)) },
  DEBUGFUNCTION: { answer: () => undefined },
};

/** The core's callback for one of pycurl's. */
export function adaptCallback(option: string, callback: AnyFunction): AnyFunction {
  const { given, answer } = ADAPTERS[option] ?? {};
  if (!given && !answer) return callback;
  return (...values) => {
    const value = callback(...((given ? given(...values) : values) as never[]));
    return answer ? answer(value) : value;
  };
}
