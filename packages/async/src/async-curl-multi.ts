import {
  CurlStateError,
  Multi,
  argumentError,
  checkBoolean,
  checkObject,
  refusal,
  type Easy,
  type MultiConnection,
  type MultiListener,
  type MultiOptions,
} from '@curlew/core-native';
import { AbortListeners } from './abort-listeners.js';
import { connectionStats, type ConnectionStats } from './connection-stats.js';
import { CancelledError, CurlFuture } from './curl-future.js';
import type { Settle } from './settle.js';

/** Options of the constructor. */
export interface AsyncCurlMultiOptions {
  /** Close the easy handles that are still registered when {@link AsyncCurlMulti.aclose} runs. Default false. */
  closeHandles?: boolean;
  /**
   * Run transfers on a thread of its own instead of the event loop. Default false, and true in Bun and Deno. The thread
   * takes each transfer that calls no JavaScript before its end, the event loop the others: see `AttachOptions` of
   * core-native.
   */
  thread?: boolean;
}

/** Options of one transfer. */
export interface TransferOptions {
  /** Cancels the transfer when it aborts. */
  signal?: AbortSignal | undefined;
}

/** How a {@link Listener} reaches its owner's private methods. */
let done: (owner: AsyncCurlMulti, easy: Easy, code: number) => void;
let removed: (owner: AsyncCurlMulti, easy: Easy) => void;

/** A class, because with closures V8 would compile the code of a transfer anew for each multi. */
class Listener implements MultiListener {
  constructor(readonly owner: AsyncCurlMulti) {}

  onDone(easy: Easy, code: number): void {
    done(this.owner, easy, code);
  }

  onRemoved(easy: Easy): void {
    removed(this.owner, easy);
  }
}

/** The options through which the event loop drives the multi. */
const OWNED: readonly string[] = ['SOCKETFUNCTION', 'TIMERFUNCTION', 'NOTIFYFUNCTION'];

/**
 * Transfers as futures on Node's event loop; pycurl's `AsyncCurlMulti`. Nothing is started by the constructor, and the
 * process ends by itself when nothing is pending.
 *
 * @example
 * await using multi = new AsyncCurlMulti();
 * const easy = new Easy().setOpt('URL', 'https://example.com/');
 * await multi.perform(easy);
 * console.log(easy.getInfo('RESPONSE_CODE'));
 */
export class AsyncCurlMulti {
  static {
    done = (owner, easy, code) => owner.#done(easy, code);
    removed = (owner, easy) => owner.#removed(easy);
  }

  readonly #multi: Multi;
  readonly #abortListeners = new AbortListeners();
  readonly #pending = new Map<Easy, Settle<Easy, CurlFuture>>();
  /** The signals of the transfers that have one. */
  readonly #signals = new Map<Easy, AbortSignal>();
  readonly #closeHandles: boolean;
  #onIdle: (() => void) | undefined;

  /** One function for all futures. */
  readonly #cancel = (easy: Easy, reason: unknown): void => {
    const settle = this.#take(easy);
    if (!settle) return;
    settle.cancel(reason);
    // The transfer may have ended in this turn without its end having been reported yet.
    if (this.#multi.has(easy)) this.#multi.removeHandle(easy);
  };

  /** @throws {TypeError} `thread` is not a boolean */
  constructor(options: AsyncCurlMultiOptions = {}) {
    checkObject('', 'options', options);
    const { closeHandles = false, thread } = options;
    this.#closeHandles = closeHandles;
    if (thread !== undefined) checkBoolean('', 'thread', thread);
    // Code that awaits a future keeps its async context anyway.
    this.#multi = new Multi().attach(new Listener(this), { keepContext: false, ...(thread === undefined ? {} : { thread }) });
  }

  /** Whether it has a thread. */
  get hasThread(): boolean {
    return this.#multi.hasThread;
  }

  /**
   * Registers a handle and starts its transfer.
   * @param options.signal cancels the transfer when it aborts, with its reason; a signal that is aborted already starts
   *   no transfer
   * @returns a future that resolves to the same handle, or rejects with the transfer's {@link EasyError}
   * @throws {CurlStateError} this multi is closed, or the handle is registered already, in another multi, or closed
   * @throws {MultiError} libcurl refuses the handle; nothing stays registered
   */
  addHandle(easy: Easy, options?: TransferOptions): CurlFuture {
    this.#checkOpen('addHandle');
    if (this.#pending.has(easy)) throw new CurlStateError('the handle is already registered', 'ERR_CURL_IN_USE', 'addHandle');
    const signal = options?.signal;
    return signal ? this.#addWithSignal(easy, signal) : this.#add(easy);
  }

  #add(easy: Easy): CurlFuture {
    this.#multi.addHandle(easy);
    const settle = CurlFuture.create<Easy, Easy>(easy, this.#cancel);
    this.#pending.set(easy, settle);
    return settle.future;
  }

  #addWithSignal(easy: Easy, signal: AbortSignal): CurlFuture {
    if (typeof signal.addEventListener !== 'function') throw argumentError('addHandle', 'signal', 'an AbortSignal', signal);
    if (signal.aborted) {
      const settle = CurlFuture.create<Easy, Easy>(easy, () => {});
      settle.cancel(signal.reason);
      return settle.future;
    }
    const future = this.#add(easy);
    this.#signals.set(easy, signal);
    this.#abortListeners.add(signal, future);
    return future;
  }

