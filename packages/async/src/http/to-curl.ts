import { redactUrl } from '@curlew/core-native';
import { hasField, type HeaderField } from './header-fields.js';
import { REDACTED, isSecretHeader } from './redaction.js';

/** The parts of a request that a command line repeats. */
export interface CommandParts {
  method: string;
  url: string;
  headers: readonly HeaderField[];
  cookies: Readonly<Record<string, string>>;
  auth: readonly [user: string, password: string] | undefined;
  authType: string;
  body: string | Uint8Array | undefined;
  /** null for a body without a Content-Type, undefined for curl's default. */
  contentType: string | null | undefined;
}

/** curl's option for each authentication scheme; Basic is curl's default. */
const AUTH_FLAGS: Readonly<Record<string, string>> = {
  digest: '--digest',
  ntlm: '--ntlm',
  negotiate: '--negotiate',
  any: '--anyauth',
};

/** Methods that normally have a body: without one, Content-Length is 0. */
const SENDS: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH']);

/** Quotes like Python's shlex.quote: text without special characters stays as it is. */
function quote(text: string): string {
  return text !== '' && /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'"'"'`)}'`;
}

/** Bytes as the format of POSIX's printf: no argument of a command can hold a NUL. */
function printfFormat(bytes: Uint8Array): string {
  const text = [...bytes].map((byte) => {
    const isPlain = byte >= 0x20 && byte < 0x7f && byte !== 0x25 && byte !== 0x5c;
    return isPlain ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, '0')}`;
  });
  return quote(text.join(''));
}

function isText(bytes: Uint8Array): boolean {
  return !/[\ufffd\0]/.test(textOf(bytes));
}

const textOf = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');

/** The command line of curl that repeats a request, quoted for a POSIX shell. */
export function toCurlCommand(parts: CommandParts, showsSecrets: boolean): string {
  const { method, url, headers, cookies, auth, authType } = parts;
  const shown = (text: string) => (showsSecrets ? text : REDACTED);
  // With `-X HEAD` curl would wait for a body.
  const words = method === 'HEAD' ? ['curl', '--head'] : ['curl', '-X', quote(method)];
  // curl would expand brackets and braces in a URL.
  if (/[[\]{}]/.test(url)) words.push('--globoff');
  const { words: bodyWords, pipe } = bodyOf(parts);
  words.push(...bodyWords);
  for (const [name, value] of headers) words.push('-H', quote(headerText(name, isSecretHeader(name) ? shown(value) : value)));
  const pairs = Object.entries(cookies).map(([name, value]) => `${name}=${shown(value)}`);
  if (pairs.length > 0) words.push('--cookie', quote(pairs.join(';')));
  if (auth) words.push(...(AUTH_FLAGS[authType] ? [AUTH_FLAGS[authType]] : []), '--user', quote(`${auth[0]}:${shown(auth[1])}`));
  return `${pipe}${[...words, quote(showsSecrets ? url : redactUrl(url))].join(' ')}`;
}

const headerText = (name: string, value: string) => (value === '' ? `${name};` : `${name}: ${value}`);

/** @returns the arguments for the body, and, for a binary body, the command that prints it */
function bodyOf({ method, headers, body, contentType }: CommandParts): { words: string[]; pipe: string } {
  const without = hasField(headers, 'content-type') ? [] : ['-H', 'Content-Type:'];
  if (body === undefined) return SENDS.has(method) ? { words: ['--data-raw', "''", ...without], pipe: '' } : { words: [], pipe: '' };
  const words = contentType === null ? without : [];
  if (typeof body !== 'string' && !isText(body))
    return { words: ['--data-binary', '@-', ...words], pipe: `printf ${printfFormat(body)} | ` };
  const text = typeof body === 'string' ? body : textOf(body);
  if (text.includes('\0')) return { words: ['--data-binary', '@-', ...words], pipe: `printf ${printfFormat(Buffer.from(text))} | ` };
  // Not -d, which reads a file if the text starts with @.
  return { words: ['--data-raw', quote(text), ...words], pipe: '' };
}
