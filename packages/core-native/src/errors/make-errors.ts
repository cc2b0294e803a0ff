import { binding } from '../binding.js';
import { easyCodes, multiCodes, shareCodes, urlCodes } from '../generated/error-codes.js';
import { easyErrorKinds, multiErrorKinds, shareErrorKinds, urlErrorKinds, type ErrorKind } from './error-kinds.js';
import { kindByText } from './http-failures.js';
import { EasyError, MultiError, ShareError, UrlError } from './families.js';

/** libcurl's families of codes: the family's number for the addon's `strerror`, the names and the kinds. */
const FAMILIES = {
  easy: { number: 0, prefix: 'CURLE', names: easyCodes, kinds: easyErrorKinds, otherwise: 'other' },
  multi: { number: 1, prefix: 'CURLM', names: multiCodes, kinds: multiErrorKinds, otherwise: 'other' },
  share: { number: 2, prefix: 'CURLSHE', names: shareCodes, kinds: shareErrorKinds, otherwise: 'other' },
  url: { number: 3, prefix: 'CURLUE', names: urlCodes, kinds: urlErrorKinds, otherwise: 'config' },
} as const;

/** The name, kind and text of a code of libcurl's; for a code newer than the tables the name contains the number. */
function describeCode(family: keyof typeof FAMILIES, errno: number): { code: string; errno: number; kind: ErrorKind; text: string } {
  const { number, prefix, names, kinds, otherwise } = FAMILIES[family];
  const code = (names as Readonly<Record<number, string>>)[errno] ?? `${prefix}_${errno}`;
  return { code, errno, kind: (kinds as Readonly<Record<string, ErrorKind>>)[code] ?? otherwise, text: binding.strerror(number, errno) };
}

/** libcurl names the whole proxy when it cannot read it. */
const withoutProxyPassword = (detail: string): string =>
  detail.replace(/(Unsupported proxy \w+ \w+ ')([a-z][a-z0-9+.-]*:\/\/)?.*@/i, '$1$2');

/**
 * The error of a CURLcode.
 * @param errno libcurl's number
 * @param context `cause` is only set when given
 */
export function makeEasyError(
  errno: number,
  context: { operation: string; detail?: string; url?: string | undefined; cause?: unknown },
): EasyError {
  const { text, ...fields } = describeCode('easy', errno);
  const detail = context.detail && withoutProxyPassword(context.detail);
  // libcurl's detail often ends with the general text, which then need not be added.
  const message = !detail ? text : detail.includes(text) ? detail : `${text}: ${detail}`;
  return new EasyError(message, { ...context, detail, ...fields, kind: kindByText(fields.code, detail) ?? fields.kind });
}

/** The error of a CURLMcode. @param thrown the value that a callback of the multi threw, boxed */
export function makeMultiError(errno: number, operation: string, thrown?: { value: unknown }): MultiError {
  const { text, ...fields } = describeCode('multi', errno);
  return new MultiError(text, { ...fields, operation, ...(thrown ? { cause: thrown.value } : {}) });
}

/** The error of a CURLSHcode. */
export function makeShareError(errno: number, operation: string, detail?: string): ShareError {
  const { text, ...fields } = describeCode('share', errno);
  return new ShareError(detail ? `${text}: ${detail}` : text, { ...fields, operation, detail });
}

/** The error of a CURLUcode. */
export function makeUrlError(errno: number, operation: string): UrlError {
  const { text, ...fields } = describeCode('url', errno);
  return new UrlError(text, { ...fields, operation });
}
