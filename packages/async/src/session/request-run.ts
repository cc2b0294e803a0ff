import { setTimeout as sleep } from 'node:timers/promises';
import { AcurlError, RequestError } from '../http/errors.js';
import type { Request } from '../http/request.js';
import type { Response } from '../http/response.js';
import { publish } from './diagnostics.js';
import { RedirectRefused, followRedirect, type Hop } from './redirect.js';
import type { SessionHooks } from './request-options.js';
import type { Plan } from './request-plan.js';
import { requestOf, type Stage, type Transfer, type TransferHost } from './transfer.js';

/** Told of each response, redirects included, before its request resolves. */
export type ResponseCallback = (response: Response) => void | Promise<void>;

/** What a request needs of its session. */
export interface RunHost extends TransferHost {
  readonly hooks: SessionHooks;
  responseCallback: ResponseCallback | undefined;
  /** Called when a request begins, and when it is over. */
  begun(): void;
  ended(): void;
}

/** How the transfers of a request are made. */
export type TransferClass = new (host: TransferHost, stage: Stage, request: Request) => Transfer;

/**
 * Sends a request: transfer after transfer, for redirects and retries.
 *
 * This is the only async function between a transfer's future and who awaits the request: with two more a request over
 * HTTP/2 cost some 5 % more. So what follows is asked first whether there is anything to wait for.
 */
export async function runRequest(host: RunHost, plan: Plan, TransferClass: TransferClass): Promise<Response> {
  const stage: Stage = { plan, hop: plan.hop, history: [], deadline: plan.how.total > 0 ? Date.now() + plan.how.total : Infinity };
  host.begun();
  try {
    if (plan.cookies.length > 0) host.jar.add(plan.cookies);
    for (let attempt = 1; ; attempt++) {
      const request = requestOf(stage, host.jar);
      if (host.hooks.beforeRequest) await guarded(host.hooks.beforeRequest, request);
      const transfer = new TransferClass(host, stage, request);
      publish('start', { request });
      let outcome: Response | AcurlError;
      try {
        await transfer.start();
        outcome = transfer.collect();
      } catch (error) {
        outcome = failureOf(request, transfer.errorOf(error));
      } finally {
        transfer.release();
      }
      const told = outcome instanceof Error ? tellFailure(host, outcome) : tellResponse(host, request, outcome);
      if (told) await told;
      const delay = retryDelay(stage, attempt, outcome);
      if (delay !== undefined) {
        if (!(outcome instanceof Error)) outcome.discard();
        await pause(delay, plan.signal);
        continue;
      }
      if (outcome instanceof Error) throw outcome;
      if (outcome.redirectUrl === null || !plan.how.allowRedirects) return outcome;
      redirect(stage, outcome, outcome.redirectUrl);
      if (plan.beforeRedirect) await plan.beforeRedirect(stage.hop.url);
      attempt = 0;
    }
  } finally {
    host.ended();
  }
}

/** @throws what is no failure of a transfer: the reason of an aborted signal, a refused option */
function failureOf(request: Request, error: unknown): AcurlError {
  publish('error', { request, error });
  if (error instanceof AcurlError) return error;
  throw error;
}

/** @returns undefined when nobody has to be waited for */
function tellResponse(host: RunHost, request: Request, response: Response): Promise<void> | undefined {
  publish('headers', { request, response });
  if (host.responseCallback || host.hooks.afterResponse) return callBack(host, request, response);
  publish('end', { request, response });
  return undefined;
}

async function callBack(host: RunHost, request: Request, response: Response): Promise<void> {
  if (host.responseCallback) await guarded(host.responseCallback, response);
  if (host.hooks.afterResponse) await guarded(host.hooks.afterResponse, response);
  publish('end', { request, response });
}

function tellFailure({ hooks }: RunHost, error: AcurlError): Promise<void> | undefined {
  return hooks.onError && guarded(hooks.onError, error);
}

/** What a hook throws is a defect of the hook: it is not lost, and it is none of the request's. */
async function guarded<T>(hook: (value: T) => unknown, value: T): Promise<void> {
  try {
    await hook(value);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}

/** @returns milliseconds, undefined when the outcome stands */
function retryDelay({ plan, hop, deadline }: Stage, attempt: number, outcome: Response | AcurlError): number | undefined {
  const { retry } = plan.how;
  // A stream cannot be sent twice.
  if (retry.limit === 0 || (plan.body.kind === 'source' && hop.withBody)) return undefined;
  const delay = retry.delayFor(attempt, hop.method, outcome);
  return delay !== undefined && Date.now() + delay < deadline ? delay : undefined;
}

/** @throws the reason of the signal when it aborts meanwhile */
async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  await sleep(milliseconds, undefined, signal ? { signal } : {}).catch(() => signal!.throwIfAborted());
}

/** Makes the stage that of the next transfer. @throws {RequestError} too many redirects, or one that must not be followed */
function redirect(stage: Stage, response: Response, location: string): void {
  if (stage.history.length >= stage.plan.how.maxRedirects) throw new RequestError('Max Redirects', response);
  stage.hop = nextHop(stage, response, location);
  response.discard();
  stage.history = [...stage.history, response];
}

function nextHop({ plan, hop }: Stage, response: Response, location: string): Hop {
  try {
    const next = followRedirect(hop, response.statusCode, location, plan.how);
    if (next.withBody && plan.body.kind === 'source') throw new RedirectRefused('its body was a stream, which cannot be sent twice');
    return next;
  } catch (error) {
    if (error instanceof RedirectRefused) throw new RequestError(`the redirect is not followed: ${error.message}`, response);
    throw error;
  }
}
