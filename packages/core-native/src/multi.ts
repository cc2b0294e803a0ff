import { Status, binding, hasFailed, type NativeEasy, type NativeMulti } from './binding.js';
import { easyAccess, type Easy } from './easy.js';
import { CurlStateError, invalidArgument, makeMultiError } from './errors.js';
import { constants } from './generated/constants.js';
import { multiOptionTable, type MultiOptions } from './generated/multi-options.js';
import { errorOfStatus } from './native-status.js';

/** Finished transfers handed over per crossing; more of them in one turn take another. */
const RECORDS = 512;

/** CURLE_FAILED_INIT: how a transfer ends that libcurl refused to take up. */
const FAILED_INIT = 2;

/** What an attached multi tells about its transfers. Called on the event loop, never while libcurl is on the stack. */
export interface MultiListener {
  /**
   * A transfer has ended and its handle has left the multi; it may be added again at once.
   * @param code its CURLcode, 0 for success; {@link Easy.failure} makes the error
   */
  onDone(easy: Easy, code: number): void;
  /** A handle was removed, or closed, before its transfer ended. */
  onRemoved?(easy: Easy): void;
}

/** One message of {@link Multi.infoRead}. */
export interface MultiMessage {
  easy: Easy;
  /** The transfer's CURLcode. */
  code: number;
}

/**
 * A libcurl multi handle: many transfers at once. Either it is driven by its user (`perform`, `poll`, `infoRead`) or,
 * after {@link Multi.attach}, by Node's event loop.
 */
export class Multi {
  readonly #native: NativeMulti;
  readonly #easys = new Map<number, Easy>();
  #records: Int32Array | undefined;
  #listener: MultiListener | undefined;
  /** Asked for while libcurl was on the stack; done when it has returned. */
  #queued: (() => void)[] = [];
  #closed = false;

  /**
   * Corresponds to `curl_multi_init()`.
   * @throws {MultiError} libcurl has no memory for a handle
   */
  constructor() {
    this.#native = new binding.Multi();
    // CURLPIPE_MULTIPLEX is libcurl's default; a multi without a handle refuses it.
    const status = this.#native.setOpt(multiOptionTable.PIPELINING!, constants.CURLPIPE_MULTIPLEX);
    if (status !== Status.ok) throw makeMultiError(3, 'new Multi');
  }

  /**
   * Hands the multi to Node's event loop for the rest of its life. The loop is kept alive exactly while it has
   * transfers.
   * @throws {CurlStateError} closed, attached already, or called inside a callback
   */
  attach(listener: MultiListener): this {
    const records = new Int32Array(2 * RECORDS);
    const status = this.#native.attach((count) => this.#drain(count), records);
    if (status !== Status.ok) this.#refused(status, 'attach');
    this.#records = records;
    this.#listener = listener;
    return this;
  }

