import { RESPONSE_INFOS, Response } from '../http/response.js';
import { TargetFile } from './target-file.js';
import { Transfer, prepare } from './transfer.js';

/** A transfer whose response is there when all of it has come; its body is in memory, or in the file of `saveTo`. */
export class CollectedTransfer extends Transfer {
  #file: TargetFile | undefined;

  start(): Promise<unknown> {
    const { plan } = this.stage;
    const { easy } = this.lane;
    prepare(this.lane, this.stage);
    const path = plan.how.settings.saveTo;
    if (path !== undefined) {
      this.#file = new TargetFile(path);
      easy.setOpt('WRITEDATA', this.#file.open());
    }
    return this.host.multi.addHandle(easy, plan);
  }

  collect(): Response {
    const { jar } = this.host;
    const { easy } = this.lane;
    const outcome = easy.takeOutcome(RESPONSE_INFOS);
    if (outcome.setsCookies) jar.refresh();
    const response = new Response(easy, {
      request: this.request,
      startTime: this.startTime,
      outcome,
      body: this.#file ? undefined : outcome.body,
      jar: jar.snapshot,
      history: this.stage.history,
    });
    this.#file?.keep();
    return response;
  }

  release(): void {
    this.#file?.discard();
    this.host.pool.give(this.lane);
  }
}
