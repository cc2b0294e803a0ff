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

/** A finished transfer, or a hook's answer in its place, with everything that decides what follows. */
export interface Exchange {
  readonly state: RequestState;
  readonly jar: CookieJar;
  readonly rules: RedirectRules;
  readonly responseCallback: ResponseCallback | undefined;
  /** The request as it was sent. */
  readonly request: Request;
  readonly outcome: Response | AcurlError;
  /** Whether a hook made the response. Such a response is neither retried nor followed. */
  readonly isAnswer: boolean;
}

/**
 * Decides whether a request is finished.
 * @returns its response; undefined if another transfer follows, for which the state is then prepared
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

/** @returns milliseconds to wait; undefined for no retry */
function retryDelay({ request, deadline, attempt }: RequestState, outcome: Response | AcurlError): number | undefined {
  const { retry } = request.settings;
  if (retry.limit === 0 || !request.body.isRepeatable) return undefined;
  const delay = retry.delayFor(attempt, request.method, outcome);
  return delay !== undefined && delay < deadline.left ? delay : undefined;
}

/** Asks the hooks whether to retry. */
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

/**
 * Prepares the state for following a redirect.
 * @throws {RequestError} too many redirects, or one that must not be followed
 */
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

/** Calls `beforeRedirect` of the request and the hooks before a redirect is followed. */
async function tellOfRedirect({ state, jar, request }: Exchange, response: Response): Promise<void> {
  const { beforeRedirect } = state;
  const { hooks } = state.asked;
  if (beforeRedirect) await inTime(state, request, 'waiting for a hook', Promise.resolve(beforeRedirect(state.asked.url)));
  if (hooks.beforeRedirect.length > 0) await inTime(state, request, 'waiting for a hook', runBeforeRedirect(state, jar, response));
}
