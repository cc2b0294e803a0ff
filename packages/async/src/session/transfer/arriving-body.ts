import { BodyQueue, EasyError, type BodyQueueEvents, type Easy } from '@curlew/core-native';
import type { BodySource } from '../../http/body-source.js';
import { CancelledError } from '../../curl-future.js';

/** The maximum size in bytes of a chunk that a reader gets. */
const CHUNK = 64 * 1024;

/** The part of a transfer that its {@link Arrival} uses. */
export interface ArrivalHost {
  readonly easy: Easy;
  readonly signal: AbortSignal | undefined;
  /** The reason why this package aborted the transfer, if it did. */
  readonly reason: unknown;
  /** Converts libcurl's error to the one that the reader gets. */
  errorOf(error: unknown): unknown;
  /** Called when the headers have arrived. */
  arrived(): void;
  /** Called when the transfer has succeeded. @throws a reason to fail all the same */
  succeeded(): void;
  /** Called when the transfer has ended; its handle still belongs to the transfer. */
  ended(): void;
}

/**
 * The body of a running transfer, between the queue that notifies it and the reader that asks it. The transfer holds
 * it, and it refers to the reader only while that waits, so that an abandoned body can be collected.
 */
export class Arrival implements BodyQueueEvents {
  readonly queue: BodyQueue;
  readonly #host: ArrivalHost;
  #failure: { error: unknown } | undefined;
  #isUnwanted = false;
  /** The callbacks of readers that wait. */
  #waiting: (() => void)[] | undefined;
  /** An object that must stay alive while the body arrives. */
  keep: unknown;

  constructor(host: ArrivalHost) {
    this.#host = host;
    this.queue = new BodyQueue(host.easy, this);
  }

  /** Whether the transfer has ended; its body may still have to be read or decoded. */
  get ended(): boolean {
    return this.queue.ended;
  }

  /** Whether everything has been read and nothing more will arrive. */
  get drained(): boolean {
    return this.queue.drained;
  }

  /** The failure of the body; undefined if there is none, or if the body was dropped. */
  get failure(): unknown {
    return this.#isUnwanted ? undefined : this.#failure?.error;
  }

  /** Whether the transfer waits for its reader. */
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
    else if (code < 0) this.#fail(signal?.aborted ? signal.reason : this.#host.errorOf(this.#host.reason ?? givenUp()));
    else this.#succeed();
    this.#host.ended();
    this.#wakeReader();
  }

  #succeed(): void {
    try {
      this.#host.succeeded();
    } catch (error) {
      this.#fail(this.#host.errorOf(error));
    }
  }

  #wakeReader(): void {
    const waiting = this.#waiting;
    if (waiting === undefined) return;
    this.#waiting = undefined;
    for (const wake of waiting) wake();
  }

  #fail(error: unknown): void {
    this.#failure ??= { error };
  }

  /** @throws the transfer's failure, after all bytes before it have been read */
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

  /** Handles bytes that cannot be decoded or exceed the limit; the queue has aborted the transfer already. */
  #failReading(error: unknown): void {
    this.#fail(error instanceof EasyError ? this.#host.errorOf(error) : error);
  }

  /** Resolves when there is something to read, or at the end. Called after a read that found nothing. */
  wait(): Promise<void> {
    if (this.drained) return Promise.resolve();
    return new Promise((resolve) => (this.#waiting ??= []).push(resolve));
  }

  /** Aborts the transfer and wakes waiting readers. */
  cancel(reason?: unknown): void {
    // A body that has been read cannot fail any more. An error would hold its stack, and with it the reader.
    if (this.drained) return;
    this.#isUnwanted = reason === undefined;
    this.#fail(reason ?? givenUp());
    const isRunning = !this.ended;
    this.queue.cancel();
    if (isRunning) this.#host.ended();
    this.#wakeReader();
  }
}

const givenUp = () => new CancelledError('the transfer was aborted before its end');

/** Aborts the transfer of a body whose reader was collected. */
const abandoned = new FinalizationRegistry<Arrival>((arrival) => arrival.cancel());

/** The reader's end of an {@link Arrival}. If it is collected before the end, the transfer is aborted. */
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
    // A failure may refer to this reader, which then could never be collected.
    abandoned.unregister(this.#arrival);
  }

  keepAlive(object: unknown): void {
    this.#arrival.keep = object;
  }
}
