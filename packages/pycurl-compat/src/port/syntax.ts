import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/python';

/** A node of a Python program's syntax tree, with its text. */
export class Syntax {
  constructor(
    readonly kind: string,
    readonly children: readonly Syntax[],
    readonly program: string,
    readonly from: number,
    readonly to: number,
  ) {}

  get text(): string {
    return this.program.slice(this.from, this.to);
  }

  /** Counted from 1. */
  get line(): number {
    return this.program.slice(0, this.from).split('\n').length;
  }

  /** The children without comments. */
  get parts(): Syntax[] {
    return this.children.filter(({ kind }) => kind !== 'Comment');
  }

  /** The first child of a kind. */
  child(kind: string): Syntax | undefined {
    return this.children.find((each) => each.kind === kind);
  }

  all(kind: string): Syntax[] {
    return this.children.filter((each) => each.kind === kind);
  }

  /** The node and all nodes inside it. */
  *walk(into: (node: Syntax) => boolean = () => true): Generator<Syntax> {
    yield this;
    for (const child of this.children) if (into(child)) yield* child.walk(into);
  }
}

/** A Python program as a tree. */
export const parse = (program: string): Syntax => convert(parser.parse(program).topNode, program);

function convert(node: SyntaxNode, program: string): Syntax {
  const children: Syntax[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) children.push(convert(child, program));
  return rechained(new Syntax(node.type.isError ? '⚠' : node.name, children, program, node.from, node.to));
}

const joined = (kind: string, children: readonly Syntax[]): Syntax =>
  new Syntax(kind, children, children[0]!.program, children[0]!.from, children.at(-1)!.to);
const isWord = ({ kind }: Syntax) => kind === 'and' || kind === 'or';
const isLogical = (node: Syntax) => node.kind === 'BinaryExpression' && isWord(node.children[1]!);

/** The grammar lets `not` and `await` reach too far: `not a or b` is `(not a) or b`. */
function rechained(node: Syntax): Syntax {
  if (node.kind === 'AwaitExpression') return awaitFirst(node);
  if (!isLogical(node) && !(node.kind === 'UnaryExpression' && node.children[0]!.kind === 'not')) return node;
  const flat = flattened(node);
  return flat.length === 1 ? node : chained(alternatives(flat, 'or'));
}

/** A row of operands and operators. */
function flattened(node: Syntax): Syntax[] {
  const { children } = node;
  if (isLogical(node)) return [...flattened(children[0]!), children[1]!, ...flattened(children.at(-1)!)];
  if (node.kind !== 'UnaryExpression' || children[0]!.kind !== 'not') return [node];
  const [first, ...rest] = flattened(children.at(-1)!);
  return [joined('UnaryExpression', [children[0]!, first!]), ...rest];
}

/** The operands of `or`, each of which is a row of `and`. */
function alternatives(flat: readonly Syntax[], word: 'or' | 'and'): Syntax[] {
  const groups: Syntax[][] = [[]];
  const operators: Syntax[] = [];
  for (const each of flat)
    if (each.kind === word) {
      groups.push([]);
      operators.push(each);
    } else groups.at(-1)!.push(each);
  const operands = groups.map((group) => (group.length === 1 ? group[0]! : chained(word === 'or' ? alternatives(group, 'and') : group)));
  return operands.flatMap((operand, index) => (index === 0 ? [operand] : [operators[index - 1]!, operand]));
}

/** `a op b op c` from the left. */
function chained([first, ...rest]: readonly Syntax[]): Syntax {
  let result = first!;
  for (let index = 0; index < rest.length; index += 2) result = joined('BinaryExpression', [result, rest[index]!, rest[index + 1]!]);
  return result;
}

/** Only the first operand is awaited. */
function awaitFirst(node: Syntax): Syntax {
  const [word, value] = [node.children[0]!, node.children.at(-1)!];
  if (value.kind !== 'BinaryExpression' && value.kind !== 'ConditionalExpression') return node;
  const [first, ...rest] = value.children;
  return joined(value.kind, [awaitFirst(joined('AwaitExpression', [word, first!])), ...rest]);
}

/** Parts separated by commas, without the empty one after a trailing comma. */
export function separated(parts: readonly Syntax[]): Syntax[][] {
  const groups: Syntax[][] = [[]];
  for (const part of parts)
    if (part.kind === ',') groups.push([]);
    else groups.at(-1)!.push(part);
  return groups.filter((group) => group.length > 0);
}

/** The parts between the first and the last child, which are brackets. */
export const inside = (node: Syntax): Syntax[] => node.parts.slice(1, -1);
