import { Status } from '../binding.js';
import { transferAccess, type Easy } from '../easy/easy.js';
import { argumentError, checkObject, refusal } from '../errors/index.js';
import { constants } from '../generated/constants.js';
import { multiOptionTable, type MultiOptions } from '../generated/multi-options.js';
import type { BitSet, EnumValue } from '../option-values.js';
import { MultiBase, multiAccess } from './multi-base.js';
import { guardMultiCallback } from './multi-callbacks.js';
import { throwLater } from '../throw-later.js';

/** One message of {@link Multi.infoRead}. */
export interface MultiMessage {
  /** The handle whose transfer is over. */
  easy: Easy;
  /** The transfer's CURLcode. */
  code: number;
}

/** A descriptor to wait for; libcurl's `struct curl_waitfd`. */
export interface WaitFd {
  /** The file descriptor, or the socket on Windows. */
  fd: number;
  /** The events to wait for: CURL_WAIT_POLLIN (readable), CURL_WAIT_POLLOUT (writable), CURL_WAIT_POLLPRI (urgent data). */
  events: BitSet<'CURL_WAIT_POLLIN' | 'CURL_WAIT_POLLOUT' | 'CURL_WAIT_POLLPRI'>;
  /** The events that occurred, set by {@link Multi.poll} and {@link Multi.wait}. */
  revents?: number;
}

/** @throws {TypeError} not an array */
function checkArray(operation: string, extra: unknown): void {
  if (!Array.isArray(extra)) throw argumentError(operation, 'extra', 'an array of descriptors to wait for', extra);
}

const INFOS = {
  XFERS_CURRENT: constants.CURLMINFO_XFERS_CURRENT,
  XFERS_RUNNING: constants.CURLMINFO_XFERS_RUNNING,
  XFERS_PENDING: constants.CURLMINFO_XFERS_PENDING,
  XFERS_DONE: constants.CURLMINFO_XFERS_DONE,
  XFERS_ADDED: constants.CURLMINFO_XFERS_ADDED,
} as const;

const expected: Readonly<Record<'long' | 'offT' | 'function' | 'object', string>> = {
  long: 'a whole number or a boolean',
  offT: 'a whole number or a bigint',
  function: 'a function or null',
  object: 'an array of strings or null',
};

/** The number of messages per native call, in shared memory: [queued, id, code, id, code, …]. */
const RECORDS = 256;
const records = new Int32Array(1 + 2 * RECORDS);

/** A notification of {@link Multi.notifyEnable}. */
export type MultiNotification = EnumValue<'CURLMNOTIFY_INFO_READ' | 'CURLMNOTIFY_EASY_DONE'>;

/** A multi that its user drives: libcurl's own calls, one by one. */
export abstract class MultiDriving extends MultiBase {
  /** The values given to {@link Multi.assign}, by socket. */
  readonly #assigned = new Map<number, unknown>();

  /**
   * Advances every transfer as far as possible without waiting; corresponds to `curl_multi_perform()`.
   * @returns how many transfers are still running
   * @throws {CurlStateError} closed, attached to the loop, or called inside a callback
   * @throws {MultiError} libcurl or a callback of the multi fails; `cause` is the callback's exception
   */
  perform(): number {
    return this.value(multiAccess.native(this).perform(), 'perform');
  }

  /**
   * Advances the transfers that wait for a socket, or, with CURL_SOCKET_TIMEOUT, those whose time has come; corresponds
   * to `curl_multi_socket_action()`.
   * @param events the events that occurred; 0 lets libcurl check the socket itself
   * @returns how many transfers are still running
   * @throws as {@link Multi.perform}
   */
  socketAction(socket: number, events: BitSet<'CURL_CSELECT_IN' | 'CURL_CSELECT_OUT' | 'CURL_CSELECT_ERR'> = 0): number {
    return this.value(multiAccess.native(this).socketAction(socket, events), 'socketAction', 'a socket and a set of CURL_CSELECT_*', [
      socket,
      events,
    ]);
  }

  /**
   * Checks all sockets; corresponds to `curl_multi_socket_all()`.
   * @deprecated by libcurl; {@link Multi.socketAction} and {@link Multi.perform} are what it recommends
   * @throws as {@link Multi.perform}
   */
  socketAll(): number {
    return this.value(multiAccess.native(this).socketAll(), 'socketAll');
  }

