import { argumentError, constants } from '@curlew/core-native';
import { BodyFile } from '../../file/body-file.js';
import { settle } from '../../file/saved-body.js';
import { collectBody } from '../../http/body-source.js';
import { headerBlockOf } from '../../http/header-block.js';
import { hasField, type HeaderField } from '../../http/header-fields.js';
import type { Request } from '../../http/request.js';
import { ResponseHeaders } from '../../http/response-headers.js';
import { Response } from '../../http/response.js';
import type { FinalParts } from '../../http/response-parts.js';
import { allowManyListeners } from '../../many-listeners.js';
import { GivenUp } from '../../session/given-up.js';
import type { RequestState } from '../../session/request/request-state.js';
import { Transfer, type TransferHost } from '../../session/transfer/transfer.js';
import { mayHaveBody, type PreparedReply } from '../reply.js';
import { ArrivingReply } from './arriving-reply.js';
import { Failure, errorOfFailure } from './failures.js';
import { MockBody } from './mock-body.js';
import { MockCall } from './mock-call.js';
import type { MockOutcome, TakenReply } from './mock-route.js';
import { tellProgress } from './progress.js';
import { sentBody, sentFields } from './sent-request.js';
import { cookieOfSetCookie } from './set-cookie.js';

/** Whether the response of a transfer is collected or streamed. */
export type TransferKind = 'collected' | 'streamed';

/** The part of a mock that its transfers use. */
export interface MockNetwork {
  /** Records a call and finds its reply. @throws {UnmatchedRequestError} there is none */
  answer(call: MockCall): TakenReply;
  begun(transfer: MockTransfer): void;
  ended(transfer: MockTransfer): void;
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * A transfer that a mock answers instead of libcurl. It reproduces what libcurl and the pooled handles do in a real
 * one: limits of time and size, decoding, cookies, progress.
 */
export class MockTransfer extends Transfer {
  readonly #network: MockNetwork;
  readonly #kind: TransferKind;
  readonly #began = performance.now();
  #headAt = 0;
  #reject: ((error: unknown) => void) | undefined;
  #reply: PreparedReply | undefined;
  #arriving: ArrivingReply | undefined;
  #body: MockBody | undefined;
  #whole: Buffer | undefined;
  #file: BodyFile | undefined;
  #uploaded = 0;
  #timer: NodeJS.Timeout | undefined;
  #delay: NodeJS.Timeout | undefined;
  readonly #final: FinalParts = {};
  #isOver = false;
  #over: ((failure: unknown) => void) | undefined;
  readonly #abort = () => this.#fail(this.state.request.signal!.reason);

  constructor(host: TransferHost, state: RequestState, request: Request, network: MockNetwork, kind: TransferKind) {
    super(host, state, request);
    this.#network = network;
    this.#kind = kind;
    network.begun(this);
  }

