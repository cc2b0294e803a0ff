import { Status, binding, hasFailed, type Failed, type NativeMulti } from '../binding.js';
import type { Easy } from '../easy/easy.js';
import { easyAccess } from '../easy/easy-base.js';
import { CurlStateError, argumentError, errorOfStatus, makeMultiError } from '../errors/index.js';
import { constants } from '../generated/constants.js';

/** Internal access to a multi handle for its other classes; not exported by the package. */
export let multiAccess: {
  native(multi: MultiBase): NativeMulti;
  /** The multi's number in native code. */
  id(multi: MultiBase): number;
  /** The handles in the multi, by their numbers in native code. */
  easys(multi: MultiBase): Map<number, Easy>;
};

/** Holds the native handle and its easy handles, and turns statuses into errors. */
export abstract class MultiBase {
  readonly #native: NativeMulti = new binding.Multi();
  readonly #id = this.#native.id;
  readonly #easys = new Map<number, Easy>();

  static {
    multiAccess = { native: (multi) => multi.#native, id: (multi) => multi.#id, easys: (multi) => multi.#easys };
  }

  /** @internal */
  protected constructor() {
    // Setting libcurl's default, CURLPIPE_MULTIPLEX, fails if there was no memory for the handle.
    const status = this.#native.setOpt(constants.CURLMOPT_PIPELINING, constants.CURLPIPE_MULTIPLEX);
    if (status !== Status.ok) throw makeMultiError(constants.CURLM_OUT_OF_MEMORY, 'new Multi');
  }

  /** The handles that are in the multi, in the order of their addition; corresponds to `curl_multi_get_handles()`. */
  get handles(): Easy[] {
    return [...this.#easys.values()];
  }

  /** How many handles are in the multi, running or ended. */
  get size(): number {
    return this.#easys.size;
  }

  /** Whether the handle is in this multi. @throws {TypeError} not an Easy */
  has(easy: Easy): boolean {
    const id = easyAccess.id(easy);
    if (id === undefined) throw notAnEasy(easy, 'has');
    return this.#easys.has(id);
  }

  /** @internal */
  protected value<T>(answer: T | Failed, operation: string, expected?: string, value?: unknown): T {
    if (hasFailed(answer)) this.refused(answer.failed, operation, expected, value);
    return answer;
  }

  /** Throws the error for a status of the addon (negative) or a code of libcurl. @internal */
  protected refused(status: number, operation: string, expected?: string, value?: unknown): never {
    throw (
      errorOfStatus(status, { operation, ...(expected ? { expected } : {}), value }) ??
      makeMultiError(status, operation, this.#native.takeThrown())
    );
  }
}

/** The number of a handle that can be used. @throws {TypeError} not an Easy @throws {CurlStateError} closed */
export function idOf(easy: Easy, operation: string): number {
  const id = easyAccess.id(easy);
  if (id === undefined) throw notAnEasy(easy, operation);
  if (easy.closed) throw new CurlStateError('the easy handle is closed', 'ERR_CURL_CLOSED', operation);
  return id;
}

function notAnEasy(value: unknown, operation: string): Error {
  return argumentError(operation, '', 'an Easy', value);
}
