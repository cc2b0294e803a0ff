/** The names that the standard allows. */
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** Characters that end a header line or a C string. */
const UNSAFE_VALUE = /[\0\r\n]/;

/** The members of Node's class that change it. Its own type would not let them be overridden as methods, which they are. */
interface MutableHeaders {
  append(name: string, value: string): void;
  delete(name: string): void;
  set(name: string, value: string): void;
}

type MakeHeaders = new (fields: Iterable<readonly [name: string, value: string]>) => MutableHeaders;

let ImmutableHeaders: MakeHeaders | undefined;

/** A function, because Node loads its fetch, which takes some 20 ms, when a program first refers to one of its classes. */
function makeClass(): MakeHeaders {
  const StandardHeaders = globalThis.Headers as unknown as new () => MutableHeaders;
  return class FetchHeaders extends StandardHeaders {
    readonly #isComplete: boolean = false;

    constructor(fields: Iterable<readonly [name: string, value: string]>) {
      super();
      for (const [name, value] of fields) if (NAME.test(name) && !UNSAFE_VALUE.test(value)) super.append(name, value);
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
  };
}

/**
 * The headers of a response. They are immutable, as the Fetch standard demands for network responses. Fields that the
 * standard does not allow, such as a name with a space, are left out.
 */
export function fetchHeaders(fields: Iterable<readonly [name: string, value: string]>): Headers {
  ImmutableHeaders ??= makeClass();
  return new ImmutableHeaders(fields) as unknown as Headers;
}
