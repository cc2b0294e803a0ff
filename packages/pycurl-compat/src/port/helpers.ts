/** Python functions that are added to a ported program that uses them, by name. */
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
  formatted: `/** Python's format(): a value by a format specification. */
function formatted(given: any, specification: string): string {
  const parts = /^(?:([^])?([<>^=]))?([-+ ]?)(#?)(0?)(\\d*)(,?)(?:\\.(\\d+))?([a-zA-Z%]?)$/u.exec(specification)!;
  const [, fill = parts[5] || ' ', align, plus, prefix, zero, width, comma, precision, type = ''] = parts;
  const isNumber = typeof given === 'number' && type !== 's';
  const value = isNumber && /[duxXob]/.test(type) ? Math.trunc(given) : given;
  const base = isNumber && prefix && /[xXob]/.test(type) ? \`0\${type}\` : '';
  const sign = !isNumber ? '' : \`\${value < 0 ? '-' : plus!.replace('-', '')}\${base}\`;
  const digits = isNumber ? digitsOf(Math.abs(value), precision === undefined ? undefined : Number(precision), type) : '';
  const whole = comma ? digits.replace(/^\\d+/, (run) => run.replace(/\\B(?=(\\d{3})+$)/g, ',')) : digits;
  const text = isNumber ? whole : str(value).slice(0, precision === undefined ? undefined : Number(precision));
  const room = Math.max(0, Number(width) - sign.length - [...text].length);
  const place = align ?? (zero && isNumber ? '=' : isNumber ? '>' : '<');
  const before = place === '<' ? 0 : place === '^' ? Math.floor(room / 2) : room;
  const body = place === '=' ? sign + fill.repeat(before) + text : fill.repeat(before) + sign + text;
  return body + fill.repeat(room - before);
}

function digitsOf(value: number, precision: number | undefined, type: string): string {
  const bases: Record<string, number> = { x: 16, X: 16, o: 8, b: 2 };
  const text =
    type in bases
      ? value.toString(bases[type])
      : type === 'd' || type === 'u'
        ? String(value)
        : /[fF]/.test(type)
          ? fixed(value, precision ?? 6)
          : type === '%'
            ? \`\${fixed(value * 100, precision ?? 6)}%\`
            : /[eE]/.test(type)
              ? exponential(value, precision ?? 6)
              : type === '' && precision === undefined
                ? String(value)
                : general(value, precision || (precision === 0 ? 1 : 6));
  return /[XEGF]/.test(type) ? text.toUpperCase() : text;
}

function fixed(value: number, precision: number): string {
  return evenCut(value.toFixed(precision + 30)) ?? value.toFixed(precision);
}

/** A number without its last 30 digits, if they are a tie that goes to an even digit. */
function evenCut(exact: string): string | undefined {
  const cut = exact.slice(0, -30).replace(/\\.$/, '');
  return /^50*$/.test(exact.slice(-30)) && /[02468]$/.test(cut) ? cut : undefined;
}

function exponential(value: number, precision: number): string {
  const [exact, exponent] = value.toExponential(precision + 30).split('e') as [string, string];
  const cut = evenCut(exact);
  const text = cut === undefined ? value.toExponential(precision) : \`\${cut}e\${exponent}\`;
  return text.replace(/e([-+])(\\d)$/, 'e$10$2');
}

function general(value: number, precision: number): string {
  const [digits, exponent] = exponential(value, precision - 1).split('e') as [string, string];
  const isShort = Number(exponent) >= -4 && Number(exponent) < precision;
  const text = isShort ? fixed(value, Math.max(0, precision - 1 - Number(exponent))) : digits;
  return (text.includes('.') ? text.replace(/\\.?0+$/, '') : text) + (isShort ? '' : \`e\${exponent}\`);
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

/** The other helpers and the imports that a helper needs. */
export const HELPER_NEEDS: Readonly<
  Record<string, { helpers?: readonly string[]; imports?: readonly (readonly [module: string, name: string])[] }>
> = {
  str: { helpers: ['repr'] },
  formatted: { helpers: ['str'] },
  certificates: {
    imports: [
      ['node:fs', 'writeFileSync'],
      ['node:os', 'tmpdir'],
      ['node:path', 'join'],
      ['node:tls', 'rootCertificates'],
    ],
  },
};
