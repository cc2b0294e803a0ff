import { CurlMulti as Multi } from '@curlew/multi';
import { constants, type Easy } from '@curlew/core-native';
import { scopeConstants } from '../constants.js';
import { curlOf, type Curl } from '../curl/curl.js';
import { isCurl, stateOf, type CurlBase, type Membership } from '../curl/curl-state.js';
import { asPycurl, pycurlError } from '../errors/as-pycurl.js';
import { OverflowError, error } from '../errors/errors.js';
import { checkKeywords, cInt, socketNumber, typeName, wholeNumber } from '../python/arguments.js';
import { warnDeprecated } from '../python/deprecations.js';
import { isTrue } from '../python/truth.js';
import { adaptMultiCallback, multiSetting, type MultiOptionValue } from './multi-options.js';

/** Options of the constructor; Python's keyword arguments. */
export interface CurlMultiKeywords {
  close_handles?: boolean;
}

/** The calls that fail when a callback returns −1; in all others libcurl continues. */
const HEEDS_CALLBACKS: ReadonlySet<string> = new Set(['add_handle', 'perform', 'socket_action', 'socket_all']);
const EVENTS = constants.CURL_CSELECT_IN | constants.CURL_CSELECT_OUT | constants.CURL_CSELECT_ERR;

/** pycurl's `CurlMulti`, with pycurl's names, checks and errors. */
export class CurlMulti {
  readonly #multi = new Multi();
  readonly #curls = new Set<Curl>();
  /** Messages that were read from libcurl ahead of the user. */
  #messages: { easy: Easy; code: number; text: string }[] = [];
  /** The handles whose transfer has ended. */
  readonly #ended = new Set<Easy>();
  /** The ended handles that were reset, and so are no longer in libcurl's multi. */
  readonly #parked = new Set<Easy>();
  readonly #closeHandles: boolean;
  readonly #membership: Membership = {
    multi: this,
    isRunning: () => this.#running,
    raise: (thrown) => (this.#raised ??= { thrown }),
    whileOut: (curl, action) => this.#whileOut(curl, action),
    left: (curl) => this.#forget(curl),
  };
  #running = false;
  /** The method for which libcurl is running; '' while a handle is closed. */
  #method = '';
  #raised: { thrown: unknown } | undefined;

  /** @param keywords `close_handles`, default false @throws {TypeError} another keyword, or a positional argument */
  constructor(keywords: CurlMultiKeywords = {}) {
    if (typeof keywords !== 'object' || keywords === null) throw new TypeError('function takes no positional arguments');
    checkKeywords(keywords, ['close_handles']);
    this.#closeHandles = isTrue(keywords.close_handles);
  }

  /** @throws {error} closed, or libcurl is on the stack */
  #checkIdle(method: string): void {
    this.#checkOpen(method);
    if (this.#running) throw new error(`cannot invoke ${method}() - multi_perform() is currently running`);
  }

