import { indented } from './lines.js';
import { grouped } from './brackets.js';
import { kindOf } from './kinds.js';
import { items } from './lists.js';
import { targetNames, targetsOf } from './scope.js';
import { separated, type Syntax } from './syntax.js';
import { nameOf, type Translation } from './translation.js';
import { Untranslatable } from './untranslatable.js';

/** Values separated by commas form a list. */
export const listed = (t: Translation, parts: readonly Syntax[]): string =>
  parts.some(({ kind }) => kind === ',') ? `[${items(t, parts)}]` : t.expression(parts[0]!);

/** The left side of an assignment. */
function target(t: Translation, node: Syntax, value: string): string {
  if (node.kind === 'MemberExpression' && node.parts[1]!.kind === '[' && kindOf(t, node.parts[0]!) === 'map')
    return `${grouped(t.expression(node.parts[0]!))}.set(${t.expression(node.parts[2]!)}, ${value})`;
  if (node.kind === 'MemberExpression' && node.parts.some(({ kind }) => kind === ':'))
    throw new Untranslatable(node, 'an assignment to a slice');
  return `${t.expression(node)} = ${value}`;
}

function learn(t: Translation, node: Syntax, value: Syntax | undefined): void {
  const kind = value && kindOf(t, value);
  // null does not settle the kind of a variable: another value may follow.
  if (value?.kind === 'None') return;
  if (node.kind === 'VariableName') t.scope.learn(node.text, kind);
  else if (node.kind === 'MemberExpression' && node.parts[1]!.kind === '.') t.learnAttribute(node.parts[2]!.text, kind);
}

export function assign(t: Translation, node: Syntax): string[] {
  const { parts } = node;
  const lastOperator = parts.findLastIndex(({ kind }) => kind === 'AssignOp');
  // A bare annotation, `x: int`, translates to nothing.
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

const lastTarget = (t: Translation, group: readonly Syntax[]) => t.expression(group[0]!);

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

/** For targets that cannot be written as a pattern. */
function oneByOne(t: Translation, targets: readonly Syntax[], fresh: readonly string[], value: string): string[] {
  const before = fresh.map((name) => `let ${nameOf(name)}: any;`);
  return [
    ...before,
    '{',
    ...indented([`const values: any = ${value};`, ...targets.map((each, index) => `${target(t, each, `values[${index}]`)};`)]),
    '}',
  ];
}

export function update(t: Translation, node: Syntax): string[] {
  const [left, operator, right] = node.parts as [Syntax, Syntax, Syntax];
  const sign = operator.text.slice(0, -1);
  const kind = kindOf(t, left) ?? kindOf(t, right);
  const [one, two] = [t.expression(left), t.expression(right)];
  if (kind === 'list' && sign === '+') return [`${one}.push(...${grouped(two)});`];
  if (kind === 'bytes' && sign === '+') return [`${target(t, left, `Buffer.concat([${one}, ${two}])`)};`];
  if (sign === '//') return [`${target(t, left, `Math.floor(${one} / ${grouped(two)})`)};`];
  return [`${target(t, left, `${one} ${sign} ${grouped(two)}`)};`];
}

export function remove(t: Translation, node: Syntax): string[] {
  if (node.kind === 'VariableName') return [];
  const [object, access, key] = node.parts as [Syntax, Syntax, Syntax];
  const owner = grouped(t.expression(object));
  if (access.kind === '.')
    return [
      kindOf(t, object) === undefined && /^(url|u)\b/.test(object.text)
        ? `${owner}.${key.text} = null;`
        : `delete (${owner} as any).${key.text};`,
    ];
  const kind = kindOf(t, object);
  if (node.parts.some((part) => part.kind === ':')) return [`${owner}.length = 0;`];
  return [kind === 'map' ? `${owner}.delete(${t.expression(key)});` : `${owner}.splice(${t.expression(key)}, 1);`];
}
