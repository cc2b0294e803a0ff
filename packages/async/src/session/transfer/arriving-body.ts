import { BodyQueue, EasyError, type BodyQueueEvents, type Easy } from '@curlew/core-native';
import type { BodySource } from '../../http/body-source.js';
import { CancelledError } from '../../curl-future.js';

/** Bytes that are read at once: the size of a chunk that a reader gets at most. */
const CHUNK = 64 * 1024;

/** What an {@link Arrival} needs of its transfer. */
export interface ArrivalHost {
  readonly easy: Easy;
  readonly signal: AbortSignal | undefined;
  /** The reason why this package gave the transfer up, if it did. */
  reason(): unknown;
  /** The error that a reader gets for one of libcurl's. */
  errorOf(error: unknown): unknown;
  /** The headers are there. */
  arrived(): void;
  /** The transfer is over; its handle is still the transfer's. */
  ended(): void;
}

/**
 * The body of a transfer on its way: told by the queue, asked by the reader. The transfer holds it, and it holds nothing
 * of the reader except while that waits, so that a body that nobody reads any more can be collected.
 */
export class Arrival implements BodyQueueEvents {
  readonly queue: BodyQueue;
  readonly #host: ArrivalHost;
  #failure: { error: unknown } | undefined;
  #isUnwanted = false;
  /** The readers that wait. */
  #waiting: (() => void)[] = [];
  /** An object that must live as long as the body arrives. */
  keep: unknown;

  constructor(host: ArrivalHost) {
    this.#host = host;
    this.queue = new BodyQueue(host.easy, this);
  }

  /** Whether the transfer is over; its body may still have to be read, or decoded. */
  get ended(): boolean {
    return this.queue.ended;
  }

  /** Whether nothing is left to be read, nor will come. */
  get drained(): boolean {
    return this.queue.drained;
  }

  /** The failure of the body; undefined when there is none, and when nobody wanted it any more. */
  get failure(): unknown {
    return this.#isUnwanted ? undefined : this.#failure?.error;
  }

  /** Whether it is the reader who is slow. */
  get isHeld(): boolean {
    return this.queue.size >= CHUNK;
  }

  onHeaders(): void {
    this.#host.arrived();
  }

  onReadable(): void {
    this.#wakeReader();
  }

  onEnd(code: number): void {
    const { easy, signal } = this.#host;
    if (code > 0) this.#failure = { error: this.#host.errorOf(easy.failure(code)) };
    else if (code < 0) this.#fail(signal?.aborted ? signal.reason : this.#host.errorOf(this.#host.reason() ?? givenUp()));
    this.#host.ended();
    this.#wakeReader();
  }

  #wakeReader(): void {
    for (const wake of this.#waiting.splice(0)) wake();
  }

  #fail(error: unknown): void {
    this.#failure ??= { error };
  }

  /** @throws the transfer's failure, when all that came before it has been read */
  read(maxBytes = CHUNK): Buffer | undefined {
    this.#host.signal?.throwIfAborted();
    let chunk: Buffer | undefined;
    try {
      chunk = this.queue.read(maxBytes);
    } catch (error) {
      this.#failReading(error);
    }
    if (chunk === undefined && this.#failure && this.drained) throw this.#failure.error;
    return chunk;
  }

  /** @returns 0 for nothing @throws as {@link Arrival.read} */
  readInto(target: Uint8Array): number {
    this.#host.signal?.throwIfAborted();
    let count = 0;
    try {
      count = this.queue.readInto(target);
    } catch (error) {
      this.#failReading(error);
    }
    if (count === 0 && this.#failure && this.drained) throw this.#failure.error;
    return count;
  }

  /** The bytes cannot be decoded, or are too many: the queue has given the transfer up for it. */
  #failReading(error: unknown): void {
    this.#fail(error instanceof EasyError ? this.#host.errorOf(error) : error);
  }

  /**
   * Resolves when there is something to read, or the end. For a reader that has just found nothing.
   */
  wait(): Promise<void> {
    if (this.drained) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Gives the transfer up; a reader that waits is told. */
  cancel(reason?: unknown): void {
    // Of a body that has been read nothing is left to fail. An error holds its stack, and with it the reader.
    if (this.drained) return;
    this.#isUnwanted = reason === undefined;
    this.#fail(reason ?? givenUp());
    const isRunning = !this.ended;
    this.queue.cancel();
    if (isRunning) this.#host.ended();
    this.#wakeReader();
  }
}

const givenUp = () => new CancelledError('the transfer was given up before its end');

/** Gives up a body whose reader was collected. */
const abandoned = new FinalizationRegistry<Arrival>((arrival) => arrival.cancel());

/** The reader's end of an {@link Arrival}. When it is collected unread, the transfer is given up. */
export class ArrivingBody implements BodySource {
  readonly #arrival: Arrival;

  constructor(arrival: Arrival) {
    this.#arrival = arrival;
    if (!arrival.ended) abandoned.register(this, arrival, arrival);
  }

  read(maxBytes?: number): Buffer | undefined {
    return this.#arrival.read(maxBytes);
  }

  readInto(target: Uint8Array): number {
    return this.#arrival.readInto(target);
  }

  get hasEnded(): boolean {
    return this.#arrival.drained;
  }

  wait(): Promise<void> {
    return this.#arrival.wait();
  }

  cancel(reason?: unknown): void {
    this.#arrival.cancel(reason);
    // Its failure may hold this reader, which then would never be collected.
    abandoned.unregister(this.#arrival);
  }

  keepAlive(object: unknown): void {
    this.#arrival.keep = object;
  }
}
