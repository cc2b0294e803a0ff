import { CurlMulti as Multi } from '@curlew/multi';
import type { Easy } from '@curlew/core-native';
import { scopeConstants, pycurlConstants } from './constants.js';
import { curlOf, type Curl } from './curl/curl.js';
import { isCurl, stateOf, type Membership } from './curl/curl-state.js';
import { OverflowError, asPycurl, error } from './errors.js';

/** Options of the constructor; Python's keyword arguments. */
export interface CurlMultiKeywords {
  close_handles?: boolean;
}

/** `M_MAXCONNECTS` → `MAXCONNECTS`. */
const optionNames = new Map(
  Object.entries(pycurlConstants as Readonly<Record<string, number>>)
    .filter(([name]) => name.startsWith('M_'))
    .map(([name, id]) => [id, name.slice(2)] as const),
);
const INTEGERS = new Set([
  'MAXCONNECTS',
  'PIPELINING',
  'MAX_HOST_CONNECTIONS',
  'MAX_TOTAL_CONNECTIONS',
  'MAX_PIPELINE_LENGTH',
  'CONTENT_LENGTH_PENALTY_SIZE',
  'CHUNK_LENGTH_PENALTY_SIZE',
  'MAX_CONCURRENT_STREAMS',
]);
const CALLBACKS = new Set(['SOCKETFUNCTION', 'TIMERFUNCTION', 'NOTIFYFUNCTION']);
const LISTS = new Set(['PIPELINING_SITE_BL', 'PIPELINING_SERVER_BL']);

/** pycurl's `CurlMulti`, with pycurl's names, checks and errors. */
export class CurlMulti {
  readonly #multi = new Multi();
  readonly #curls = new Set<Curl>();
  readonly #closeHandles: boolean;
  readonly #membership: Membership = { multi: this, isRunning: () => this.#running };
  #running = false;

  constructor(keywords: CurlMultiKeywords = {}) {
    if (typeof keywords !== 'object' || keywords === null) throw new TypeError('function takes no positional arguments');
    this.#closeHandles = Boolean(keywords.close_handles);
  }

  /** Runs libcurl for this multi: its handles may not be touched meanwhile. */
  #inside<T>(method: string, action: () => T): T {
    if (this.#running) throw new error([`cannot invoke ${method}() - multi_perform() is currently running`]);
    this.#running = true;
    try {
      return asPycurl(method, action, 'multi handle');
    } finally {
      this.#running = false;
    }
  }

  #checkHandle(curl: unknown, method: string): Easy {
    if (!isCurl(curl)) throw new TypeError(`${method}() requires a Curl object`);
    if (this.closed) throw new error(['cannot add/remove handle - multi-stack is closed']);
    if (this.#running) throw new error(['cannot add/remove handle - multi_perform() already running']);
    return stateOf(curl as Curl).easy;
  }

  /** Adds a handle and keeps it alive. @throws {error} closed, running, or the handle is in a multi */
  add_handle(curl: Curl): void {
    const easy = this.#checkHandle(curl, 'add_handle');
    const there = curl.multi();
    if (there && there !== this) throw new error(['cannot add/remove handle - curl object already on another multi-stack']);
    if (easy.closed) throw new error(['curl object already closed']);
    if (there) throw new error(['curl object already on this multi-stack']);
    this.#inside('add_handle', () => this.#multi.addHandle(easy));
    this.#curls.add(curl);
    stateOf(curl).membership = this.#membership;
  }

  /** Takes a handle out. @throws {error} it is not in here */
  remove_handle(curl: Curl): void {
    const easy = this.#checkHandle(curl, 'remove_handle');
    if (easy.closed) return;
    const there = curl.multi();
    if (there && there !== this) throw new error(['cannot add/remove handle - curl object already on another multi-stack']);
    if (!there) throw new error(['curl object not on this multi-stack']);
    this.#inside('remove_handle', () => this.#multi.removeHandle(easy));
    this.#curls.delete(curl);
    stateOf(curl).membership = null;
  }

  /** @returns the status, which is E_MULTI_OK, and how many transfers are running */
  perform(): [ret: number, running: number] {
    return this.#inside('perform', () => this.#multi.perform());
  }

  socket_action(sockfd: number, ev_bitmask: number): [ret: number, running: number] {
    return this.#inside('socket_action', () => this.#multi.socketAction(sockfd, ev_bitmask));
  }

  /** @deprecated by libcurl */
  socket_all(): [ret: number, running: number] {
    return this.#inside('socket_all', () => this.#multi.socketAll());
  }

  /** The descriptors to be watched for reading, for writing, and for exceptions. */
  fdset(): [number[], number[], number[]] {
    return this.#inside('fdset', () => this.#multi.fdset());
  }