  /**
   * Associates a value with a socket, which the socket callback gets with it; corresponds to `curl_multi_assign()`.
   * @throws {MultiError} CURLM_BAD_SOCKET: libcurl does not use the socket
   * @throws {CurlStateError} closed, or attached to the loop
   */
  assign(socket: number, value: unknown): void {
    const clears = value === undefined || value === null;
    const status = multiAccess.native(this).assign(socket, !clears);
    if (status !== Status.ok) this.refused(status, 'assign', 'a socket', socket);
    if (clears) this.#assigned.delete(socket);
    else this.#assigned.set(socket, value);
  }

  /** Removes the value of a socket. @throws as {@link Multi.assign} */
  unassign(socket: number): void {
    this.assign(socket, undefined);
  }

  /**
   * Blocks until a descriptor is ready, libcurl's own timer is due, {@link Multi.wakeup} was called, or the timeout
   * expires; corresponds to `curl_multi_poll()`.
   * @param timeoutMs milliseconds, a whole number from 0
   * @param extra additional descriptors to wait for; their `revents` are set
   * @returns how many descriptors are ready
   * @throws {CurlStateError} closed, attached to the loop, or called inside a callback
   */
  poll(timeoutMs: number, extra: readonly WaitFd[] = []): number {
    return this.#wait(timeoutMs, extra, true);
  }

  /**
   * Like {@link Multi.poll}, but returns at once when there is no descriptor to wait for; corresponds to
   * `curl_multi_wait()`.
   * @throws as {@link Multi.poll}
   */
  wait(timeoutMs: number, extra: readonly WaitFd[] = []): number {
    return this.#wait(timeoutMs, extra, false);
  }