  async start(): Promise<void> {
    const { signal } = this.state.request;
    if (signal) this.#listenTo(signal);
    const ended = new Promise<never>((_, reject) => (this.#reject = reject));
    this.#limitTime();
    await Promise.race([this.#exchange(), ended]);
    this.#reject = undefined;
  }

  /** @throws the reason, if the signal is aborted already @throws {TypeError} not a signal */
  #listenTo(signal: AbortSignal): void {
    if (typeof signal.addEventListener !== 'function') throw argumentError('addHandle', 'signal', 'an AbortSignal', signal);
    signal.throwIfAborted();
    allowManyListeners(signal);
    signal.addEventListener('abort', this.#abort, { once: true });
  }

  /** Stands for libcurl's timeout, which includes the body; the request's own timer ends with the headers. */
  #limitTime(): void {
    const { left, milliseconds } = this.state.deadline;
    if (left === Infinity) return;
    const expired = new Failure(constants.CURLE_OPERATION_TIMEDOUT, `the request did not finish within ${milliseconds} milliseconds`);
    this.#timer = setTimeout(() => this.#fail(expired), Math.max(0, left));
  }

  async #exchange(): Promise<void> {
    const call = await this.#sentCall();
    const taken = this.#network.answer(call);
    if (taken.milliseconds > 0) await this.#stallable(this.#pause(taken.milliseconds));
    const outcome = await this.#stallable((async () => taken.outcome(call))());
    if (this.#isOver) return;
    if (outcome.error) throw outcome.error;
    this.#headAt = performance.now();
    this.#reply = outcome;
    this.#takeCookies(outcome.fields);
    this.#receive(outcome);
    if (this.#kind === 'collected') await this.#collectBody(outcome);
  }

  #pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => (this.#delay = setTimeout(resolve, milliseconds)));
  }

  async #sentCall(): Promise<MockCall> {
    const { request } = this.state;
    const { onUploadProgress, onDownloadProgress } = request.settings;
    // libcurl also reports progress once at the start.
    tellProgress(onDownloadProgress, { transferred: 0, total: 0 });
    tellProgress(onUploadProgress, { transferred: 0, total: 0 });
    const body = await sentBody(request.body);
    this.#uploaded = body.length;
    if (body.length > 0) tellProgress(onUploadProgress, { transferred: body.length, total: body.length });
    const jar = this.handle.hasCookies ? this.host.jar : undefined;
    return new MockCall({ request: this.request, fields: sentFields(request, jar), body });
  }

  /** Waits for something; the wait counts as a stall of the server. */
  async #stallable<T>(awaited: Promise<T>): Promise<T> {
    const { stall } = this.state.request.settings.timeout;
    if (stall === 0) return awaited;
    const failure = new Failure(constants.CURLE_OPERATION_TIMEDOUT, `no data was transferred for ${stall} milliseconds`);
    const timer = setTimeout(() => this.#fail(failure), stall);
    try {
      return await awaited;
    } finally {
      clearTimeout(timer);
    }
  }

  #takeCookies(fields: readonly HeaderField[]): void {
    if (!this.handle.hasCookies) return;
    const from = new URL(this.state.request.url);
    const lines = fields.filter(([name]) => name.toLowerCase() === 'set-cookie');
    this.host.jar.add(lines.map(([, line]) => cookieOfSetCookie(line, from)).filter((cookie) => cookie !== undefined));
  }

  #receive(outcome: Exclude<MockOutcome, { error: Failure }>): void {
    const { request } = this.state;
    this.#arriving = new ArrivingReply(outcome, {
      settings: request.settings,
      isWanted: mayHaveBody(request.method, outcome.status),
      stallable: (awaited) => this.#stallable(awaited),
    });
    this.#body = new MockBody(this.#arriving.chunks(), {
      signal: request.signal,
      errorOf: (error) => this.errorOf(error),
      ended: () => this.#bodyEnded(),
    });
  }

  /** Collects the body. The body of a redirect that will be followed is kept only if it is already complete. */
  async #collectBody({ status, fields, body }: PreparedReply): Promise<void> {
    const { request } = this.state;
    const isFollowed = REDIRECTS.has(status) && hasField(fields, 'location') && request.settings.allowRedirects;
    if (isFollowed && !Buffer.isBuffer(body)) this.#body!.cancel();
    else if (request.saveTo !== undefined) await this.#saveBody(request.saveTo);
    else this.#whole = await collectBody(this.#body!);
    if (request.settings.discardBody) this.#whole = Buffer.alloc(0);
  }

  async #saveBody(path: string): Promise<void> {
    const { url, signal } = this.state.request;
    this.#file = await BodyFile.claim(path, { url, signal });
    await this.#file.begin();
    // The transfer was aborted meanwhile, and released before the file existed.
    if (this.#isOver) return this.#file.release();
    while (!this.#body!.hasEnded) {
      const chunk = this.#body!.read();
      if (chunk !== undefined) await this.#file.write(chunk);
      else await this.#body!.wait();
    }
    // The failure that the body ended with.
    this.#body!.read();
  }

  #bodyEnded(): void {
    if (this.#reply) {
      this.#final.numbers = this.#numbers();
      this.#final.trailerBlock = this.#trailerBlock;
    }
    if (this.#kind === 'streamed') this.#end();
    this.#over?.(this.#body!.failure);
  }

  override whenOver(callback: (failure: unknown) => void): void {
    if (this.#kind === 'collected' || this.#body!.isOver) callback(this.#body?.failure);
    else this.#over = callback;
  }

  get #trailerBlock(): Buffer {
    return Buffer.from(this.#reply!.trailers.map(([name, value]) => `${name}: ${value}\r\n`).join(''), 'latin1');
  }

  /** The values for `RESPONSE_INFOS`, in microseconds and bytes. */
  #numbers(): number[] {
    const since = (time: number) => Math.round((time - this.#began) * 1000);
    const [total, first] = [since(performance.now()), since(this.#headAt)];
    return [this.#reply!.status, total, 0, 0, 0, 0, first, this.#uploaded, this.#arriving?.received ?? 0, 0];
  }

  collect(): Response {
    const { status, statusText, fields } = this.#reply!;
    const head = headerBlockOf(status, statusText, fields);
    const isStreamed = this.#kind === 'streamed';
    const headerBlock = isStreamed ? head : Buffer.concat([head, this.#trailerBlock]);
    return new Response({
      request: this.request,
      startTime: this.startTime,
      outcome: { numbers: this.#numbers(), url: this.request.url, primaryIp: '', headerBlock },
      ...(isStreamed
        ? { source: this.#body!, final: this.#final }
        : { body: this.#file ? this.#settle(this.#file) : (this.#whole ?? Buffer.alloc(0)) }),
      // After the above, which may keep the file.
      savedTo: this.#file?.isKept ? this.#file.target : undefined,
      jar: this.host.jar.snapshot,
      history: this.state.history,
    });
  }

  #settle(file: BodyFile): Buffer | undefined {
    const { method, url, fields } = this.state.request;
    const headers = new ResponseHeaders(this.#reply!.fields);
    return settle(file, {
      method,
      status: this.#reply!.status,
      url,
      isPartWanted: hasField(fields, 'range'),
      header: (name) => headers.get(name),
    });
  }

  override giveUp(reason: unknown): void {
    this.reason ??= reason;
    this.#fail(reason);
  }

  #fail(error: unknown): void {
    this.#reject?.(error);
    this.#body?.fail(error);
  }

  override errorOf(error: unknown): unknown {
    if (!(error instanceof GivenUp)) return error;
    const starttransferTime = this.#headAt === 0 ? 0 : (this.#headAt - this.#began) / 1000;
    const times = { namelookupTime: 0, connectTime: 0, appconnectTime: 0, pretransferTime: 0, starttransferTime };
    return errorOfFailure(error, this.request, { phase: this.#headAt === 0 ? 'waiting for the response' : 'receiving the body', times });
  }

  release(): void {
    const isArriving = this.#kind === 'streamed' && this.#body !== undefined && !this.#body.hasEnded;
    if (!isArriving) this.#end();
  }

  #end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#delay);
    this.state.request.signal?.removeEventListener?.('abort', this.#abort);
    this.#file?.release();
    this.host.pool.give(this.handle);
    this.#network.ended(this);
  }
}
