import { BodyFile } from '../file/body-file.js';
import { setSavedTo, settle } from '../file/saved-body.js';
import { hasField } from '../http/header-fields.js';
import { RESPONSE_INFOS, Response, ResponseHeaders } from '../http/response.js';
import { parseHeaderBlock } from '../http/header-block.js';
import { Transfer, prepare, type Stage } from './transfer.js';

/** A transfer whose response is there when all of it has come; its body is in memory, or in the file of `saveTo`. */
export class CollectedTransfer extends Transfer {
  #file: BodyFile | undefined;

  start(): Promise<unknown> {
    const { saveTo } = this.stage.plan;
    if (saveTo !== undefined) return this.#startInto(saveTo);
    prepare(this.lane, this.stage);
    return this.host.multi.addHandle(this.lane.easy, this.stage.plan);
  }

  async #startInto(path: string): Promise<unknown> {
    const { plan, hop } = this.stage;
    this.#file = await BodyFile.claim(path, { url: hop.url, signal: plan.signal });
    const descriptor = await this.#file.begin();
    prepare(this.lane, this.stage);
    this.lane.easy.setOpt('WRITEDATA', descriptor);
    return this.host.multi.addHandle(this.lane.easy, plan);
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
      body: this.#file ? this.#settle(this.#file, outcome.numbers[0]!, outcome.headerBlock) : outcome.body,
      jar: jar.snapshot,
      history: this.stage.history,
    });
    if (this.#file?.isKept) setSavedTo(response, this.#file.target);
    return response;
  }

  #settle(file: BodyFile, status: number, headerBlock: Buffer): Buffer | undefined {
    const { method, url } = this.stage.hop;
    return settle(file, {
      method,
      status,
      protocol: /^([a-z][a-z0-9+.-]*:)\/\//i.exec(url)?.[1] ?? 'http:',
      isPartWanted: asksForPart(this.stage),
      header: (name) => new ResponseHeaders(parseHeaderBlock(headerBlock.toString('latin1')).responses.at(-1)?.fields).get(name),
    });
  }

  release(): void {
    this.#file?.release();
    this.host.pool.give(this.lane);
  }
}

function asksForPart({ plan, hop }: Stage): boolean {
  const { RANGE, RESUME_FROM, RESUME_FROM_LARGE } = plan.how.curl;
  return hasField(hop.fields, 'range') || Boolean(RANGE ?? RESUME_FROM ?? RESUME_FROM_LARGE);
}
