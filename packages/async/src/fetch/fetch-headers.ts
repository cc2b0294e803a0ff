/** Node's class, whose type would not let its members be overridden as what they are: methods. */
const StandardHeaders = globalThis.Headers as unknown as new () => {
  append(name: string, value: string): void;
  delete(name: string): void;
  set(name: string, value: string): void;
};

/** The headers of a response: they cannot be changed, as the Fetch standard has it for what came from the network. */
export class FetchHeaders extends StandardHeaders {
  readonly #isComplete: boolean = false;

  /** @throws {TypeError} a name or a value that the standard does not allow */
  constructor(fields: Iterable<readonly [name: string, value: string]>) {
    super();
    for (const [name, value] of fields) super.append(name, value);
    this.#isComplete = true;
  }

  override append(name: string, value: string): void {
    this.#refuse();
    super.append(name, value);
  }

  override delete(name: string): void {
    this.#refuse();
    super.delete(name);
  }

  override set(name: string, value: string): void {
    this.#refuse();
    super.set(name, value);
  }

  #refuse(): void {
    if (this.#isComplete) throw new TypeError('the headers of this response are immutable');
  }
}
