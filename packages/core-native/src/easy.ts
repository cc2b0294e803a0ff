import { Status, binding, hasFailed, type NativeEasy } from './binding.js';
import { guardCallback, type AnyCallback } from './easy-callbacks.js';
import { constants } from './generated/constants.js';
import { CurlStateError, type EasyError, invalidArgument, makeEasyError } from './errors.js';
import { easyOptionTable, type EasyOptions } from './generated/easy-options.js';
import { infoTable, type EasyInfos } from './generated/infos.js';
import { errorOfStatus } from './native-status.js';
import { expectedValue, type OptionRow } from './option-values.js';
import { shareAccess, type Share } from './share.js';
import { versionInfo } from './version.js';

/** A multi handle, as an easy handle in it sees it. */
interface Holder {
  removeHandle(easy: Easy): void;
}

/** What multi.ts may do with an easy handle; not exported by the package. */
export let easyAccess: {
  native(easy: unknown): NativeEasy | undefined;
  holder(easy: Easy): Holder | undefined;
  setHolder(easy: Easy, holder: Holder | undefined): void;
};

/** Bodies below this come out of Buffer's own pool, which takes half of its size at the most. */
const POOLED_BELOW = Buffer.poolSize >>> 1;

/** Rows of options given by number, found once. */
const rowsById = new Map<number, readonly [name: string, row: OptionRow]>();

function rowOf(option: string | number): readonly [name: string, row: OptionRow] {
  if (typeof option === 'string') {
    const row = easyOptionTable[option];
    if (row) return [option, row];
    throw invalidArgument(
      TypeError,
      `setOpt: "${option}" is not an option of libcurl ${versionInfo().version}; names are libcurl's without CURLOPT_`,
    );
  }
  if (rowsById.size === 0)
    for (const [name, row] of Object.entries(easyOptionTable)) if (!rowsById.has(row[0])) rowsById.set(row[0], [name, row]);
  // A number that the table does not know is handed to libcurl's own: it may be newer than this package.
  return rowsById.get(option) ?? [`option ${option}`, [option, 'values', 'a later version']];
}

/**
 * A libcurl easy handle: one transfer at a time, its options and what is known about it.
 *
 * @example
 * const easy = new Easy().setOpts({ URL: 'https://example.com/', FOLLOWLOCATION: true });
 * easy.perform();
 * console.log(easy.getInfo('RESPONSE_CODE'), easy.takeBody().toString());
 * easy.close();
 */
export class Easy {
  readonly #native: NativeEasy;
  #holder: Holder | undefined;
  #closed = false;

  static {
    easyAccess = {
      native: (easy) => (typeof easy === 'object' && easy !== null && #native in easy ? easy.#native : undefined),
      holder: (easy) => easy.#holder,
      setHolder: (easy, holder) => {
        easy.#holder = holder;
      },
    };
  }

  /**
   * Corresponds to `curl_easy_init()`. The only defaults are NOSIGNAL and redirects within http and https.
   * @throws {EasyError} CURLE_FAILED_INIT when libcurl has no memory for a handle
   */
  constructor() {
    this.#native = new binding.Easy();
    if (this.#native.id === 0) throw makeEasyError(2, { operation: 'new Easy' });
  }

  /**
   * Sets one option; corresponds to `curl_easy_setopt()`.
   * @param option libcurl's name without CURLOPT_, or the option's number
   * @param value what the option takes; `null` takes strings, lists, bytes and callbacks back
   * @throws {TypeError} the name is unknown or the value has a wrong type
   * @throws {RangeError} the number does not fit, or the text contains a NUL byte
   * @throws {EasyError} libcurl refuses the value
   * @throws {CurlStateError} the handle is closed
   */
  setOpt<K extends keyof EasyOptions>(option: K, value: EasyOptions[K]): this;
  setOpt(option: number, value: unknown): this;
  setOpt(option: string | number, value: unknown): this {
    const row = typeof option === 'string' ? easyOptionTable[option] : undefined;
    // The short way for what happens per request: a known name whose value goes to libcurl as it is.
    const status =
      row !== undefined && row[1] !== 'callback' && row[1] !== 'share'
        ? this.#native.setOpt(row[0], value)
        : this.#setSlowly(option, value);
    if (status !== 0) this.#refused(status, option, value);
    return this;
  }

  /**
   * Sets several options in the object's order. The first that is refused throws; those before it stay set.
   * @throws as {@link Easy.setOpt}
   */
  setOpts(options: Partial<EasyOptions>): this {
    for (const name in options) {
      const value = options[name as keyof EasyOptions];
      if (value !== undefined) this.setOpt(name as keyof EasyOptions, value as never);
    }
    return this;
  }

  #setSlowly(option: string | number, value: unknown): number {
    const [name, row] = rowOf(option);
    if (row[1] === 'share') {
      const share = shareAccess.native(value);
      if ((value as Share | null)?.closed && share) throw new CurlStateError('the share is closed', 'ERR_CURL_CLOSED', 'setOpt SHARE');
      return this.#native.setOpt(row[0], share ?? (value === null || value === undefined ? null : false));
    }
    const isCallback = row[1] === 'callback' && typeof value === 'function';
    return this.#native.setOpt(row[0], isCallback ? guardCallback(name, value as AnyCallback) : value);
  }

  #refused(status: number, option: string | number, value: unknown): never {
    const [name, row] = rowOf(option);
    const operation = `setOpt ${name}`;
    if (status === Status.unknownOption || status === 48)
      throw makeEasyError(48, { operation, detail: `${name} needs libcurl ${row[2]}, this is ${versionInfo().version}` });
    throw (
      errorOfStatus(status, { operation, expected: expectedValue[row[1]], value }) ??
      makeEasyError(status, { operation, detail: this.errorDetail })
    );
  }

