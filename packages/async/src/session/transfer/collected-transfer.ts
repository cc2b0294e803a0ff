import { closeSpilled, constants, numberInfos, spillTo, type Easy, type Outcome } from '@curlew/core-native';
import { BodyFile } from '../../file/body-file.js';
import { isWanted, settle, type Received } from '../../file/saved-body.js';
import { hasField } from '../../http/header-fields.js';
import { parseHeaderBlock } from '../../http/header-block.js';
import { ResponseHeaders } from '../../http/response-headers.js';
import { RESPONSE_INFOS, Response } from '../../http/response.js';
import { GivenUp } from '../given-up.js';
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
  #outcome: Outcome | undefined;
  /** The body of a response that is not for the file. */
  #unsaved: Buffer | undefined;
  #grace: NodeJS.Timeout | undefined;

  start(): Promise<unknown> {
    const { request } = this.state;
    if (request.saveTo !== undefined) return this.#startInto(request.saveTo, request);
    this.handle.prepare(request, this.terms());
    this.handle.follower = this;
    return this.send();
  }

  async #startInto(path: string, request: PreparedRequest): Promise<void> {
    const options = { url: request.url, signal: request.signal };
    const file = BodyFile.claimNow(path, options) ?? (await BodyFile.claim(path, options));
    this.#file = file;
    this.handle.prepare(request, this.terms());
    this.handle.follower = this;
    spillTo(this.handle.easy, file.part, file.mode);
    await this.send();
    const saved = this.#save(file, request);
    if (saved) await saved.catch(rejectFailedWrite);
  }

  /** Small bodies are in memory, and are written together with those of other transfers; larger ones are in the part. */
  #save(file: BodyFile, request: PreparedRequest): Promise<void> | undefined {
    const outcome = this.#takeOutcome();
    const received = receivedFrom(request, outcome);
    if (closeWritten(this.handle.easy, file.part)) {
      this.#unsaved = settle(file, received);
    } else if (isWanted(received, outcome.body.length)) {
      return file.save(outcome.body);
    } else {
      file.discard();
      this.#unsaved = outcome.body;
    }
    return undefined;
  }

  /** Called when the headers of a redirect have arrived but not its body; limits the wait for the body. */
  redirected(): void {
    const { easy } = this.handle;
    const [length] = easy.getNumbers(LENGTH);
    const isSmall = length! >= 0 && length! <= SMALL;
    this.#grace = setTimeout(() => this.host.multi.finish(easy), isSmall ? GRACE.small : GRACE.other);
  }

  #takeOutcome(): Outcome {
    this.endProgress();
    const outcome = this.handle.easy.takeOutcome(RESPONSE_INFOS);
    this.checkHead(outcome.headerBlock);
    if (outcome.setsCookies) this.host.jar.observe(outcome.headerBlock);
    this.#outcome = outcome;
    return outcome;
  }

  collect(): Response {
    const outcome = this.#outcome ?? this.#takeOutcome();
    return new Response({
      request: this.request,
      startTime: this.startTime,
      outcome,
      body: this.#file ? this.#unsaved : outcome.body,
      savedTo: this.#file?.isKept ? this.#file.target : undefined,
      jar: this.host.jar.snapshot,
      history: this.state.history,
    });
  }

  release(): void {
    clearTimeout(this.#grace);
    this.handle.follower = undefined;
    if (this.#file) this.#releaseFile(this.#file);
    this.giveBack();
  }

  /** Removes the part, unless it was kept. */
  #releaseFile(file: BodyFile): void {
    try {
      // Before the part is removed, as Windows demands.
      if (!file.isKept) closeSpilled(this.handle.easy, file.part);
    } catch {
      // The part is not wanted.
    } finally {
      file.release();
    }
  }
}

function receivedFrom(request: PreparedRequest, { numbers, headerBlock }: Outcome): Received {
  return {
    method: request.method,
    status: numbers[0]!,
    url: request.url,
    isPartWanted: asksForPart(request),
    header: (name) => new ResponseHeaders(parseHeaderBlock(headerBlock.toString('latin1')).responses.at(-1)?.fields).get(name),
  };
}

/** Whether the body is in the part. @throws {GivenUp} it could not be written completely */
function closeWritten(easy: Easy, part: string): boolean {
  try {
    return closeSpilled(easy, part);
  } catch (error) {
    return rejectFailedWrite(error as NodeJS.ErrnoException);
  }
}

/** Reports a body that could not be written as libcurl does; other failures are the file system's own. */
function rejectFailedWrite(error: NodeJS.ErrnoException): never {
  if (error.syscall !== 'write' && error.syscall !== 'close') throw error;
  throw new GivenUp(constants.CURLE_WRITE_ERROR, error.message, { cause: error });
}

function asksForPart({ settings, fields }: PreparedRequest): boolean {
  const { RANGE, RESUME_FROM, RESUME_FROM_LARGE } = settings.curl;
  return hasField(fields, 'range') || Boolean(RANGE ?? RESUME_FROM ?? RESUME_FROM_LARGE);
}

/** Makes collected transfers, for {@link runRequest}. */
export const collected: MakeTransfer = (host, state, request) => new CollectedTransfer(host, state, request);
