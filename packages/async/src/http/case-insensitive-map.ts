/** A Map whose keys are compared without case and come back in lower case; acurl's `CaseInsensitiveDict`. */
export class CaseInsensitiveMap<V> extends Map<string, V> {
  constructor(entries?: Iterable<readonly [string, V]> | Readonly<Record<string, V>>) {
    super();
    if (!entries) return;
    const pairs = Symbol.iterator in entries ? entries : Object.entries(entries);
    for (const [key, value] of pairs) this.set(key, value);
  }

  override get(key: string): V | undefined {
    return super.get(key.toLowerCase());
  }

  override set(key: string, value: V): this {
    return super.set(key.toLowerCase(), value);
  }

  override has(key: string): boolean {
    return super.has(key.toLowerCase());
  }

  override delete(key: string): boolean {
    return super.delete(key.toLowerCase());
  }
}
