import type { AsyncResource } from 'node:async_hooks';
import { Status, binding } from '../binding.js';
import { captureContext } from '../callbacks/callback-host.js';
import { QueueNews, transferAccess, type Easy } from '../easy/easy.js';
import { easyAccess } from '../easy/easy-base.js';
import { constants } from '../generated/constants.js';
import { originOf } from '../origin-of.js';
import { needsThread, runtimeWithoutLibuv } from './event-loop.js';
import { idOf, multiAccess } from './multi-base.js';
import { MultiDriving } from './multi-driving.js';
import { checkFunction, checkObject } from '../errors/index.js';
import { throwLater } from '../throw-later.js';

/** The number of finished transfers per native call; more in one turn need another call. */
const RECORDS = 512;

/** The codes of `curl_multi_remove_handle()` with which the handle stays in; after any other failure it is out. */
const NOT_REMOVED: readonly number[] = [constants.CURLM_BAD_HANDLE, constants.CURLM_BAD_EASY_HANDLE, constants.CURLM_RECURSIVE_API_CALL];

/**
 * Receives the events of an attached multi's transfers. Called on the event loop, never while libcurl is on the stack,
 * and in the async context (AsyncLocalStorage) that the handle was added in, unless {@link Multi.attach} was called
 * with `keepContext: false`.
 */
export interface MultiListener {
  /**
   * A transfer has ended and its handle has left the multi; it may be added again at once.
   * @param code its CURLcode, 0 for success; {@link Easy.failure} makes the error
   */
  onDone(easy: Easy, code: number): void;
  /** A handle was removed, or closed, before its transfer ended. */
  onRemoved?(easy: Easy): void;
}

/** An open connection of an attached multi. */
export interface MultiConnection {
  /** Scheme, host and port of the URL that the connection was made for. */
  readonly origin: string;
  /** Whether a transfer uses the connection. */
  readonly isBusy: boolean;
  /** Whether it belongs to the thread of {@link AttachOptions.thread}. */
  readonly onThread: boolean;
}

/** Options of {@link Multi.attach}. */
export interface AttachOptions {
  /**
   * Whether the listener is called in the async context in which the handle was added. Default true. A listener that only
   * settles promises does not need it, because code that awaits them has its own context. The handles' own callbacks
   * always get it.
   */
  keepContext?: boolean;
  /**
   * Whether libcurl runs on a thread of its own. Default false; true in Bun and Deno, whose event loops cannot drive it.
   * The thread takes each transfer that calls no JavaScript before its end: no callback is set, the body goes to
   * memory, to a {@link BodyQueue} or to a descriptor, and an upload comes from memory, a descriptor or {@link uploadFrom}. The event loop drives the others; in Bun and Deno they are refused
   * (ERR_CURL_UNSUPPORTED).
   * Until such a transfer has ended, setting a callback on its handle throws a CurlStateError (ERR_CURL_IN_USE).
   * Both sides have connections of their own, and the limits of {@link Multi.setOpt} apply to each.
   */
  thread?: boolean;
}

/**
 * A libcurl multi handle: many transfers at once. Either it is driven by its user (`perform`, `poll`, `infoRead`) or,
 * after {@link Multi.attach}, by Node's event loop.
 */
export class Multi extends MultiDriving {
  #records: Int32Array | undefined;
  /** The position of the next record to deliver, and the number of records; equal outside of a delivery. */
  #next = 0;
  #recorded = 0;
  #listener: MultiListener | undefined;
  #keepsContext = true;
  #hasThread = false;
  /** Calls made while libcurl was on the stack, to be executed when it has returned. */
  #queued: (() => void)[] = [];
  #closed = false;

  /**
   * Corresponds to `curl_multi_init()`.
   * @throws {MultiError} libcurl has no memory for a handle
   */
  constructor() {
    super();
  }