  /** Runs one transfer: `addHandle`, awaited. @throws as {@link AsyncCurlMulti.addHandle}, as a rejection */
  async perform(easy: Easy, options?: TransferOptions): Promise<Easy> {
    return this.addHandle(easy, options);
  }

  /**
   * Removes a handle at once and cancels its future.
   * @throws {CurlStateError} this multi is closed, or the handle is not registered
   * @throws {MultiError} libcurl refuses
   */
  removeHandle(easy: Easy): void {
    this.#checkOpen('removeHandle');
    if (!this.#pending.has(easy)) throw new CurlStateError('the handle is not registered', 'ERR_CURL_NOT_IN_USE', 'removeHandle');
    this.#multi.removeHandle(easy);
  }

  /** Calls back when no transfer is under way any more; immediately when none is. @internal */
  whenIdle(callback: () => void): void {
    if (this.#pending.size === 0) callback();
    else this.#onIdle = callback;
  }

  #idle(): void {
    if (this.#pending.size > 0 || !this.#onIdle) return;
    const callback = this.#onIdle;
    this.#onIdle = undefined;
    callback();
  }

  /** The open connections, and the handles whose transfers are under way. @internal */
  get traffic(): { connections: MultiConnection[]; easys: Iterable<Easy> } {
    return { connections: this.closed ? [] : this.#multi.connections(), easys: this.#pending.keys() };
  }

  /** Counts open and idle connections and running and waiting transfers, in total and by origin. */
  stats(): ConnectionStats {
    return connectionStats([this.traffic]);
  }

  /**
   * Removes a handle at once and resolves its future as if the transfer had ended, for callers that have all they want
   * of it.
   * @internal
   */
  finish(easy: Easy): void {
    const settle = this.#take(easy);
    if (!settle) return;
    this.#multi.removeHandle(easy);
    settle.resolve(easy);
  }

  /**
   * Resolves a handle's future while its transfer goes on, for callers that go on with its headers. It can still be
   * cancelled.
   * @internal
   */
  resolveEarly(easy: Easy): void {
    this.#pending.get(easy)?.resolveEarly(easy);
  }

  /**
   * Sets an option of the multi handle.
   * @throws {RangeError} SOCKETFUNCTION, TIMERFUNCTION and NOTIFYFUNCTION belong to this object
   * @throws as `Multi.setOpt` of core-native
   */
  setOpt<K extends keyof MultiOptions>(option: K, value: MultiOptions[K]): this {
    this.#checkOpen('setOpt');
    if (OWNED.includes(option))
      throw refusal('ERR_CURL_RESERVED_OPTION', `setOpt ${option}: AsyncCurlMulti owns ${OWNED.join(', ')}`, {
        operation: `setOpt ${option}`,
      });
    this.#multi.setOpt(option, value);
    return this;
  }

  /**
   * The futures of all pending transfers in the order of their registration, or those of the given handles in their
   * order (a handle given twice gives its future twice).
   * @throws {CurlStateError} a given handle is not registered
   */
  futures(easys?: Iterable<Easy>): CurlFuture[] {
    if (easys === undefined) return [...this.#pending.values()].map(({ future }) => future);
    if (typeof easys !== 'object' || easys === null || !(Symbol.iterator in easys))
      throw argumentError('futures', 'easys', 'an iterable of handles', easys);
    return [...easys].map((easy) => {
      const pending = this.#pending.get(easy);
      if (!pending) throw new CurlStateError('a given handle is not registered', 'ERR_CURL_NOT_IN_USE', 'futures');
      return pending.future;
    });
  }

  /**
   * Cancels what is pending and frees the multi. May be called again.
   * @throws as {@link Easy.close}, with `closeHandles`
   */
  async aclose(): Promise<void> {
    if (this.#multi.closed) return;
    const left = [...this.#pending.keys()];
    this.#multi.close();
    if (this.#closeHandles) for (const easy of left) easy.close();
  }

  /** Whether {@link AsyncCurlMulti.aclose} was called. */
  get closed(): boolean {
    return this.#multi.closed;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.aclose();
  }

  #checkOpen(operation: string): void {
    if (this.#multi.closed) throw new CurlStateError('the multi is closed', 'ERR_CURL_CLOSED', operation);
  }

  #take(easy: Easy): Settle<Easy, CurlFuture> | undefined {
    const settle = this.#pending.get(easy);
    if (!settle) return undefined;
    this.#pending.delete(easy);
    if (this.#onIdle && this.#pending.size === 0) queueMicrotask(() => this.#idle());
    if (this.#signals.size > 0) this.#takeSignal(easy, settle.future);
    return settle;
  }

  #takeSignal(easy: Easy, future: CurlFuture): void {
    const signal = this.#signals.get(easy);
    if (!signal) return;
    this.#signals.delete(easy);
    this.#abortListeners.remove(signal, future);
  }

  #done(easy: Easy, code: number): void {
    const settle = this.#take(easy);
    if (!settle) return;
    if (code === 0) settle.resolve(easy);
    else settle.reject(easy.failure(code));
  }

  /** The handle was removed or closed, or was left over when the multi was closed. */
  #removed(easy: Easy): void {
    this.#take(easy)?.cancel(new CancelledError('the handle was removed before its transfer ended'));
  }
}
