import { indented } from './lines.js';
import { kindOf } from './kinds.js';
import { items, iterable } from './lists.js';
import { condition } from './operators.js';
import { boundBy, targetNames } from './scope.js';
import { separated, type Syntax } from './syntax.js';
import { nameOf, type Translation } from './translation.js';
import { Untranslatable } from './untranslatable.js';

/** A block in braces, after its introduction. */
function block(t: Translation, head: string, body: Syntax): string[] {
  return [`${head} {`, ...indented(t.body(body)), '}'];
}

const isVersionCheck = (node: Syntax) => /^sys\.version_info/.test(node.text) && />=?/.test(node.text);

export function translateIf(t: Translation, node: Syntax): string[] {
  const { parts } = node;
  const bodies = parts.flatMap((part, index) => (part.kind === 'Body' ? [index] : []));
  if (/^__name__\s*==\s*['"]__main__['"]$/.test(parts[1]!.text) || isVersionCheck(parts[1]!)) return t.body(parts[bodies[0]!]!);
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

/** A loop; its `else` runs unless the loop was left by break. */
export function loop(t: Translation, node: Syntax, head: string, before: readonly string[] = []): string[] {
  const [body, otherwise] = node.all('Body') as [Syntax, Syntax?];
  if (otherwise) throw new Untranslatable(otherwise, 'an else of a loop');
  return [`${head} {`, ...indented([...before, ...t.body(body)]), '}'];
}

export function translateFor(t: Translation, node: Syntax): string[] {
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

/** `for i in range(n)` as a counting loop. */
function countedLoop(t: Translation, source: Syntax, name: string): string | undefined {
  if (source.kind !== 'CallExpression' || source.parts[0]!.text !== 'range') return undefined;
  const bounds = separated(source.parts[1]!.parts.slice(1, -1)).map((group) => t.expression(group[0]!));
  if (bounds.length > 2) return undefined;
  const [from, to] = bounds.length === 1 ? ['0', bounds[0]!] : (bounds as [string, string]);
  const counter = nameOf(name);
  t.scope.learn(name, 'counter');
  return `for (let ${counter} = ${from}; ${counter} < ${to}; ${counter}++)`;
}