  #wait(timeoutMs: number, extra: readonly WaitFd[], wakeable: boolean): number {
    const operation = wakeable ? 'poll' : 'wait';
    checkArray(operation, extra);
    for (const each of extra) checkObject(operation, 'extra', each, 'an object with fd and events');
    const waits = extra.flatMap(({ fd, events }) => [fd, events]);
    const asked = [timeoutMs, extra];
    const words = 'a whole number of milliseconds from 0, and descriptors with CURL_WAIT_POLL* bits';
    const [ready, ...seen] = this.value(multiAccess.native(this).poll(timeoutMs, waits, wakeable), operation, words, asked);
    for (const [index, wait] of extra.entries()) wait.revents = seen[index]!;
    return ready!;
  }

  /**
   * Blocks until one of the descriptors of {@link Multi.fdset} is ready or the timeout expires. Unlike {@link
   * Multi.poll} it ignores libcurl's own timer, like pycurl's `select`.
   * @param timeoutMs milliseconds, a whole number from 0
   * @returns the number of ready descriptors, counted once per set; 0 after the timeout, or at once if there is none to
   *   wait for; −1 after a signal, or if other code closed a descriptor
   * @throws {CurlStateError} closed or called inside a callback
   */
  select(timeoutMs: number): number {
    return this.value(multiAccess.native(this).select(timeoutMs), 'select', 'a whole number of milliseconds from 0', timeoutMs);
  }

  /**
   * Makes the next or running {@link Multi.poll} return; corresponds to `curl_multi_wakeup()`. Also allowed inside
   * callbacks.
   * @throws {CurlStateError} closed
   */
  wakeup(): void {
    const status = multiAccess.native(this).wakeup();
    if (status !== Status.ok) this.refused(status, 'wakeup');
  }

  /**
   * The longest time that libcurl wants to wait; corresponds to `curl_multi_timeout()`.
   * @returns milliseconds, −1 for no timeout
   * @throws {CurlStateError} closed or called inside a callback
   */
  timeout(): number {
    return this.value(multiAccess.native(this).timeout(), 'timeout');
  }

  /**
   * The descriptors that libcurl waits for; corresponds to `curl_multi_fdset()`, without its limit of 1024.
   * @returns the descriptors to watch for reading, for writing, and for exceptions
   * @throws {CurlStateError} closed or called inside a callback
   */
  fdset(): [read: number[], write: number[], except: number[]] {
    const sets: [number[], number[], number[]] = [[], [], []];
    for (const { fd, events } of this.waitfds()) {
      if (events & constants.CURL_WAIT_POLLIN) sets[0].push(fd);
      if (events & constants.CURL_WAIT_POLLOUT) sets[1].push(fd);
      if (events & constants.CURL_WAIT_POLLPRI) sets[2].push(fd);
    }
    return sets;
  }

  /**
   * The descriptors of {@link Multi.fdset} as one list; corresponds to `curl_multi_waitfds()`.
   * @throws as {@link Multi.fdset}
   */
  waitfds(): WaitFd[] {
    const pairs = this.value(multiAccess.native(this).fdset(), 'waitfds');
    const waits: WaitFd[] = [];
    for (let index = 0; index < pairs.length; index += 2) waits.push({ fd: pairs[index]!, events: pairs[index + 1]! });
    return waits;
  }

  /**
   * The transfers that ended since the last call; corresponds to `curl_multi_info_read()`. Their handles stay in the
   * multi until they are removed.
   * @param max the maximum number of messages
   * @throws {CurlStateError} closed or attached to the loop
   */
  infoRead(max = 0x7fffffff): { queued: number; messages: MultiMessage[] } {
    if (typeof max !== 'number') throw argumentError('infoRead', 'max', 'a whole number from 1', max);
    const messages: MultiMessage[] = [];
    for (;;) {
      const left = max - messages.length;
      const count = this.value(multiAccess.native(this).infoRead(left, records), 'infoRead', 'a whole number from 1', max);
      for (let index = 1; index <= 2 * count; index += 2) {
        const easy = multiAccess.easys(this).get(records[index]!);
        if (easy) messages.push(this.#ended(easy, records[index + 1]!));
      }
      if (count < RECORDS || count === left) return { queued: records[0]!, messages };
    }
  }

  #ended(easy: Easy, code: number): MultiMessage {
    try {
      transferAccess.end(easy, code);
    } catch (error) {
      throwLater(error);
    }
    return { easy, code };
  }

  /**
   * Sets an option; corresponds to `curl_multi_setopt()`.
   * @param option libcurl's name without CURLMOPT_
   * @param value the option's value; `null` removes a callback
   * @throws {TypeError} the name is unknown or the value has a wrong type
   * @throws {MultiError} libcurl refuses
   * @throws {CurlStateError} closed, called inside a callback, or (socket and timer callbacks) attached to the loop
   */
  setOpt<K extends keyof MultiOptions>(option: K, value: MultiOptions<this>[K]): this {
    const row = multiOptionTable[option];
    const operation = `setOpt ${String(option)}`;
    if (!row) throw refusal('ERR_CURL_UNKNOWN_OPTION', `${operation}: not an option of a multi handle`, { operation });
    const [id, kind] = row;
    const status = multiAccess.native(this).setOpt(id, typeof value === 'function' ? this.#guarded(option, value) : value);
    if (status !== Status.ok) this.refused(status, operation, expected[kind], value);
    return this;
  }

  #guarded(option: string, callback: (...values: never[]) => unknown): unknown {
    if (!option.endsWith('FUNCTION')) return callback;
    const side = { multi: this, assigned: this.#assigned, easyOf: (id: number) => multiAccess.easys(this).get(id) };
    return guardMultiCallback(option, callback, side);
  }

  /**
   * Enables a notification for NOTIFYFUNCTION; corresponds to `curl_multi_notify_enable()`, since libcurl 8.17.
   * @throws {MultiError} no such notification
   * @throws {CurlStateError} closed or called inside a callback
   */
  notifyEnable(notification: MultiNotification): void {
    const status = multiAccess.native(this).notify(notification, true);
    if (status !== Status.ok) this.refused(status, 'notifyEnable', 'one of CURLMNOTIFY_*', notification);
  }

  /** Disables a notification; corresponds to `curl_multi_notify_disable()`. @throws as {@link Multi.notifyEnable} */
  notifyDisable(notification: MultiNotification): void {
    const status = multiAccess.native(this).notify(notification, false);
    if (status !== Status.ok) this.refused(status, 'notifyDisable', 'one of CURLMNOTIFY_*', notification);
  }

  /**
   * A count of transfers; corresponds to `curl_multi_get_offt()`, since libcurl 8.16.
   * @param info libcurl's name without CURLMINFO_
   * @throws {TypeError} the name is unknown
   * @throws {CurlStateError} closed or called inside a callback
   */
  getOfft(info: keyof typeof INFOS): number {
    const id = Object.hasOwn(INFOS, info) ? INFOS[info] : undefined;
    if (id === undefined) throw argumentError('getOfft', '', `one of ${Object.keys(INFOS).join(', ')}`, info, 'ERR_CURL_INVALID_ARG_VALUE');
    return this.value(multiAccess.native(this).getOfft(id), 'getOfft');
  }
}