  /**
   * Adds a handle and so starts its transfer; corresponds to `curl_multi_add_handle()`. The multi keeps the handle
   * alive until it leaves. Asked for inside a callback of an attached multi, it happens when libcurl has returned.
   * @throws {TypeError} not an Easy
   * @throws {CurlStateError} one of the two is closed, or the handle is in a multi or performing
   * @throws {MultiError} libcurl refuses
   */
  addHandle(easy: Easy): this {
    const native = nativeOf(easy, 'addHandle');
    if (easyAccess.holder(easy)) this.#refused(Status.inMulti, 'addHandle');
    const id = native.id;
    const status = this.#native.add(native);
    if (status === Status.insideCallback && this.#listener) this.#queued.push(() => this.#addLate(easy, native));
    else if (status !== Status.ok) this.#refused(status, 'addHandle');
    this.#easys.set(id, easy);
    easyAccess.setHolder(easy, this);
    if (status === Status.ok) this.#flush();
    return this;
  }

  #addLate(easy: Easy, native: NativeEasy): void {
    // Removed again meanwhile, or the multi was closed.
    if (easyAccess.holder(easy) !== this) return;
    if (this.#native.add(native) === Status.ok) return;
    this.#leave(easy, native.id);
    this.#listener?.onDone(easy, FAILED_INIT);
  }

  /**
   * Takes a handle out, finished or not; corresponds to `curl_multi_remove_handle()`. Inside a callback of an attached
   * multi it happens when libcurl has returned.
   * @throws {TypeError} not an Easy
   * @throws {CurlStateError} the multi is closed, or the handle is not in it
   * @throws {MultiError} libcurl refuses
   */
  removeHandle(easy: Easy): this {
    const native = nativeOf(easy, 'removeHandle');
    if (this.#closed) this.#refused(Status.closed, 'removeHandle');
    if (easyAccess.holder(easy) !== this) this.#refused(Status.notInMulti, 'removeHandle');
    const status = this.#native.remove(native);
    if (status === Status.insideCallback && this.#listener) {
      this.#queued.push(() => {
        if (easyAccess.holder(easy) === this) this.removeHandle(easy);
      });
      return this;
    }
    // A queued addition has not reached libcurl yet.
    if (status !== Status.ok && status !== Status.notInMulti) this.#refused(status, 'removeHandle');
    this.#leave(easy, native.id);
    this.#listener?.onRemoved?.(easy);
    this.#flush();
    return this;
  }

