import { separated, type Syntax } from './syntax.js';
import { nameOf, type Translation } from './translation.js';
import { Untranslatable } from './untranslatable.js';

/** Python's exceptions that the package exports under the same name. */
const EXCEPTIONS: ReadonlySet<string> = new Set([
  'ValueError',
  'KeyError',
  'LookupError',
  'RuntimeError',
  'OverflowError',
  'UnicodeEncodeError',
  'UnicodeDecodeError',
  'BlockingIOError',
]);
/** Python's exceptions that have another name here. */
const OTHER_EXCEPTIONS: Readonly<Record<string, string>> = {
  Exception: 'Error',
  BaseException: 'Error',
  TypeError: 'TypeError',
  AttributeError: 'TypeError',
  IndexError: 'RangeError',
  AssertionError: 'Error',
  NotImplementedError: 'Error',
  TimeoutError: 'Error',
  ConnectionError: 'Error',
  StopIteration: 'Error',
};

/**
 * The class of an exception.
 * @returns undefined if Python has no exception of this name
 */
export function exceptionClass(t: Translation, name: string): string | undefined {
  if (EXCEPTIONS.has(name)) return t.fromCompat(name);
  return OTHER_EXCEPTIONS[name];
}

type Value = string | ((t: Translation) => string);
/** The translations of modules' members that are not calls, by their full names. */
const VALUES: Readonly<Record<string, Value>> = {
  'io.BytesIO': (t) => t.fromCompat('BytesIO'),
  'io.StringIO': (t) => t.fromCompat('StringIO'),
  'select.select': (t) => `${t.fromCompat('select')}.select`,
  select: (t) => t.fromCompat('select'),
  'sys.argv': (t) => t.helper('argv'),
  'sys.stdout': 'process.stdout',
  'sys.stdout.buffer': 'process.stdout',
  'sys.stderr': 'process.stderr',
  'sys.stderr.buffer': 'process.stderr',
  'sys.platform': 'process.platform',
  'sys.maxsize': 'Number.MAX_SAFE_INTEGER',
  'os.environ': 'process.env',
  'os.linesep': (t) => t.import('node:os', 'EOL'),
  'os.sep': (t) => t.import('node:path', 'sep'),
  'os.devnull': (t) => t.import('node:os', 'devNull'),
  'asyncio.CancelledError': (t) => t.fromCompat('CancelledError'),
  'asyncio.TimeoutError': 'Error',
  'json.JSONDecodeError': 'SyntaxError',
  'json.decoder.JSONDecodeError': 'SyntaxError',
  'socket.error': 'Error',
  're.I': "'i'",
  're.IGNORECASE': "'i'",
  're.M': "'m'",
  're.MULTILINE': "'m'",
  're.S': "'s'",
  're.DOTALL': "'s'",
};
/** Modules that are supported at least in part. Imports of others are left to do. */
const KNOWN = new Set(
  '__future__ asyncio certifi collections curl io json math os os.path pycurl re select signal sys time traceback typing urllib urllib.parse'.split(
    ' ',
  ),
);

/** The TypeScript of a module's member, or of the module. */
export function moduleValue(t: Translation, node: Syntax, full: string): string {
  if (full === 'pycurl') return t.pycurlName ?? (t.pycurlName = 'pycurl');
  if (full.startsWith('pycurl.')) return pycurlMember(t, full.slice('pycurl.'.length));
  const value = VALUES[full];
  if (value !== undefined) return typeof value === 'string' ? value : value(t);
  throw new Untranslatable(node, `${full} has no counterpart here`);
}

function pycurlMember(t: Translation, member: string): string {
  t.pycurlName ??= 'pycurl';
  return `${t.pycurlName}.${member}`;
}

/** Translates an import. It writes nothing: the names that are used get imported. */
export function translateImport(t: Translation, node: Syntax): void {
  const parts = node.parts.filter(({ kind }) => kind !== '(' && kind !== ')');
  if (parts[0]!.kind === 'from') return importFrom(t, node, parts);
  for (const group of separated(parts.slice(1))) {
    const as = group.findIndex(({ kind }) => kind === 'as');
    const module = group
      .slice(0, as < 0 ? undefined : as)
      .map(({ text }) => text)
      .join('');
    checkKnown(t, node, module);
    if (as >= 0) bind(t, group[as + 1]!.text, module);
    else bind(t, module.split('.')[0]!, module.split('.')[0]!);
  }
}

function importFrom(t: Translation, node: Syntax, parts: readonly Syntax[]): void {
  const at = parts.findIndex(({ kind }) => kind === 'import');
  const module = parts
    .slice(1, at)
    .map(({ text }) => text)
    .join('');
  checkKnown(t, node, module);
  for (const group of separated(parts.slice(at + 1))) {
    if (group[0]!.kind === '*') throw new Untranslatable(node, `everything of ${module}`);
    bind(t, group.at(-1)!.text, `${module}.${group[0]!.text}`);
  }
}

function checkKnown(t: Translation, node: Syntax, module: string): void {
  if (!KNOWN.has(module)) t.leave(node, `the module ${module} is not translated`);
}

function bind(t: Translation, name: string, full: string): void {
  t.bound.set(name, full);
  if (full === 'pycurl') t.pycurlName = nameOf(name);
}
