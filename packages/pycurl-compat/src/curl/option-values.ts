import type { CallbackTypes } from '../callbacks/callback-types.js';
import type { PycurlConstants } from '../constants.js';
import type { CurlMime } from '../mime/curl-mime.js';
import type { CurlShare } from '../curl-share.js';
import type { CurlUrl } from '../curl-url.js';
import type { optionRules } from '../generated/option-rules.js';
import type { Readable, Writable } from '../io/file-like.js';
import type { Text } from '../python/text.js';

/** A field of HTTPPOST: `[name, value]`, or `[name, [FORM_CONTENTS, value, FORM_CONTENTTYPE, type, …]]`. */
export type FormField = readonly [name: Text, value: Text | readonly (number | Text)[]];

interface ValuesByKind {
  int: number | bigint | boolean;
  off_t: number | bigint | boolean;
  string: Text;
  'string(pinned)': Text;
  blob: Text | ArrayBuffer | ArrayBufferView;
  list: readonly Text[];
  'httppost-list': readonly FormField[];
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

type ValueOfKind<Name, Kind> = Kind extends 'callable'
  ? Name extends keyof CallbackTypes
    ? CallbackTypes[Name]
    : never
  : Kind extends 'file-like'
    ? Name extends 'READDATA' | 'INFILE'
      ? Readable
      : Writable
    : Kind extends keyof ValuesByKind
      ? ValuesByKind[Kind]
      : never;

/** Any value that some option accepts. */
type AnyOptionValue = ValuesByKind[keyof ValuesByKind] | Readable | Writable | CallbackTypes[keyof CallbackTypes] | null;

type ValueOfName<Name> = Name extends keyof Rules
  ? ValueOfKind<Name, Rules[Name][0][number]> | (Rules[Name][1] extends true ? null : never)
  : never;

/**
 * The type of an option's value, by its number; null unsets it. For a number that is not known at compile time (a table
 * of options and values) it is any value that some option accepts.
 */
export type OptionValue<Id extends number> = number extends Id ? AnyOptionValue : ValueOfName<NamesOf<Id>>;