  #leave(easy: Easy, id: number): void {
    this.#easys.delete(id);
    easyAccess.setHolder(easy, undefined);
  }

  /** Called by native code once per loop turn, with the number of [id, code] pairs in the records. */
  #drain(count: number): void {
    this.#flush();
    const records = this.#records!;
    for (let index = 0; index < count; index++) {
      const id = records[2 * index]!;
      const easy = this.#easys.get(id);
      if (!easy) continue;
      this.#leave(easy, id);
      try {
        this.#listener!.onDone(easy, records[2 * index + 1]!);
      } catch (error) {
        throwLater(error);
      }
    }
  }

  /** Does what callbacks have asked for; libcurl is not on the stack. Also a call of ours may have run callbacks (DEBUG). */
  #flush(): void {
    while (this.#queued.length > 0) {
      const queued = this.#queued;
      this.#queued = [];
      for (const action of queued) this.#guarded(action);
    }
  }

  #guarded(action: () => void): void {
    try {
      action();
    } catch (error) {
      throwLater(error);
    }
  }

  /**
   * Lets every transfer go on as far as it can without waiting; corresponds to `curl_multi_perform()`.
   * @returns how many transfers are still running
   * @throws {CurlStateError} closed, attached to the loop, or called inside a callback
   */
  perform(): number {
    return this.#value(this.#native.perform(), 'perform');
  }

  /**
   * Blocks until a descriptor is ready, libcurl's own timer is due, or the time is over; corresponds to
   * `curl_multi_poll()`.
   * @param timeoutMs milliseconds, a whole number from 0
   * @returns how many descriptors are ready
   * @throws {CurlStateError} closed, attached to the loop, or called inside a callback
   */
  poll(timeoutMs: number): number {
    return this.#value(this.#native.poll(timeoutMs), 'poll', 'a whole number of milliseconds from 0', timeoutMs);
  }

  /**
   * How long libcurl wants to wait at most; corresponds to `curl_multi_timeout()`.
   * @returns milliseconds, −1 when it waits for nothing
   * @throws {CurlStateError} closed or called inside a callback
   */
  timeout(): number {
    return this.#value(this.#native.timeout(), 'timeout');
  }

  /**
   * The descriptors that libcurl waits for; corresponds to `curl_multi_fdset()`, without its limit of 1024.
   * @returns those to be watched for reading, for writing, and for exceptions
   * @throws {CurlStateError} closed or called inside a callback
   */
  fdset(): [read: number[], write: number[], except: number[]] {
    const pairs = this.#value(this.#native.fdset(), 'fdset');
    const sets: [number[], number[], number[]] = [[], [], []];
    for (let index = 0; index < pairs.length; index += 2) {
      const bits = pairs[index + 1]!;
      if (bits & constants.CURL_WAIT_POLLIN) sets[0].push(pairs[index]!);
      if (bits & constants.CURL_WAIT_POLLOUT) sets[1].push(pairs[index]!);
      if (bits & constants.CURL_WAIT_POLLPRI) sets[2].push(pairs[index]!);
    }
    return sets;
  }

  /**
   * The transfers that have ended since the last call; corresponds to `curl_multi_info_read()`. Their handles stay in
   * the multi until they are removed.
   * @param max at most so many messages
   * @throws {CurlStateError} closed or attached to the loop
   */
  infoRead(max = 0x7fffffff): { queued: number; messages: MultiMessage[] } {
    const [queued, ...pairs] = this.#value(this.#native.infoRead(max), 'infoRead', 'a whole number from 1', max);
    const messages: MultiMessage[] = [];
    for (let index = 0; index < pairs.length; index += 2) {
      const easy = this.#easys.get(pairs[index]!);
      if (easy) messages.push({ easy, code: pairs[index + 1]! });
    }
    return { queued: queued!, messages };
  }

  /**
   * Sets a numeric option; corresponds to `curl_multi_setopt()`.
   * @param option libcurl's name without CURLMOPT_
   * @throws {TypeError} the name is unknown or the value is no number
   * @throws {MultiError} libcurl refuses
   */
  setOpt<K extends keyof MultiOptions>(option: K, value: MultiOptions[K]): this {
    const id = multiOptionTable[option];
    const operation = `setOpt ${String(option)}`;
    if (id === undefined) throw invalidArgument(TypeError, `${operation}: not a numeric option of a multi handle`);
    const status = this.#native.setOpt(id, value);
    if (status !== Status.ok) this.#refused(status, operation, 'a whole number', value);
    return this;
  }

  /** The handles that are in the multi, in the order of their addition. */
  get handles(): Easy[] {
    return [...this.#easys.values()];
  }

  /**
   * Removes every handle (they stay open) and frees the multi; corresponds to `curl_multi_cleanup()`. May be called
   * again. Inside a callback of an attached multi it happens when libcurl has returned.
   * @throws {CurlStateError} called inside a callback of a multi that is not attached
   */
  close(): void {
    if (this.#closed) return;
    const status = this.#native.close();
    if (status === Status.insideCallback && this.#listener) {
      this.#queued.push(() => this.close());
      return;
    }
    if (status !== Status.ok) this.#refused(status, 'close');
    this.#closed = true;
    const left = [...this.#easys];
    for (const [id, easy] of left) this.#leave(easy, id);
    for (const [, easy] of left) this.#guarded(() => this.#listener?.onRemoved?.(easy));
  }

  /** Whether the multi is closed. */
  get closed(): boolean {
    return this.#closed;
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #value<T extends number | number[]>(answer: T | { failed: number }, operation: string, expected?: string, value?: unknown): T {
    if (hasFailed(answer)) this.#refused(answer.failed, operation, expected, value);
    return answer;
  }

  #refused(status: number, operation: string, expected?: string, value?: unknown): never {
    throw errorOfStatus(status, { operation, ...(expected ? { expected } : {}), value }) ?? makeMultiError(status, operation);
  }
}

function nativeOf(easy: Easy, operation: string): NativeEasy {
  const native = easyAccess.native(easy);
  if (!native) throw invalidArgument(TypeError, `${operation}: expected an Easy, got ${easy === null ? 'null' : typeof easy}`);
  if (easy.closed) throw new CurlStateError('the easy handle is closed', 'ERR_CURL_CLOSED', operation);
  return native;
}

/** What a listener throws must not keep the other transfers of the turn from being delivered, nor be lost. */
function throwLater(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}
