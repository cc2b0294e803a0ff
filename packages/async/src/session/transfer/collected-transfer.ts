import { numberInfos } from '@curlew/core-native';
import { BodyFile } from '../../file/body-file.js';
import { setSavedTo, settle } from '../../file/saved-body.js';
import { hasField } from '../../http/header-fields.js';
import { parseHeaderBlock } from '../../http/header-block.js';
import { ResponseHeaders } from '../../http/response-headers.js';
import { RESPONSE_INFOS, Response } from '../../http/response.js';
import type { PreparedRequest } from '../request/prepared-request.js';
import type { MakeTransfer } from '../request/run-request.js';
import { Transfer } from './transfer.js';

/**
 * How long to wait for the body of a redirect, in milliseconds: aborting it costs the connection, unless that is
 * multiplexed. A body that is announced as small is worth a longer wait.
 */
const GRACE = { small: 1000, other: 50 };
const SMALL = 16 * 1024;

const LENGTH = numberInfos('CONTENT_LENGTH_DOWNLOAD_T');

/** A transfer whose response is complete when it is handed over; the body is in memory, or in the file of `saveTo`. */
class CollectedTransfer extends Transfer {
  #file: BodyFile | undefined;
  #grace: NodeJS.Timeout | undefined;

  start(): Promise<unknown> {
    const { request } = this.state;
    if (request.saveTo !== undefined) return this.#startInto(request.saveTo, request);
    this.handle.prepare(request, this.terms());
    this.handle.follower = this;
    return this.send();
  }

  async #startInto(path: string, request: PreparedRequest): Promise<unknown> {
    this.#file = await BodyFile.claim(path, { url: request.url, signal: request.signal });
    const descriptor = await this.#file.begin();
    this.handle.prepare(request, this.terms());
    this.handle.follower = this;
    this.handle.easy.setOpt('WRITEDATA', descriptor);
    return this.send();
  }

  /** Called when the headers of a redirect have arrived but not its body; limits the wait for the body. */
  redirected(): void {
    const { easy } = this.handle;
    const [length] = easy.getNumbers(LENGTH);
    const isSmall = length! >= 0 && length! <= SMALL;
    this.#grace = setTimeout(() => this.host.multi.finish(easy), isSmall ? GRACE.small : GRACE.other);
  }

  collect(): Response {
    const { jar } = this.host;
    this.endProgress();
    const outcome = this.handle.easy.takeOutcome(RESPONSE_INFOS);
    this.checkHead(outcome.headerBlock);
    if (outcome.setsCookies) jar.observe(outcome.headerBlock);
    const response = new Response({
      request: this.request,
      startTime: this.startTime,
      outcome,
      body: this.#file ? this.#settle(this.#file, outcome.numbers[0]!, outcome.headerBlock) : outcome.body,
      jar: jar.snapshot,
      history: this.state.history,
    });
    if (this.#file?.isKept) setSavedTo(response, this.#file.target);
    return response;
  }

  #settle(file: BodyFile, status: number, headerBlock: Buffer): Buffer | undefined {
    const { request } = this.state;
    return settle(file, {
      method: request.method,
      status,
      protocol: new URL(request.url).protocol,
      isPartWanted: asksForPart(request),
      header: (name) => new ResponseHeaders(parseHeaderBlock(headerBlock.toString('latin1')).responses.at(-1)?.fields).get(name),
    });
  }

  release(): void {
    clearTimeout(this.#grace);
    this.handle.follower = undefined;
    this.#file?.release();
    this.giveBack();
  }
}

function asksForPart({ settings, fields }: PreparedRequest): boolean {
  const { RANGE, RESUME_FROM, RESUME_FROM_LARGE } = settings.curl;
  return hasField(fields, 'range') || Boolean(RANGE ?? RESUME_FROM ?? RESUME_FROM_LARGE);
}

/** Makes collected transfers, for {@link runRequest}. */
export const collected: MakeTransfer = (host, state, request) => new CollectedTransfer(host, state, request);
