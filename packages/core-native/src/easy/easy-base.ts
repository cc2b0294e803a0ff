import { binding, type NativeEasy } from '../binding.js';
import type { CallbackHost } from '../callbacks/callback-host.js';
import { argumentError, errorOfStatus, makeEasyError, type EasyError } from '../errors/index.js';

/** Internal access to an easy handle for the rest of this package; not exported by it. */
export let easyAccess: {
  /** The native side; undefined if the value is not an easy handle. */
  native(easy: unknown): NativeEasy | undefined;
  /** The handle's number in native code; undefined if the value is not an easy handle. */
  id(easy: unknown): number | undefined;
  /** The part of the handle that its callbacks use; undefined while it has had none. */
  host(easy: EasyBase): CallbackHost | undefined;
  makeHost(easy: EasyBase): CallbackHost;
};

/** Holds the native handle, and turns its statuses into errors. */
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

  /** libcurl's text about the last failure (CURLOPT_ERRORBUFFER); '' if there is none. */
  get errorDetail(): string {
    return this.#native.errorDetail();
  }

  /**
   * Makes the error of a transfer that ended with `code`, with libcurl's detail, the URL, and a callback's exception as
   * the cause. For programs that drive transfers through a {@link Multi}.
   * @param code a CURLcode other than 0
   * @param operation the name of the failed operation, for the message
   */
  failure(code: number, operation = 'transfer'): EasyError {
    if (typeof code !== 'number') throw argumentError('failure', 'code', 'a CURLcode', code);
    const thrown = this.#native.thrown();
    const url = this.effectiveUrl();
    return makeEasyError(code, { operation, detail: this.errorDetail, url, ...(thrown ? { cause: thrown.value } : {}) });
  }

  /** @internal */
  protected abstract effectiveUrl(): string | undefined;

  /**
   * Throws the error for a status of the addon (negative) or a code of libcurl.
   * @internal
   */
  protected refused(status: number, operation: string, expected?: string, value?: unknown): never {
    throw errorOfStatus(status, { operation, ...(expected ? { expected } : {}), value }) ?? this.failure(status, operation);
  }
}
