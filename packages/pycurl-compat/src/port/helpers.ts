/** Functions of Python that a ported program brings along, by their name. Each is added when it is used. */
export const HELPERS: Readonly<Record<string, string>> = {
  argv: `/** Python's sys.argv. */
const argv = process.argv.slice(1);`,
  repr: `/** Python's repr(), as far as programs print it. */
function repr(value: any): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return reprText(value, false);
  if (value instanceof Uint8Array) return \`b\${reprText(Buffer.from(value).toString('latin1'), true)}\`;
  if (Array.isArray(value)) return \`[\${value.map(repr).join(', ')}]\`;
  if (value instanceof Map) return \`{\${[...value].map(([key, each]) => \`\${repr(key)}: \${repr(each)}\`).join(', ')}}\`;
  return String(value);
}

function reprText(text: string, isBytes: boolean): string {
  const named: Record<string, string> = { '\\n': '\\\\n', '\\r': '\\\\r', '\\t': '\\\\t', '\\\\': '\\\\\\\\', "'": "\\\\'" };
  const escaped = [...text].map((character) => {
    const code = character.codePointAt(0)!;
    const isPlain = code >= 32 && code !== 127 && (!isBytes || code < 127);
    return named[character] ?? (isPlain ? character : \`\\\\x\${code.toString(16).padStart(2, '0')}\`);
  });
  return \`'\${escaped.join('')}'\`;
}`,
  str: `/** Python's str(). */
function str(value: any): string {
  if (typeof value === 'string') return value;
  if (value instanceof Error) return value.message;
  if (value === null || value === undefined || typeof value === 'boolean') return repr(value);
  return typeof value === 'object' && (Array.isArray(value) || value instanceof Uint8Array || value instanceof Map) ? repr(value) : String(value);
}`,
  isTrue: `/** Python's truth: what is empty is false. */
function isTrue(value: any): boolean {
  if (typeof value !== 'object' || value === null) return Boolean(value);
  return (value.length ?? value.size ?? 1) > 0;
}`,
  contains: `/** Python's \`item in container\`. */
function contains(container: any, item: any): boolean {
  if (typeof container.contains === 'function') return container.contains(item);
  if (typeof container.has === 'function') return container.has(item);
  return typeof container.includes === 'function' ? container.includes(item) : item in container;
}`,
  splitText: `/** Python's split() with a limit, or at white space. */
function splitText(text: any, separator?: any, limit = Infinity): any[] {
  if (separator === undefined) return text.trim() === '' ? [] : text.trim().split(/\\s+/);
  const parts = text.split(separator);
  return parts.length <= limit + 1 ? parts : [...parts.slice(0, limit), parts.slice(limit).join(separator)];
}`,
  strip: `/** Python's strip() of given characters. */
function strip(text: string, characters: string, start = true, end = true): string {
  let [from, to] = [0, text.length];
  while (start && from < to && characters.includes(text[from]!)) from += 1;
  while (end && to > from && characters.includes(text[to - 1]!)) to -= 1;
  return text.slice(from, to);
}`,
  linesOf: `/** Python's readlines(). */
const linesOf = (text: string): string[] => text.match(/[^\\n]*\\n|[^\\n]+/g) ?? [];`,
  range: `/** Python's range(). */
function range(start: number, stop?: number, step = 1): number[] {
  const [from, to] = stop === undefined ? [0, start] : [start, stop];
  return Array.from({ length: Math.max(0, Math.ceil((to - from) / step)) }, (_, index) => from + index * step);
}`,
  sorted: `/** Python's sorted(). */
function sorted(items: Iterable<any>, key: (item: any) => any = (item) => item, reverse = false): any[] {
  const order = [...items].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
  return reverse ? order.reverse() : order;
}`,
  zip: `/** Python's zip(). */
function zip(...lists: Iterable<any>[]): any[][] {
  const arrays = lists.map((list) => [...list]);
  return Array.from({ length: Math.min(...arrays.map(({ length }) => length)) }, (_, at) => arrays.map((array) => array[at]));
}`,
  removeItem: `/** Python's list.remove(). */
function removeItem(list: any[], item: any): void {
  list.splice(list.indexOf(item), 1);
}`,
  sleep: `/** Python's time.sleep(): it blocks. */
const sleep = (seconds: number): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, seconds * 1000);`,
  later: `/** Python's asyncio.sleep(). */
const later = (seconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, seconds * 1000));`,
  dumps: `/** Python's json.dumps(). */
const dumps = (value: any): string => JSON.stringify(value, (_key, each) => (each instanceof Map ? Object.fromEntries(each) : each));`,
  certificates: `/** certifi.where(): Node's root certificates in a file. */
function certificates(): string {
  const path = join(tmpdir(), \`root-certificates-\${process.pid}.pem\`);
  writeFileSync(path, rootCertificates.join('\\n'));
  return path;
}`,
};

/** What a helper needs beside itself: other helpers, and imports. */
export const HELPER_NEEDS: Readonly<
  Record<string, { helpers?: readonly string[]; imports?: readonly (readonly [module: string, name: string])[] }>
> = {
  str: { helpers: ['repr'] },
  certificates: {
    imports: [
      ['node:fs', 'writeFileSync'],
      ['node:os', 'tmpdir'],
      ['node:path', 'join'],
      ['node:tls', 'rootCertificates'],
    ],
  },
};
