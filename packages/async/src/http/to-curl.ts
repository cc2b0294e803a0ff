/** What a command line needs of a request. */
export interface CommandParts {
  method: string;
  url: string;
  headers: readonly (readonly [string, string])[];
  cookies: Readonly<Record<string, string>>;
  auth: readonly [user: string, password: string] | undefined;
  body: string | Uint8Array | undefined;
}

/** As Python's shlex.quote: what a shell would take as it is stays as it is. */
function quote(text: string): string {
  return text !== '' && /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'"'"'`)}'`;
}

/** bash's $'…' for bytes that are no text. */
function quoteBytes(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');

  if (!/[\ufffd\0]/.test(text)) return quote(text);
  return `$'${[...bytes].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('')}'`;
}

/** The command line of curl that repeats the request, quoted for a POSIX shell (bash for a binary body). */
export function toCurlCommand({ method, url, headers, cookies, auth, body }: CommandParts): string {
  // `-X HEAD` would wait for a body.
  const parts = method === 'HEAD' ? ['curl', '--head'] : ['curl', '-X', quote(method)];
  // Not -d, which takes a leading @ for a file's name.
  if (body !== undefined) parts.push('--data-raw', typeof body === 'string' ? quote(body) : quoteBytes(body));
  for (const [name, value] of headers) parts.push('-H', quote(value === '' ? `${name};` : `${name}: ${value}`));
  const pairs = Object.entries(cookies).map(([name, value]) => `${name}=${value}`);
  if (pairs.length > 0) parts.push('--cookie', quote(pairs.join(';')));
  if (auth) parts.push('--user', quote(auth.join(':')));
  return [...parts, quote(url)].join(' ');
}
