import { HELPERS, HELPER_NEEDS } from './helpers.js';
import { Scope, type ValueKind } from './scope.js';
import type { Syntax } from './syntax.js';

/** A part of a program that was not translated. */
export interface Leftover {
  /** The line in the Python program, counted from 1. */
  line: number;
  reason: string;
}

const RESERVED: ReadonlySet<string> = new Set(
  (
    'abstract arguments await boolean break case catch class const continue debugger default delete do else enum eval export extends false ' +
    'finally for function if implements import in instanceof interface let new null package private protected public return static super ' +
    'switch this throw true try typeof var void while with yield undefined Buffer process console Map Set Promise Error'
  ).split(' '),
);

/** Makes a valid TypeScript name of a Python name. */
export const nameOf = (name: string): string => (RESERVED.has(name) ? `${name}_` : name);

/**
 * The translators of expressions and blocks; passed in, so that the modules of the porter do not depend on each other.
 */
export interface Translators {
  expression(translation: Translation, node: Syntax): string;
  body(translation: Translation, node: Syntax): string[];
}

const COMPAT = '@curlew/pycurl-compat';

/** The state of a translation. */
export class Translation {
  scope: Scope;
  readonly leftovers: Leftover[] = [];
  /** Python's name in the program → its full name: `np` → `numpy`, `BytesIO` → `io.BytesIO`. */
  readonly bound = new Map<string, string>();
  /** The parameters of the program's own functions and classes. */
  readonly signatures = new Map<string, readonly string[]>();
  readonly classes = new Set<string>();
  /** The kinds of attributes, whichever object they belong to. */
  readonly attributes = new Map<string, ValueKind | undefined>();
  readonly #imports = new Map<string, Map<string, string>>();
  readonly #helpers = new Set<string>();
  pycurlName: string | undefined;

  readonly #translators: Translators;

  constructor(module: Syntax, translators: Translators) {
    this.#translators = translators;
    this.scope = new Scope(undefined, true, module);
  }

  /**
   * The TypeScript of an expression.
   * @throws {Untranslatable}
   */
  expression(node: Syntax): string {
    return this.#translators.expression(this, node);
  }

  /** The lines of a block's statements. */
  body(node: Syntax): string[] {
    return this.#translators.body(this, node);
  }

  /**
   * Adds an import.
   * @returns the name of the import
   */
  import(module: string, name: string, as = name): string {
    const names = this.#imports.get(module) ?? new Map<string, string>();
    this.#imports.set(module, names.set(name, as));
    return as;
  }

  fromCompat(name: string): string {
    return this.import(COMPAT, name);
  }

  /**
   * Adds a helper.
   * @returns the name of the helper
   */
  helper(name: string): string {
    if (this.#helpers.has(name)) return name;
    this.#helpers.add(name);
    const { helpers = [], imports = [] } = HELPER_NEEDS[name] ?? {};
    for (const other of helpers) this.helper(other);
    for (const [module, imported] of imports) this.import(module, imported);
    return name;
  }

  leave(node: Syntax, reason: string): void {
    this.leftovers.push({ line: node.line, reason });
  }

  /** Translates the inside of a function or class. */
  within<T>(scope: Scope, action: () => T): T {
    const outer = this.scope;
    this.scope = scope;
    try {
      return action();
    } finally {
      this.scope = outer;
    }
  }

  learnAttribute(name: string, kind: ValueKind | undefined): void {
    this.attributes.set(name, this.attributes.has(name) && this.attributes.get(name) !== kind ? undefined : kind);
  }

  /** The import lines of the result. */
  get importLines(): string[] {
    const lines = [...this.#imports]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([module, names]) => {
        const listed = [...names].sort().map(([name, as]) => (name === as ? name : `${name} as ${as}`));
        const main = module === COMPAT && this.pycurlName ? `${this.pycurlName}, ` : '';
        return `import ${main}{ ${listed.join(', ')} } from '${module}';`;
      });
    const hasMain = this.#imports.has(COMPAT);
    return this.pycurlName && !hasMain ? [`import ${this.pycurlName} from '${COMPAT}';`, ...lines] : lines;
  }

  get helperSources(): string[] {
    return [...this.#helpers].map((name) => HELPERS[name]!);
  }
}
