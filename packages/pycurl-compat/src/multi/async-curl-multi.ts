import { AsyncCurlMulti as AsyncMulti, CancelledError, CurlFuture } from '@curlew/async';
import { pycurlConstants, type PycurlConstants } from '../constants.js';
import type { Curl } from '../curl/curl.js';
import { isCurl, stateOf, type Membership } from '../curl/curl-state.js';
import { asPycurl, toPython } from '../errors/as-pycurl.js';
import { KeyError, RuntimeError, ValueError, error } from '../errors/errors.js';
import { checkKeywords, typeName } from '../python/arguments.js';
import { isTrue } from '../python/truth.js';
import { multiSetting, type MultiOptionValue } from './multi-options.js';

type OwnedName = 'M_SOCKETFUNCTION' | 'M_TIMERFUNCTION' | 'M_NOTIFYFUNCTION';
const OWNED: readonly OwnedName[] = ['M_SOCKETFUNCTION', 'M_TIMERFUNCTION', 'M_NOTIFYFUNCTION'];

/** One transfer: the core's future, and the user's. */
interface Entry {
  inner: CurlFuture;
  settle: ReturnType<typeof CurlFuture.create<Curl, Entry>>;
}

/** pycurl's `AsyncCurlMulti`: transfers as futures on the event loop. */
export class AsyncCurlMulti {
  readonly #multi: AsyncMulti;
  /** Callbacks run on the event loop, where a handle guards itself; an exception is the cause of the future's error. */
  readonly #membership: Membership = {
    multi: this,
    isRunning: () => false,
    raise: () => {},
    whileOut: () => {
      throw new error('cannot invoke reset() - curl object is registered with an AsyncCurlMulti; remove it first');
    },
    // The future reports it.
    left: () => {},
  };
  readonly #entries = new Map<Curl, Entry>();

  /**
   * @param keywords `{ close_handles: true }` makes {@link AsyncCurlMulti.aclose} close the remaining handles. Default false
   * @throws {TypeError} another keyword
   */
  constructor(keywords: boolean | { close_handles?: boolean } = {}) {
    if (typeof keywords !== 'boolean') checkKeywords(keywords, ['close_handles'], 'AsyncCurlMulti()');
    this.#multi = new AsyncMulti({ closeHandles: isTrue(typeof keywords === 'boolean' ? keywords : keywords.close_handles) });
  }

  /**
   * Starts a transfer.
   * @returns a future that resolves to the same Curl object, or rejects with {@link error}
   * @throws {TypeError} not a Curl
   * @throws {RuntimeError} this is closed, or the handle is registered
   * @throws {error} the handle is closed or in another multi
   */
  add_handle(curl: Curl): CurlFuture<Curl> {
    if (!isCurl(curl)) throw new TypeError(`add_handle() argument 1 must be pycurl.Curl, not ${typeName(curl)}`);
    if (this.closed) throw new RuntimeError('AsyncCurlMulti is closed');
    if (this.#pending(curl)) throw new RuntimeError('Curl handle is already registered');
    const { easy, membership } = stateOf(curl);
    if (membership && membership !== this.#membership)
      throw new error('cannot add/remove handle - curl object already on another multi-stack');
    if (easy.closed) throw new error('curl object already closed');
    return this.#register(
      curl,
      asPycurl('add_handle', () => this.#multi.addHandle(easy), 'multi handle'),
    );
  }

  #register(curl: Curl, inner: CurlFuture): CurlFuture<Curl> {
    const entry = { inner } as Entry;
    entry.settle = CurlFuture.create<Curl, Entry>(entry, (cancelled, reason) => this.#cancel(curl, cancelled, reason));
    this.#entries.set(curl, entry);
    stateOf(curl).membership = this.#membership;
    inner.then(
      () => {
        this.#forget(curl, entry);
        entry.settle.resolve(curl);
      },
      (thrown: unknown) => {
        this.#forget(curl, entry);
        // The handle or the multi was closed.
        if (inner.cancelled) entry.settle.cancel(thrown);
        else entry.settle.reject(toPython(thrown, 'perform'));
      },
    );
    return entry.settle.future;
  }

  /** Removes the entry, unless the handle was added again meanwhile, here or to another multi. */
  #forget(curl: Curl, entry: Entry): void {
    if (this.#entries.get(curl) !== entry) return;
    this.#entries.delete(curl);
    const state = stateOf(curl);
    if (state.membership === this.#membership) state.membership = null;
  }

  #cancel(curl: Curl, entry: Entry, reason: unknown): void {
    this.#forget(curl, entry);
    entry.settle.cancel(reason);
    entry.inner.cancel(reason);
  }

  /** The entry of a registered handle; a handle whose transfer has ended is no longer registered. */
  #pending(curl: Curl): Entry | undefined {
    const entry = this.#entries.get(curl);
    return entry && !entry.inner.done ? entry : undefined;
  }

  /** `add_handle`, awaited. @throws as {@link AsyncCurlMulti.add_handle}, as a rejection */
  async perform(curl: Curl): Promise<Curl> {
    return this.add_handle(curl);
  }

  /** Removes a handle at once and cancels its future. @throws {RuntimeError} it is not registered, or this is closed */
  remove_handle(curl: Curl): void {
    if (this.closed) throw new RuntimeError('AsyncCurlMulti is closed');
    const entry = this.#pending(curl);
    if (!entry) throw new RuntimeError('Curl handle is not registered');
    this.#forget(curl, entry);
    asPycurl('remove_handle', () => this.#multi.removeHandle(stateOf(curl).easy), 'multi handle');
    entry.settle.cancel(new CancelledError('the handle was removed before its transfer ended'));
  }

  /** The pending futures, or those of the given handles. @throws {KeyError} one is not registered */
  futures(curls?: Iterable<Curl> | null): CurlFuture<Curl>[] {
    if (curls === undefined || curls === null)
      return [...this.#entries.values()].filter(({ inner }) => !inner.done).map(({ settle }) => settle.future);
    return [...curls].map((curl) => {
      const entry = this.#pending(curl);
      if (!entry) throw new KeyError(curl);
      return entry.settle.future;
    });
  }

  /**
   * Sets an option of the multi, by the rules of {@link CurlMulti.setopt}.
   * @throws {ValueError} the option belongs to this object
   */
  setopt<O extends Exclude<number, PycurlConstants[OwnedName]>>(option: O, value: MultiOptionValue<O, never, never>): void {
    if (OWNED.some((name) => pycurlConstants[name] === (option as number))) throw new ValueError(`AsyncCurlMulti owns ${OWNED.join('/')}`);
    if (this.closed) throw new error('cannot invoke setopt() - no multi handle');
    const setting = multiSetting(option, value);
    if (setting) asPycurl('setopt', () => this.#multi.setOpt(setting.name as 'MAXCONNECTS', setting.value as never), 'multi handle');
  }

  /**
   * Cancels pending transfers and frees everything; Curl objects stay open unless `close_handles`. May be called again.
   * @throws the exception of a callback that libcurl calls when a handle is closed, with `close_handles`
   */
  async aclose(): Promise<void> {
    const entries = [...this.#entries];
    await this.#multi.aclose();
    for (const [curl, entry] of entries) {
      this.#forget(curl, entry);
      if (entry.inner.cancelled) entry.settle.cancel(new CancelledError('the multi was closed'));
    }
  }

  /** Whether it was closed. */
  get closed(): boolean {
    return this.#multi.closed;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.aclose();
  }
}
