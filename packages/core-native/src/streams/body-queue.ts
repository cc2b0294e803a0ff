import { Buffer } from 'node:buffer';
import { Status, binding, hasFailed, type Failed } from '../binding.js';
import { byteSlab } from '../easy/byte-slab.js';
import { QueueNews, transferAccess, type Easy, type QueueHooks } from '../easy/easy.js';
import { easyAccess } from '../easy/easy-base.js';
import type { NumberInfos } from '../easy/number-infos.js';
import type { Outcome } from '../easy/outcome.js';
import { argumentError, errorOfStatus, makeEasyError } from '../errors/index.js';
import { throwLater } from '../throw-later.js';
import { whenTimeToDecode } from './decode-turns.js';

/**
 * What a {@link BodyQueue} tells. Called on the event loop, never on libcurl's stack, in the async context
 * (AsyncLocalStorage) that the handle was added in.
 */
export interface BodyQueueEvents {
  /** The headers of the response that the body belongs to are there: {@link Easy.takeHeaderBlock}, {@link Easy.getInfo}. Once. */
  onHeaders?(): void;
  /** Bytes are there, after a read that has found none: {@link BodyQueue.read}. */
  onReadable?(): void;
  /**
   * The transfer has ended; what it has left is still there to be read. Trailers are what {@link Easy.takeHeaderBlock}
   * gives now. Once, and last.
   * @param code its CURLcode, 0 for success, −1 when it was given up
   */
  onEnd?(code: number): void;
}

/** How a body is queued. */
export interface BodyQueueOptions {
  /** Bytes that may wait for a reader before the transfer is held back; 64 KiB by default. */
  highWaterMark?: number;
}

const DEFAULT_HIGH_WATER_MARK = 64 * 1024;

let hooks: QueueHooks<BodyQueue>;

/** Frees what waits in native memory for a reader that is gone. */
const unread = new FinalizationRegistry<number>((id) => void binding.queueClose(id));

