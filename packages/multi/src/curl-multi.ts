import {
  Multi,
  argumentError,
  checkNames,
  checkObject,
  constants,
  easyStrError,
  type Easy,
  type MultiNotification,
  type MultiOptions,
  type WaitFd,
} from '@curlew/core-native';
import { toMilliseconds } from './milliseconds.js';
import { runToEnd, type OnDone } from './run.js';

/** libcurl's success status, which {@link CurlMulti.perform} and similar methods return. */
export const E_MULTI_OK = constants.CURLM_OK;

/** The status of libcurl before 7.20 for "call again at once"; loops that check for it still work. */
export const E_CALL_MULTI_PERFORM = constants.CURLM_CALL_MULTI_PERFORM;

/** One failed transfer of {@link CurlMulti.infoRead}: the handle, libcurl's code, and its message. */
export type FailedTransfer = readonly [easy: Easy, code: number, message: string];

/**
 * The result of {@link CurlMulti.perform} and similar methods: {@link E_MULTI_OK}, and the number of running transfers.
 */
export type PerformResult = [status: number, active: number];

/** Options of the constructor. */
export interface CurlMultiOptions {
  /** Close the easy handles that are still in the multi when it is closed. Default false. */
  closeHandles?: boolean;
}

/** The options of a multi handle, by libcurl's name without CURLMOPT_; the callbacks are handed this package's multi. */
export type CurlMultiOptionValues = Omit<MultiOptions, 'SOCKETFUNCTION' | 'TIMERFUNCTION' | 'NOTIFYFUNCTION'> & {
  /**
   * `what` is one of CURL_POLL_*; `assigned` is the value given to {@link CurlMulti.assign}, or null. Returning −1
   * makes libcurl abort.
   */
  SOCKETFUNCTION: ((what: number, socket: number, multi: CurlMulti, assigned: unknown) => number | void) | null;
  /** Milliseconds until `socketAction(CURL_SOCKET_TIMEOUT, 0)` is due, −1 for never. Returning −1 makes libcurl abort. */
  TIMERFUNCTION: ((timeoutMs: number, multi: CurlMulti) => number | void) | null;
  /** One of CURLMNOTIFY_*, and the handle that it is about. Needs libcurl 8.17. */
  NOTIFYFUNCTION: ((notification: number, easy: Easy | null, multi: CurlMulti) => void) | null;
};

/**
 * pycurl's `CurlMulti`: many transfers at once in a loop of your own, for programs that may block. All times are in
 * seconds, as there.
 *
 * @example
 * using multi = new CurlMulti();
 * for (const url of urls) multi.addHandle(new Easy().setOpt('URL', url));
 * multi.run((easy, error) => console.log(error?.message ?? easy.getInfo('RESPONSE_CODE')));
 */
export class CurlMulti {
  readonly #multi = new Multi();
  readonly #closeHandles: boolean;

  /**
   * Corresponds to `curl_multi_init()`.
   * @throws {TypeError} the options are not an object
   * @throws {MultiError} libcurl has no memory for a handle
   */
  constructor(options: CurlMultiOptions = {}) {
    checkObject('new CurlMulti', 'options', options, 'an object like { closeHandles: true }');
    checkNames('new CurlMulti', options, { closeHandles: true });
    this.#closeHandles = Boolean(options.closeHandles);
  }

  /**
   * Adds a handle and keeps it alive until it is removed; corresponds to `curl_multi_add_handle()`.
   * @throws {TypeError} not an Easy
   * @throws {CurlStateError} one of the two is closed, the handle is in a multi or performing, or libcurl is on the stack
   * @throws {MultiError} libcurl, or the timer callback, refuses; the handle is not added
   */
  addHandle(easy: Easy): void {
    this.#multi.addHandle(easy);
  }

  /**
   * Removes a handle, finished or not; corresponds to `curl_multi_remove_handle()`.
   * @throws {TypeError} not an Easy
   * @throws {CurlStateError} this multi is closed, the handle is not in it, or libcurl is on the stack
   */
  removeHandle(easy: Easy): void {
    this.#multi.removeHandle(easy);
  }

