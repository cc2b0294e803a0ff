import type { EnumValue } from '../option-values.js';

// The signatures of libcurl's callbacks in JavaScript. For all of them: an exception, or an answer of a wrong type or
// value, ends the transfer and becomes the `cause` of its error.

/**
 * Takes one chunk of received bytes. The transfer goes on when it returns.
 * @param chunk a copy that the callback may keep; {@link viewChunks} gives a view without a copy
 * @returns nothing or `chunk.length` to go on; CURL_WRITEFUNC_PAUSE to get the same chunk again after {@link Easy.unpause}; any other count aborts the transfer with CURLE_WRITE_ERROR
 */
export type ChunkCallback = (chunk: Buffer) => number | void;

/**
 * Gives the next bytes of an upload.
 * @param room how many bytes fit
 * @returns at most `room` bytes; '', an empty array, null or nothing at the end; CURL_READFUNC_PAUSE to wait for
 * {@link Easy.unpause}; CURL_READFUNC_ABORT to end the transfer
 */
export type ReadCallback = (room: number) => string | ArrayBufferView | number | null | void;

/**
 * Repositions the source of an upload when libcurl has to send it again.
 * @param offset bytes from `origin`, which is 0 (the start)
 * @returns nothing or CURL_SEEKFUNC_OK when done, CURL_SEEKFUNC_CANTSEEK when impossible, CURL_SEEKFUNC_FAIL to fail
 */
export type SeekCallback = (offset: number, origin: number) => number | void;

/**
 * The old way to restart an upload; use {@link SeekCallback}.
 * @param command CURLIOCMD_RESTARTREAD
 * @returns nothing or CURLIOE_OK when done, CURLIOE_UNKNOWNCMD, CURLIOE_FAILRESTART
 */
export type IoctlCallback = (command: number) => number | void;

/** Gives the trailers of a chunked upload at its end: lines such as `Name: value`, or nothing. */
export type TrailerCallback = () => readonly string[] | null | void;

/**
 * Reports the progress of a transfer, about once a second and when data moves; needs NOPROGRESS set to false. Totals
 * are 0 while unknown. All in bytes.
 * @returns nothing, 0 or false to go on; true or another number ends the transfer with CURLE_ABORTED_BY_CALLBACK
 */
export type TransferInfoCallback = (
  downloadTotal: number,
  downloaded: number,
  uploadTotal: number,
  uploaded: number,
) => number | boolean | void;

/**
 * Reports what happens on the wire; needs VERBOSE set to true.
 * @param type one of CURLINFO_TEXT, CURLINFO_HEADER_IN, CURLINFO_HEADER_OUT, CURLINFO_DATA_IN, …
 */
export type DebugCallback = (type: number, data: Buffer) => void;

/** An address that libcurl is about to connect to; its `struct curl_sockaddr`. */
export interface SocketAddress {
  /** AF_INET, AF_INET6 or AF_UNIX of this system. */
  family: number;
  /** SOCK_STREAM, … */
  socktype: number;
  /** IPPROTO_TCP, IPPROTO_UDP, … of this system. */
  protocol: number;
  /** The numeric address, '' for a path. */
  address: string;
  /** The port, 0 for a path. */
  port: number;
  /** IPv6 only. */
  flowInfo: number;
  /** IPv6 only. */
  scopeId: number;
  /** The path (or abstract name, with its NUL) of a Unix domain socket. */
  path: Buffer | null;
}

/**
 * Opens a socket.
 * @param purpose CURLSOCKTYPE_IPCXN
 * @returns nothing to let libcurl open one; the descriptor of a socket, which libcurl then owns; CURL_SOCKET_BAD (or
 *   false) to refuse this address
 */
export type OpenSocketCallback = (purpose: number, address: SocketAddress) => number | false | void;

/**
 * Called with each new socket before it connects.
 * @param purpose CURLSOCKTYPE_IPCXN or CURLSOCKTYPE_ACCEPT
 * @returns nothing or CURL_SOCKOPT_OK; CURL_SOCKOPT_ALREADY_CONNECTED; CURL_SOCKOPT_ERROR ends the transfer
 */
export type SockOptCallback = (socket: number, purpose: number) => number | void;

/**
 * Called with a socket that is no longer needed; also long after the transfer, when a cached connection ends, but not
 * after its handle was closed. An exception fails the running transfer; without one it is reported as uncaught.
 * @returns nothing to let libcurl close the socket; 0 if the callback has closed it, 1 if it could not
 */
export type CloseSocketCallback = (socket: number) => number | void;

