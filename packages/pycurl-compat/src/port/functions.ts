import type { Arguments } from './arguments.js';
import { grouped } from './brackets.js';
import { pairsOf } from './lists.js';
import { textOf } from './strings.js';
import { kindOf } from './kinds.js';
import type { Syntax } from './syntax.js';
import type { Translation } from './translation.js';
import { Untranslatable } from './untranslatable.js';

type Translate = (t: Translation, given: Arguments) => string;

const call =
  (module: string, name: string): Translate =>
  (t, given) =>
    `${t.import(module, name)}(${given.all})`;
const write =
  (stream: 'stdout' | 'stderr'): Translate =>
  (_t, given) =>
    `process.${stream}.write(${given.all})`;
const nothing: Translate = () => 'undefined';

/** A regular expression, from a literal or from a value at run time. */
function pattern(t: Translation, given: Arguments, around: (source: string) => string = (source) => source, flags = ''): string {
  const [node] = given.positional as [Syntax];
  const given2 = given.named.get('flags');
  const all = flags + (given2 ? t.expression(given2).replace(/[^a-z]/g, '') : '');
  if (node.kind === 'String') {
    const source = around(textOf(node))
      .replace(/\(\?P</g, '(?<')
      .replace(/\(\?P=(\w+)\)/g, '\\k<$1>');
    return `/${new RegExp(source).source}/${all}`;
  }
  return `new RegExp(${t.expression(node)}${all ? `, '${all}'` : ''})`;
}

function gather(t: Translation, given: Arguments): string {
  const settled = given.named.get('return_exceptions');
  const list = given.hasSpread && given.positional.length === 1 ? t.expression(given.positional[0]!) : undefined;
  const futures = list ?? `[${given.positional.map((node) => t.expression(node)).join(', ')}]`;
  if (settled?.text !== 'True') return `Promise.all(${futures})`;
  return `Promise.all([...${grouped(futures)}].map((future) => Promise.resolve(future).catch((thrown: unknown) => thrown)))`;
}

/** Functions of modules, by their full names. */
export const FUNCTIONS: Readonly<Record<string, Translate>> = {
  'sys.exit': (t, given) => {
    const [status] = given.positional;
    if (status && kindOf(t, status) === 'string') return `(console.error(${t.expression(status)}), process.exit(1))`;
    return `process.exit(${given.at(0) ?? ''})`;
  },
  'sys.stdout.write': write('stdout'),
  'sys.stdout.buffer.write': write('stdout'),
  'sys.stderr.write': write('stderr'),
  'sys.stdout.flush': nothing,
  'sys.stderr.flush': nothing,
  'sys.stdin.read': (t) => `${t.import('node:fs', 'readFileSync')}(0, 'utf8')`,
  'sys.stdin.readlines': (t) => `${t.helper('linesOf')}(${t.import('node:fs', 'readFileSync')}(0, 'utf8'))`,
  'os.path.exists': call('node:fs', 'existsSync'),
  'os.path.isfile': call('node:fs', 'existsSync'),
  'os.path.getsize': (t, given) => `${t.import('node:fs', 'statSync')}(${given.all}).size`,
  'os.path.join': call('node:path', 'join'),
  'os.path.basename': call('node:path', 'basename'),
  'os.path.dirname': call('node:path', 'dirname'),
  'os.path.abspath': call('node:path', 'resolve'),
  'os.remove': call('node:fs', 'unlinkSync'),
  'os.unlink': call('node:fs', 'unlinkSync'),
  'os.makedirs': (t, given) => `${t.import('node:fs', 'mkdirSync')}(${given.at(0)!}, { recursive: true })`,
  'os.getpid': () => 'process.pid',
  'os.getenv': (_t, given) => `(process.env[${given.at(0)!}] ?? ${given.at(1) ?? 'null'})`,
  'os.environ.get': (_t, given) => `(process.env[${given.at(0)!}] ?? ${given.at(1) ?? 'null'})`,
  'time.time': () => '(Date.now() / 1000)',
  'time.monotonic': () => '(performance.now() / 1000)',
  'time.perf_counter': () => '(performance.now() / 1000)',
  'time.sleep': (t, given) => `${t.helper('sleep')}(${given.all})`,
  'json.loads': (t, given) => {
    const text = t.expression(given.positional[0]!);
    return `JSON.parse(${kindOf(t, given.positional[0]!) === 'string' ? text : `String(${text})`})`;
  },
  'json.dumps': (t, given) => `${t.helper('dumps')}(${given.at(0)!})`,
  'urllib.parse.urlencode': (t, given) => `String(new URLSearchParams(${pairsOf(t, given.positional[0]!)}))`,
  'urllib.parse.quote': (_t, given) => `encodeURIComponent(${given.at(0)!})`,
  'urllib.parse.unquote': (_t, given) => `decodeURIComponent(${given.at(0)!})`,
  'urllib.parse.urljoin': (_t, given) => `new URL(${given.at(1)!}, ${given.at(0)!}).href`,
  're.search': (t, given) => `${pattern(t, given)}.exec(${given.at(1)!})`,
  're.match': (t, given) => `${pattern(t, given, (source) => `^(?:${source})`)}.exec(${given.at(1)!})`,
  're.sub': (t, given) => `${grouped(given.at(2)!)}.replace(${pattern(t, given, undefined, 'g')}, ${given.at(1)!})`,
  're.findall': (t, given) =>
    `[...${grouped(given.at(1)!)}.matchAll(${pattern(t, given, undefined, 'g')})].map((match) => match[1] ?? match[0])`,
  're.compile': (t, given) => pattern(t, given),
  'certifi.where': (t) => `${t.helper('certificates')}()`,
  'asyncio.run': (t, given) => {
    if (!t.scope.isAsync) throw new Untranslatable(given.call, 'asyncio.run() inside of a function');
    return `await ${given.at(0)!}`;
  },
  'asyncio.sleep': (t, given) => `${t.helper('later')}(${given.at(0)!})`,
  'asyncio.gather': gather,
  'asyncio.create_task': (_t, given) => given.at(0)!,
  'asyncio.ensure_future': (_t, given) => given.at(0)!,
  // Node ignores SIGPIPE.
  'signal.signal': (_t, given) => {
    if (!given.call.text.includes('SIGPIPE')) throw new Untranslatable(given.call, 'a handler of a signal; see process.on()');
    return 'undefined';
  },
  'traceback.print_exc': () => 'console.trace()',
  'pycurl.global_init': (t, given) => `${t.pycurlName ?? 'pycurl'}.global_init(${given.all})`,
};
