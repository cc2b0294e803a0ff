import type { BodyQueue, Outcome } from '@curlew/core-native';
import { WholeBody } from '../../http/body-source.js';
import { RESPONSE_INFOS, Response, type FinalParts } from '../../http/response.js';
import { Arrival, ArrivingBody } from './arriving-body.js';
import type { MakeTransfer } from '../request/run-request.js';
import { Transfer } from './transfer.js';

/**
 * A transfer whose response is handed over as soon as its headers have arrived. The body waits in native memory until
 * it is read. A response that is complete by then needs no stream and costs as much as a collected one.
 *
 * The transfer must not refer to its response or to anything else of the reader, so that an abandoned response is
 * collected and its transfer aborted.
 */
class StreamedTransfer extends Transfer {
  #arrival: Arrival | undefined;
  #opening: { resolve: () => void; reject: (error: unknown) => void } | undefined;
  #whole: Outcome | undefined;
  /** The values that the response gets at the end of its body. */
  readonly #final: FinalParts = {};
  #hasResponse = false;
  #isReleased = false;
  #over: ((failure: unknown) => void) | undefined;

  start(): Promise<unknown> {
    const { request } = this.state;
    this.handle.prepare(request, this.terms());
    this.#arrival = new Arrival({
      easy: this.handle.easy,
      signal: request.signal,
      reason: () => this.reason,
      errorOf: (error) => this.errorOf(error),
      arrived: () => this.#arrived(),
      succeeded: () => this.endProgress(),
      ended: () => this.#ended(),
    });
    return new Promise<void>((resolve, reject) => {
      this.#opening = { resolve, reject };
      // A failure after the headers is reported to the reader.
      this.send().then(() => resolve(), reject);
    });
  }

  override isHeld(): boolean {
    return this.#arrival?.isHeld ?? false;
  }

  /** Takes a complete response in one native call, so that its queue need not be garbage-collected. */
  #arrived(): void {
    const { queue } = this.#arrival!;
    try {
      if (queue.whole && queue.endCode === 0) this.#takeWhole(queue);
      this.#opening!.resolve();
    } catch (error) {
      this.#opening!.reject(error);
    }
  }

  #takeWhole(queue: BodyQueue): void {
    this.endProgress();
    this.#whole = queue.takeOutcome(this.handle.easy, RESPONSE_INFOS);
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

  /** Gives the handle back; if the body is still arriving, when that has ended. */
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
