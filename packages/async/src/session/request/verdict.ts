import { RequestError, type AcurlError } from '../../http/errors.js';
import type { Request } from '../../http/request.js';
import type { Response } from '../../http/response.js';
import { Repetition, type RetryNotice } from '../hooks/hooks.js';
import { guarded, repeat, runAfterResponse, runBeforeRedirect, runBeforeRetry, runOnError } from '../hooks/run-hooks.js';
import type { CookieJar } from '../pool/cookie-jar.js';
import { inTime } from './in-time.js';
import { pause } from './pause.js';
import { rebased } from './prepared-request.js';
import { RedirectRefused, redirected, type RedirectRules } from './redirect.js';
import type { RequestState } from './request-state.js';

/** Called for each response, redirects included, before its request resolves. */
export type ResponseCallback = (response: Response) => void | Promise<void>;

/** A transfer that is over, or the answer of a hook in its place, and all that decides about what follows. */
export interface Exchange {
  readonly state: RequestState;
  readonly jar: CookieJar;
  readonly rules: RedirectRules;
  readonly responseCallback: ResponseCallback | undefined;
  /** As it was sent. */
  readonly request: Request;
  readonly outcome: Response | AcurlError;
  /** Whether a hook has made the response. It stands as it is: neither retried nor followed. */
  readonly isAnswer: boolean;
}

/**
 * Says whether a request is over.
 * @returns its response; undefined when another transfer follows, which the state is that of then
 * @throws its error
 */
export function verdictOn(exchange: Exchange): Response | Promise<Response | undefined> {
  const { state, outcome, responseCallback } = exchange;
  const { hooks, settings } = state.request;
  const delay = exchange.isAnswer ? undefined : retryDelay(state, outcome);
  if (outcome instanceof Error) {
    if (delay === undefined && hooks.onError.length === 0) throw outcome;
    return decide(exchange, delay);
  }
  const isFollowed = !exchange.isAnswer && outcome.redirectUrl !== null && settings.allowRedirects;
  if (delay === undefined && !isFollowed && !responseCallback && hooks.afterResponse.length === 0) return outcome;
  return decide(exchange, delay);
}

async function decide(exchange: Exchange, delay: number | undefined): Promise<Response | undefined> {
  const { state, jar, request, outcome, isAnswer, rules } = exchange;
  const told = outcome instanceof Error ? runOnError(state, outcome) : tellOfResponse(exchange, outcome);
  const verdict = (await inTime(state, request, 'waiting for a hook', told)) ?? outcome;
  if (verdict instanceof Repetition) {
    repeat(state, jar, verdict, outcome as Response);
    return undefined;
  }
  if (!(verdict instanceof Error) && (isAnswer || verdict !== outcome)) return verdict;
  if (delay !== undefined && (await mayRetry(exchange, delay))) {
    if (!(outcome instanceof Error)) outcome.discard();
    await pause(delay, state.request.signal);
    return undefined;
  }
  if (outcome instanceof Error) throw outcome;
  if (outcome.redirectUrl === null || !state.request.settings.allowRedirects) return outcome;
  follow(state, outcome, outcome.redirectUrl, rules);
  await tellOfRedirect(exchange, outcome);
  return undefined;
}

async function tellOfResponse({ state, jar, responseCallback }: Exchange, response: Response): Promise<Response | Repetition> {
  if (responseCallback) await guarded(responseCallback, response);
  return runAfterResponse(state, jar, response);
}

/** @returns milliseconds, undefined when the outcome stands */
function retryDelay({ request, deadline, attempt }: RequestState, outcome: Response | AcurlError): number | undefined {
  const { retry } = request.settings;
  if (retry.limit === 0 || !request.body.isRepeatable) return undefined;
  const delay = retry.delayFor(attempt, request.method, outcome);
  return delay !== undefined && delay < deadline.left ? delay : undefined;
}

/** Asks the hooks whether a retry is made. */
async function mayRetry({ state, request, outcome }: Exchange, delay: number): Promise<boolean> {
  if (state.request.hooks.beforeRetry.length === 0) return true;
  const failed = outcome instanceof Error;
  const notice: RetryNotice = {
    request,
    attempt: state.attempt,
    delay,
    response: failed ? undefined : outcome,
    error: failed ? outcome : undefined,
  };
  return inTime(state, request, 'waiting for a hook', runBeforeRetry(state, notice));
}

/** Makes the state that of the next transfer. @throws {RequestError} too many redirects, or one that must not be followed */
function follow(state: RequestState, response: Response, location: string, rules: RedirectRules): void {
  const { request, history } = state;
  if (history.length >= request.settings.maxRedirects) throw new RequestError('Max Redirects', response);
  try {
    state.asked = redirected(rebased(state.asked, request), response.statusCode, location, rules);
  } catch (error) {
    if (error instanceof RedirectRefused) throw new RequestError(`the redirect is not followed: ${error.message}`, response);
    throw error;
  }
  response.discard();
  state.history = [...history, response];
  state.attempt = 0;
}

/** Tells the caller, and the hooks, of a redirect that is about to be followed. */
async function tellOfRedirect({ state, jar, request }: Exchange, response: Response): Promise<void> {
  const { beforeRedirect, hooks } = state.asked;
  if (beforeRedirect) await inTime(state, request, 'waiting for a hook', Promise.resolve(beforeRedirect(state.asked.url)));
  if (hooks.beforeRedirect.length > 0) await inTime(state, request, 'waiting for a hook', runBeforeRedirect(state, jar, response));
}
