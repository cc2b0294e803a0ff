import { condition, expression, grouped, items, iterable } from './expressions.js';
import { kindOf } from './kinds.js';
import { exceptionClass, translateImport } from './modules.js';
import { type Scope, boundBy, targetNames, targetsOf } from './scope.js';
import { separated, type Syntax } from './syntax.js';
import { translateClass, translateFunction } from './definitions.js';
import { nameOf, type Translation } from './translation.js';
import { Untranslatable } from './untranslatable.js';

const INDENT = '  ';
export const indented = (lines: readonly string[]): string[] => lines.map((line) => (line === '' ? '' : INDENT + line));

/** The statements of a body, each with what it became. What cannot be translated is a comment. */
export function translateBody(t: Translation, body: Syntax): string[] {
  const lines = translateAll(t, body);
  const { hoisted } = t.scope;
  const own = isBodyOfScope(body) && hoisted.length > 0 ? [`let ${hoisted.map((name) => `${nameOf(name)}: any`).join(', ')};`] : [];
  return [...own, ...lines];
}

/** One after the other, with the empty lines between them. */
function translateAll(t: Translation, body: Syntax): string[] {
  const lines: string[] = [];
  let end: number | undefined;
  for (const node of body.children) {
    const translated = translateSafely(t, node);
    if (translated.length === 0) continue;
    const isApart = end !== undefined && /\n[ \t]*\n/.test(node.program.slice(end, node.from));
    if (isApart && lines.length > 0) lines.push('');
    lines.push(...translated);
    end = node.to;
  }
  return lines;
}

const SCOPES: ReadonlySet<string> = new Set(['Script']);
/** Names are declared where their scope begins: the module, or a function, which says so itself. */
const isBodyOfScope = (body: Syntax) => SCOPES.has(body.kind);

function translateSafely(t: Translation, node: Syntax): string[] {
  if (node.kind === ':') return [];
  if (node.kind === 'Comment') return node.text.startsWith('#!') ? [] : [`//${node.text.slice(1)}`];
  try {
    return translate(t, node);
  } catch (thrown) {
    if (!(thrown instanceof Untranslatable)) throw thrown;
    t.leave(thrown.node, thrown.message);
    const source = node.text.split('\n').map((line) => `//   ${line}`.trimEnd());
    return [`// TODO line ${thrown.node.line}: ${thrown.message}`, ...source];
  }
}

function translate(t: Translation, node: Syntax): string[] {
  const { parts } = node;
  switch (node.kind) {
    case 'ImportStatement':
      return (translateImport(t, node), []);
    case 'StatementGroup':
      return parts.filter(({ kind }) => kind !== ';').flatMap((each) => translateSafely(t, each));
    case 'ExpressionStatement':
      return expressionStatement(t, parts[0]!);
    case 'AssignStatement':
      return assign(t, node);
    case 'UpdateStatement':
      return update(t, node);
    case 'IfStatement':
      return translateIf(t, node);
    case 'WhileStatement':
      return loop(t, node, `while (${condition(t, parts[1]!)})`);
    case 'ForStatement':
      return translateFor(t, node);
    case 'TryStatement':
      return translateTry(t, node);
    case 'WithStatement':
      return translateWith(t, node);
    case 'FunctionDefinition':
      return translateFunction(t, node, 'function', functionBody);
    case 'ClassDefinition':
      return translateClass(t, node, functionBody);
    case 'ReturnStatement':
      return [parts.length > 1 ? `return ${listed(t, parts.slice(1))};` : 'return;'];
    case 'RaiseStatement':
      return [raise(t, node)];
    case 'AssertStatement': {
      const [test, words] = separated(parts.slice(1));
      return [
        `if (!(${condition(t, test![0]!)})) throw new Error(${words ? (kindOf(t, words[0]!) === 'string' ? expression(t, words[0]!) : `String(${expression(t, words[0]!)})`) : `'${test![0]!.text.replace(/['\\\n]/g, ' ')}'`});`,
      ];
    }
    case 'DeleteStatement':
      return separated(parts.slice(1)).flatMap(([target]) => remove(t, target!));
    case 'PassStatement':
    case 'ScopeStatement':
      return [];
    case 'BreakStatement':
      return ['break;'];
    case 'ContinueStatement':
      return ['continue;'];
    default:
      throw new Untranslatable(node, `a ${node.kind === '⚠' ? 'piece of text that is no Python 3' : node.kind}`);
  }
}

