// pycurl's namedtuples: tuples whose elements also have names. The functions make them, like the classes in Python.

/** An SSH key, as passed to SSH_KEYFUNCTION. */
export type KhKey = readonly [key: Buffer, keytype: number] & { readonly key: Buffer; readonly keytype: number };

/** `(ip, port)`, or `(ip, port, flow, scope)` for IPv6. */
type SocketTuple = readonly [ip: string, port: number] | readonly [ip: string, port: number, flow: number, scope: number];

/** An address, as passed to OPENSOCKETFUNCTION; `addr` is the path of a Unix domain socket. */
export type CurlSockAddr = readonly [family: number, socktype: number, protocol: number, addr: SocketTuple | Buffer] & {
  readonly family: number;
  readonly socktype: number;
  readonly protocol: number;
  readonly addr: SocketTuple | Buffer;
};

/** A host of HSTS; without `expire` it never expires. HSTSREADFUNCTION may give its host as text. */
export type HstsEntry<Host = Buffer> = readonly [host: Host, expire: Date | null, include_subdomains: boolean] & {
  readonly host: Host;
  readonly expire: Date | null;
  readonly include_subdomains: boolean;
};

/** The position of an entry of HSTSWRITEFUNCTION. */
export type HstsIndex = readonly [idx: number, total: number] & { readonly idx: number; readonly total: number };

/** A WebSocket frame, or the part of one that was received. */
export type WsFrame = readonly [age: number, flags: number, offset: number, bytesleft: number, len: number] & {
  readonly age: number;
  readonly flags: number;
  readonly offset: number;
  readonly bytesleft: number;
  readonly len: number;
};

function namedTuple<T>(fields: Record<string, unknown>): T {
  return Object.freeze(Object.assign(Object.values(fields), fields)) as T;
}

/** Makes a {@link KhKey:type}. */
export function KhKey(key: Buffer, keytype: number): KhKey {
  return namedTuple({ key, keytype });
}

/** Makes a {@link CurlSockAddr:type}. */
export function CurlSockAddr(family: number, socktype: number, protocol: number, addr: SocketTuple | Buffer): CurlSockAddr {
  return namedTuple({ family, socktype, protocol, addr });
}

/** Makes a {@link HstsEntry:type}. */
export function HstsEntry<Host>(host: Host, expire: Date | null, include_subdomains: boolean): HstsEntry<Host> {
  return namedTuple({ host, expire, include_subdomains });
}

/** Makes a {@link HstsIndex:type}. */
export function HstsIndex(idx: number, total: number): HstsIndex {
  return namedTuple({ idx, total });
}

/** Makes a {@link WsFrame:type}. */
export function WsFrame(age: number, flags: number, offset: number, bytesleft: number, len: number): WsFrame {
  return namedTuple({ age, flags, offset, bytesleft, len });
}
