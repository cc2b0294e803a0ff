import { Status, binding, type NativeEasy } from '../binding.js';
import { CurlStateError, argumentError, checkFunction, errorOfStatus } from '../errors/index.js';
import { constants } from '../generated/constants.js';
import { takeSmall } from './byte-slab.js';
import { EasyBase, easyAccess } from './easy-base.js';
import { EasyConnection } from './easy-connection.js';
import type { NumberInfos } from './number-infos.js';
import { OutcomeReader, type Outcome } from './outcome.js';

/** The part of a multi handle that its easy handles use. */
interface Holder {
  removeHandle(easy: Easy): void;
}

/** Internal access to an easy handle for multi.ts and the streams; not exported by the package. */
export let transferAccess: {
  holder(easy: Easy): Holder | undefined;
  /** Called before a multi takes the handle. */
  prepare(easy: Easy): void;
  setHolder(easy: Easy, holder: Holder | undefined): void;
  /** Calls `listener` once, when the next transfer ends or is aborted. */
  onEnd(easy: Easy, listener: TransferEnd): void;
  /** Notifies the listeners of the end. `news` are the queue's, if the multi has them. */
  end(easy: Easy, code: number, news?: number): void;
  /** Connects a body queue to the handle's next transfer; an earlier queue is cancelled. */
  setQueue<T extends object>(easy: Easy, queue: T, hooks: QueueHooks<T>): void;
  /** Sets the listener for the events of the next transfer's upload. */
  setUpload(easy: Easy, listener: ((news: number) => void) | undefined): void;
  /** Notifies the queue and the upload. */
  tellQueue: (this: void, easy: Easy, news: number) => void;
  /**
   * The outcome of a transfer whose body went to the queue of this number; without the body if that is still in the
   * queue.
   */
  takeOutcome(easy: Easy, infos: NumberInfos, queue: number): Partial<Pick<Outcome, 'body'>> & Omit<Outcome, 'body'>;
};

/** The events of a body queue and of an upload, as bits; native/body/body_news.h declares the same. */
export const QueueNews = { headers: 1, readable: 2, ends: 4, whole: 8, wantsUpload: 16, restartsUpload: 32 } as const;

const UPLOAD_NEWS = QueueNews.wantsUpload | QueueNews.restartsUpload;

/**
 * The calls of a handle to its body queue: functions shared by all queues, because closures would cost more than the
 * calls.
 */
export interface QueueHooks<T> {
  /** @param news bits of {@link QueueNews} */
  tell(queue: T, news: number): void;
  /** @param code as for {@link TransferEnd} */
  end(queue: T, code: number, news?: number): void;
}

/** Called with the transfer's CURLcode; −1 if it was aborted before its end. */
export type TransferEnd = (code: number) => void;

/**
 * A libcurl easy handle: one transfer at a time, with its options and infos.
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
  #upload: ((news: number) => void) | undefined;
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
      setUpload: (easy, listener) => {
        easy.#upload = listener;
      },
      tellQueue: (easy, news) => easy.#tell(news),
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
   * share and infos are not copied. Also allowed inside callbacks.
   * @throws {CurlStateError} closed
   * @throws {EasyError} libcurl has no memory for a handle
   */
  duplicate(): Easy {
    return copyOf(this);
  }

  /**
   * Runs the transfer to its end, blocking; corresponds to `curl_easy_perform()`.
   * @throws {EasyError} the transfer failed; `cause` is a callback's exception
   * @throws {CurlStateError} closed, in a multi handle, or called inside a callback
   */
  perform(): this {
    this.refreshMime();
    const status = easyAccess.native(this)!.perform();
    if (status >= 0) this.#end(status);
    if (status !== 0) throw errorOfStatus(status, { operation: 'perform' }) ?? this.failure(status, 'perform');
    return this;
  }

  #tell(news: number): void {
    if (news & UPLOAD_NEWS) this.#upload?.(news);
    const rest = news & ~UPLOAD_NEWS;
    if (rest === 0) return;
    if (this.#queue) this.#queueHooks!.tell(this.#queue, rest);
    else this.#onRedirect?.();
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
   * Takes the collected body of the last transfer, decoded if ACCEPT_ENCODING is set. Empty if it was taken before, or
   * went to WRITEFUNCTION or WRITEDATA.
   */
  takeBody(): Buffer {
    return takeSmall(easyAccess.id(this)!, binding.easyTakeBodyInto) ?? easyAccess.native(this)!.takeBody();
  }

  /** Takes the header lines of the last transfer as received: one block per response, including interim responses. */
  takeHeaderBlock(): Buffer {
    return takeSmall(easyAccess.id(this)!, binding.easyTakeHeaderBlockInto) ?? easyAccess.native(this)!.takeHeaderBlock();
  }

  /**
   * Takes everything that the last transfer left in one native call; for programs that need the same values of each
   * transfer before its handle is reused.
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
    if (typeof outcome === 'number') this.refused(outcome, 'takeOutcome', 'the result of numberInfos()', infos);
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

  /**
   * Resumes a paused transfer. Data that libcurl held back may reach the callbacks before this returns.
   * @throws as {@link Easy.pause}
   */
  unpause(): void {
    this.pause(constants.CURLPAUSE_CONT);
  }

  /**
   * Resets all options; connections, cookies, DNS results and TLS sessions stay. Corresponds to `curl_easy_reset()`.
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
   * Sets a listener that is called when the headers of a redirect (301, 302, 303, 307 or 308 with a Location) have
   * arrived but not its body, so that the redirect can be followed at once and the handle removed from its multi. It is
   * called on the event loop of an attached multi, never on libcurl's stack, and not for a transfer with a body queue,
   * whose `onHeaders` serves the same purpose. Only 64 KiB of such a body are kept, and it does not count towards the
   * body limit.
   * @param listener undefined to remove it, as reset() does
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
   * @throws the exception of a callback that libcurl called meanwhile; the handle is closed all the same
   */
  close(): void {
    if (this.#closed) return;
    this.#holder?.removeHandle(this);
    const status = easyAccess.native(this)!.close();
    if (status !== Status.ok) this.refused(status, 'close');
    this.#closed = true;
    this.#end(-1);
    // libcurl calls some callbacks only now (HSTSWRITEFUNCTION), so their exceptions are thrown here.
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

// Outside of the class: bundlers rename a class that refers to itself to _Easy.
const copyOf = (easy: Easy) => new Easy(easy);

function nativeToCopy(original: Easy): NativeEasy {
  const native = easyAccess.native(original);
  if (!native || !(original instanceof EasyBase)) throw argumentError('new Easy', '', 'an Easy to copy', original);
  if (original.closed) throw new CurlStateError('the handle is closed', 'ERR_CURL_CLOSED', 'duplicate');
  return native;
}
