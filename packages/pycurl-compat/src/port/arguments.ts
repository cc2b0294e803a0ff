import { items } from './lists.js';
import { inside, separated, type Syntax } from './syntax.js';
import type { Translation } from './translation.js';
import { Untranslatable } from './untranslatable.js';

/** The arguments of a call. */
export class Arguments {
  readonly positional: readonly Syntax[];
  readonly named: ReadonlyMap<string, Syntax>;
  /** Whether one of them is a `*list`; a `**map` cannot be translated. */
  readonly hasSpread: boolean;

  constructor(
    readonly t: Translation,
    readonly call: Syntax,
  ) {
    const list = call.parts.at(-1)!;
    const groups = separated(inside(list));
    const named = new Map<string, Syntax>();
    const positional: Syntax[] = [];
    for (const group of groups) {
      if (group[0]!.kind === '**') throw new Untranslatable(call, 'keyword arguments from a map');
      if (group[1]?.kind === 'AssignOp') named.set(group[0]!.text, group[2]!);
      else positional.push(group[0]!.kind === '*' ? group[1]! : group[0]!);
    }
    this.positional = positional;
    this.named = named;
    this.hasSpread = groups.some((group) => group[0]!.kind === '*');
    // Only a generator that is the single argument has no brackets of its own.
    this.#isGenerator = inside(list).some(({ kind }) => kind === 'for');
  }

  readonly #isGenerator: boolean;

  get generator(): Syntax | undefined {
    return this.#isGenerator ? this.call.parts.at(-1) : undefined;
  }

  /** The TypeScript of an argument, by position or name. */
  at(index: number, name?: string): string | undefined {
    const node = this.node(index, name);
    return node && this.t.expression(node);
  }

  node(index: number, name?: string): Syntax | undefined {
    return this.positional[index] ?? (name === undefined ? undefined : this.named.get(name));
  }

  /** All arguments in their order; keywords become one object at the end. */
  get all(): string {
    const list = this.call.parts.at(-1)!;
    const plain = separated(inside(list)).filter((group) => group[1]?.kind !== 'AssignOp');
    const written = plain.map((group) => items(this.t, group));
    if (this.named.size > 0) written.push(this.keywords());
    return written.join(', ');
  }

  keywords(): string {
    return `{ ${[...this.named].map(([name, value]) => `${name}: ${this.t.expression(value)}`).join(', ')} }`;
  }

  /** The arguments in the order of the given parameters. */
  ordered(parameters: readonly string[]): string {
    if (this.named.size === 0 || this.hasSpread) return this.all;
    const values = parameters.map((name, index) => this.at(index, name) ?? 'undefined');
    const used = Math.max(this.positional.length, ...[...this.named.keys()].map((name) => parameters.indexOf(name) + 1));
    if ([...this.named.keys()].some((name) => !parameters.includes(name))) return this.all;
    return values.slice(0, used).join(', ');
  }
}