/** Values with commas are a list. */
const listed = (t: Translation, parts: readonly Syntax[]): string =>
  parts.some(({ kind }) => kind === ',') ? `[${items(t, parts)}]` : expression(t, parts[0]!);

function expressionStatement(t: Translation, node: Syntax): string[] {
  // A documentation text.
  if (node.kind === 'String' || node.kind === 'Ellipsis')
    return node.kind === 'Ellipsis'
      ? []
      : node.text
          .replace(/^[rRuU]?("""|'''|"|')|("""|'''|"|')$/g, '')
          .trim()
          .split('\n')
          .map((line) => `// ${line.trim()}`.trimEnd());
  const text = expression(t, node);
  return text === 'undefined' ? [] : [`${/^[[(`/]/.test(text) ? ';' : ''}${text};`];
}

/** What stands on the left of an assignment. */
function target(t: Translation, node: Syntax, value: string): string {
  if (node.kind === 'MemberExpression' && node.parts[1]!.kind === '[' && kindOf(t, node.parts[0]!) === 'map')
    return `${grouped(expression(t, node.parts[0]!))}.set(${expression(t, node.parts[2]!)}, ${value})`;
  if (node.kind === 'MemberExpression' && node.parts.some(({ kind }) => kind === ':'))
    throw new Untranslatable(node, 'an assignment to a slice');
  return `${expression(t, node)} = ${value}`;
}

function learn(t: Translation, node: Syntax, value: Syntax | undefined): void {
  const kind = value && kindOf(t, value);
  // None is there before a value of any kind.
  if (value?.kind === 'None') return;
  if (node.kind === 'VariableName') t.scope.learn(node.text, kind);
  else if (node.kind === 'MemberExpression' && node.parts[1]!.kind === '.') t.learnAttribute(node.parts[2]!.text, kind);
}

function assign(t: Translation, node: Syntax): string[] {
  const { parts } = node;
  const lastOperator = parts.findLastIndex(({ kind }) => kind === 'AssignOp');
  // `x: int` says nothing here.
  if (lastOperator < 0) return [];
  const valueParts = parts.slice(lastOperator + 1);
  const value = listed(t, valueParts);
  const targets = targetsOf(node).map((group) => group.filter(({ kind }) => kind !== 'TypeDef'));
  const single = valueParts.length === 1 ? valueParts[0] : undefined;
  const lines: string[] = [];
  for (const [index, group] of targets.reverse().entries()) {
    const source = index === 0 ? value : lastTarget(t, targets[index - 1]!);
    lines.push(...assignTo(t, group, source));
    if (group.length === 1) learn(t, group[0]!, single);
    else for (const each of group.flatMap(targetNames)) t.scope.learn(each, undefined);
  }
  return lines;
}

const lastTarget = (t: Translation, group: readonly Syntax[]) => expression(t, group[0]!);

function assignTo(t: Translation, group: readonly Syntax[], value: string): string[] {
  const names = group.flatMap(targetNames);
  const { word, fresh } = t.scope.declare(names);
  const isPattern = group.length > 1 || group[0]!.kind === 'TupleExpression' || group[0]!.kind === 'ArrayExpression';
  if (!isPattern) {
    if (fresh.length === 0) return [`${target(t, group[0]!, value)};`];
    const type = word === 'let' || value === '[]' ? ': any' : '';
    return [`${word} ${nameOf(fresh[0]!)}${value === '[]' ? ': any[]' : type} = ${value};`];
  }
  const targets = separated(group.length > 1 ? group : group[0]!.parts.slice(1, -1)).map(([each]) => each!);
  if (targets.some((each) => each.kind === 'MemberExpression' && kindOf(t, each.parts[0]!) === 'map'))
    return oneByOne(t, targets, fresh, value);
  const pattern = `[${items(t, group.length > 1 ? group : group[0]!.parts.slice(1, -1))}]`;
  const isSimple = names.length === targets.length;
  if (fresh.length > 0 && isSimple && fresh.length === new Set(names).size && fresh.length === names.length)
    return [`${word} ${pattern}${word === 'let' ? ': any' : ''} = ${value};`];
  const before = fresh.length > 0 ? [`let ${fresh.map((name) => `${nameOf(name)}: any`).join(', ')};`] : [];
  return [...before, `;${pattern} = ${value};`];
}

/** For targets that no pattern can have. */
function oneByOne(t: Translation, targets: readonly Syntax[], fresh: readonly string[], value: string): string[] {
  const before = fresh.map((name) => `let ${nameOf(name)}: any;`);
  return [
    ...before,
    '{',
    ...indented([`const values: any = ${value};`, ...targets.map((each, index) => `${target(t, each, `values[${index}]`)};`)]),
    '}',
  ];
}

function update(t: Translation, node: Syntax): string[] {
  const [left, operator, right] = node.parts as [Syntax, Syntax, Syntax];
  const sign = operator.text.slice(0, -1);
  const kind = kindOf(t, left) ?? kindOf(t, right);
  const [one, two] = [expression(t, left), expression(t, right)];
  if (kind === 'list' && sign === '+') return [`${one}.push(...${grouped(two)});`];
  if (kind === 'bytes' && sign === '+') return [`${target(t, left, `Buffer.concat([${one}, ${two}])`)};`];
  if (sign === '//') return [`${target(t, left, `Math.floor(${one} / ${grouped(two)})`)};`];
  return [`${target(t, left, `${one} ${sign} ${grouped(two)}`)};`];
}

/** A block in braces, behind what introduces it. */
function block(t: Translation, head: string, body: Syntax): string[] {
  return [`${head} {`, ...indented(translateBody(t, body)), '}'];
}

const isVersionCheck = (node: Syntax) => /^sys\.version_info/.test(node.text) && />=?/.test(node.text);

function translateIf(t: Translation, node: Syntax): string[] {
  const { parts } = node;
  const bodies = parts.flatMap((part, index) => (part.kind === 'Body' ? [index] : []));
  if (/^__name__\s*==\s*['"]__main__['"]$/.test(parts[1]!.text) || isVersionCheck(parts[1]!)) return translateBody(t, parts[bodies[0]!]!);
  const lines: string[] = [];
  for (const at of bodies) {
    const keyword = parts[at - 1]!.kind === 'else' ? 'else' : parts[at - 2]!.kind;
    const head = keyword === 'else' ? 'else' : `${keyword === 'elif' ? 'else ' : ''}if (${condition(t, parts[at - 1]!)})`;
    const [first, ...rest] = block(t, head, parts[at]!);
    if (lines.length === 0) lines.push(first!);
    else lines.push(`${lines.pop()!} ${first!}`);
    lines.push(...rest);
  }
  return lines;
}

/** A loop; `else` is what is done when it has not been left by break. */
function loop(t: Translation, node: Syntax, head: string, before: readonly string[] = []): string[] {
  const [body, otherwise] = node.all('Body') as [Syntax, Syntax?];
  if (otherwise) throw new Untranslatable(otherwise, 'an else of a loop');
  return [`${head} {`, ...indented([...before, ...translateBody(t, body)]), '}'];
}

function translateFor(t: Translation, node: Syntax): string[] {
  const { parts } = node;
  const isAsync = parts[0]!.kind === 'async';
  const targets = boundBy(node);
  const source = parts[parts.findIndex(({ kind }) => kind === 'in') + 1]!;
  const names = targets.flatMap(targetNames);
  const isLocal = names.every((name) => t.scope.isLocalTo(name, node));
  const counted = isLocal && names.length === 1 ? countedLoop(t, source, names[0]!) : undefined;
  if (counted) return loop(t, node, counted);
  const text = iterable(t, source);
  for (const name of names) t.scope.learn(name, kindOf(t, source) === 'string' ? 'string' : undefined);
  const pattern = targets.length === 1 && targets[0]!.kind === 'VariableName' ? nameOf(names[0]!) : `[${items(t, patternParts(targets))}]`;
  const each = isAsync ? 'for await' : 'for';
  if (isLocal) return loop(t, node, `${each} (const ${pattern} of ${asIterable(text)})`);
  const own = names.filter((name) => t.scope.isLocalTo(name, node));
  const before = own.length > 0 ? [`let ${own.map((name) => `${nameOf(name)}: any`).join(', ')};`] : [];
  return loop(t, node, `${each} (const each of ${asIterable(text)})`, [
    ...before,
    `${pattern.startsWith('[') ? ';' : ''}${pattern} = each;`,
  ]);
}

const patternParts = (targets: readonly Syntax[]) => (targets.length === 1 ? targets[0]!.parts.slice(1, -1) : targets);
const asIterable = (text: string) => (/ (\?|\?\?|&&|\|\|) /.test(text) ? `(${text})` : text);

/** `for i in range(n)` as a loop that counts. */
function countedLoop(t: Translation, source: Syntax, name: string): string | undefined {
  if (source.kind !== 'CallExpression' || source.parts[0]!.text !== 'range') return undefined;
  const bounds = separated(source.parts[1]!.parts.slice(1, -1)).map((group) => expression(t, group[0]!));
  if (bounds.length > 2) return undefined;
  const [from, to] = bounds.length === 1 ? ['0', bounds[0]!] : (bounds as [string, string]);
  const counter = nameOf(name);
  return `for (let ${counter} = ${from}; ${counter} < ${to}; ${counter}++)`;
}

function raise(t: Translation, node: Syntax): string {
  const [, thrown] = node.parts;
  if (!thrown) return 'throw caught;';
  if (/^SystemExit\b/.test(thrown.text)) {
    const [status] = thrown.kind === 'CallExpression' ? separated(thrown.parts[1]!.parts.slice(1, -1)) : [];
    return `process.exit(${status ? expression(t, status[0]!) : ''});`;
  }
  if (thrown.kind === 'VariableName') {
    const builtin = t.classes.has(thrown.text) ? nameOf(thrown.text) : exceptionClass(t, thrown.text);
    return builtin ? `throw new ${builtin}();` : `throw ${expression(t, thrown)};`;
  }
  return `throw ${expression(t, thrown)};`;
}

function remove(t: Translation, node: Syntax): string[] {
  if (node.kind === 'VariableName') return [];
  const [object, access, key] = node.parts as [Syntax, Syntax, Syntax];
  const owner = grouped(expression(t, object));
  if (access.kind === '.')
    return [
      kindOf(t, object) === undefined && /^(url|u)\b/.test(object.text)
        ? `${owner}.${key.text} = null;`
        : `delete (${owner} as any).${key.text};`,
    ];
  const kind = kindOf(t, object);
  if (node.parts.some((part) => part.kind === ':')) return [`${owner}.length = 0;`];
  return [kind === 'map' ? `${owner}.delete(${expression(t, key)});` : `${owner}.splice(${expression(t, key)}, 1);`];
}

/** Exceptions that there are none of. */
const NEVER: ReadonlySet<string> = new Set([
  'KeyboardInterrupt',
  'SystemExit',
  'ImportError',
  'ModuleNotFoundError',
  'GeneratorExit',
  'MemoryError',
]);
const OF_THE_SYSTEM: ReadonlySet<string> = new Set(['OSError', 'IOError', 'FileNotFoundError', 'PermissionError', 'FileExistsError']);

function translateTry(t: Translation, node: Syntax): string[] {
  const { parts } = node;
  const clauses = parts.flatMap((part, index) => (['except', 'else', 'finally'].includes(part.kind) ? [index] : []));
  const bodyOf = (from: number) => parts.slice(from).find(({ kind }) => kind === 'Body')!;
  const [tried] = node.all('Body') as [Syntax];
  const caught = clauses
    .filter((at) => parts[at]!.kind === 'except')
    .map((at) => ({ head: parts.slice(at + 1, parts.indexOf(bodyOf(at))), body: bodyOf(at) }));
  const otherwise = clauses.find((at) => parts[at]!.kind === 'else');
  const last = clauses.find((at) => parts[at]!.kind === 'finally');
  const rest = otherwise === undefined ? [] : translateBody(t, bodyOf(otherwise));
  // Modules that may be missing in Python are there, or are left over.
  if (caught.length > 0 && caught.every(({ head }) => head[0] && /^(ImportError|ModuleNotFoundError)$/.test(head[0].text)))
    return [...translateBody(t, tried), ...(otherwise === undefined ? [] : translateBody(t, bodyOf(otherwise)))];
  const handlers = caught.map(({ head, body }) => handler(t, head, body)).filter((each) => each !== undefined);
  const isElse = rest.length > 0 && handlers.length > 0;
  const lines = ['try {', ...indented([...translateBody(t, tried), ...(isElse ? ['succeeded = true;'] : rest)])];
  if (handlers.length > 0) lines.push('} catch (caught: any) {', ...indented(chained(handlers)));
  if (last !== undefined) lines.push('} finally {', ...indented(translateBody(t, bodyOf(last))));
  lines.push('}');
  if (handlers.length === 0 && last === undefined) return [...translateBody(t, tried), ...rest];
  if (!isElse) return lines;
  return ['{', ...indented(['let succeeded = false;', ...lines, 'if (succeeded) {', ...indented(rest), '}']), '}'];
}

interface Handler {
  /** Undefined for one that catches everything. */
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
  const lines = name === undefined ? translateBody(t, body) : withException(t, name, body);
  const isEverything = !wanted || known.includes('true');
  return { test: isEverything ? undefined : known.join(' || '), lines };
}

function withException(t: Translation, name: string, body: Syntax): string[] {
  t.scope.learn(name, 'exception');
  return [`const ${nameOf(name)} = caught;`, ...translateBody(t, body)];
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
  return `caught instanceof ${known ?? expression(t, node)}`;
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

function translateWith(t: Translation, node: Syntax): string[] {
  const { parts } = node;
  const isAsync = parts[0]!.kind === 'async';
  const start = parts.findIndex(({ kind }) => kind === 'with') + 1;
  const body = parts.at(-1)!;
  const managed = separated(parts.slice(start, -1).filter(({ kind }) => kind !== '(' && kind !== ')'));
  const word = isAsync ? 'await using' : 'using';
  const lines = managed.map((group, index) => {
    const [value] = group as [Syntax];
    const as = group.find((_, at) => group[at - 1]?.kind === 'as');
    const text = expression(t, value);
    if (as) t.scope.learn(as.text, kindOf(t, value));
    if (!as) return `${word} managed${index === 0 ? '' : index} = ${text};`;
    if (as.kind !== 'VariableName') throw new Untranslatable(as, 'with … as of several names');
    if (t.scope.isLocalTo(as.text, node)) return `${word} ${nameOf(as.text)} = ${text};`;
    return `${nameOf(as.text)} = ${text};\n${word} managed${index} = ${nameOf(as.text)};`;
  });
  return ['{', ...indented([...lines.flatMap((line) => line.split('\n')), ...translateBody(t, body)]), '}'];
}

/** The lines of a function's body, in its scope. */
export function functionBody(t: Translation, scope: Scope, body: Syntax): string[] {
  return t.within(scope, () => {
    const lines = translateAll(t, body);
    const { hoisted } = scope;
    return hoisted.length === 0 ? lines : [`let ${hoisted.map((name) => `${nameOf(name)}: any`).join(', ')};`, ...lines];
  });
}
