import { setTimeout as sleep } from 'node:timers/promises';
import { constants } from '@curlew/core-native';
import { AcurlError, RequestError } from '../../http/errors.js';
import { fetchHeaderRule, sessionHeaderRule } from '../../http/header-policy.js';
import type { Request } from '../../http/request.js';
import type { Response } from '../../http/response.js';
import type { SessionHooks } from '../options/hooks.js';
import { GivenUp } from '../given-up.js';
import { requestOf, type Transfer, type TransferHost } from '../transfer/transfer.js';
import { Deadline } from './deadline.js';
import { publish } from './diagnostics.js';
import type { PreparedRequest } from './prepared-request.js';
import { RedirectRefused, redirected, type RedirectRules } from './redirect.js';
import type { RequestState } from './request-state.js';

/** Called for each response, redirects included, before its request resolves. */
export type ResponseCallback = (response: Response) => void | Promise<void>;

/** The part of a session that its requests use. */
export interface RequestHost extends TransferHost {
  readonly hooks: SessionHooks;
  responseCallback: ResponseCallback | undefined;
  /** Called when a request begins, and when it is over. */
  begun(): void;
  ended(): void;
}

/** Makes the transfers of a request. */
export type MakeTransfer = (host: TransferHost, state: RequestState, request: Request) => Transfer;

/** A session's own rules for redirects. */
export const SESSION_REDIRECTS: RedirectRules = { keepsHeader: sessionHeaderRule, allowsCredentials: true };

/** The Fetch standard's rules for redirects. */
export const FETCH_REDIRECTS: RedirectRules = { keepsHeader: fetchHeaderRule, allowsCredentials: false };

/**
 * Sends a request: transfer after transfer, for redirects and retries. Every way of sending one (collected, streamed,
 * fetch, WebSocket) comes through here; they differ in the transfers that they make.
 *
 * This is the only async function between a transfer's future and the caller's await: with two more, a request over
 * HTTP/2 cost some 5 % more. So each step answers first whether there is anything to wait for.
 */
export async function runRequest(
  host: RequestHost,
  prepared: PreparedRequest,
  makeTransfer: MakeTransfer,
  rules: RedirectRules = SESSION_REDIRECTS,
): Promise<Response> {
  const deadline = new Deadline(prepared.settings.timeout.total);
  const state: RequestState = { request: prepared, history: [], deadline };
  let transfer: Transfer | undefined;
  const settled = deadline.onExpire(() => transfer?.giveUp(expired(deadline)));
  host.begun();
  try {
    host.jar.add(prepared.cookies.added);
    host.jar.pin(prepared.url, prepared.cookies.pinned);
    for (let attempt = 1; ; attempt++) {
      const request = requestOf(state.request, host.jar);
      if (host.hooks.beforeRequest) await guarded(host.hooks.beforeRequest, request);
      transfer = makeTransfer(host, state, request);
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
      const delay = retryDelay(state, attempt, outcome);
      if (delay !== undefined) {
        if (!(outcome instanceof Error)) outcome.discard();
        await pause(delay, prepared.signal);
        continue;
      }
      if (outcome instanceof Error) throw outcome;
      if (outcome.redirectUrl === null || !prepared.settings.allowRedirects) return outcome;
      follow(state, outcome, outcome.redirectUrl, rules);
      if (prepared.beforeRedirect) await prepared.beforeRedirect(state.request.url);
      attempt = 0;
    }
  } finally {
    settled();
    host.ended();
  }
}

const expired = ({ milliseconds }: Deadline) =>
  new GivenUp(constants.CURLE_OPERATION_TIMEDOUT, `the request was not over after ${milliseconds} milliseconds`);

function failureOf(request: Request, error: unknown): AcurlError {
  publish('error', { request, error });
  if (error instanceof AcurlError) return error;
  throw error;
}

/** @returns undefined when nobody has to be waited for */
function tellResponse(host: RequestHost, request: Request, response: Response): Promise<void> | undefined {
  publish('headers', { request, response });
  if (host.responseCallback || host.hooks.afterResponse) return callBack(host, request, response);
  publish('end', { request, response });
  return undefined;
}

async function callBack(host: RequestHost, request: Request, response: Response): Promise<void> {
  if (host.responseCallback) await guarded(host.responseCallback, response);
  if (host.hooks.afterResponse) await guarded(host.hooks.afterResponse, response);
  publish('end', { request, response });
}

function tellFailure({ hooks }: RequestHost, error: AcurlError): Promise<void> | undefined {
  return hooks.onError && guarded(hooks.onError, error);
}

/** An error that a hook throws is a defect of the hook: it is not lost, and it is not the request's. */
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
function retryDelay({ request, deadline }: RequestState, attempt: number, outcome: Response | AcurlError): number | undefined {
  const { retry } = request.settings;
  if (retry.limit === 0 || !request.body.isRepeatable) return undefined;
  const delay = retry.delayFor(attempt, request.method, outcome);
  return delay !== undefined && delay < deadline.left ? delay : undefined;
}

/** @throws the reason of the signal when it aborts meanwhile */
async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  await sleep(milliseconds, undefined, signal ? { signal } : {}).catch(() => signal!.throwIfAborted());
}

/** Makes the state that of the next transfer. @throws {RequestError} too many redirects, or one that must not be followed */
function follow(state: RequestState, response: Response, location: string, rules: RedirectRules): void {
  const { request, history } = state;
  if (history.length >= request.settings.maxRedirects) throw new RequestError('Max Redirects', response);
  try {
    state.request = redirected(request, response.statusCode, location, rules);
  } catch (error) {
    if (error instanceof RedirectRefused) throw new RequestError(`the redirect is not followed: ${error.message}`, response);
    throw error;
  }
  response.discard();
  state.history = [...history, response];
}
