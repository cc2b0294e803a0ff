import { RESPONSE_INFOS, Response } from '../../http/response.js';
import { TargetFile } from '../target-file.js';
import { Transfer } from './transfer.js';

/** A transfer whose response is there when all of it has come; its body is in memory, or in the file of `saveTo`. */
export class CollectedTransfer extends Transfer {
  #file: TargetFile | undefined;

  start(): Promise<unknown> {
    const { request } = this.state;
    const { easy } = this.handle;
    this.handle.prepare(request, this.terms());
    if (request.saveTo !== undefined) {
      this.#file = new TargetFile(request.saveTo);
      easy.setOpt('WRITEDATA', this.#file.open());
    }
    return this.send();
  }

  collect(): Response {
    const { jar } = this.host;
    const { easy } = this.handle;
    const outcome = easy.takeOutcome(RESPONSE_INFOS);
    if (outcome.setsCookies) jar.observe(outcome.headerBlock);
    const response = new Response({
      request: this.request,
      startTime: this.startTime,
      outcome,
      body: this.#file ? undefined : outcome.body,
      jar: jar.snapshot,
      history: this.state.history,
    });
    this.#file?.keep();
    return response;
  }

  release(): void {
    this.#file?.discard();
    this.host.pool.give(this.handle);
  }
}
