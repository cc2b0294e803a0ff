import type { PycurlConstants } from '../constants.js';
import type { CurlMime } from '../mime/curl-mime.js';
import type { CurlShare } from '../curl-share.js';
import type { CurlUrl } from '../curl-url.js';
import type { optionRules } from '../generated/option-rules.js';
import type { Readable, Writable } from '../io.js';

/** pycurl's bytes. */
export type Bytes = Uint8Array;
/** pycurl takes ASCII text and bytes for the same options. */
export type Text = string | Bytes;
type AnyFunction = (...values: never[]) => unknown;

/** A field of HTTPPOST: `[name, value]`, or `[name, [FORM_CONTENTS, value, FORM_CONTENTTYPE, type, …]]`. */
export type FormField = readonly [name: string, value: Text | readonly (number | Text)[]];

interface ValuesByKind {
  int: number | bigint | boolean;
  off_t: number | bigint | boolean;
  string: Text;
  'string(pinned)': Text;
  blob: Text;
  list: readonly Text[];
  'httppost-list': readonly FormField[];
  callable: AnyFunction;
  'file-like': Readable | Writable;
  CurlShare: CurlShare;
  CurlMime: CurlMime;
  CurlUrl: CurlUrl;
}

type Rules = typeof optionRules;
type NamesOf<Id> = {
  [Name in keyof Rules]: Name extends keyof PycurlConstants ? (PycurlConstants[Name] extends Id ? Name : never) : never;
}[keyof Rules];

/** The numbers of pycurl's options. */
export type OptionNumber = PycurlConstants[keyof Rules & keyof PycurlConstants];

/** What an option takes, by its number; null takes it back. */
export type OptionValue<Id extends number> =
  NamesOf<Id> extends infer Name
    ? Name extends keyof Rules
      ? | (Rules[Name][0][number] extends infer Kind ? (Kind extends keyof ValuesByKind ? ValuesByKind[Kind] : never) : never)
        | (Rules[Name][1] extends true ? null : never)
      : never
    : never;