  /**
   * Hands the multi to Node's event loop for the rest of its life. The loop is kept alive exactly while it has
   * transfers.
   * @param listener called for each handle whose transfer has ended
   * @param options how the listener is called, and what drives the multi
   * @throws {RangeError} no thread is wanted, and the runtime has no libuv: Bun, Deno
   * @throws {CurlStateError} closed, attached already, or called inside a callback
   * @throws {MultiError} CURLM_OUT_OF_MEMORY: there is no memory for a thread
   */
  attach(listener: MultiListener, options: AttachOptions = {}): this {
    checkObject('attach', 'listener', listener, 'an object with a function onDone');
    // eslint-disable-next-line @typescript-eslint/unbound-method -- it is not called
    checkFunction('attach', 'listener.onDone', listener.onDone);
    checkObject('attach', 'options', options);
    const { keepContext = true, thread } = options;
    const hasThread = needsThread(thread, 'attach');
    const hasLoop = runtimeWithoutLibuv() === undefined;
    const records = new Int32Array(2 * RECORDS);
    const status = multiAccess.native(this).attach((count) => this.#drain(count), records, hasThread, hasLoop);
    if (status !== Status.ok) this.refused(status, 'attach');
    this.#records = records;
    this.#listener = listener;
    this.#keepsContext = keepContext;
    this.#hasThread = hasThread;
    return this;
  }

  /** Whether it is attached and has a thread. */
  get hasThread(): boolean {
    return this.#hasThread;
  }

  /**
   * The open connections, including idle ones.
   * @returns an empty list unless the multi is attached, and with libcurl before 8.22, which does not report closed
   *   connections. Those of a thread are missing on Windows.
   */
  connections(): MultiConnection[] {
    const fields = multiAccess.native(this).connections() ?? [];
    const connections: MultiConnection[] = [];
    for (let index = 0; index < fields.length; index += 3) {
      const [url, isBusy, onThread] = fields.slice(index, index + 3) as [string, boolean, boolean];
      connections.push({ origin: originOf(url), isBusy, onThread });
    }
    return connections;
  }

  /**
   * Adds a handle, which starts its transfer; corresponds to `curl_multi_add_handle()`. The multi keeps the handle
   * alive until it leaves. Inside a callback of an attached multi it takes effect when libcurl has returned.
   * @throws {TypeError} not an Easy
   * @throws {CurlStateError} one of the two is closed, or the handle is in a multi or performing
   * @throws {MultiError} libcurl refuses
   */
  addHandle(easy: Easy): this {
    const id = idOf(easy, 'addHandle');
    if (transferAccess.holder(easy)) this.refused(Status.inMulti, 'addHandle');
    transferAccess.prepare(easy);
    // On the event loop libcurl's callbacks have no async context, so it is captured. A handle without a host has no callbacks.
    if (this.#listener && (this.#keepsContext || easyAccess.host(easy))) easyAccess.makeHost(easy).context = captureContext();
    const status = binding.multiAdd(multiAccess.id(this), id);
    if (status === Status.insideCallback && this.#listener) this.#queueAddition(easy, id);
    else if (status !== Status.ok) this.refused(status, 'addHandle');
    multiAccess.easys(this).set(id, easy);
    transferAccess.setHolder(easy, this);
    if (status === Status.ok) this.#flush();
    return this;
  }

  // A separate method: a function that contains a closure allocates its context even if the closure is not created.
  #queueAddition(easy: Easy, id: number): void {
    this.#queued.push(() => this.#addLate(easy, id));
  }

  #addLate(easy: Easy, id: number): void {
    // The handle was removed meanwhile, or the multi was closed.
    if (transferAccess.holder(easy) !== this) return;
    if (binding.multiAdd(multiAccess.id(this), id) === Status.ok) return;
    this.#done(easy, constants.CURLE_FAILED_INIT, this.#leave(easy, id), 0);
  }

  /**
   * Removes a handle, finished or not; corresponds to `curl_multi_remove_handle()`. Inside a callback of an attached
   * multi it takes effect when libcurl has returned.
   * @throws {TypeError} not an Easy
   * @throws {CurlStateError} the multi is closed, or the handle is not in it
   * @throws {MultiError} libcurl refuses; or a callback of the multi fails, and the handle is removed all the same
   */
  removeHandle(easy: Easy): this {
    const id = idOf(easy, 'removeHandle');
    if (this.#closed) this.refused(Status.closed, 'removeHandle');
    if (transferAccess.holder(easy) !== this) this.refused(Status.notInMulti, 'removeHandle');
    let status = multiAccess.native(this).remove(id);
    if (status === Status.insideCallback && this.#listener) {
      this.#queued.push(() => {
        if (transferAccess.holder(easy) === this) this.removeHandle(easy);
      });
      return this;
    }
    // A queued addition has not reached libcurl yet.
    if (status === Status.notInMulti) status = Status.ok;
    if (status < 0 || NOT_REMOVED.includes(status)) this.refused(status, 'removeHandle');
    this.#forgetRecords(id);
    this.#leave(easy, id);
    this.#removed(easy);
    this.#flush();
    if (status !== Status.ok) this.refused(status, 'removeHandle');
    return this;
  }

