import { parameter, typeOf } from './parameters.js';
import { fullName } from './kinds.js';
import { exceptionClass } from './modules.js';
import { Scope } from './scope.js';
import { inside, separated, type Syntax } from './syntax.js';
import { nameOf, type Translation } from './translation.js';
import { Untranslatable } from './untranslatable.js';

type BodyOf = (t: Translation, scope: Scope, body: Syntax) => string[];

const indented = (lines: readonly string[]): string[] => lines.map((line) => (line === '' ? '' : `  ${line}`));

const parametersOf = (node: Syntax): Syntax[][] =>
  separated(inside(node.child('ParamList')!)).filter((group) => group[0]!.kind !== '/' && group.length > 0);
const nameAmong = (group: readonly Syntax[]) =>
  group[0]!.kind === '*' || group[0]!.kind === '**' ? (group[1]?.text ?? '') : group[0]!.text;

/** Collects the program's own functions and classes before they are used. */
export function learnDefinitions(t: Translation, module: Syntax): void {
  for (const node of module.walk()) {
    if (node.kind === 'FunctionDefinition')
      t.signatures.set(
        node.child('VariableName')!.text,
        parametersOf(node)
          .map(nameAmong)
          .filter((name) => name !== 'self'),
      );
    if (node.kind !== 'ClassDefinition') continue;
    const name = node.child('VariableName')!.text;
    t.classes.add(name);
    const constructor = node
      .child('Body')!
      .all('FunctionDefinition')
      .find((each) => each.child('VariableName')!.text === '__init__');
    t.signatures.set(name, constructor ? parametersOf(constructor).map(nameAmong).slice(1) : []);
  }
  t.signatures.delete('__init__');
}

/**
 * A function or a method.
 * @param word `function`, or empty for a method
 */
export function translateFunction(t: Translation, node: Syntax, word: 'function' | '', bodyOf: BodyOf): string[] {
  const isAsync = node.parts[0]!.kind === 'async';
  const body = node.child('Body')!;
  for (const each of body.walk((inner) => inner.kind !== 'FunctionDefinition'))
    if (each.kind === 'YieldExpression' || each.kind === 'YieldStatement') throw new Untranslatable(node, 'a generator');
  const isMethod = word === '';
  const groups = parametersOf(node).slice(isMethod ? 1 : 0);
  const written = groups.map((group) => parameter(t, group)).filter((each) => each !== '');
  const scope = new Scope(t.scope, isAsync, body, groups.map(nameAmong));
  const name = nameOfMethod(node.child('VariableName')!.text, isMethod);
  const result = returnType(node, isAsync);
  return [
    `${isAsync ? 'async ' : ''}${word}${word ? ' ' : ''}${name}(${written.join(', ')})${name === 'constructor' ? '' : result} {`,
    ...indented(bodyOf(t, scope, body)),
    '}',
  ];
}

const SPECIAL: Readonly<Record<string, string>> = {
  __init__: 'constructor',
  __str__: 'toString',
  __enter__: 'enter',
  __exit__: '[Symbol.dispose]',
};
const nameOfMethod = (name: string, isMethod: boolean) => (isMethod ? (SPECIAL[name] ?? name) : nameOf(name));

function returnType(node: Syntax, isAsync: boolean): string {
  const type = typeOf(node.child('TypeDef'));
  if (!isAsync) return type === 'any' ? ': any' : `: ${type}`;
  return `: Promise<${type}>`;
}

/** A class, with its attributes declared as TypeScript requires. */
export function translateClass(t: Translation, node: Syntax, bodyOf: BodyOf): string[] {
  const body = node.child('Body')!;
  const base = baseOf(t, node);
  const shared = body.children.flatMap(({ kind, parts }) => (kind === 'AssignStatement' ? [parts[0]!.text] : []));
  const own = attributesOf(body).filter((name) => !shared.includes(name));
  // In Python the instances have the attributes of the class, too.
  const lines: string[] = [
    ...own.map((name) => `${name}: any;`),
    ...shared.map((name) => `${name}: any = (this.constructor as any).${name};`),
  ];
  for (const member of body.children) {
    if (member.kind === 'FunctionDefinition') lines.push(...method(t, member, bodyOf, base));
    else if (member.kind === 'AssignStatement')
      lines.push(`static ${t.expression(member.parts[0]!)} = ${t.expression(member.parts.at(-1)!)};`);
    else if (member.kind === 'Comment') lines.push(`//${member.text.slice(1)}`);
    else if (!['ExpressionStatement', 'PassStatement', ':'].includes(member.kind))
      throw new Untranslatable(member, `a ${member.kind} in a class`);
  }
  return [`class ${nameOf(node.child('VariableName')!.text)}${base ? ` extends ${base}` : ''} {`, ...indented(lines), '}'];
}

function method(t: Translation, node: Syntax, bodyOf: BodyOf, base: string | undefined): string[] {
  const lines = translateFunction(t, node, '', bodyOf);
  const isConstructor = node.child('VariableName')!.text === '__init__';
  // The constructor of a class that extends another must call that one's first.
  const callsSuper = lines.some((line) => /\bsuper\(/.test(line));
  if (isConstructor && base && !callsSuper) lines.splice(1, 0, '  super();');
  return lines;
}

function baseOf(t: Translation, node: Syntax): string | undefined {
  const list = node.child('ArgList');
  const [first, second] = list ? separated(inside(list)) : [];
  if (!first || first[0]!.text === 'object') return undefined;
  if (second) throw new Untranslatable(node, 'a class with several bases');
  const [base] = first as [Syntax];
  if (base.kind === 'VariableName' && !t.classes.has(base.text) && fullName(t, base) === undefined)
    return exceptionClass(t, base.text) ?? nameOf(base.text);
  return t.expression(base);
}

/** The attributes that the methods of a class assign to self. */
function attributesOf(body: Syntax): string[] {
  const names = new Set<string>();
  for (const node of body.walk())
    if (node.kind === 'AssignStatement')
      for (const part of node.parts)
        if (part.kind === 'MemberExpression' && part.parts[0]!.text === 'self' && part.parts[1]!.kind === '.')
          names.add(part.parts[2]!.text);
  return [...names];
}