  /** Whether the handle is in this multi; Python's `curl in multi`. False for a closed multi. @throws {TypeError} not an Easy */
  contains(easy: Easy): boolean {
    return this.#multi.has(easy);
  }

  /**
   * Advances every transfer as far as possible without waiting; corresponds to `curl_multi_perform()`.
   * @throws {CurlStateError} closed, or libcurl is on the stack
   * @throws {MultiError} libcurl or a callback of the multi fails; `cause` is the callback's exception
   */
  perform(): PerformResult {
    return [E_MULTI_OK, this.#multi.perform()];
  }

  /**
   * Advances the transfers that wait for this socket, or, with CURL_SOCKET_TIMEOUT, those whose time has come;
   * corresponds to `curl_multi_socket_action()`.
   * @param socket a socket; one that libcurl does not use is not an error
   * @param events a set of CURL_CSELECT_*, 0 to let libcurl check
   * @throws as {@link CurlMulti.perform}
   */
  socketAction(socket: number, events: number): PerformResult {
    return [E_MULTI_OK, this.#multi.socketAction(socket, events)];
  }

  /**
   * Checks all sockets; corresponds to `curl_multi_socket_all()`.
   * @deprecated by libcurl: use {@link CurlMulti.socketAction} or {@link CurlMulti.perform}
   * @throws as {@link CurlMulti.perform}
   */
  socketAll(): PerformResult {
    return [E_MULTI_OK, this.#multi.socketAll()];
  }

  /**
   * The descriptors that libcurl waits for, for {@link select}; corresponds to `curl_multi_fdset()`, without its limit of 1024.
   * @throws {CurlStateError} closed, or libcurl is on the stack
   */
  fdset(): [read: number[], write: number[], except: number[]] {
    return this.#multi.fdset();
  }

  /**
   * Blocks until one of those descriptors is ready or the timeout expires. As in pycurl it ignores libcurl's own timer
   * ({@link CurlMulti.timeout}); {@link CurlMulti.poll} does not.
   * @param timeoutSeconds from 0 to less than a year
   * @returns the number of ready descriptors; 0 after the timeout, or at once if there is none to wait for; −1 after a
   *   signal
   * @throws {TypeError | RangeError} not a valid timeout
   * @throws {CurlStateError} closed, or libcurl is on the stack
   */
  select(timeoutSeconds: number): number {
    return this.#multi.select(toMilliseconds('select', timeoutSeconds));
  }

  /**
   * Blocks until a descriptor is ready, libcurl's own timer is due, {@link CurlMulti.wakeup} was called, or the timeout
   * expires; corresponds to `curl_multi_poll()`.
   * @param timeoutSeconds from 0 to less than a year
   * @param extra additional descriptors to wait for; their `revents` are set
   * @returns how many descriptors are ready
   * @throws as {@link CurlMulti.select}
   */
  poll(timeoutSeconds: number, extra: readonly WaitFd[] = []): number {
    return this.#multi.poll(toMilliseconds('poll', timeoutSeconds), extra);
  }

  /**
   * Makes the next {@link CurlMulti.poll} return at once; corresponds to `curl_multi_wakeup()`. Allowed in callbacks.
   * @throws {CurlStateError} closed
   */
  wakeup(): void {
    this.#multi.wakeup();
  }

  /**
   * The longest time in milliseconds that libcurl wants to wait, −1 for no timeout; corresponds to
   * `curl_multi_timeout()`.
   * @throws {CurlStateError} closed, or libcurl is on the stack
   */
  timeout(): number {
    return this.#multi.timeout();
  }

  /**
   * The transfers that ended since the last call; corresponds to `curl_multi_info_read()`. They stay in the multi until
   * they are removed. Allowed in callbacks.
   * @param max the maximum number, from 1
   * @returns the number of messages left, the handles that succeeded, and those that failed
   * @throws {TypeError | RangeError} not such a number
   * @throws {CurlStateError} closed
   */
  infoRead(max?: number): [queued: number, ok: Easy[], failed: FailedTransfer[]] {
    const { queued, messages } = this.#multi.infoRead(max);
    const ok: Easy[] = [];
    const failed: FailedTransfer[] = [];
    for (const { easy, code } of messages)
      if (code === 0) ok.push(easy);
      else failed.push([easy, code, easy.errorDetail || easyStrError(code)]);
    return [queued, ok, failed];
  }

  /**
   * Runs until every transfer has ended, blocking, with waits as long as libcurl wants. Each handle is removed before
   * `onDone` is called for it, so `onDone` may add it, or others, again.
   * @param onDone called once for each transfer with its handle and, if it failed, the error. If it throws, the loop
   *   ends; the other transfers stay in the multi, and `run` may be called again
   * @throws {TypeError} not a function
   * @throws as {@link CurlMulti.perform}
   */
  run(onDone: OnDone = () => {}): void {
    runToEnd(this.#multi, onDone);
  }

  /**
   * Sets an option; corresponds to `curl_multi_setopt()`.
   * @param option libcurl's name without CURLMOPT_
   * @param value the option's value; null removes a callback
   * @throws {TypeError} the name is unknown or the value has a wrong type
   * @throws {MultiError} libcurl refuses
   * @throws {CurlStateError} closed, or libcurl is on the stack
   */
  setOpt<K extends keyof CurlMultiOptionValues>(option: K, value: CurlMultiOptionValues[K]): void {
    this.#multi.setOpt(option, (typeof value === 'function' ? this.#handingItself(value as never) : value) as never);
  }

  /** The callback with this object in place of the core's own multi. */
  #handingItself(callback: (...values: unknown[]) => unknown): (...values: unknown[]) => unknown {
    return (...values) => callback(...values.map((value) => (value === this.#multi ? this : value)));
  }

  /**
   * Associates a value with a socket, which the socket callback gets with it; corresponds to `curl_multi_assign()`.
   * Allowed in callbacks.
   * @param value null or undefined removes it
   * @throws {MultiError} CURLM_BAD_SOCKET: libcurl does not use the socket
   * @throws {CurlStateError} closed
   */
  assign(socket: number, value: unknown): void {
    this.#multi.assign(socket, value);
  }

  /** Removes the value of a socket. @throws as {@link CurlMulti.assign} */
  unassign(socket: number): void {
    this.#multi.unassign(socket);
  }

  /**
   * Enables these notifications (CURLMNOTIFY_*) for NOTIFYFUNCTION, one after the other; corresponds to
   * `curl_multi_notify_enable()`.
   * @throws {TypeError} none given
   * @throws {MultiError} no such notification, or libcurl is older than 8.17
   * @throws {CurlStateError} closed, or libcurl is on the stack
   */
  notifyEnable(...notifications: MultiNotification[]): void {
    for (const notification of atLeastOne('notifyEnable', notifications)) this.#multi.notifyEnable(notification);
  }

  /** Disables notifications; corresponds to `curl_multi_notify_disable()`. @throws as {@link CurlMulti.notifyEnable} */
  notifyDisable(...notifications: MultiNotification[]): void {
    for (const notification of atLeastOne('notifyDisable', notifications)) this.#multi.notifyDisable(notification);
  }

  /**
   * Removes every handle and frees the multi; corresponds to `curl_multi_cleanup()`. The handles stay open, or are
   * closed with `closeHandles`. May be called again.
   * @throws {CurlStateError} libcurl is on the stack; nothing was done
   * @throws {AggregateError} handles whose `close` throws; the multi and all other handles are closed
   */
  close(): void {
    const handles = this.#closeHandles ? this.#multi.handles : [];
    this.#multi.close();
    const errors: unknown[] = [];
    for (const easy of handles)
      try {
        easy.close();
      } catch (error) {
        errors.push(error);
      }
    if (errors.length > 0)
      throw new AggregateError(errors, `close: ${errors.length} of ${handles.length} easy handles could not be closed`);
  }

  /** Whether the multi is closed. */
  get closed(): boolean {
    return this.#multi.closed;
  }

  [Symbol.dispose](): void {
    this.close();
  }
}

function atLeastOne<T>(operation: string, values: T[]): T[] {
  if (values.length === 0) throw argumentError(operation, '', 'at least one notification (CURLMNOTIFY_*)', values);
  return values;
}
