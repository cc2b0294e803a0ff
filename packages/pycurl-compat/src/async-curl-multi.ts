import { AsyncCurlMulti as AsyncMulti, CurlFuture } from '@curlew/async';
import { pycurlConstants } from './constants.js';
import type { Curl } from './curl/curl.js';
import { isCurl, stateOf, type Membership } from './curl/curl-state.js';
import { KeyError, RuntimeError, ValueError, asPycurl, toPython } from './errors.js';

const OWNED = new Map<number, string>([
  [pycurlConstants.M_SOCKETFUNCTION, 'M_SOCKETFUNCTION'],
  [pycurlConstants.M_TIMERFUNCTION, 'M_TIMERFUNCTION'],
  [pycurlConstants.M_NOTIFYFUNCTION, 'M_NOTIFYFUNCTION'],
]);

/** pycurl's `AsyncCurlMulti`: transfers as futures on the event loop. */
export class AsyncCurlMulti {
  readonly #multi: AsyncMulti;
  // Its callbacks run on the event loop, where a handle guards itself.
  readonly #membership: Membership = { multi: this, isRunning: () => false };
  readonly #futures = new Map<Curl, CurlFuture<Curl>>();

  constructor(options: boolean | { close_handles?: boolean } = {}) {
    const closeHandles = typeof options === 'boolean' ? options : Boolean(options.close_handles);
    this.#multi = new AsyncMulti({ closeHandles });
  }

  /** Starts a transfer. @returns a future that resolves to the same Curl object, or rejects with {@link error} */
  add_handle(curl: Curl): CurlFuture<Curl> {
    if (!isCurl(curl)) throw new TypeError('add_handle() requires a Curl object');
    if (this.closed) throw new RuntimeError('AsyncCurlMulti is closed');
    if (this.#futures.has(curl)) throw new RuntimeError('Curl handle is already registered');
    const inner = asPycurl('add_handle', () => this.#multi.addHandle(stateOf(curl).easy), 'multi handle');
    const settle = CurlFuture.create<Curl, CurlFuture>(inner, (transfer, reason) => transfer.cancel(reason));
    this.#futures.set(curl, settle.future);
    stateOf(curl).membership = this.#membership;
    const ended = () => {
      this.#futures.delete(curl);
      stateOf(curl).membership = null;
    };
    inner.then(
      () => (ended(), settle.resolve(curl)),
      (thrown: unknown) => {
        ended();
        if (inner.cancelled) settle.cancel(thrown);
        else settle.reject(toPython(thrown, 'perform'));
      },
    );
    return settle.future;
  }

  /** `add_handle`, awaited. */
  async perform(curl: Curl): Promise<Curl> {
    return this.add_handle(curl);
  }

  /** Takes a handle out at once and cancels its future. @throws {RuntimeError} it is not registered, or this is closed */
  remove_handle(curl: Curl): void {
    if (this.closed) throw new RuntimeError('AsyncCurlMulti is closed');
    if (!this.#futures.has(curl)) throw new RuntimeError('Curl handle is not registered');
    this.#futures.delete(curl);
    stateOf(curl).membership = null;
    asPycurl('remove_handle', () => this.#multi.removeHandle(stateOf(curl).easy), 'multi handle');
  }

  /** The pending futures, or those of the given handles. @throws {KeyError} one is not registered */
  futures(curls?: Iterable<Curl>): CurlFuture<Curl>[] {
    if (!curls) return [...this.#futures.values()];
    return [...curls].map((curl) => {
      const future = this.#futures.get(curl);
      if (!future) throw new KeyError(curl);
      return future;
    });
  }

  /** Sets an option of the multi. @throws {ValueError} one that this object owns */
  setopt(option: number, value: number): void {
    if (OWNED.has(option)) throw new ValueError(`AsyncCurlMulti owns ${[...OWNED.values()].join('/')}`);
    const name = Object.entries(pycurlConstants)
      .find(([key, id]) => key.startsWith('M_') && id === option)?.[0]
      .slice(2);
    if (name === undefined) throw new TypeError('invalid arguments to setopt');
    asPycurl('setopt', () => this.#multi.setOpt(name as 'MAXCONNECTS', value), 'multi handle');
  }

  /** Cancels what is pending and frees everything; Curl objects stay open unless `close_handles`. May be called again. */
  async aclose(): Promise<void> {
    const curls = [...this.#futures.keys()];
    await this.#multi.aclose();
    for (const curl of curls) stateOf(curl).membership = null;
    this.#futures.clear();
  }

  get closed(): boolean {
    return this.#multi.closed;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.aclose();
  }
}
