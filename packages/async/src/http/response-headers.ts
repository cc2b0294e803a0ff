import { CaseInsensitiveMap } from './case-insensitive-map.js';

/** Response headers by name. */
export class ResponseHeaders extends CaseInsensitiveMap<string> {
  readonly #setCookies: string[] = [];

  constructor(fields: Iterable<readonly [string, string]> = []) {
    super();
    for (const [name, value] of fields) {
      const before = this.get(name);
      this.set(name, before === undefined ? value : `${before}, ${value}`);
      if (name.toLowerCase() === 'set-cookie') this.#setCookies.push(value);
    }
  }

  /** The values of all Set-Cookie headers, one by one: they may contain commas. */
  getSetCookie(): string[] {
    return [...this.#setCookies];
  }
}
