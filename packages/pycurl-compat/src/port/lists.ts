import { grouped } from './brackets.js';
import { kindOf } from './kinds.js';
import { condition } from './operators.js';
import { Scope, targetNames } from './scope.js';
import { inside, separated, type Syntax } from './syntax.js';
import type { Translation } from './translation.js';
import { Untranslatable } from './untranslatable.js';

/** The elements of a list, `*list` included. */
export function items(t: Translation, parts: readonly Syntax[]): string {
  return separated(parts)
    .map((group) => (group[0]!.kind === '*' ? `...${grouped(t.expression(group[1]!))}` : t.expression(group[0]!)))
    .join(', ');
}

/** `key, value` of each entry. */
export function entries(t: Translation, node: Syntax): string[] {
  return separated(inside(node)).map((group) => {
    if (group[0]!.kind === '**') return `...${grouped(t.expression(group[1]!))}`;
    return `${t.expression(group[0]!)}, ${t.expression(group[2]!)}`;
  });
}

export function comprehension(t: Translation, node: Syntax, wrap: (value: string) => string): string {
  const parts = inside(node);
  const start = parts.findIndex(({ kind }) => kind === 'for');
  if (parts.slice(start + 1).some(({ kind }) => kind === 'for' || kind === 'async'))
    throw new Untranslatable(node, 'a comprehension of two loops');
  const isIn = parts.findIndex(({ kind }) => kind === 'in');
  const isIf = parts.findIndex(({ kind }, index) => kind === 'if' && index > isIn);
  const targets = parts.slice(start + 1, isIn);
  const scope = new Scope(t.scope, t.scope.isAsync, node, targets.flatMap(targetNames));
  const source = iterable(t, parts[isIn + 1]!);
  return t.within(scope, () => {
    const names = separated(targets).map(([target]) => target!);
    const pattern =
      names.length === 1 && names[0]!.kind === 'VariableName'
        ? `(${t.expression(names[0]!)})`
        : `([${items(
            t,
            targets.filter(({ kind }) => kind !== '(' && kind !== ')'),
          )}])`;
    const value = wrap(
      separated(parts.slice(0, start))
        .map((group) =>
          group
            .filter(({ kind }) => kind !== ':')
            .map((each) => t.expression(each))
            .join(', '),
        )
        .join(', '),
    );
    const filter = isIf < 0 ? '' : `.filter(${pattern} => ${condition(t, parts[isIf + 1]!)})`;
    const list = `[...${grouped(source)}]${filter}`;
    return `${list}.map(${pattern} => ${value.startsWith('{') ? `(${value})` : value})`;
  });
}

/** The iterable of a loop: for a map its keys, as in Python. */
export function iterable(t: Translation, node: Syntax): string {
  const text = t.expression(node);
  return kindOf(t, node) === 'map' ? `${grouped(text)}.keys()` : text;
}

/** The entries of a map as an object or as pairs, for calls that need those. */
export function pairsOf(t: Translation, node: Syntax): string {
  if (node.kind === 'DictionaryExpression')
    return `[${entries(t, node)
      .map((entry) => (entry.startsWith('...') ? entry : `[${entry}]`))
      .join(', ')}]`;
  const text = t.expression(node);
  return kindOf(t, node) === 'map' ? `[...${grouped(text)}]` : text;
}