  /** @returns the async context in which the handle was added */
  #leave(easy: Easy, id: number): AsyncResource | undefined {
    multiAccess.easys(this).delete(id);
    transferAccess.setHolder(easy, undefined);
    const host = easyAccess.host(easy);
    const context = host?.context;
    if (host) host.context = undefined;
    return context;
  }

  /** Called by native code once per loop turn, with the number of [id, code] pairs in the records. */
  #drain(count: number): void {
    this.#flush();
    const records = this.#records!;
    const easys = multiAccess.easys(this);
    this.#recorded = count;
    for (this.#next = 0; this.#next < this.#recorded;) {
      const index = this.#next++;
      const id = records[2 * index]!;
      const easy = easys.get(id);
      if (!easy) continue;
      const code = records[2 * index + 1]!;
      if (code >= 0) this.#done(easy, code, this.#leave(easy, id), 0);
      else if (-code & QueueNews.ends) this.#done(easy, records[2 * this.#next++ + 1]!, this.#leave(easy, id), -code);
      else this.#tellQueue(easy, -code);
    }
  }

  /** A handle that a listener removes may be added again before its old transfer's records have had their turn. */
  #forgetRecords(id: number): void {
    const records = this.#records!;
    for (let index = this.#next; index < this.#recorded; index++) if (records[2 * index] === id) records[2 * index] = 0;
  }

  /** Notifies the body queue of a running transfer, in the async context in which the handle was added. */
  #tellQueue(easy: Easy, news: number): void {
    const context = this.#keepsContext ? easyAccess.host(easy)?.context : undefined;
    try {
      if (context) context.runInAsyncScope(transferAccess.tellQueue, undefined, easy, news);
      else transferAccess.tellQueue(easy, news);
    } catch (error) {
      throwLater(error);
    }
  }

  /** Reports the end of a transfer, in the async context in which the handle was added. */
  #done(easy: Easy, code: number, context: AsyncResource | undefined, news: number): void {
    try {
      if (context && this.#keepsContext) this.#tellIn(context, easy, code, news);
      else this.#tell(easy, code, news);
    } catch (error) {
      throwLater(error);
    }
  }

  #tell(easy: Easy, code: number, news: number): void {
    transferAccess.end(easy, code, news);
    this.#listener!.onDone(easy, code);
  }

  // A separate method for the same reason as #queueAddition.
  #tellIn(context: AsyncResource, easy: Easy, code: number, news: number): void {
    context.runInAsyncScope(() => this.#tell(easy, code, news));
  }

  /**
   * Executes the calls queued by callbacks; libcurl is not on the stack. Our own calls may have run callbacks too
   * (DEBUG).
   */
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
   * Removes every handle (they stay open) and frees the multi; corresponds to `curl_multi_cleanup()`. May be called
   * again. Inside a callback of an attached multi it takes effect when libcurl has returned.
   * @throws {CurlStateError} called inside a callback of a multi that is not attached
   */
  close(): void {
    if (this.#closed) return;
    const status = multiAccess.native(this).close();
    if (status === Status.insideCallback && this.#listener) {
      this.#queued.push(() => this.close());
      return;
    }
    // A callback of the multi may have thrown; the multi is closed all the same.
    if (status < 0) this.refused(status, 'close');
    this.#closed = true;
    const left = [...multiAccess.easys(this)];
    for (const [id, easy] of left) this.#leave(easy, id);
    for (const [, easy] of left) this.#guarded(() => this.#removed(easy));
    if (status !== Status.ok) this.refused(status, 'close');
  }

  #removed(easy: Easy): void {
    transferAccess.end(easy, -1);
    this.#listener?.onRemoved?.(easy);
  }

  /** Whether the multi is closed. */
  get closed(): boolean {
    return this.#closed;
  }

  [Symbol.dispose](): void {
    this.close();
  }
}
