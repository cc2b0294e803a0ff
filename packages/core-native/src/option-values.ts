import type { constants } from './generated/constants.js';

/** A whole number; `true` and `false` stand for 1 and 0. libcurl's `long`. */
export type LongValue = number | boolean;

/** A whole number of up to 64 bits; beyond 2^53 use a bigint. libcurl's `curl_off_t`. */
export type OffTValue = number | bigint;

/** Text (sent as UTF-8) or bytes; `null` takes the value back. libcurl copies it. */
export type StringValue = string | ArrayBufferView | ArrayBuffer | null;

/** A list of strings; `null` takes the list back. libcurl's `struct curl_slist`. */
export type SlistValue = readonly (string | ArrayBufferView)[] | null;

/** Bytes, copied; `null` takes them back. libcurl's `struct curl_blob`. */
export type BlobValue = ArrayBufferView | ArrayBuffer | null;

/** An open file descriptor that received bytes are written to; `null` collects them in memory again. */
export type DescriptorValue = number | null;

/**
 * Takes one chunk of received bytes, in libcurl's thread of control: the transfer goes on when it returns.
 * @param chunk a copy that the callback may keep
 * @returns nothing or `chunk.length` to go on; CURL_WRITEFUNC_PAUSE to get the same chunk again after {@link Easy.unpause}; any other count aborts the transfer with CURLE_WRITE_ERROR. What it
 * throws aborts the transfer too, and becomes the `cause` of the transfer's error.
 */
export type ChunkCallback = (chunk: Buffer) => number | void;

/**
 * Gives the next bytes of an upload.
 * @param room how many bytes fit
 * @returns at most `room` bytes; '', an empty array, null or nothing at the end; CURL_READFUNC_PAUSE to wait for
 * {@link Easy.unpause}; CURL_READFUNC_ABORT to end the transfer. What it throws ends it too, as the error's `cause`.
 */
export type ReadCallback = (room: number) => string | ArrayBufferView | number | null | void;

/**
 * Moves the source of an upload, when libcurl has to send it again.
 * @param offset bytes from `origin`, which is 0 (the start)
 * @returns nothing or CURL_SEEKFUNC_OK when done, CURL_SEEKFUNC_CANTSEEK when impossible, CURL_SEEKFUNC_FAIL to fail
 */
export type SeekCallback = (offset: number, origin: number) => number | void;

/**
 * Told how far a transfer is, about once a second and when something moves; needs NOPROGRESS set to false.
 * Totals are 0 while unknown. All in bytes.
 * @returns nothing, 0 or false to go on; true or another number ends the transfer with CURLE_ABORTED_BY_CALLBACK
 */
export type TransferInfoCallback = (
  downloadTotal: number,
  downloaded: number,
  uploadTotal: number,
  uploaded: number,
) => number | boolean | void;

/**
 * Told what happens on the wire; needs VERBOSE set to true.
 * @param type one of CURLINFO_TEXT, CURLINFO_HEADER_IN, CURLINFO_HEADER_OUT, CURLINFO_DATA_IN, …
 */
export type DebugCallback = (type: number, data: Buffer) => void;

/** How an option's value is read; `unsupported` exists in libcurl, and has no face in this version of Curlew. */
export type OptionKind =
  | 'long'
  | 'values'
  | 'offT'
  | 'string'
  | 'bytes'
  | 'slist'
  | 'blob'
  | 'callback'
  | 'descriptor'
  | 'share'
  | 'object'
  | 'data'
  | 'function'
  | 'unsupported';

/** An option's number, its kind, and the libcurl version that brought it. */
export type OptionRow = readonly [id: number, kind: OptionKind, since: string];

/** What an option of each kind takes, in the words of an error message. */
export const expectedValue: Readonly<Record<OptionKind, string>> = {
  long: 'a whole number or a boolean',
  values: 'a whole number or a boolean',
  offT: 'a whole number or a bigint',
  string: 'a string, bytes (Buffer, TypedArray, ArrayBuffer) or null',
  bytes: 'a string, bytes (Buffer, TypedArray, ArrayBuffer) or null',
  slist: 'an array of strings or null',
  blob: 'bytes (Buffer, TypedArray, ArrayBuffer) or null',
  callback: 'a function or null',
  descriptor: 'an open file descriptor (a number) or null',
  share: 'a Share or null',
  object: 'nothing',
  data: 'nothing',
  function: 'nothing',
  unsupported: 'nothing',
};

/** A libcurl constant by its name. */
export type ConstantName = keyof typeof constants;
