/**
 * Anything with `write`; pycurl's file-like object for WRITEDATA. If it returns a number, that must be the number of
 * bytes.
 */
export interface Writable {
  /** Takes bytes. */
  write(data: Buffer): unknown;
}

/** Anything with `read`; pycurl's file-like object for READDATA. */
export interface Readable {
  /** Returns at most `size` bytes; none at the end. */
  read(size: number): string | Uint8Array | null;
}

type Method = (...values: unknown[]) => unknown;

/** The methods of a class and those that it extends, by its prototype. */
const methodsOfClass = new WeakMap<object, readonly (readonly [name: string, method: Method])[]>();

/**
 * An object whose methods are bound, as every method is in Python: `c.setopt(c.WRITEFUNCTION, file.write)`. The methods
 * of a class that extends it are bound, too.
 */
export abstract class FileLike {
  constructor() {
    const prototype = Object.getPrototypeOf(this) as object;
    let methods = methodsOfClass.get(prototype);
    if (!methods) methodsOfClass.set(prototype, (methods = methodsOf(prototype)));
    for (const [name, method] of methods)
      Object.defineProperty(this, name, { value: method.bind(this), writable: true, configurable: true });
  }
}

function methodsOf(prototype: object): (readonly [string, Method])[] {
  const found = new Map<string, Method | undefined>([['constructor', undefined]]);
  for (let each = prototype; each !== Object.prototype; each = Object.getPrototypeOf(each) as object)
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(each)))
      if (!found.has(name)) found.set(name, typeof value === 'function' ? (value as Method) : undefined);
  return [...found].flatMap(([name, method]) => (method ? [[name, method] as const] : []));
}
