import { Buffer } from 'node:buffer';
import { Status, binding, hasFailed, type Failed } from '../binding.js';
import { byteSlab } from '../easy/byte-slab.js';
import { QueueNews, transferAccess, type Easy, type QueueHooks } from '../easy/easy.js';
import { easyAccess } from '../easy/easy-base.js';
import type { NumberInfos } from '../easy/number-infos.js';
import type { Outcome } from '../easy/outcome.js';
import { CurlStateError, argumentError, checkObject, errorOfStatus, makeEasyError } from '../errors/index.js';
import { throwLater } from '../throw-later.js';
import { whenTimeToDecode } from './decode-turns.js';

/**
 * The events of a {@link BodyQueue}. Called on the event loop, never on libcurl's stack, in the async context
 * (AsyncLocalStorage) that the handle was added in.
 */
export interface BodyQueueEvents {
  /**
   * Called once when the headers of the body's response have arrived: see {@link Easy.takeHeaderBlock}, {@link
   * Easy.getInfo}.
   */
  onHeaders?(): void;
  /** Called when bytes have arrived after a {@link BodyQueue.read} that found none. */
  onReadable?(): void;
  /**
   * Called once, as the last event, when the transfer has ended. The rest of the body can still be read. {@link
   * Easy.takeHeaderBlock} now returns the trailers.
   * @param code its CURLcode, 0 for success, −1 if it was aborted
   */
  onEnd?(code: number): void;
}

/** How a body is queued. */
export interface BodyQueueOptions {
  /** Bytes that may wait for a reader before the transfer is paused. Default 64 KiB. */
  highWaterMark?: number;
}

const DEFAULT_HIGH_WATER_MARK = 64 * 1024;

let hooks: QueueHooks<BodyQueue>;

/** Frees the native memory of a queue whose reader was collected. */
const unread = new FinalizationRegistry<number>((id) => void binding.queueClose(id));

/**
 * The body of one transfer, which stays in native memory until it is read. On the event loop the transfer is paused
 * while more than the high-water mark waits, and resumed when enough was read. Under perform(), and in a multi that the
 * program drives itself, nothing can read meanwhile, so the whole body is queued and the events come at its end.
 *
 * The handle holds the queue, and the queue its events, until the transfer ends; afterwards only its user does. So
 * events that refer to their reader keep it alive. If a reader may be dropped in the middle of a body, refer to it by a
 * WeakRef, and {@link BodyQueue.cancel} the queue in a FinalizationRegistry.
 *
 * @example
 * const multi = new Multi().attach({ onDone: () => multi.close() });
 * const easy = new Easy().setOpt('URL', 'https://example.com/');
 * const queue = new BodyQueue(easy, {
 *   onHeaders: () => console.log(easy.getInfo('RESPONSE_CODE')),
 *   onReadable: () => { for (let bytes; (bytes = queue.read()); ) console.log(bytes.length); },
 *   onEnd: (code) => console.log('ended with', code),
 * });
 * multi.addHandle(easy);
 */
