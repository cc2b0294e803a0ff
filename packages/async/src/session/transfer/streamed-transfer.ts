import type { BodyQueue, Outcome } from '@curlew/core-native';
import { WholeBody } from '../../http/body-source.js';
import { RESPONSE_INFOS, Response } from '../../http/response.js';
import type { FinalParts } from '../../http/response-parts.js';
import { Arrival, ArrivingBody, type ArrivalHost } from './arriving-body.js';
import type { MakeTransfer } from '../request/run-request.js';
import { Transfer } from './transfer.js';

/**
 * A transfer whose response is handed over as soon as its headers have arrived. The body waits in native memory until
 * it is read. A response that is complete by then needs no stream and costs as much as a collected one.
 *
 * The transfer must not refer to its response or to anything else of the reader, so that an abandoned response is
 * collected and its transfer aborted.
 */
class StreamedTransfer extends Transfer implements ArrivalHost {
  #arrival: Arrival | undefined;
  /** The failure of taking the response, after its headers have arrived. */
  #failure: { error: unknown } | undefined;
  #whole: Outcome | undefined;
  /** The values that the response gets at the end of its body. */
  #final: FinalParts | undefined;
  #isReleased = false;
  #over: ((failure: unknown) => void) | undefined;

  start(): Promise<unknown> {
    this.handle.prepare(this.state.request, this.terms());
    this.#arrival = new Arrival(this);
    return this.send();
  }

  get signal(): AbortSignal | undefined {
    return this.state.request.signal;
  }

  override isHeld(): boolean {
    return this.#arrival?.isHeld ?? false;
  }

  /** Called by the arrival. A failure from here on is reported to the reader. */
  arrived(): void {
    const { queue } = this.#arrival!;
    try {
      if (queue.whole && queue.endCode === 0) this.#takeWhole(queue);
    } catch (error) {
      this.#failure = { error };
    }
    this.host.multi.resolveEarly(this.handle.easy);
  }

  /** Takes a complete response in one native call, so that its queue need not be garbage-collected. */
  #takeWhole(queue: BodyQueue): void {
    this.endProgress();
    this.#whole = queue.takeOutcome(this.handle.easy, RESPONSE_INFOS);
  }

  /** Called by the arrival. */
  succeeded(): void {
    this.endProgress();
  }

  /** Called by the arrival. */
  ended(): void {
    if (!this.#final) return;
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
    if (this.#failure) throw this.#failure.error;
    const { jar } = this.host;
    const outcome = this.#whole ?? this.handle.easy.takeOutcome(RESPONSE_INFOS);
    this.checkHead(outcome.headerBlock);
    if (outcome.setsCookies) jar.observe(outcome.headerBlock);
    return new Response({
      request: this.request,
      startTime: this.startTime,
      outcome,
      source: this.#whole ? new WholeBody(this.#whole.body) : new ArrivingBody(this.#arrival!),
      final: this.#whole ? undefined : (this.#final = {}),
      jar: jar.snapshot,
      history: this.state.history,
    });
  }

  /** Gives the handle back; if the body is still arriving, when that has ended. */
  release(): void {
    if (!this.#final || this.#arrival!.ended) this.#free();
  }

  #free(): void {
    if (this.#isReleased) return;
    this.#isReleased = true;
    this.giveBack();
  }
}

/** For {@link runRequest}. */
export const streamed: MakeTransfer = (host, state, request) => new StreamedTransfer(host, state, request);
