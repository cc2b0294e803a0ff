import type { Outcome } from '@curlew/core-native';
import { WholeBody } from '../../http/body-source.js';
import { RESPONSE_INFOS, Response, type FinalParts } from '../../http/response.js';
import { Arrival, ArrivingBody } from './arriving-body.js';
import type { MakeTransfer } from '../request/run-request.js';
import { Transfer } from './transfer.js';

/**
 * A transfer whose response is there as soon as its headers are. Its body waits in native memory until it is read. A
 * response that is whole by then needs no stream at all, and costs as much as a collected one.
 *
 * It must not hold its response, nor anything else of the reader's: then a response that nobody reads is collected, and
 * its transfer given up.
 */
export class StreamedTransfer extends Transfer {
  #arrival: Arrival | undefined;
  #resolve: (() => void) | undefined;
  #whole: Outcome | undefined;
  /** What the response is told at the end of its body. */
  readonly #final: FinalParts = {};
  #hasResponse = false;
  #isReleased = false;
  #over: ((failure: unknown) => void) | undefined;

  start(): Promise<unknown> {
    const { request } = this.state;
    this.handle.prepare(request, { ...this.terms(), isHeld: () => this.#arrival?.isHeld ?? false });
    this.#arrival = new Arrival({
      easy: this.handle.easy,
      signal: request.signal,
      reason: () => this.reason,
      errorOf: (error) => this.errorOf(error),
      arrived: () => this.#arrived(),
      ended: () => this.#ended(),
    });
    return new Promise<void>((resolve, reject) => {
      this.#resolve = resolve;
      // A failure after the headers is the reader's.
      this.send().then(() => resolve(), reject);
    });
  }

  /** A response that is whole is taken here, in one crossing: then its queue is never left to be collected. */
  #arrived(): void {
    const { queue } = this.#arrival!;
    if (queue.whole && queue.endCode === 0) this.#whole = queue.takeOutcome(this.handle.easy, RESPONSE_INFOS);
    this.#resolve!();
  }

  #ended(): void {
    if (!this.#hasResponse) return;
    const { easy } = this.handle;
    this.#final.numbers = Array.from(easy.getNumbers(RESPONSE_INFOS));
    this.#final.trailerBlock = easy.takeHeaderBlock();
    this.#free();
    this.#over?.(this.#arrival!.failure);
  }

  override whenOver(callback: (failure: unknown) => void): void {
    if (this.#whole || this.#arrival!.ended) callback(this.#arrival!.failure);
    else this.#over = callback;
  }

  collect(): Response {
    const { jar } = this.host;
    const outcome = this.#whole ?? this.handle.easy.takeOutcome(RESPONSE_INFOS);
    this.checkHead(outcome.headerBlock);
    this.#hasResponse = true;
    const source = this.#whole ? new WholeBody(this.#whole.body) : new ArrivingBody(this.#arrival!);
    if (outcome.setsCookies) jar.observe(outcome.headerBlock);
    return new Response({
      request: this.request,
      startTime: this.startTime,
      outcome,
      source,
      final: this.#final,
      jar: jar.snapshot,
      history: this.state.history,
    });
  }

  /** The handle of a body that is still arriving is free when that has ended. */
  release(): void {
    if (!this.#hasResponse || this.#arrival!.ended) this.#free();
  }

  #free(): void {
    if (this.#isReleased) return;
    this.#isReleased = true;
    this.host.pool.give(this.handle);
  }
}

/** For {@link runRequest}. */
export const streamed: MakeTransfer = (host, state, request) => new StreamedTransfer(host, state, request);