export class BodyQueue {
  static {
    hooks = { tell: (queue, news) => queue.#tell(news), end: (queue, code, news) => queue.#end(code, news) };
  }

  readonly #id: number;
  #events: BodyQueueEvents | undefined;
  /** The handle, until its transfer has ended. */
  #easy: Easy | undefined;
  #endCode: number | undefined;
  #whole = false;
  #closed = false;
  #registered = false;
  #waitsForTime = false;
  /** Whether there may be bytes to read. */
  #hopeful = true;

  /**
   * Queues the body of the handle's next transfer, in place of WRITEFUNCTION and WRITEDATA. An earlier queue for that
   * transfer is cancelled.
   * @param easy a handle that is neither in a multi nor performing
   * @throws {TypeError | RangeError} not an Easy, or the high-water mark is not a whole number from 1
   * @throws {CurlStateError} the handle is closed or in use
   */
  constructor(easy: Easy, events: BodyQueueEvents, options: BodyQueueOptions = {}) {
    const easyId = easyAccess.id(easy);
    if (easyId === undefined) throw argumentError('new BodyQueue', 'easy', 'an Easy', easy);
    if (typeof events !== 'object' || events === null) throw argumentError('new BodyQueue', 'events', 'an object with callbacks', events);
    checkObject('new BodyQueue', 'options', options);
    const { highWaterMark = DEFAULT_HIGH_WATER_MARK } = options;
    const id = binding.easyOpenQueue(easyId, highWaterMark);
    if (id <= 0) throw refusal(id, 'new BodyQueue', 'a whole number of bytes from 1 as highWaterMark', highWaterMark);
    this.#id = id;
    this.#easy = easy;
    this.#events = events;
    transferAccess.setQueue(easy, this, hooks);
  }

  /** Whether the transfer has ended, so that everything that can still be read has arrived. */
  get ended(): boolean {
    return this.#endCode !== undefined;
  }

  /** The CURLcode with which the transfer ended, −1 if it was aborted; undefined while it is running. */
  get endCode(): number | undefined {
    return this.#endCode;
  }

  /**
   * Whether the whole body has arrived, and is small or not encoded, so that {@link BodyQueue.takeOutcome} can return
   * it at once. A body that has {@link BodyQueue.ended} and is not whole still has to be decoded, piece by piece.
   */
  get whole(): boolean {
    return this.#whole;
  }

  /** Whether everything was read and nothing more will arrive: the end of the body, unless it was cancelled. */
  get drained(): boolean {
    return this.#closed;
  }

  /** The number of received bytes that wait in native memory, before decoding. */
  get size(): number {
    return this.#closed ? 0 : binding.queueSize(this.#id);
  }

  /**
   * Takes the available bytes.
   * @param maxBytes the maximum number, a whole number from 1. Default: all, or 64 KiB if the body is decoded.
   * @returns undefined when no bytes are available. If the body is {@link BodyQueue.drained}, that is the end;
   *   otherwise onReadable or onEnd follows. Also undefined when decoding has used up its time in this turn of the
   *   event loop; then onReadable follows, even after onEnd.
   * @throws {EasyError} CURLE_BAD_CONTENT_ENCODING or CURLE_FILESIZE_EXCEEDED while decoding, after the last valid
   *   bytes. The transfer is aborted then.
   * @throws {TypeError | RangeError} maxBytes is not such a number
   */
  read(maxBytes: number = Number.MAX_SAFE_INTEGER): Buffer | undefined {
    if (!this.#hopeful) return undefined;
    let answer = binding.queueRead(this.#id, byteSlab.memory, byteSlab.offset, maxBytes);
    if (answer === Status.outOfMemory) {
      byteSlab.renew();
      answer = binding.queueRead(this.#id, byteSlab.memory, byteSlab.offset, maxBytes);
    }
    if (typeof answer !== 'number') return this.#taken(answer);
    if (answer > 0) return byteSlab.cut(answer);
    this.#nothing(answer, maxBytes);
    return undefined;
  }

  /**
   * Reads into the caller's memory.
   * @returns the number of bytes; 0 where {@link BodyQueue.read} returns undefined
   * @throws {TypeError} not a view of memory, or an empty one
   * @throws {EasyError} as {@link BodyQueue.read}
   */
  readInto(target: Uint8Array): number {
    if (!ArrayBuffer.isView(target) || target.byteLength === 0)
      throw argumentError('readInto', 'target', 'a Uint8Array with room for at least one byte', target);
    if (!this.#hopeful) return 0;
    const count = this.#taken(binding.queueReadInto(this.#id, target));
    if (count > 0) return count;
    this.#nothing(count);
    return 0;
  }

  /**
   * Takes everything that the transfer left, like {@link Easy.takeOutcome}. Call it after it has {@link
   * BodyQueue.ended} and before its handle starts another transfer. The body lacks what was read before.
   * @param easy the handle that the queue was made for
   * @throws {TypeError} not made by numberInfos
   * @throws {CurlStateError} the handle is closed, or the transfer has not ended
   */
  takeOutcome(easy: Easy, infos: NumberInfos): Outcome {
    if (easyAccess.id(easy) === undefined) throw argumentError('takeOutcome', 'easy', 'an Easy', easy);
    if (!this.ended && !this.#closed)
      throw new CurlStateError('the transfer of this queue has not ended', 'ERR_CURL_IN_USE', 'takeOutcome');
    const outcome = transferAccess.takeOutcome(easy, infos, this.#id);
    const body = outcome.body;
    // A small body was taken already, and its queue is gone.
    if (body !== undefined) this.#forget();
    return body !== undefined ? (outcome as Outcome) : { ...outcome, body: this.#readAll() };
  }

  #readAll(): Buffer {
    const parts: Buffer[] = [];
    while (!this.#closed) {
      // Without a time limit: the caller wants the whole body.
      binding.queuesHaveTime(true);
      const part = this.read();
      if (part !== undefined) parts.push(part);
    }
    return parts.length === 1 ? parts[0]! : Buffer.concat(parts);
  }

  /**
   * Aborts the transfer: its handle leaves the multi (inside a callback, when libcurl has returned), waiting bytes are
   * dropped, and no event follows. May be called again, also after the end.
   */
  cancel(): void {
    const easy = this.#easy;
    this.#easy = this.#events = undefined;
    this.#close();
    if (easy !== undefined) transferAccess.holder(easy)?.removeHandle(easy);
  }

  #taken<T>(answer: T | Failed): T {
    if (!hasFailed(answer)) return answer;
    this.cancel();
    const { failed, detail } = answer;
    throw makeEasyError(failed, { operation: 'read', ...(detail === undefined ? {} : { detail }) });
  }

  #nothing(answer: number, maxBytes?: number): void {
    if (answer === Status.later) return this.#waitForTime();
    if (answer < 0) throw refusal(answer, 'read', 'a whole number of bytes from 1', maxBytes);
    this.#hopeful = false;
    if (this.ended) this.#close();
  }

  #waitForTime(): void {
    if (this.#waitsForTime) return;
    this.#waitsForTime = true;
    whenTimeToDecode(() => {
      this.#waitsForTime = false;
      this.#tell(QueueNews.readable);
    });
  }

  #close(): void {
    if (this.#closed) return;
    this.#forget();
    binding.queueClose(this.#id);
  }

  /** Marks the queue as closed; the native queue is gone, or will be at once. */
  #forget(): void {
    this.#closed = true;
    this.#hopeful = false;
    if (!this.#registered) return;
    unread.unregister(this);
    this.#registered = false;
  }

  #tell(news: number): void {
    if (this.#closed) return;
    if (news & QueueNews.readable) this.#hopeful = true;
    const { ended } = this;
    if (news & QueueNews.headers) this.#call('onHeaders');
    // onHeaders may have taken the handle out: then onEnd was the last event.
    if (this.ended !== ended) return;
    if (news & QueueNews.readable && this.#hopeful) this.#call('onReadable');
  }

  #call(name: 'onHeaders' | 'onReadable'): void {
    try {
      this.#events?.[name]?.();
    } catch (error) {
      // The remaining events are delivered all the same.
      throwLater(error);
    }
  }

  #end(code: number, news?: number): void {
    this.#easy = undefined;
    this.#endCode = code;
    if (this.#closed) return;
    try {
      this.#tellEnd(code, news);
    } finally {
      if (!this.#closed) unread.register(this, this.#id, this);
      this.#registered = !this.#closed;
    }
  }

  #tellEnd(code: number, given?: number): void {
    // Without a multi on the event loop the events have not been taken yet.
    const news = given ?? (code < 0 ? 0 : binding.queueNews(this.#id));
    this.#whole = (news & QueueNews.whole) !== 0;
    const events = this.#events;
    this.#tell(news);
    // Bytes that arrived since the last read and were not reported.
    this.#hopeful = !this.#closed;
    if (this.#events === events) events?.onEnd?.(code);
  }
}

function refusal(status: number, operation: string, expected?: string, value?: unknown): Error {
  return errorOfStatus(status, { operation, ...(expected ? { expected } : {}), value }) ?? makeEasyError(status, { operation });
}