  /** @param timeout seconds @returns how many are ready, −1 when a signal came @throws {OverflowError} below 0, or a year and more */
  select(timeout: number): number {
    if (typeof timeout !== 'number') throw new TypeError('select() requires a number of seconds');
    if (!(timeout >= 0 && timeout < 365 * 24 * 3600)) throw new OverflowError('invalid timeout period');
    return this.#inside('select', () => this.#multi.select(timeout));
  }

  /** Milliseconds, −1 for none. */
  timeout(): number {
    return this.#inside('timeout', () => this.#multi.timeout());
  }

  /** @returns how many messages are left, the handles that succeeded, and those that failed with code and message */
  info_read(max?: number): [queued: number, ok: Curl[], failed: [Curl, number, string][]] {
    if (max !== undefined && max <= 0) throw new error(['argument to info_read must be greater than zero']);
    const [queued, ok, failed] = asPycurl('info_read', () => this.#multi.infoRead(max), 'multi handle');
    return [queued, ok.map((easy) => curlOf(easy)), failed.map(([easy, code, message]) => [curlOf(easy), code, message])];
  }

  /**
   * Sets an option of the multi: `setopt(M_MAXCONNECTS, 5)`.
   * @throws {TypeError} pycurl takes no such value for this option
   */
  setopt(option: number, value: number | boolean | readonly string[] | ((...values: never[]) => unknown) | null): void {
    const name = optionNames.get(option);
    if (name === undefined) throw new TypeError('invalid arguments to setopt');
    if (this.closed) throw new error(['cannot invoke setopt() - no multi handle']);
    if (value === null) {
      if (!CALLBACKS.has(name) && !LISTS.has(name)) throw new TypeError('unsetting is not supported for this option');
      if (CALLBACKS.has(name)) this.#set(name, null);
    } else if (typeof value === 'function') {
      if (!CALLBACKS.has(name)) throw new TypeError('callables are not supported for this option');
      this.#set(name, this.#adapted(name, value));
    } else if (typeof value === 'number' || typeof value === 'boolean') {
      if (!INTEGERS.has(name)) throw new TypeError('integers are not supported for this option');
      this.#set(name, Number(value));
    } else if (Array.isArray(value)) {
      // HTTP/1 pipelining has left libcurl; the lists are taken and do nothing.
      if (!LISTS.has(name)) throw new TypeError('lists/tuples are not supported for this option');
    } else throw new TypeError('invalid arguments to setopt');
  }

  #set(name: string, value: unknown): void {
    this.#inside('setopt', () => this.#multi.setOpt(name as 'MAXCONNECTS', value as never));
  }

  #adapted(name: string, callback: (...values: never[]) => unknown): (...values: unknown[]) => unknown {
    const call = callback as (...values: unknown[]) => unknown;
    if (name === 'SOCKETFUNCTION') return (what, socket, _multi, assigned) => call(what, socket, this, assigned);
    if (name === 'TIMERFUNCTION') return (milliseconds) => call(milliseconds);
    return (notification, easy) => void call(notification, easy ? curlOf(easy as Easy) : null);
  }

  /** Has the socket callback given this object with the socket. */
  assign(sockfd: number, object: unknown): void {
    asPycurl('assign', () => this.#multi.assign(sockfd, object), 'multi handle');
  }

  unassign(sockfd: number): void {
    asPycurl('unassign', () => this.#multi.unassign(sockfd), 'multi handle');
  }

  notify_enable(...notifications: number[]): void {
    if (notifications.length === 0) throw new TypeError('notify_enable requires at least one notification');
    this.#inside('notify_enable', () => this.#multi.notifyEnable(...(notifications as never[])));
  }

  notify_disable(...notifications: number[]): void {
    if (notifications.length === 0) throw new TypeError('notify_disable requires at least one notification');
    this.#inside('notify_disable', () => this.#multi.notifyDisable(...(notifications as never[])));
  }

  /** Python's `curl in multi`. */
  contains(curl: Curl): boolean {
    if (!isCurl(curl)) throw new TypeError('__contains__ expects a Curl object');
    return this.#multi.contains(stateOf(curl).easy);
  }

  /** Removes all handles and frees the multi; with `close_handles` closes them too. May be called again. */
  close(): void {
    if (this.closed) return;
    const curls = [...this.#curls];
    this.#inside('close', () => this.#multi.close());
    this.#curls.clear();
    for (const curl of curls) {
      stateOf(curl).membership = null;
    }
    if (this.#closeHandles) for (const curl of curls) curl.close();
  }

  get closed(): boolean {
    return this.#multi.closed;
  }

  [Symbol.dispose](): void {
    this.close();
  }
}
scopeConstants(CurlMulti.prototype, 'CurlMulti');