/**
 * Called before a request is sent over a connection.
 * @returns nothing or CURL_PREREQFUNC_OK; CURL_PREREQFUNC_ABORT ends the transfer
 */
export type PrereqCallback = (primaryIp: string, localIp: string, primaryPort: number, localPort: number) => number | void;

/** Called before a name is resolved. @returns nothing or 0 to go on, another number ends the transfer */
export type ResolverStartCallback = () => number | void;

/** Compares a name with a pattern of WILDCARDMATCH. @returns CURL_FNMATCHFUNC_MATCH, _NOMATCH or _FAIL; true and false for the first two */
export type FnMatchCallback = (pattern: string, name: string) => number | boolean;

/** A file of a listing; libcurl's `struct curl_fileinfo`. Fields that `flags` does not name are not known. */
export interface FileInfo {
  /** The name of the file, without the folder. */
  filename: string;
  /** One of CURLFILETYPE_*. */
  filetype: number;
  /** A set of CURLFINFOFLAG_KNOWN_*. */
  flags: number;
  /** The permission bits of Unix, such as 0o644. */
  perm: number;
  /** The number of the owner. libcurl's parsers of listings set only `strings.user`. */
  uid: number;
  /** The number of the group. libcurl's parsers of listings set only `strings.group`. */
  gid: number;
  /** Bytes. */
  size: number;
  /** The number of hard links. */
  hardlinks: number;
  /** As the listing has them. */
  strings: { time: string | null; perm: string | null; user: string | null; group: string | null; target: string | null };
}

/**
 * Called with each file that WILDCARDMATCH found, before it is fetched.
 * @param remains how many files are left, this one included
 * @returns nothing or CURL_CHUNK_BGN_FUNC_OK; CURL_CHUNK_BGN_FUNC_SKIP; CURL_CHUNK_BGN_FUNC_FAIL ends the transfer
 */
export type ChunkBeginCallback = (file: FileInfo, remains: number) => number | void;

/**
 * Called when a file of WILDCARDMATCH has been processed.
 * @returns nothing, CURL_CHUNK_END_FUNC_OK or CURL_CHUNK_END_FUNC_FAIL, which libcurl 8.22 treats alike
 */
export type ChunkEndCallback = () => number | void;

/** A host that must be contacted only over TLS; libcurl's `struct curl_hstsentry`. */
export interface HstsEntry {
  /** The host name. */
  host: string;
  /** When the entry expires; null for never. */
  expire: Date | null;
  /** Whether the rule holds for all names below this host as well. */
  includeSubDomains: boolean;
}

/**
 * Called when a handle with HSTS starts, repeatedly, for one entry at a time.
 * @returns an entry, or nothing when there are no more
 */
export type HstsReadCallback = () => { host: string; expire?: Date | null; includeSubDomains?: boolean } | null | void;

/**
 * Called with the entries one by one when the handle is closed (not when it is garbage-collected).
 * @returns nothing or CURLSTS_OK for the next; CURLSTS_DONE to stop; CURLSTS_FAIL
 */
export type HstsWriteCallback = (entry: HstsEntry, position: { index: number; total: number }) => number | void;

/** A key of SSH: the raw key, or its base64 text if libcurl has only that. */
export interface SshKey {
  /** The key's bytes. */
  key: Buffer;
  /** One of CURLKHTYPE_*. */
  keytype: EnumValue<
    'CURLKHTYPE_UNKNOWN' | 'CURLKHTYPE_RSA1' | 'CURLKHTYPE_RSA' | 'CURLKHTYPE_DSS' | 'CURLKHTYPE_ECDSA' | 'CURLKHTYPE_ED25519'
  >;
}

/**
 * Decides whether a server's key is trusted, after libcurl has searched SSH_KNOWNHOSTS.
 * @param known the host's key in that file; null if there is none
 * @param match one of CURLKHMATCH_*
 * @returns one of CURLKHSTAT_FINE, _FINE_ADD_TO_FILE, _FINE_REPLACE, _REJECT, _DEFER
 */
export type SshKeyCallback = (known: SshKey | null, found: SshKey, match: number) => number;

/**
 * Decides whether a server's key is trusted.
 * @returns CURLKHMATCH_OK or CURLKHMATCH_MISMATCH; true and false for the same
 */
export type SshHostKeyCallback = (keytype: number, key: Buffer) => number | boolean;

/**
 * Called with the TLS context before connections are made with it.
 * @param context the address of the backend's context (an `SSL_CTX *`), for other native code
 * @returns nothing or CURLE_OK; another CURLcode fails the transfer
 */
export type SslContextCallback = (context: bigint) => number | void;
