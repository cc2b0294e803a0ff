import { numberInfos } from '@curlew/core-native';
import { RESPONSE_INFOS, Response } from '../../http/response.js';
import { TargetFile } from '../target-file.js';
import { Transfer } from './transfer.js';

/**
 * How long the body of a redirect is waited for, in milliseconds: it costs a connection to break it off, unless that can
 * carry several transfers. A body that is announced as small is worth more of a wait.
 */
const GRACE = { small: 1000, other: 50 };
const SMALL = 16 * 1024;

const LENGTH = numberInfos('CONTENT_LENGTH_DOWNLOAD_T');

/** A transfer whose response is there when all of it has come; its body is in memory, or in the file of `saveTo`. */
export class CollectedTransfer extends Transfer {
  #file: TargetFile | undefined;
  #grace: NodeJS.Timeout | undefined;

  start(): Promise<unknown> {
    const { request } = this.state;
    const { easy } = this.handle;
    this.handle.prepare(request, this.terms());
    this.handle.follower = this;
    if (request.saveTo !== undefined) {
      this.#file = new TargetFile(request.saveTo);
      easy.setOpt('WRITEDATA', this.#file.open());
    }
    return this.send();
  }

  /** The headers of a redirect are there, and its body is not: it is not waited for much longer. */
  redirected(): void {
    const { easy } = this.handle;
    const [length] = easy.getNumbers(LENGTH);
    const isSmall = length! >= 0 && length! <= SMALL;
    this.#grace = setTimeout(() => this.host.multi.finish(easy), isSmall ? GRACE.small : GRACE.other);
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
    clearTimeout(this.#grace);
    this.handle.follower = undefined;
    this.#file?.discard();
    this.host.pool.give(this.handle);
  }
}