  /**
   * What is known about the last, or running, transfer; corresponds to `curl_easy_getinfo()`.
   * @param info libcurl's name without CURLINFO_
   * @returns a number (times in seconds, `_T` in microseconds, sizes in bytes), a string or null, or a list
   * @throws {TypeError} the name is unknown
   * @throws {CurlStateError} the handle is closed
   */
  getInfo<K extends keyof EasyInfos>(info: K): EasyInfos[K] {
    const id = infoTable[info];
    if (id === undefined)
      throw invalidArgument(TypeError, `getInfo: "${String(info)}" is not an info of libcurl; names are libcurl's without CURLINFO_`);
    const answer = this.#native.getInfo(id);
    if (!hasFailed(answer)) return answer as EasyInfos[K];
    const operation = `getInfo ${info}`;
    throw (
      errorOfStatus(answer.failed, { operation }) ??
      makeEasyError(answer.failed, { operation, detail: `needs a later libcurl, this is ${versionInfo().version}` })
    );
  }

  /**
   * Runs the transfer to its end and blocks meanwhile; corresponds to `curl_easy_perform()`.
   * @throws {EasyError} the transfer failed; `cause` is what a callback threw
   * @throws {CurlStateError} closed, in a multi handle, or called inside a callback
   */
  perform(): this {
    const status = this.#native.perform();
    if (status !== 0) throw errorOfStatus(status, { operation: 'perform' }) ?? this.failure(status, 'perform');
    return this;
  }

  /**
   * The error of a transfer that ended with `code`, with libcurl's own detail, the URL, and what a callback threw as
   * its cause. For those who drive transfers through a {@link Multi}.
   * @param code a CURLcode other than 0
   * @param operation what to name as the failed operation
   */
  failure(code: number, operation = 'transfer'): EasyError {
    const thrown = this.#native.takeThrown();
    const url = this.#closed ? undefined : (this.getInfo('EFFECTIVE_URL') ?? undefined);
    return makeEasyError(code, { operation, detail: this.errorDetail, url, ...(thrown ? { cause: thrown.value } : {}) });
  }

  /** What libcurl wrote about the last failure (its CURLOPT_ERRORBUFFER), '' when it wrote nothing. */
  get errorDetail(): string {
    return this.#native.errorDetail();
  }

  /**
   * Hands over the collected body of the last transfer, decoded as ACCEPT_ENCODING asked for. Empty when it was handed
   * over before, or went to WRITEFUNCTION or WRITEDATA.
   */
  takeBody(): Buffer {
    const size = this.#native.bodySize();
    if (size === 0 || size >= POOLED_BELOW) return this.#native.takeBody();
    const body = Buffer.allocUnsafe(size);
    this.#native.takeBodyInto(body);
    return body;
  }

  /** Hands over the header lines of the last transfer as received: one block per response, interim ones included. */
  takeHeaderBlock(): Buffer {
    return this.#native.takeHeaderBlock();
  }

  /**
   * Stops the flow of a running transfer, in one direction or both; corresponds to `curl_easy_pause()`.
   * @param bitmask CURLPAUSE_RECV, CURLPAUSE_SEND, CURLPAUSE_ALL (the default) or CURLPAUSE_CONT
   * @throws {CurlStateError} closed, or no transfer is running
   * @throws {EasyError} libcurl refuses
   */
  pause(bitmask: number = constants.CURLPAUSE_ALL): void {
    const status = this.#native.pause(bitmask);
    if (status === Status.notInMulti) throw new CurlStateError('no transfer is running', 'ERR_CURL_NOT_IN_USE', 'pause');
    if (status !== 0)
      throw (
        errorOfStatus(status, { operation: 'pause', expected: 'a bit set of CURLPAUSE_*', value: bitmask }) ?? this.failure(status, 'pause')
      );
  }

  /** Lets a paused transfer go on. What libcurl held back may reach the callbacks before this returns. @throws as {@link Easy.pause} */
  unpause(): void {
    this.pause(constants.CURLPAUSE_CONT);
  }

  /**
   * Takes back all options; connections, cookies, DNS and TLS sessions stay. Corresponds to `curl_easy_reset()`.
   * @throws {CurlStateError} closed, in a multi handle, or called inside a callback
   */
  reset(): this {
    const status = this.#native.reset();
    if (status === Status.ok) return this;
    throw errorOfStatus(status, { operation: 'reset' }) ?? makeEasyError(status, { operation: 'reset' });
  }

  /**
   * Frees the handle; corresponds to `curl_easy_cleanup()`. A handle in a multi is removed from it first. May be
   * called again.
   * @throws {CurlStateError} called inside a callback of its own transfer
   */
  close(): void {
    if (this.#closed) return;
    this.#holder?.removeHandle(this);
    const status = this.#native.close();
    if (status !== Status.ok)
      throw errorOfStatus(status, { operation: 'close' }) ?? new CurlStateError('cannot close', 'ERR_CURL_BUSY', 'close');
    this.#closed = true;
  }

  /** Whether {@link Easy.close} was called. */
  get closed(): boolean {
    return this.#closed;
  }

  [Symbol.dispose](): void {
    this.close();
  }
}
