import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/python';

/** A node of a Python program's syntax tree, with its text. */
export class Syntax {
  readonly kind: string;
  readonly children: readonly Syntax[];

  constructor(
    node: SyntaxNode,
    readonly program: string,
    readonly from = node.from,
    readonly to = node.to,
  ) {
    this.kind = node.type.isError ? '⚠' : node.name;
    const children: Syntax[] = [];
    for (let child = node.firstChild; child; child = child.nextSibling) children.push(new Syntax(child, program));
    this.children = children;
  }

  get text(): string {
    return this.program.slice(this.from, this.to);
  }

  /** Counted from 1. */
  get line(): number {
    return this.program.slice(0, this.from).split('\n').length;
  }

  /** The parts that mean something: no comments. */
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

  /** Itself and everything inside. */
  *walk(into: (node: Syntax) => boolean = () => true): Generator<Syntax> {
    yield this;
    for (const child of this.children) if (into(child)) yield* child.walk(into);
  }
}

/** A Python program as a tree. */
export const parse = (program: string): Syntax => new Syntax(parser.parse(program).topNode, program);

/** Parts that are separated by commas; an empty one behind the last is left out. */
export function separated(parts: readonly Syntax[]): Syntax[][] {
  const groups: Syntax[][] = [[]];
  for (const part of parts)
    if (part.kind === ',') groups.push([]);
    else groups.at(-1)!.push(part);
  return groups.filter((group) => group.length > 0);
}

/** The parts between the first and the last child, which are brackets. */
export const inside = (node: Syntax): Syntax[] => node.parts.slice(1, -1);
