import { inspect } from 'node:util';

/** The message of everything that {@link throwingProxy} throws. */
const OWN_ERROR = 'thrown by the argument itself';

/** An object of which nothing can be read. */
function throwingProxy(): object {
  const refuse = (): never => {
    throw new Error(OWN_ERROR);
  };
  return new Proxy({}, { get: refuse, has: refuse, ownKeys: refuse, getPrototypeOf: refuse, getOwnPropertyDescriptor: refuse });
}

/** Values that hardly any argument may have. */
const badValues = (): unknown[] => [
  undefined,
  null,
  {},
  [],
  [null],
  '',
  'text',
  true,
  NaN,
  -1,
  1e30,
  10n,
  Symbol('a symbol'),
  () => {},
  throwingProxy(),
];

/** How an object is called with bad arguments. */
export interface Misuse {
  /** Makes the object; once for each call. */
  make: () => object;
  /** Methods that are not called: internal ones, and those that block. */
  except?: readonly string[];
  /** The valid arguments of methods, which precede the bad one; undefined where none is given. */
  valid?: Readonly<Record<string, readonly unknown[]>>;
  /** Messages of errors of another library or a standard that are clear. */
  clear?: RegExp;
}

/**
 * Calls each method of an object with bad values, in each of its first three positions.
 * @returns the calls whose error does not say which argument was wrong, with that error
 */
export async function unclearErrors({ make, except = [], valid = {}, clear }: Misuse): Promise<string[]> {
  const unclear: string[] = [];
  for (const name of methodsOf(make()).filter((each) => !except.includes(each)))
    for (const position of [0, 1, 2])
      for (const bad of badValues()) {
        const args = [...Array.from({ length: position }, (_, index) => valid[name]?.[index]), bad];
        const error = await errorOf(() => (make() as Record<string, (...given: unknown[]) => unknown>)[name]!(...args));
        if (error !== undefined && !isClear(error, clear)) unclear.push(`${name}(${args.map(shown).join(', ')}): ${messageOf(error)}`);
      }
  return unclear;
}

/** The names of the functions of an object and of its classes. */
function methodsOf(object: object): string[] {
  const names = new Set<string>();
  for (let at: object | null = object; at && at !== Object.prototype; at = Object.getPrototypeOf(at) as object | null)
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(at)))
      if (name !== 'constructor' && typeof value === 'function') names.add(name);
  return [...names];
}

async function errorOf(call: () => unknown): Promise<unknown> {
  try {
    await (call() as Promise<unknown>);
    return undefined;
  } catch (error) {
    return error ?? new Error('a value that is no error');
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? `${error.name}: ${error.message}` : inspect(error));

/** Curlew's own errors have a code of Curlew's or libcurl's. */
function isClear(error: unknown, clear: RegExp | undefined): boolean {
  const { message = '', code = '' } = error as { message?: string; code?: unknown };
  return message === OWN_ERROR || /CURL/.test(String(code)) || clear?.test(message) === true;
}

function shown(value: unknown): string {
  try {
    return inspect(value, { depth: 0 });
  } catch {
    return 'a throwing proxy';
  }
}
