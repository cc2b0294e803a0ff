import type { EasyInfos } from '@curlew/core-native';
import type { PycurlConstants } from '../constants.js';
import type { constantSymbols } from '../generated/constant-symbols.js';

/** The value of CERTINFO: the fields of each certificate, as pairs of name and value. */
export type CertInfo = [name: string, value: string][][];

/** The value of an info whose number is not known at compile time. */
export type InfoValue = number | string | null | string[] | CertInfo;

type Symbols = typeof constantSymbols;
/** The names, in libcurl's words, of the infos with this number. */
type NamesOf<Id> = {
  [Name in keyof Symbols]: Symbols[Name] extends `CURLINFO_${infer Info}` ? (PycurlConstants[Name] extends Id ? Info : never) : never;
}[keyof Symbols];

/** The type of an info by its number: `getinfo(pycurl.RESPONSE_CODE)` is a number. */
export type InfoOf<Id extends number> = number extends Id
  ? InfoValue
  : NamesOf<Id> extends infer Name
    ? Name extends 'CERTINFO'
      ? CertInfo
      : Name extends keyof EasyInfos
        ? EasyInfos[Name]
        : never
    : never;