/**
 * The body of one transfer, which stays in native memory until it is read. On the event loop the transfer is held back
 * while more than the high-water mark waits; it goes on when enough was read. Under perform(), and in a multi that the
 * program drives itself, nobody could read meanwhile: the whole body is queued, and the events come with its end.
 *
 * The handle holds the queue, and the queue its events, until the transfer ends; afterwards only its user does. So events
 * that hold their reader keep it from being collected: let them hold it by a WeakRef, and a FinalizationRegistry
 * {@link BodyQueue.cancel} the queue, where a reader may be dropped in the middle of a body.
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
  /** Until its transfer has ended. */
  #easy: Easy | undefined;
  #endCode: number | undefined;
  #whole = false;
  #closed = false;
  #registered = false;
  #waitsForTime = false;
  /** There may be bytes. */
  #hopeful = true;

  /**
   * For the handle's next transfer, in place of WRITEFUNCTION and WRITEDATA. An earlier queue that still waits for that
   * transfer is given up.
   * @param easy a handle that is in no multi and performs nothing
   * @throws {TypeError | RangeError} not an Easy, or the high-water mark is no whole number from 1
   * @throws {CurlStateError} the handle is closed or in use
   */
  constructor(easy: Easy, events: BodyQueueEvents, { highWaterMark = DEFAULT_HIGH_WATER_MARK }: BodyQueueOptions = {}) {
    const easyId = easyAccess.id(easy);
    if (easyId === undefined) throw argumentError('new BodyQueue', 'easy', 'an Easy', easy);
    if (typeof events !== 'object' || events === null) throw argumentError('new BodyQueue', 'events', 'an object with callbacks', events);
    const id = binding.easyOpenQueue(easyId, highWaterMark);
    if (id <= 0) throw refusal(id, 'new BodyQueue', 'a whole number of bytes from 1 as highWaterMark', highWaterMark);
    this.#id = id;
    this.#easy = easy;
    this.#events = events;
    transferAccess.setQueue(easy, this, hooks);
  }

  /** Whether the transfer is over: all that can still be read is there already. */
  get ended(): boolean {
    return this.#endCode !== undefined;
  }

  /** How it ended: the CURLcode, −1 when it was given up; undefined as long as it runs. */
  get endCode(): number | undefined {
    return this.#endCode;
  }

  /**
   * Whether all of the body is there, small enough or not encoded, so that {@link BodyQueue.takeOutcome} gives it at once.
   * A body that has {@link BodyQueue.ended} and is not whole has to be decoded yet, piece by piece.
   */
  get whole(): boolean {
    return this.#whole;
  }

  /** Whether nothing is left to be read, nor will come: the end of the body, if it was not cancelled. */
  get drained(): boolean {
    return this.#closed;
  }

  /** Bytes that wait in native memory, as they were received. */
  get size(): number {
    return this.#closed ? 0 : binding.queueSize(this.#id);
  }

  /**
   * Takes what there is.
   * @param maxBytes at most so many; a whole number from 1. By default all, but of what is decoded 64 KiB.
   * @returns undefined when there is nothing: for good when the body is {@link BodyQueue.drained}, else onReadable or onEnd
   * follows. Also when reading has decoded so much that the event loop should have its turn; then onReadable follows, even
   * after onEnd.
   * @throws {EasyError} CURLE_BAD_CONTENT_ENCODING or CURLE_FILESIZE_EXCEEDED, of a body that is decoded, behind its last
   * good bytes. The transfer is given up then.
   * @throws {TypeError | RangeError} maxBytes is no such number
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
   * The same into memory of the caller's, for readers that bring their own.
   * @returns how many bytes; 0 as {@link BodyQueue.read} gives undefined
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
   * Takes all that a transfer has left, as {@link Easy.takeOutcome} does, when it has {@link BodyQueue.ended} and its
   * handle has not begun another one. What was read before is not in the body.
   * @param easy the handle that the queue was made for
   * @throws {TypeError} not made by numberInfos
   * @throws {CurlStateError} the handle is closed
   */
  takeOutcome(easy: Easy, infos: NumberInfos): Outcome {
    const outcome = transferAccess.takeOutcome(easy, infos, this.#id);
    const body = outcome.body;
    // A small one has been taken, and its queue is gone.
    if (body !== undefined) this.#forget();
    return body !== undefined ? (outcome as Outcome) : { ...outcome, body: this.#readAll() };
  }

  #readAll(): Buffer {
    const parts: Buffer[] = [];
    while (!this.#closed) {
      // However long it takes: who asks for all wants all.
      binding.queuesHaveTime(true);
      const part = this.read();
      if (part !== undefined) parts.push(part);
    }
    return parts.length === 1 ? parts[0]! : Buffer.concat(parts);
  }

  /**
   * Gives the transfer up: its handle leaves the multi (inside a callback, when libcurl has returned), what waits is
   * forgotten, and no event follows. May be called again, also after the end.
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

  /** It is gone, or will be at once. */
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
    if (news & QueueNews.headers) this.#call('onHeaders');
    if (news & QueueNews.readable && this.#hopeful) this.#call('onReadable');
  }

  #call(name: 'onHeaders' | 'onReadable'): void {
    try {
      this.#events?.[name]?.();
    } catch (error) {
      // The rest is told all the same.
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
    // Without a multi on the event loop nobody has taken them.
    const news = given ?? (code < 0 ? 0 : binding.queueNews(this.#id));
    this.#whole = (news & QueueNews.whole) !== 0;
    const events = this.#events;
    this.#tell(news);
    // What came since the last look, and the reader was not told of.
    this.#hopeful = !this.#closed;
    if (this.#events === events) events?.onEnd?.(code);
  }
}

function refusal(status: number, operation: string, expected?: string, value?: unknown): Error {
  return errorOfStatus(status, { operation, ...(expected ? { expected } : {}), value }) ?? makeEasyError(status, { operation });
}
