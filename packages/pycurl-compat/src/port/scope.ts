import type { Syntax } from './syntax.js';

/** The kinds of values that affect the translation. */
export type ValueKind =
  | 'string'
  | 'bytes'
  | 'number'
  | 'counter'
  | 'list'
  | 'map'
  | 'set'
  | 'curl'
  | 'multi'
  | 'file'
  | 'textfile'
  | 'match'
  | 'exception'
  | 'function';

const NESTED: ReadonlySet<string> = new Set(['FunctionDefinition', 'ClassDefinition', 'LambdaExpression']);

/** The names of a module or a function, and where they are declared. */
export class Scope {
  readonly #kinds = new Map<string, ValueKind | undefined>();
  readonly #own: Set<string>;
  readonly #declared: Set<string>;
  /** Names that a loop or a with statement declares for itself. */
  readonly #local = new Map<string, ReadonlySet<Syntax>>();
  /** Names that are declared at the beginning of the scope. */
  readonly hoisted: string[] = [];
  readonly #constants = new Set<string>();

  constructor(
    readonly parent: Scope | undefined,
    readonly isAsync: boolean,
    body: Syntax,
    parameters: readonly string[] = [],
  ) {
    this.#own = new Set(parameters);
    this.#declared = new Set(parameters);
    const outer = new Set([...body.walk(outsideOf(body))].filter(({ kind }) => kind === 'ScopeStatement').flatMap(namesOf));
    for (const [name, statements] of assignmentsIn(body)) {
      if (this.#own.has(name) || outer.has(name)) continue;
      this.#own.add(name);
      this.#place(name, statements, body);
    }
  }

  #place(name: string, statements: readonly Syntax[], body: Syntax): void {
    const [first] = statements;
    const isLocal = statements.every(({ kind }) => kind === 'ForStatement' || kind === 'WithStatement');
    if (isLocal && !isUsedOutsideOf(name, statements, body)) {
      this.#local.set(name, new Set(statements));
    } else if (first!.kind === 'AssignStatement' && body.children.includes(first!) && !isReadBefore(name, first!, body)) {
      if (statements.length === 1 && !isChanged(name, body)) this.#constants.add(name);
    } else {
      this.hoisted.push(name);
      this.#declared.add(name);
    }
  }

  /** Whether this loop or with statement declares the name. */
  isLocalTo(name: string, statement: Syntax): boolean {
    return this.#local.get(name)?.has(statement) ?? false;
  }

  /** Declares those names that are not declared yet: with which word, and which of them. */
  declare(names: readonly string[]): { word: 'const' | 'let'; fresh: string[] } {
    const fresh = names.filter((name) => this.#own.has(name) && !this.#declared.has(name));
    for (const name of fresh) this.#declared.add(name);
    return { word: fresh.every((name) => this.#constants.has(name)) ? 'const' : 'let', fresh };
  }

  kindOf(name: string): ValueKind | undefined {
    return this.#kinds.has(name) ? this.#kinds.get(name) : this.parent?.kindOf(name);
  }

  /** A name that holds values of two kinds has no kind to rely on. */
  learn(name: string, kind: ValueKind | undefined): void {
    const owner = this.#own.has(name) || !this.parent ? this : this.parent;
    const isOther = owner.#kinds.has(name) && owner.#kinds.get(name) !== kind;
    owner.#kinds.set(name, isOther ? undefined : kind);
  }
}

const namesOf = (node: Syntax): string[] => node.all('VariableName').map(({ text }) => text);
const outsideOf = (root: Syntax) => (node: Syntax) => node === root || !NESTED.has(node.kind);

/** The names that a target assigns; `a.b` and `a[b]` assign none. */
export function targetNames(target: Syntax): string[] {
  if (target.kind === 'VariableName') return [target.text];
  if (target.kind === 'TupleExpression' || target.kind === 'ArrayExpression' || target.kind === 'ParenthesizedExpression')
    return target.parts.flatMap(targetNames);
  return [];
}

/** The targets of an assignment, one list for each `=`. */
export function targetsOf(statement: Syntax): Syntax[][] {
  const ends = statement.parts.flatMap(({ kind }, index) => (kind === 'AssignOp' ? [index] : []));
  return ends.map((end, index) => statement.parts.slice(index === 0 ? 0 : ends[index - 1]! + 1, end));
}

/** The targets assigned by a loop, or by `with … as`. */
export function boundBy(statement: Syntax): Syntax[] {
  if (statement.kind === 'ForStatement') {
    const from = statement.parts.findIndex(({ kind }) => kind === 'for');
    return statement.parts.slice(
      from + 1,
      statement.parts.findIndex(({ kind }) => kind === 'in'),
    );
  }
  const { parts } = statement;
  return parts.filter((_, index) => parts[index - 1]?.kind === 'as');
}

/** The names that each statement assigns, in order. */
function assignmentsIn(body: Syntax): Map<string, Syntax[]> {
  const found = new Map<string, Syntax[]>();
  const add = (name: string, statement: Syntax) => found.set(name, [...(found.get(name) ?? []), statement]);
  for (const node of body.walk(outsideOf(body))) {
    let names: string[] = [];
    if (node.kind === 'AssignStatement') names = targetsOf(node).flatMap((targets) => targets.flatMap(targetNames));
    else if (node.kind === 'UpdateStatement') names = targetNames(node.parts[0]!);
    else if (node.kind === 'ForStatement' || node.kind === 'WithStatement') names = boundBy(node).flatMap(targetNames);
    else if (node.kind === 'NamedExpression') names = targetNames(node.parts[0]!);
    for (const name of names) add(name, node);
  }
  return found;
}

const isWithin = (node: Syntax, outer: Syntax) => node.from >= outer.from && node.to <= outer.to;

function isUsedOutsideOf(name: string, statements: readonly Syntax[], body: Syntax): boolean {
  for (const node of body.walk())
    if (node.kind === 'VariableName' && node.text === name && !statements.some((statement) => isWithin(node, statement))) return true;
  return false;
}

function isReadBefore(name: string, statement: Syntax, body: Syntax): boolean {
  for (const node of body.walk(outsideOf(body)))
    if (node.kind === 'VariableName' && node.text === name && node.from < statement.from) return true;
  return false;
}

/** Whether a nested function assigns the name (global, nonlocal). */
function isChanged(name: string, body: Syntax): boolean {
  for (const node of body.walk()) if (node.kind === 'ScopeStatement' && namesOf(node).includes(name)) return true;
  return false;
}
