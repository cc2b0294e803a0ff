import { Scope } from './scope.js';
import { separated, type Syntax } from './syntax.js';
import { nameOf, type Translation } from './translation.js';

export function lambda(t: Translation, node: Syntax): string {
  const list = node.child('ParamList');
  const parameters = list ? separated(list.parts) : [];
  const names = parameters.map((group) => group.at(group[0]!.kind === '*' ? 1 : 0)!.text);
  const scope = new Scope(t.scope, false, node.parts.at(-1)!, names);
  return t.within(scope, () => {
    const written = parameters.map((group) => parameter(t, group));
    const body = t.expression(node.parts.at(-1)!);
    return `(${written.join(', ')}) => ${body.startsWith('{') ? `(${body})` : body}`;
  });
}

/** One parameter: `name: type = default`, `...rest`. */
export function parameter(t: Translation, group: readonly Syntax[]): string {
  if (group[0]!.kind === '*') return group[1] ? `...${nameOf(group[1].text)}: any[]` : '';
  if (group[0]!.kind === '**') return `${nameOf(group[1]!.text)}: any = {}`;
  const type = typeOf(group.find(({ kind }) => kind === 'TypeDef'));
  const assigned = group.findIndex(({ kind }) => kind === 'AssignOp');
  const value = assigned < 0 ? '' : ` = ${t.expression(group[assigned + 1]!)}`;
  return `${nameOf(group[0]!.text)}: ${value.endsWith('= null') && type !== 'any' ? `${type} | null` : type}${value}`;
}

const TYPES: Readonly<Record<string, string>> = {
  str: 'string',
  int: 'number',
  float: 'number',
  bool: 'boolean',
  bytes: 'Buffer',
  None: 'void',
};

/** The TypeScript of a Python type; `any` if it is missing or unknown. */
export function typeOf(node: Syntax | undefined): string {
  const name = node?.text.replace(/^\s*(:|->)\s*/, '').trim() ?? '';
  const [, list] = /^(?:list|List)\[(\w+)\]$/.exec(name) ?? [];
  return list !== undefined && TYPES[list] ? `${TYPES[list]}[]` : (TYPES[name] ?? 'any');
}
