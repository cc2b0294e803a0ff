import type { ChunkView } from '@curlew/core-native';
import type { Bytes, Text } from '../python/text.js';
import type { CurlSockAddr, HstsEntry, HstsIndex, KhKey } from './named-tuples.js';

/** Python's None. */
type None = null | undefined | void;
/** Python's int, which a bool is too. */
type Int = number | bigint | boolean;

/** Receives bytes. @returns nothing or their number; WRITEFUNC_PAUSE to get them again after `unpause()` */
export type WriteCallback = (data: Buffer) => Int | None;
/** The same with `use_memoryview`: a view that is valid only during the call. */
export type WriteViewCallback = (view: ChunkView) => Int | None;
/** Returns at most `size` bytes, none at the end. @returns bytes, ASCII text, READFUNC_PAUSE or READFUNC_ABORT */
export type ReadCallback = (size: number) => Text | ArrayBuffer | number;
/** Progress in bytes. @returns a value that is true in Python to end the transfer */
export type ProgressCallback = (dltotal: number, dlnow: number, ultotal: number, ulnow: number) => unknown;

/** pycurl's callbacks by their option. */
export interface CallbackTypes {
  /** Takes the body. */
  WRITEFUNCTION: WriteCallback;
  /** Takes the lines of the header, one at a time. */
  HEADERFUNCTION: WriteCallback;
  /** Gives the body of an upload. */
  READFUNCTION: ReadCallback;
  /** @returns nothing or SEEKFUNC_OK, SEEKFUNC_FAIL, SEEKFUNC_CANTSEEK */
  SEEKFUNCTION: (offset: number, origin: number) => Int | None;
  /** @returns nothing or IOE_OK, IOE_UNKNOWNCMD, IOE_FAILRESTART */
  IOCTLFUNCTION: (command: number) => Int | None;
  /** Reports the progress. */
  XFERINFOFUNCTION: ProgressCallback;
  /** The old name of XFERINFOFUNCTION. */
  PROGRESSFUNCTION: ProgressCallback;
  /** Its answer is ignored. */
  DEBUGFUNCTION: (infotype: number, data: Buffer) => unknown;
  /** @returns header lines, or nothing */
  TRAILERFUNCTION: () => readonly Text[] | None;
  /** @returns a socket's descriptor, SOCKET_BAD, or an object with `fileno()` */
  OPENSOCKETFUNCTION: (purpose: number, address: CurlSockAddr) => Int | { fileno(): number };
  /** @returns SOCKOPT_OK, SOCKOPT_ERROR, SOCKOPT_ALREADY_CONNECTED */
  SOCKOPTFUNCTION: (fd: number, purpose: number) => Int;
  /** @returns true if the socket could not be closed; nothing to let libcurl close it */
  CLOSESOCKETFUNCTION: (fd: number) => Int | None;
  /** @returns PREREQFUNC_OK or PREREQFUNC_ABORT */
  PREREQFUNCTION: (primary_ip: string, local_ip: string, primary_port: number, local_port: number) => Int;
  /** @returns nothing or 0 to go on */
  RESOLVER_START_FUNCTION: () => Int | None;
  /** @returns FNMATCHFUNC_MATCH, FNMATCHFUNC_NOMATCH or FNMATCHFUNC_FAIL */
  FNMATCH_FUNCTION: (pattern: Bytes, name: Bytes) => Int;
  /** @returns one of KHSTAT_* */
  SSH_KEYFUNCTION: (known: KhKey | null, found: KhKey, match: number) => Int;
  /** @returns `[host, expire, include_subdomains]`, nothing at the end */
  HSTSREADFUNCTION: () => readonly [host: Text, expire: Date | null, include_subdomains: unknown] | None;
  /** @returns nothing or CURLSTS_OK, CURLSTS_DONE, CURLSTS_FAIL */
  HSTSWRITEFUNCTION: (entry: HstsEntry, index: HstsIndex) => Int | None;
}

/** pycurl's callbacks of a multi by their option. */
export interface MultiCallbackTypes<Multi, Curl> {
  /** @returns −1 ends all transfers */
  M_SOCKETFUNCTION: (what: number, sock_fd: number, multi: Multi, socketp: unknown) => Int | None;
  /** @returns −1 ends all transfers */
  M_TIMERFUNCTION: (timeout_ms: number) => Int | None;
  /** Its answer is ignored. */
  M_NOTIFYFUNCTION: (notification: number, curl: Curl | null) => unknown;
}
