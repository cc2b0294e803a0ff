import { binding, type NativeEasy } from '../binding.js';
import type { CallbackHost } from '../callbacks/callback-host.js';
import { errorOfStatus, makeEasyError, type EasyError } from '../errors/index.js';

/** What the rest of this package may do with an easy handle; not exported by it. */
export let easyAccess: {
  /** The native side, undefined when the value is no easy handle. */
  native(easy: unknown): NativeEasy | undefined;
  /** The number that native code knows it by; undefined when the value is no easy handle. */
  id(easy: unknown): number | undefined;
  /** What its callbacks know of it; undefined as long as it has had none. */
  host(easy: EasyBase): CallbackHost | undefined;
  makeHost(easy: EasyBase): CallbackHost;
};

/** The native handle, and how its refusals become errors. */
export abstract class EasyBase {
  readonly #native: NativeEasy;
  readonly #id: number;
  #host: CallbackHost | undefined;

  static {
    easyAccess = {
      native: (easy) => (typeof easy === 'object' && easy !== null && #native in easy ? easy.#native : undefined),
      id: (easy) => (typeof easy === 'object' && easy !== null && #native in easy ? easy.#id : undefined),
      host: (easy) => easy.#host,
      makeHost: (easy) => (easy.#host ??= { native: easy.#native, context: undefined }),
    };
  }

  /** @internal */
  protected constructor(original?: NativeEasy) {
    this.#native = original ? new binding.Easy(original) : new binding.Easy();
    this.#id = this.#native.id;
    if (this.#id === 0) throw makeEasyError(2, { operation: 'new Easy' });
  }

  /** What libcurl wrote about the last failure (its CURLOPT_ERRORBUFFER), '' when it wrote nothing. */
  get errorDetail(): string {
    return this.#native.errorDetail();
  }

  /**
   * The error of a transfer that ended with `code`, with libcurl's own detail, the URL, and what a callback threw as
   * its cause. For those who drive transfers through a {@link Multi}.
   * @param code a CURLcode other than 0
   * @param operation what to name as the failed operation
   */
  failure(code: number, operation = 'transfer'): EasyError {
    const thrown = this.#native.thrown();
    const url = this.effectiveUrl();
    return makeEasyError(code, { operation, detail: this.errorDetail, url, ...(thrown ? { cause: thrown.value } : {}) });
  }

  /** @internal */
  protected abstract effectiveUrl(): string | undefined;

  /**
   * Throws the error of what the addon (negative) or libcurl answered.
   * @internal
   */
  protected refused(status: number, operation: string, expected?: string, value?: unknown): never {
    throw errorOfStatus(status, { operation, ...(expected ? { expected } : {}), value }) ?? this.failure(status, operation);
  }
}
