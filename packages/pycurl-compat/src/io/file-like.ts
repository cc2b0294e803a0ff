/** Anything with `write`; pycurl's file-like object for WRITEDATA. A number that it answers must be that of the bytes. */
export interface Writable {
  write(data: Buffer): unknown;
}

/** Anything with `read`; pycurl's file-like object for READDATA. */
export interface Readable {
  read(size: number): string | Uint8Array | null;
}

/**
 * An object whose methods are bound, as every method is in Python: `c.setopt(c.WRITEFUNCTION, file.write)`. A class that
 * extends it has its own methods bound too.
 */
export abstract class FileLike {
  constructor() {
    const seen = new Set(['constructor']);
    for (let prototype: object = Object.getPrototypeOf(this) as object; prototype !== Object.prototype;)
      prototype = this.#bindMethodsOf(prototype, seen);
  }

  #bindMethodsOf(prototype: object, seen: Set<string>): object {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
      if (seen.has(name)) continue;
      seen.add(name);
      if (typeof value !== 'function') continue;
      const bound = (value as (...values: unknown[]) => unknown).bind(this);
      Object.defineProperty(this, name, { value: bound, writable: true, configurable: true });
    }
    return Object.getPrototypeOf(prototype) as object;
  }
}
