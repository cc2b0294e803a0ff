import { indented } from './lines.js';
import { exceptionClass } from './modules.js';
import { separated, type Syntax } from './syntax.js';
import { nameOf, type Translation } from './translation.js';

export function raise(t: Translation, node: Syntax): string {
  const [, thrown] = node.parts;
  if (!thrown) return 'throw caught;';
  if (/^SystemExit\b/.test(thrown.text)) {
    const [status] = thrown.kind === 'CallExpression' ? separated(thrown.parts[1]!.parts.slice(1, -1)) : [];
    return `process.exit(${status ? t.expression(status[0]!) : ''});`;
  }
  if (thrown.kind === 'VariableName') {
    const builtin = t.classes.has(thrown.text) ? nameOf(thrown.text) : exceptionClass(t, thrown.text);
    return builtin ? `throw new ${builtin}();` : `throw ${t.expression(thrown)};`;
  }
  return `throw ${t.expression(thrown)};`;
}

/** Exceptions without a counterpart here. */
const NEVER: ReadonlySet<string> = new Set([
  'KeyboardInterrupt',
  'SystemExit',
  'ImportError',
  'ModuleNotFoundError',
  'GeneratorExit',
  'MemoryError',
]);

const OF_THE_SYSTEM: ReadonlySet<string> = new Set(['OSError', 'IOError', 'FileNotFoundError', 'PermissionError', 'FileExistsError']);

export function translateTry(t: Translation, node: Syntax): string[] {
  const { parts } = node;
  const clauses = parts.flatMap((part, index) => (['except', 'else', 'finally'].includes(part.kind) ? [index] : []));
  const bodyOf = (from: number) => parts.slice(from).find(({ kind }) => kind === 'Body')!;
  const [tried] = node.all('Body') as [Syntax];
  const caught = clauses
    .filter((at) => parts[at]!.kind === 'except')
    .map((at) => ({ head: parts.slice(at + 1, parts.indexOf(bodyOf(at))), body: bodyOf(at) }));
  const otherwise = clauses.find((at) => parts[at]!.kind === 'else');
  const last = clauses.find((at) => parts[at]!.kind === 'finally');
  const rest = otherwise === undefined ? [] : t.body(bodyOf(otherwise));
  // An import that may fail in Python always succeeds here, or is left to do.
  if (caught.length > 0 && caught.every(({ head }) => head[0] && /^(ImportError|ModuleNotFoundError)$/.test(head[0].text)))
    return [...t.body(tried), ...(otherwise === undefined ? [] : t.body(bodyOf(otherwise)))];
  const handlers = caught.map(({ head, body }) => handler(t, head, body)).filter((each) => each !== undefined);
  const isElse = rest.length > 0 && handlers.length > 0;
  const lines = ['try {', ...indented([...t.body(tried), ...(isElse ? ['succeeded = true;'] : rest)])];
  if (handlers.length > 0) lines.push('} catch (caught: any) {', ...indented(chained(handlers)));
  if (last !== undefined) lines.push('} finally {', ...indented(t.body(bodyOf(last))));
  lines.push('}');
  if (handlers.length === 0 && last === undefined) return [...t.body(tried), ...rest];
  if (!isElse) return lines;
  return ['{', ...indented(['let succeeded = false;', ...lines, 'if (succeeded) {', ...indented(rest), '}']), '}'];
}

interface Handler {
  /** Undefined for a handler that catches everything. */
  test: string | undefined;
  lines: string[];
}

function handler(t: Translation, head: readonly Syntax[], body: Syntax): Handler | undefined {
  const as = head.findIndex(({ kind }) => kind === 'as');
  const [wanted] = head;
  const name = as < 0 ? undefined : head[as + 1]!.text;
  const tests = wanted ? classesOf(wanted).map((each) => testFor(t, each)) : [];
  const known = tests.filter((each) => each !== 'false');
  if (wanted && known.length === 0) return undefined;
  const lines = name === undefined ? t.body(body) : withException(t, name, body);
  const isEverything = !wanted || known.includes('true');
  return { test: isEverything ? undefined : known.join(' || '), lines };
}

function withException(t: Translation, name: string, body: Syntax): string[] {
  t.scope.learn(name, 'exception');
  return [`const ${nameOf(name)} = caught;`, ...t.body(body)];
}

const classesOf = (node: Syntax): Syntax[] =>
  node.kind === 'TupleExpression' || node.kind === 'ParenthesizedExpression'
    ? node.parts.filter(({ kind }) => !/^[(),]$/.test(kind))
    : [node];

function testFor(t: Translation, node: Syntax): string {
  if (NEVER.has(node.text)) return 'false';
  if (node.text === 'BaseException') return 'true';
  if (OF_THE_SYSTEM.has(node.text)) return "typeof caught?.syscall === 'string'";
  const known = node.kind === 'VariableName' && !t.classes.has(node.text) ? exceptionClass(t, node.text) : undefined;
  return `caught instanceof ${known ?? t.expression(node)}`;
}

function chained(handlers: readonly Handler[]): string[] {
  const lines: string[] = [];
  for (const { test, lines: inner } of handlers) {
    if (test === undefined && lines.length === 0) return inner;
    const head = test === undefined ? 'else {' : `if (${test}) {`;
    lines.push(lines.length === 0 ? head : `${lines.pop()!} ${test === undefined ? head : `else ${head}`}`, ...indented(inner), '}');
    if (test === undefined) return lines;
  }
  lines.push(`${lines.pop()!} else throw caught;`);
  return lines;
}
