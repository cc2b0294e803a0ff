import { argumentError, checkObject } from '@curlew/core-native';

/** The accepted forms of headers: a map (a name may have several values), pairs, or WHATWG's Headers. */
export type HeadersInput = Iterable<readonly [string, string]> | Readonly<Record<string, string | readonly string[]>>;

/** One header, as it is sent. */
export type HeaderField = readonly [name: string, value: string];

// RFC 9110, 5.6.2.
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

const UNSAFE = /[\r\n\0]/;

/**
 * The headers as pairs.
 * @throws {TypeError} not headers, a name that is not a token, or a value that contains CR, LF or NUL
 */
export function headerFields(input: HeadersInput | undefined): HeaderField[] {
  if (input === undefined) return [];
  checkObject('', 'headers', input, 'a map or pairs of names and values');
  const entries = Symbol.iterator in input ? input : Object.entries(input);
  const fields: HeaderField[] = [];
  for (const entry of entries as Iterable<unknown>) {
    if (!Array.isArray(entry) || entry.length !== 2) throw argumentError('', 'headers', 'pairs of a name and a value', entry);
    const [name, value] = entry as [unknown, unknown];
    for (const each of Array.isArray(value) ? value : [value]) fields.push(checkField(name, each));
  }
  return fields;
}

function checkField(name: unknown, value: unknown): HeaderField {
  if (typeof name !== 'string' || !TOKEN.test(name))
    throw argumentError('', 'headers', 'a header name (letters, digits, -)', name, 'ERR_CURL_INVALID_ARG_VALUE');
  if (typeof value !== 'string') throw argumentError('', `header ${name}`, 'a string', value);
  if (UNSAFE.test(value)) throw argumentError('', `header ${name}`, 'a value without CR, LF and NUL', value, 'ERR_CURL_INVALID_ARG_VALUE');
  return [name, value];
}

/** Whether there is a header of this name, given in lower case. */
export function hasField(fields: readonly HeaderField[], name: string): boolean {
  return fields.some(([each]) => each.toLowerCase() === name);
}

// eslint-disable-next-line no-control-regex -- the range is all of ASCII
const ASCII = /^[\x00-\x7f]*$/;

/**
 * The line for HTTPHEADER. With a semicolon libcurl sends a header that has no value; with a colon it would send no
 * header at all. Each character is one byte, as in Node and in the Fetch standard; text with characters above U+00FF is
 * sent as UTF-8.
 */
export function headerLine([name, value]: HeaderField): string | Buffer {
  if (value === '') return `${name};`;
  const line = `${name}: ${value}`;
  return ASCII.test(line) || /[\u0100-\uffff]/.test(line) ? line : Buffer.from(line, 'latin1');
}
