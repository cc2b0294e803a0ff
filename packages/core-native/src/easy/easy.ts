import { Status, binding, type NativeEasy } from '../binding.js';
import { CurlStateError, argumentError, checkFunction, errorOfStatus } from '../errors/index.js';
import { constants } from '../generated/constants.js';
import { takeSmall } from './byte-slab.js';
import { EasyBase, easyAccess } from './easy-base.js';
import { EasyConnection } from './easy-connection.js';
import type { NumberInfos } from './number-infos.js';
import { OutcomeReader, type Outcome } from './outcome.js';

/** A multi handle, as an easy handle in it sees it. */
interface Holder {
  removeHandle(easy: Easy): void;
}

/** What multi.ts and the streams may do with an easy handle; not exported by the package. */
export let transferAccess: {
  holder(easy: Easy): Holder | undefined;
  /** Before a multi takes the handle. */
  prepare(easy: Easy): void;
  setHolder(easy: Easy, holder: Holder | undefined): void;
  /** Has `listener` called once, when the next transfer ends or is given up. */
  onEnd(easy: Easy, listener: TransferEnd): void;
  /** Tells it. `news` are those of the queue, where the multi has them. */
  end(easy: Easy, code: number, news?: number): void;
  /** Has the body queue of the handle's next transfer told of it; another one is given up. */
  setQueue<T extends object>(easy: Easy, queue: T, hooks: QueueHooks<T>): void;
  /** Tells it. */
  tellQueue: (this: void, easy: Easy, news: number) => void;
  /** The outcome of a transfer whose body went to the queue of this number; without the body if that is still there. */
  takeOutcome(easy: Easy, infos: NumberInfos, queue: number): Partial<Pick<Outcome, 'body'>> & Omit<Outcome, 'body'>;
};

/** What there is to tell of a body queue; native/body/body_queue.h is the same. */
export const QueueNews = { headers: 1, readable: 2, ends: 4, whole: 8 } as const;

/** What a handle does with its body queue: functions that all queues share, because closures cost more than the calls. */
export interface QueueHooks<T> {
  /** @param news bits of {@link QueueNews} */
  tell(queue: T, news: number): void;
  /** @param code as for {@link TransferEnd} */
  end(queue: T, code: number, news?: number): void;
}

/** Called with the transfer's CURLcode, −1 when it was given up before its end. */
export type TransferEnd = (code: number) => void;

/**
 * A libcurl easy handle: one transfer at a time, its options and what is known about it.
 *
 * @example
 * const easy = new Easy().setOpts({ URL: 'https://example.com/', FOLLOWLOCATION: true });
 * easy.perform();
 * console.log(easy.getInfo('RESPONSE_CODE'), easy.takeBody().toString());
 * easy.close();
 */
export class Easy extends EasyConnection {
  #holder: Holder | undefined;
  #enders: TransferEnd[] = [];
  #queue: object | undefined;
  #queueHooks: QueueHooks<object> | undefined;
  #outcome: OutcomeReader | undefined;
  #onRedirect: (() => void) | undefined;
  #closed = false;

  static {
    transferAccess = {
      holder: (easy) => easy.#holder,
      prepare: (easy) => easy.refreshMime(),
      setHolder: (easy, holder) => {
        easy.#holder = holder;
      },
      onEnd: (easy, listener) => void easy.#enders.push(listener),
      end: (easy, code, news) => easy.#end(code, news),
      setQueue: (easy, queue, hooks) => {
        easy.#endQueue(-1);
        easy.#queue = queue;
        easy.#queueHooks = hooks;
      },
      tellQueue: (easy, news) => (easy.#queue ? easy.#queueHooks!.tell(easy.#queue, news) : easy.#onRedirect?.()),
      takeOutcome: (easy, infos, queue) => easy.#takeOutcome(infos, queue),
    };
  }

  /**
   * Corresponds to `curl_easy_init()`. The only defaults are NOSIGNAL and redirects within http and https.
   * @param original a handle to copy, as {@link Easy.duplicate} does
   * @throws {EasyError} CURLE_FAILED_INIT when libcurl has no memory for a handle
   * @throws {CurlStateError} the original is closed
   */
  constructor(original?: Easy) {
    super(original && nativeToCopy(original));
    if (original) this.adoptMime(original);
  }

  /**
   * A new handle with the same options, callbacks included; corresponds to `curl_easy_duphandle()`. Connections, the
   * share, and what is known about a transfer are not copied. Also allowed inside callbacks.
   * @throws {CurlStateError} closed
   * @throws {EasyError} libcurl has no memory for a handle
   */
  duplicate(): Easy {
    return copyOf(this);
  }

  /**
   * Runs the transfer to its end and blocks meanwhile; corresponds to `curl_easy_perform()`.
   * @throws {EasyError} the transfer failed; `cause` is what a callback threw
   * @throws {CurlStateError} closed, in a multi handle, or called inside a callback
   */
  perform(): this {
    this.refreshMime();
    const status = easyAccess.native(this)!.perform();
    if (status >= 0) this.#end(status);
    if (status !== 0) throw errorOfStatus(status, { operation: 'perform' }) ?? this.failure(status, 'perform');
    return this;
  }

  #end(code: number, news?: number): void {
    this.#endQueue(code, news);
    if (this.#enders.length === 0) return;
    const enders = this.#enders;
    this.#enders = [];
    for (const ended of enders) ended(code);
  }

  #endQueue(code: number, news?: number): void {
    const queue = this.#queue;
    if (queue === undefined) return;
    this.#queue = undefined;
    this.#queueHooks!.end(queue, code, news);
  }

