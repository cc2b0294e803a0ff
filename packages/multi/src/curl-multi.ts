import { Multi, easyStrError, select, type Easy, type MultiOptions } from '@curlew/core-native';

/** One failed transfer of {@link CurlMulti.infoRead}: the handle, libcurl's number, and what it said. */
export type FailedTransfer = readonly [easy: Easy, code: number, message: string];

/**
 * pycurl's `CurlMulti`: many transfers at once in a loop of your own, for programs that may block.
 *
 * @example
 * const multi = new CurlMulti();
 * for (const url of urls) multi.addHandle(new Easy().setOpt('URL', url));
 * while (multi.perform()[1] > 0) multi.poll(1);
 * const [, ok, failed] = multi.infoRead();
 */
export class CurlMulti {
  readonly #multi = new Multi();

  /** Adds a handle and keeps it alive until it is removed. @throws as `Multi.addHandle` of core-native */
  addHandle(easy: Easy): void {
    this.#multi.addHandle(easy);
  }

  /** Takes a handle out. @throws as `Multi.removeHandle` of core-native */
  removeHandle(easy: Easy): void {
    this.#multi.removeHandle(easy);
  }

  /**
   * Lets every transfer go on as far as it can without waiting.
   * @returns libcurl's status (E_MULTI_OK, that is 0; other codes are thrown) and how many transfers are running
   */
  perform(): [status: number, active: number] {
    return [0, this.#multi.perform()];
  }

  /** The descriptors to be watched for reading, writing and exceptions, for {@link select}. @throws as `Multi.fdset` of core-native */
  fdset(): [read: number[], write: number[], except: number[]] {
    return this.#multi.fdset();
  }

  /**
   * Blocks until one of libcurl's descriptors is ready or the time is over. Unlike {@link CurlMulti.poll} it answers at
   * once when there is no descriptor to wait for.
   * @param timeoutSeconds seconds, from 0
   * @returns how many descriptors are ready, 0 when none is
   */
  select(timeoutSeconds: number): number {
    const sets = this.#multi.fdset();
    if (sets.every((set) => set.length === 0)) return 0;
    return select(...sets, timeoutSeconds).reduce((count, ready) => count + ready.length, 0);
  }

  /** How many milliseconds libcurl wants to wait at most, −1 when it waits for nothing. */
  timeout(): number {
    return this.#multi.timeout();
  }

  /** Whether the handle is in this multi. Python's `curl in multi`. */
  contains(easy: Easy): boolean {
    return this.#multi.handles.includes(easy);
  }

  /**
   * Blocks until something is ready or the time is over.
   * @param timeoutSeconds seconds, from 0
   * @returns how many descriptors are ready
   */
  poll(timeoutSeconds: number): number {
    return this.#multi.poll(Math.ceil(timeoutSeconds * 1000));
  }

  /**
   * The transfers that ended since the last call. They stay in the multi until they are removed.
   * @returns how many messages are left, the handles that succeeded, and those that failed
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

  /** Sets a numeric option. @throws as `Multi.setOpt` of core-native */
  setOpt<K extends keyof MultiOptions>(option: K, value: MultiOptions[K]): void {
    this.#multi.setOpt(option, value);
  }

  /** Removes every handle (they stay open) and frees the multi. May be called again. */
  close(): void {
    this.#multi.close();
  }

  /** Whether the multi is closed. */
  get closed(): boolean {
    return this.#multi.closed;
  }

  [Symbol.dispose](): void {
    this.close();
  }
}
