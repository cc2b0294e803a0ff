import { EasyError, numberInfos, uploadFrom, type Easy } from '@curlew/core-native';
import type { AsyncCurlMulti } from '../async-curl-multi.js';
import { AcurlError, type HowFar, type TransferPhase } from '../http/errors.js';
import { Request } from '../http/request.js';
import type { Response } from '../http/response.js';
import type { CookieJar } from './cookie-jar.js';
import { GivenUp } from './given-up.js';
import { clean, type HandlePool, type Lane } from './handle-pool.js';
import type { Hop } from './redirect.js';
import { watchProgress } from './progress.js';
import { hopOptions, type Plan } from './request-plan.js';

/** What a transfer needs of its session. */
export interface TransferHost {
  multi: AsyncCurlMulti;
  pool: HandlePool;
  jar: CookieJar;
}

/** How far a request has come: what its next transfer is. */
export interface Stage {
  readonly plan: Plan;
  hop: Hop;
  history: readonly Response[];
  /** When the request has to be over, in milliseconds of Date.now(); Infinity for never. */
  readonly deadline: number;
}

/** One transfer of a request; redirects and retries are transfers of their own. */
export abstract class Transfer {
  protected readonly lane: Lane;
  /** In seconds since 1970. */
  protected readonly startTime = Date.now() / 1000;

  constructor(
    protected readonly host: TransferHost,
    protected readonly stage: Stage,
    protected readonly request: Request,
  ) {
    this.lane = host.pool.take();
  }

  /** Settles when there is a response to be collected, or when there will be none. @throws the same, at once */
  abstract start(): Promise<unknown>;
  /** Once that is fulfilled. */
  abstract collect(): Response;
  /** Afterwards, however it went. */
  abstract release(): void;

  /** What the request rejects with for what these threw. */
  errorOf(error: unknown): unknown {
    return errorOf(error, this.lane.easy, this.stage, this.request);
  }
}

const PHASES = numberInfos('NAMELOOKUP_TIME_T', 'CONNECT_TIME_T', 'APPCONNECT_TIME_T', 'PRETRANSFER_TIME_T', 'STARTTRANSFER_TIME_T');

/** How far the handle's transfer had come: what has not happened has no time. */
function howFar(easy: Easy, url: string): HowFar {
  const seconds = Array.from(easy.getNumbers(PHASES), (microseconds) => microseconds / 1e6);
  const [namelookupTime, connectTime, appconnectTime, pretransferTime, starttransferTime] = seconds as [
    number,
    number,
    number,
    number,
    number,
  ];
  const times = { namelookupTime, connectTime, appconnectTime, pretransferTime, starttransferTime };
  return { phase: phaseOf(seconds, url), times };
}

function phaseOf([lookup, connect, appconnect, pretransfer, starttransfer]: readonly number[], url: string): TransferPhase {
  if (!lookup) return 'resolving';
  if (!connect) return 'connecting';
  if (!appconnect && url.startsWith('https:')) return 'TLS handshake';
  if (!pretransfer) return 'sending the request';
  return starttransfer ? 'receiving the body' : 'waiting for the response';
}

/** What a request rejects with for what its transfer did. */
export function errorOf(error: unknown, easy: Easy, { hop }: Stage, request: Request): unknown {
  if (!(error instanceof EasyError)) return error;
  const far = howFar(easy, hop.url);
  if (!(error.cause instanceof GivenUp)) return new AcurlError(error, request, far);
  return new AcurlError(easy.failure(error.cause.code), request, far, error.cause.message);
}

/** The request as it is shown to the caller, and in errors. */
export function requestOf({ plan, hop }: Stage, jar: CookieJar): Request {
  const { body } = plan;
  return new Request({
    method: hop.method,
    url: hop.url,
    fields: hop.fields,
    cookies: plan.cookies,
    jar: jar.snapshot,
    auth: hop.withCredentials ? plan.how.auth : undefined,
    data: hop.withBody && body.kind === 'bytes' ? body.data : undefined,
    cert: hop.withCredentials ? plan.how.cert : undefined,
  });
}

/** Readies the handle. @param isHeld whether the reader of a streamed body is behind */
export function prepare(lane: Lane, { plan, hop, deadline }: Stage, isHeld: () => boolean = () => false): void {
  const { easy } = lane;
  const isFirst = hop === plan.hop;
  const isReady = isFirst && plan.key !== undefined && lane.key === plan.key && lane.hopCurl?.shape === plan.hopCurl.shape;
  // Until all of it is set: a handle that was refused something is like no other.
  lane.key = undefined;
  if (!isReady) setAll(lane, plan, hop, isHeld);
  else if (lane.hopCurl !== plan.hopCurl) easy.setOpts(plan.hopCurl.options);
  // Who calls a service calls it at the same URL.
  if (lane.url !== hop.url) easy.setOpt('URL', hop.url);
  lane.url = hop.url;
  if (deadline !== Infinity) easy.setOpt('TIMEOUT_MS', Math.max(1, Math.ceil(deadline - Date.now())));
  lane.hopCurl = plan.hopCurl;
  if (isFirst) lane.key = plan.key;
}

function setAll(lane: Lane, plan: Plan, hop: Hop, isHeld: () => boolean): void {
  const { easy } = lane;
  if (!lane.isClean) clean(lane);
  lane.isClean = false;
  easy.setOpts(plan.how.curl);
  if (hop.withCredentials) easy.setOpts(plan.how.credentials);
  easy.setOpts(hop === plan.hop ? plan.hopCurl.options : hopOptions(hop, plan.body));
  if (hop.withBody && plan.body.kind === 'source') uploadFrom(easy, plan.body.source);
  if (plan.how.maxResponseSize !== undefined) easy.setBodyLimit(plan.how.maxResponseSize);
  watchProgress(easy, plan.how.settings, plan.how.stall, isHeld);
}