  /**
   * Hands over the collected body of the last transfer, decoded as ACCEPT_ENCODING asked for. Empty when it was handed
   * over before, or went to WRITEFUNCTION or WRITEDATA.
   */
  takeBody(): Buffer {
    return takeSmall(easyAccess.id(this)!, binding.easyTakeBodyInto) ?? easyAccess.native(this)!.takeBody();
  }

  /** Hands over the header lines of the last transfer as received: one block per response, interim ones included. */
  takeHeaderBlock(): Buffer {
    return takeSmall(easyAccess.id(this)!, binding.easyTakeHeaderBlockInto) ?? easyAccess.native(this)!.takeHeaderBlock();
  }

  /**
   * Hands over all that the last transfer has left in one call into native code: for those who take the same of each
   * transfer before its handle goes to the next one.
   * @param infos made once by {@link numberInfos}
   * @throws {TypeError} not made by numberInfos
   * @throws {CurlStateError} the handle is closed
   */
  takeOutcome(infos: NumberInfos): Outcome {
    return this.#takeOutcome(infos, 0);
  }

  #takeOutcome(infos: NumberInfos, queue: number): Outcome {
    this.#outcome ??= new OutcomeReader(easyAccess.native(this)!, easyAccess.id(this)!);
    const outcome = this.#outcome.take(infos, queue);
    if (typeof outcome === 'number') this.refused(outcome, 'takeOutcome', 'what numberInfos has made', infos);
    return outcome;
  }

  /**
   * Stops the flow of a running transfer, in one direction or both; corresponds to `curl_easy_pause()`.
   * @param bitmask CURLPAUSE_RECV, CURLPAUSE_SEND, CURLPAUSE_ALL (the default) or CURLPAUSE_CONT
   * @throws {CurlStateError} closed, or no transfer is running
   * @throws {EasyError} libcurl refuses
   */
  pause(bitmask: number = constants.CURLPAUSE_ALL): void {
    const status = easyAccess.native(this)!.pause(bitmask);
    if (status === Status.notInMulti) throw new CurlStateError('no transfer is running', 'ERR_CURL_NOT_IN_USE', 'pause');
    if (status !== 0)
      throw (
        errorOfStatus(status, { operation: 'pause', expected: 'a bit set of CURLPAUSE_*', value: bitmask }) ?? this.failure(status, 'pause')
      );
  }

  /** Lets a paused transfer go on. What libcurl held back may reach the callbacks before this returns. @throws as {@link Easy.pause} */
  unpause(): void {
    this.pause(constants.CURLPAUSE_CONT);
  }

  /**
   * Takes back all options; connections, cookies, DNS and TLS sessions stay. Corresponds to `curl_easy_reset()`.
   * @throws {CurlStateError} closed, in a multi handle, or called inside a callback
   */
  reset(): this {
    const status = easyAccess.native(this)!.reset();
    if (status !== Status.ok) this.refused(status, 'reset');
    this.#endQueue(-1);
    this.#onRedirect = undefined;
    this.adoptMime(undefined);
    return this;
  }

  /**
   * Has a listener called when the headers of a redirect (301, 302, 303, 307 or 308 with a Location) are there and its body
   * is not: whoever follows it need not wait for that, and can take the handle out of its multi. Called on the event loop
   * of an attached multi, never on libcurl's stack, and not for a transfer with a body queue, whose `onHeaders` tells the
   * same. Only 64 KiB of such a body are kept, and it counts for no limit.
   * @param listener undefined for none, as after reset()
   * @throws {TypeError} not a function
   * @throws {CurlStateError} the handle is closed
   */
  onRedirect(listener: (() => void) | undefined): this {
    if (listener !== undefined) checkFunction('onRedirect', 'listener', listener);
    const status = easyAccess.native(this)!.tellRedirects(listener !== undefined);
    if (status !== Status.ok) this.refused(status, 'onRedirect');
    this.#onRedirect = listener;
    return this;
  }

  /**
   * Frees the handle; corresponds to `curl_easy_cleanup()`. A handle in a multi is removed from it first. May be
   * called again.
   * @throws {CurlStateError} called inside a callback of its own transfer
   * @throws what a callback threw that libcurl called meanwhile; the handle is closed then too
   */
  close(): void {
    if (this.#closed) return;
    this.#holder?.removeHandle(this);
    const status = easyAccess.native(this)!.close();
    if (status !== Status.ok) this.refused(status, 'close');
    this.#closed = true;
    this.#end(-1);
    // libcurl asks some callbacks only now (HSTSWRITEFUNCTION), and a failure of theirs is nobody else's.
    const thrown = easyAccess.native(this)!.thrown();
    if (thrown) throw thrown.value;
  }

  /** Whether {@link Easy.close} was called. */
  get closed(): boolean {
    return this.#closed;
  }

  [Symbol.dispose](): void {
    this.close();
  }
}

// Outside of the class: one that names itself is called _Easy when it is bundled.
const copyOf = (easy: Easy) => new Easy(easy);

function nativeToCopy(original: Easy): NativeEasy {
  const native = easyAccess.native(original);
  if (!native || !(original instanceof EasyBase)) throw argumentError('new Easy', '', 'an Easy to copy', original);
  if (original.closed) throw new CurlStateError('the handle is closed', 'ERR_CURL_CLOSED', 'duplicate');
  return native;
}
