import { constants, type Easy, type EasyOptions, type Share } from '@curlew/core-native';
import type { AsyncCurlMulti } from '../../async-curl-multi.js';
import type { CurlFuture } from '../../curl-future.js';
import { Request } from '../../http/request.js';
import type { Response } from '../../http/response.js';
import type { CheckedSettings } from '../options/index.js';
import { nameRoute } from '../options/names.js';
import type { CookieJar } from '../pool/cookie-jar.js';
import type { HandlePool } from '../pool/handle-pool.js';
import type { PooledHandle, TransferTerms } from '../pool/pooled-handle.js';
import { ProgressSampler } from '../pool/progress-sampler.js';
import type { PreparedRequest } from '../request/prepared-request.js';
import type { RequestState } from '../request/request-state.js';
import { GivenUp } from '../given-up.js';
import { errorOfTransfer } from './transfer-error.js';

/** The part of a session that its transfers use. */
export interface TransferHost {
  readonly multi: AsyncCurlMulti;
  readonly share: Share;
  readonly pool: HandlePool;
  readonly jar: CookieJar;
}

/** One transfer of a request; redirects and retries are transfers of their own. */
export abstract class Transfer {
  protected readonly handle: PooledHandle;
  /** When the transfer was started, in seconds since 1970. */
  protected readonly startTime = Date.now() / 1000;
  #future: CurlFuture | undefined;
  #sampler: ProgressSampler | undefined;
  /** The reason why this package aborted the transfer, if it did. */
  reason: unknown;

  constructor(
    protected readonly host: TransferHost,
    protected readonly state: RequestState,
    protected readonly request: Request,
  ) {
    this.handle = host.pool.take();
  }

  /**
   * Starts the transfer; settles when a response can be collected, or with the failure.
   * @throws the failure, if starting fails at once
   */
  abstract start(): Promise<unknown>;
  /** Collects the response, after `start()` has resolved. */
  abstract collect(): Response;
  /** Releases the handle; called last, after success and failure. */
  abstract release(): void;

  /**
   * Calls back when the body of the response has ended: with its failure, or undefined when it is complete or was
   * dropped.
   */
  whenOver(callback: (failure: unknown) => void): void {
    callback(undefined);
  }

  /** The settings of this transfer for its handle. */
  protected terms(): TransferTerms {
    const { request, deadline, addresses } = this.state;
    return {
      timeLeft: deadline.left,
      cookie: this.host.jar.headerFor(request.url),
      route: routeOf(request.settings, request.url, addresses),
      watched: this.host.multi.hasThread ? undefined : this,
    };
  }

  /** Whether the transfer is paused because the reader of its body is slow. */
  isHeld(): boolean {
    return false;
  }

  get easy(): Easy {
    return this.handle.easy;
  }

  /** Adds the prepared handle to the multi. */
  protected send(): Promise<unknown> {
    const { multi } = this.host;
    const { request } = this.state;
    this.#future = multi.addHandle(this.handle.easy, request);
    if (multi.hasThread) this.#sampler = ProgressSampler.start(this, request.settings);
    return this.#future;
  }

  /**
   * Reports the last bytes of a transfer that has succeeded, while its handle still has their number. May be called again.
   * @throws {GivenUp} a progress callback threw
   */
  protected endProgress(): void {
    this.#sampler?.end();
  }

  /** Gives the handle back, after everything else. */
  protected giveBack(): void {
    this.#sampler?.stop();
    this.host.pool.give(this.handle);
  }

  /** @throws {GivenUp} the connection ended within the headers, which libcurl accepts as a response without a body */
  protected checkHead(headerBlock: Buffer): void {
    if (headerBlock.length === 0 || headerBlock.includes('\r\n\r\n') || headerBlock.includes('\n\n')) return;
    throw new GivenUp(constants.CURLE_WEIRD_SERVER_REPLY, 'the headers of the response are incomplete');
  }

  /** Aborts the transfer with this reason, unless it has ended. */
  giveUp(reason: unknown): void {
    this.reason ??= reason;
    this.#future?.cancel(reason);
  }

  /** Converts an error of the transfer to the one that the request rejects with. */
  errorOf(error: unknown): unknown {
    return errorOfTransfer(error, this.handle.easy, this.request);
  }
}

function routeOf(settings: CheckedSettings, url: string, addresses: readonly string[] | undefined): Partial<EasyOptions> | undefined {
  if (!settings.proxyRoute && !settings.resolve) return undefined;
  return { ...settings.proxyRoute?.(url), ...(settings.resolve ? nameRoute(settings, addresses, url) : {}) };
}

/** The request as responses and errors show it. */
export function requestOf(prepared: PreparedRequest, jar: CookieJar): Request {
  const { method, url, fields, settings, withCredentials, body } = prepared;
  return new Request({
    method,
    url,
    fields,
    jar: jar.snapshot,
    auth: withCredentials ? settings.auth : undefined,
    authType: settings.authType,
    data: body.kind === 'bytes' ? body.data : undefined,
    contentType: body.contentType,
    cert: withCredentials && typeof settings.cert !== 'string' ? settings.cert : undefined,
  });
}
