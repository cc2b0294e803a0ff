import { inspect, type InspectOptions } from 'node:util';
import { checkString } from '@curlew/core-native';
import { headerFields, type HeaderField, type HeadersInput } from './header-fields.js';
import { inspectAs, redacted, shownHeaders } from './redaction.js';

/**
 * The headers of a request that a hook may still change: the methods of WHATWG's `Headers`, but names keep their case and
 * their order. Names are compared without case.
 */
export class OutgoingHeaders implements Iterable<HeaderField> {
  #fields: readonly HeaderField[];

  /** @internal */
  constructor(fields: readonly HeaderField[]) {
    this.#fields = fields;
    // Not extensible, so that `headers['X-Name'] = …` throws instead of being silently ignored.
    Object.preventExtensions(this);
  }

  /** The current fields; a new array after each change. @internal */
  get fields(): readonly HeaderField[] {
    return this.#fields;
  }

  /** The value of a header, repeated ones joined by ", "; null when there is none. @throws {TypeError} the name is not a string */
  get(name: string): string | null {
    const values = this.#fields.filter(isNamed(name)).map(([, value]) => value);
    return values.length === 0 ? null : values.join(', ');
  }

  /** Whether there is such a header. @throws {TypeError} the name is not a string */
  has(name: string): boolean {
    return this.#fields.some(isNamed(name));
  }

  /**
   * Sets a header, replacing all headers of that name.
   * @throws {TypeError} the name is not a token, or the value contains CR, LF or NUL
   */
  set(name: string, value: string): void {
    const [field] = headerFields([[name, value]]);
    const same = isNamed(name);
    const at = this.#fields.findIndex(same);
    if (at < 0) this.#fields = [...this.#fields, field!];
    else this.#fields = this.#fields.flatMap((each, index) => (index === at ? [field!] : same(each) ? [] : [each]));
  }

  /** Adds a header, keeping existing ones of that name. @throws {TypeError} as {@link OutgoingHeaders.set} */
  append(name: string, value: string): void {
    this.#fields = [...this.#fields, ...headerFields([[name, value]])];
  }

  /** Removes all headers of this name. @throws {TypeError} the name is not a string */
  delete(name: string): void {
    const same = isNamed(name);
    if (this.#fields.some(same)) this.#fields = this.#fields.filter((field) => !same(field));
  }

  /** Sets each of these headers, replacing those of the same names. @throws {TypeError} as {@link OutgoingHeaders.set} */
  assign(headers: HeadersInput): void {
    const given = headerFields(headers);
    for (const [name] of given) this.delete(name);
    this.#fields = [...this.#fields, ...given];
  }

  /** Names and values in the order in which they are sent, repeated ones included. */
  [Symbol.iterator](): IterableIterator<HeaderField> {
    return this.#fields[Symbol.iterator]();
  }

  /**
   * The headers as a map for logs, with `***` for the values of headers that contain credentials; of repeated headers,
   * the last one. `Object.fromEntries(headers)` has the values themselves.
   */
  toJSON(): Record<string, string> {
    return Object.fromEntries(redacted(this.#fields));
  }

  /** For `console.log`, as {@link OutgoingHeaders.toJSON}. */
  [inspect.custom](depth: number, options: InspectOptions): string {
    return inspectAs('OutgoingHeaders', shownHeaders(this.#fields), depth, options);
  }
}

function isNamed(name: string): (field: HeaderField) => boolean {
  checkString('headers', 'name', name);
  const lower = name.toLowerCase();
  return ([each]) => each.toLowerCase() === lower;
}