  #checkOpen(method: string): void {
    if (this.closed) throw new error(`cannot invoke ${method}() - no multi handle`);
  }

  /**
   * Runs libcurl for this multi; its handles must not be changed meanwhile.
   * @param failure pycurl's text, if it does not use libcurl's
   * @throws the exception that a callback raised, otherwise that of `action`
   */
  #inside<T>(method: string, action: () => T, failure?: string): T {
    this.#running = true;
    this.#method = method;
    try {
      return asPycurl(method, action, 'multi handle');
    } catch (thrown) {
      throw failure === undefined ? thrown : reworded(thrown, failure);
    } finally {
      this.#running = false;
      this.#method = '';
      const raised = this.#raised;
      this.#raised = undefined;
      // eslint-disable-next-line no-unsafe-finally -- it replaces the error, as in pycurl
      if (raised) throw raised.thrown;
    }
  }

  #checkHandle(curl: unknown, method: string): Easy {
    if (!isCurl(curl)) throw new TypeError(`${method}() argument 1 must be pycurl.Curl, not ${typeName(curl)}`);
    if (this.closed) throw new error('cannot add/remove handle - multi-stack is closed');
    if (this.#running) throw new error('cannot add/remove handle - multi_perform() already running');
    if (stateOf(curl as Curl).isPerforming) throw new error('cannot add/remove handle - perform() of curl object already running');
    return stateOf(curl as Curl).easy;
  }

  /** Adds a handle and keeps it alive. @throws {error} closed, running, or the handle is in a multi */
  add_handle(curl: Curl): void {
    const easy = this.#checkHandle(curl, 'add_handle');
    const there = curl.multi();
    if (there && there !== this) throw new error('cannot add/remove handle - curl object already on another multi-stack');
    if (easy.closed) throw new error('curl object already closed');
    if (there) throw new error('curl object already on this multi-stack');
    this.#curls.add(curl);
    try {
      this.#inside('add_handle', () => this.#multi.addHandle(easy), 'curl_multi_add_handle() failed due to internal errors');
    } catch (thrown) {
      this.#curls.delete(curl);
      throw thrown;
    }
    stateOf(curl).membership = this.#membership;
  }

  /** Removes a handle. @throws {error} it is not in this multi */
  remove_handle(curl: Curl): void {
    const easy = this.#checkHandle(curl, 'remove_handle');
    if (easy.closed) return;
    const there = curl.multi();
    if (there && there !== this) throw new error('cannot add/remove handle - curl object already on another multi-stack');
    if (!there) throw new error('curl object not on this multi-stack');
    if (!this.#parked.has(easy))
      this.#inside('remove_handle', () => this.#multi.removeHandle(easy), 'curl_multi_remove_handle() failed due to internal errors');
    this.#forget(curl);
    stateOf(curl).membership = null;
  }

  #forget(curl: CurlBase): void {
    const { easy } = stateOf(curl);
    this.#curls.delete(curl as Curl);
    this.#ended.delete(easy);
    this.#parked.delete(easy);
    // libcurl drops the message of a handle that leaves.
    this.#messages = this.#messages.filter((message) => message.easy !== easy);
  }

  /** @returns E_MULTI_OK, and how many transfers are running @throws {error} closed, libcurl is on the stack, or it failed */
  perform(): [ret: number, running: number] {
    this.#checkIdle('perform');
    return this.#inside('perform', () => this.#multi.perform(), 'perform failed');
  }

  /** @throws {OverflowError} not a socket number @throws as {@link CurlMulti.perform} */
  socket_action(sockfd: number, ev_bitmask: number): [ret: number, running: number] {
    // libcurl ignores bits other than CSELECT_*.
    const [socket, events] = [socketNumber(sockfd), cInt(ev_bitmask) & EVENTS];
    this.#checkIdle('socket_action');
    return this.#inside('socket_action', () => this.#multi.socketAction(socket, events), 'multi_socket_action failed');
  }

  /** @deprecated by libcurl @throws as {@link CurlMulti.perform} */
  socket_all(): [ret: number, running: number] {
    this.#checkIdle('socket_all');
    warnDeprecated('socket_all is deprecated; use socket_action');
    return this.#inside('socket_all', () => this.#multi.socketAll(), 'perform failed');
  }

  /** The descriptors to watch for reading, for writing, and for exceptions. @throws as {@link CurlMulti.perform} */
  fdset(): [number[], number[], number[]] {
    this.#checkIdle('fdset');
    return this.#inside('fdset', () => this.#multi.fdset(), 'curl_multi_fdset() failed due to internal errors');
  }

  /**
   * @param timeout seconds
   * @returns the number of ready descriptors, −1 after a signal
   * @throws {TypeError | OverflowError} not a number; below 0, or a year or more @throws as {@link CurlMulti.perform}
   */
  select(timeout: number): number {
    if (typeof timeout !== 'number' && typeof timeout !== 'boolean') throw new TypeError(`must be real number, not ${typeName(timeout)}`);
    this.#checkIdle('select');
    if (!(timeout >= 0 && timeout < 365 * 24 * 3600)) throw new OverflowError('invalid timeout period');
    return this.#inside('select', () => this.#multi.select(Number(timeout)), 'multi_fdset failed');
  }

  /** libcurl's timeout in milliseconds, −1 for none. @throws as {@link CurlMulti.perform} */
  timeout(): number {
    this.#checkIdle('timeout');
    return this.#inside('timeout', () => this.#multi.timeout(), 'timeout failed');
  }

  /**
   * @returns the number of messages left, the handles that succeeded, and those that failed, with code and message
   * @throws {error} closed, or `max` (default: all) is not above 0 @throws {TypeError} `max` is not a whole number
   */
  info_read(max?: number): [queued: number, ok: Curl[], failed: [Curl, number, string][]] {
    const most = max === undefined ? undefined : cInt(max);
    if (most !== undefined && most <= 0) throw new error('argument to info_read must be greater than zero');
    this.#checkOpen('info_read');
    this.#collectMessages();
    const read = this.#messages.splice(0, most ?? this.#messages.length);
    const ok = read.filter(({ code }) => code === 0).map(({ easy }) => curlOf(easy));
    const failed = read.filter(({ code }) => code !== 0).map(({ easy, code, text }): [Curl, number, string] => [curlOf(easy), code, text]);
    return [this.#messages.length, ok, failed];
  }

  #collectMessages(): void {
    for (;;) {
      // One by one, in the order of completion.
      const [, [succeeded], [failure]] = asPycurl('info_read', () => this.#multi.infoRead(1), 'multi handle');
      const [easy, code, text] = failure ?? [succeeded, 0, ''];
      if (!easy) return;
      this.#ended.add(easy);
      this.#messages.push({ easy, code, text });
    }
  }

  /**
   * Performs an action while the handle is outside of libcurl's multi. A handle whose transfer has ended is not put
   * back, because libcurl would start it again.
   */
  #whileOut(curl: CurlBase, action: () => void): void {
    const { easy } = stateOf(curl);
    if (this.#parked.has(easy)) return action();
    this.#collectMessages();
    this.#inside('reset', () => this.#multi.removeHandle(easy));
    action();
    if (this.#ended.has(easy)) this.#parked.add(easy);
    else this.#inside('reset', () => this.#multi.addHandle(easy));
  }

  /**
   * Sets an option of the multi: `setopt(M_MAXCONNECTS, 5)`.
   * @throws {TypeError} pycurl takes no such value for this option
   * @throws {OverflowError} too large
   */
  setopt<O extends number>(option: O, value: MultiOptionValue<O, CurlMulti, Curl>): void {
    const number = cInt(option);
    this.#checkIdle('setopt');
    const setting = multiSetting(number, value);
    if (!setting) return;
    const given = typeof setting.value === 'function' ? this.#adapted(setting.name, setting.value) : setting.value;
    this.#inside('setopt', () => this.#multi.setOpt(setting.name as 'MAXCONNECTS', given as never));
  }

  #adapted(name: string, callback: (...values: never[]) => unknown): (...values: never[]) => unknown {
    const handed = (...given: unknown[]) => {
      if (name === 'SOCKETFUNCTION') return [given[0], given[1], this, given[3]];
      return name === 'TIMERFUNCTION' ? [given[0]] : [given[0], given[1] ? curlOf(given[1] as Easy) : null];
    };
    return adaptMultiCallback(name, callback, handed, () => HEEDS_CALLBACKS.has(this.#method));
  }

  /**
   * Associates an object with a socket, which the socket callback gets with it. Allowed in callbacks.
   * @throws {error} (5, …) libcurl does not use the socket
   */
  assign(sockfd: number, object: unknown): void {
    this.#assign('assign', socketNumber(sockfd), object);
  }

  /** Removes the object of a socket. Allowed in callbacks. @throws {error} (5, …) libcurl does not use the socket */
  unassign(sockfd: number): void {
    this.#assign('unassign', socketNumber(sockfd), null);
  }

  #assign(method: string, socket: number, object: unknown): void {
    this.#checkOpen(method);
    if (socket < 0) throw new error(constants.CURLM_BAD_SOCKET, `${method} failed`);
    try {
      asPycurl(method, () => this.#multi.assign(socket, object ?? null), 'multi handle');
    } catch (thrown) {
      throw reworded(thrown, `${method} failed`);
    }
  }

  /** Enables NOTIFY_* for M_NOTIFYFUNCTION. @throws {TypeError | OverflowError} none, or a wrong one; as {@link CurlMulti.perform} */
  notify_enable(...notifications: number[]): void {
    this.#notify('notify_enable', notifications, (notification) => this.#multi.notifyEnable(notification as never));
  }

  /** Disables these notifications. @throws as {@link CurlMulti.notify_enable} */
  notify_disable(...notifications: number[]): void {
    this.#notify('notify_disable', notifications, (notification) => this.#multi.notifyDisable(notification as never));
  }

  #notify(method: string, notifications: readonly number[], set: (notification: number) => void): void {
    this.#checkIdle(method);
    if (notifications.length === 0) throw new TypeError(`${method} requires at least one notification`);
    for (const given of notifications) {
      const notification = wholeNumber(given);
      if (notification < 0) throw new OverflowError("can't convert negative value to unsigned int");
      if (notification > 0xffffffff) throw new OverflowError(`${method} notification value out of range`);
      this.#inside(method, () => set(notification), `${method} failed`);
    }
  }

  /** Python's `curl in multi`. @throws {TypeError} not a Curl */
  contains(curl: Curl): boolean {
    if (!isCurl(curl)) throw new TypeError('__contains__ expects a Curl object');
    return this.#curls.has(curl);
  }

  /** Removes all handles and frees the multi, with `close_handles` closes them. May be called again. @throws {error} libcurl is on the stack */
  close(): void {
    if (this.closed) return;
    this.#checkIdle('close');
    const curls = [...this.#curls];
    this.#inside('close', () => this.#multi.close());
    this.#curls.clear();
    this.#messages.length = 0;
    this.#ended.clear();
    this.#parked.clear();
    for (const curl of curls) {
      stateOf(curl).membership = null;
    }
    if (this.#closeHandles) for (const curl of curls) curl.close();
  }

  /** Whether it was closed. */
  get closed(): boolean {
    return this.#multi.closed;
  }

  [Symbol.dispose](): void {
    this.close();
  }
}
scopeConstants(CurlMulti.prototype, 'CurlMulti');

/** libcurl's code with pycurl's words. */
function reworded(thrown: unknown, text: string): unknown {
  const code = thrown instanceof error ? thrown.args[0] : undefined;
  return typeof code === 'number' ? pycurlError([code, text], (thrown as error).cause) : thrown;
}
