import type { constants } from './generated/constants.js';

/** A libcurl constant by its name. */
export type ConstantName = keyof typeof constants;

/** The value of one of these constants. */
export type EnumValue<Name extends ConstantName> = (typeof constants)[Name];

/** A bitwise OR of the values of these constants. For the compiler any number, since it cannot compute sums. */
export type BitSet<Name extends ConstantName> = [Name] extends [never] ? never : number;

/** A whole number; `true` and `false` stand for 1 and 0. libcurl's `long`. */
export type LongValue = number | boolean;

/** A whole number of up to 64 bits; beyond 2^53 use a bigint. libcurl's `curl_off_t`. */
export type OffTValue = number | bigint;

/** Text (sent as UTF-8) or bytes; `null` resets it. libcurl copies it. */
export type StringValue = string | ArrayBufferView | ArrayBuffer | null;

/** A list of strings; `null` resets it. libcurl's `struct curl_slist`. */
export type SlistValue = readonly (string | ArrayBufferView)[] | null;

/** Bytes, copied; `null` resets them. libcurl's `struct curl_blob`. */
export type BlobValue = ArrayBufferView | ArrayBuffer | null;

/** An open file descriptor to write to; `null` resets it to the default (memory, or stderr for STDERR). */
export type DescriptorValue = number | null;

/**
 * The source of an upload: bytes (copied), or an open file descriptor, which is read from its current position; `null`
 * for none.
 */
export type SourceValue = string | ArrayBufferView | ArrayBuffer | number | null;

/** libcurl's `struct curl_tlssessioninfo`. */
export interface TlsSessionInfo {
  /** One of CURLSSLBACKEND_*. */
  backend: number;
  /** The address of the backend's own object (an `SSL *` for OpenSSL), of use to other native code; null without one. */
  internals: bigint | null;
}

/** The kind of an option's value. */
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
  | 'source'
  | 'share'
  | 'url'
  | 'mime'
  | 'easy'
  /** Belongs to the handle itself. */
  | 'reserved'
  /** libcurl accepts the name and ignores it. */
  | 'unsupported';

/** An option's number, its kind, and the libcurl version that introduced it. */
export type OptionRow = readonly [id: number, kind: OptionKind, since: string];

/** The values that each kind of option accepts, in the words of an error message. */
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
  source: 'a string, bytes (Buffer, TypedArray, ArrayBuffer), an open file descriptor (a number) or null',
  share: 'a Share or null',
  url: 'a Url or null',
  mime: 'a Mime or null',
  easy: 'another Easy or null',
  reserved: 'nothing',
  unsupported: 'nothing',
};
