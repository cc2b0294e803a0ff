import { Easy, constants } from '@curlew/core-native';
import { AcurlError, RequestError } from '../../http/errors.js';
import { fetchHeaderRule, sessionHeaderRule } from '../../http/header-policy.js';
import type { Request } from '../../http/request.js';
import type { Response } from '../../http/response.js';
import { GivenUp } from '../given-up.js';
import { Repetition, type RetryNotice } from '../hooks/hooks.js';
import { guarded, repeat, runAfterResponse, runBeforeRedirect, runBeforeRequest, runBeforeRetry, runOnError } from '../hooks/run-hooks.js';
import { errorOfTransfer } from '../transfer/transfer-error.js';
import { requestOf, type Transfer, type TransferHost } from '../transfer/transfer.js';
import { addressesOf } from '../options/names.js';
import { allowManyListeners } from '../../many-listeners.js';
import { Deadline } from './deadline.js';
import { publish, publishStart } from './diagnostics.js';
import { pause } from './pause.js';
import { rebased, withFields, type PreparedRequest } from './prepared-request.js';
import { RedirectRefused, redirected, type RedirectRules } from './redirect.js';
import type { RequestState } from './request-state.js';

/** Called for each response, redirects included, before its request resolves. */
export type ResponseCallback = (response: Response) => void | Promise<void>;

/** The part of a session that its requests use. */
export interface RequestHost extends TransferHost {
  /** Takes the place of the network, for tests. */
  readonly transport: Transport | undefined;
  responseCallback: ResponseCallback | undefined;
  /** Called when a request begins, and when it is over. */
  begun(): void;
  ended(): void;
}

/** Makes the transfers of a request. */
export type MakeTransfer = (host: TransferHost, state: RequestState, request: Request) => Transfer;

/** Gives the transfers that are made in place of those that were asked for: collected, streamed, or of a WebSocket. */
export type Transport = (asked: MakeTransfer) => MakeTransfer;

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
  const state: RequestState = {
    asked: prepared,
    request: prepared,
    attempt: 1,
    repeats: 0,
    transfers: 0,
    addresses: undefined,
    history: [],
    deadline,
  };
  const {
    hooks,
    settings: { resolve },
  } = prepared;
  let transfer: Transfer | undefined;
  let current: Response | undefined;
  const settled = deadline.onExpire(() => transfer?.giveUp(expired(deadline)));
  host.begun();
  try {
    host.jar.add(prepared.cookies.added);
    host.jar.pin(prepared.url, prepared.cookies.pinned);
    for (; ; state.attempt++) {
      state.request = state.asked;
      let request = requestOf(state.request, host.jar);
      // Nobody is asked about a request that is not wanted any more.
      if (prepared.signal?.aborted) throw prepared.signal.reason;
      const answer = hooks.beforeRequest.length > 0 ? await inTime(state, request, runBeforeRequest(state, host.jar)) : undefined;
      if (state.request !== state.asked) request = requestOf(state.request, host.jar);
      let outcome: Response | AcurlError;
      current = answer;
      if (answer) {
        outcome = answer;
      } else {
        if (resolve) state.addresses = await inTime(state, request, addressesOf(resolve, request.url));
        const fields = publishStart(request, state.transfers++);
        if (fields) state.request = withFields(state.request, fields);
        transfer = (host.transport ? host.transport(makeTransfer) : makeTransfer)(host, state, request);
        try {
          await transfer.start();
          outcome = current = transfer.collect();
        } catch (error) {
          outcome = failureOf(request, transfer.errorOf(error));
        } finally {
          transfer.release();
        }
      }
      const told = tell(host, state, request, outcome, answer !== undefined);
      const verdict = told ? await inTime(state, request, told) : outcome;
      if (verdict instanceof Repetition) {
        repeat(state, host.jar, verdict, outcome as Response);
        continue;
      }
      // A response that a hook has made stands as it is.
      if (answer || (verdict !== outcome && !(verdict instanceof Error))) return verdict as Response;
      const delay = retryDelay(state, outcome);
      if (delay !== undefined && (hooks.beforeRetry.length === 0 || (await askRetry(state, request, outcome, delay)))) {
        if (!(outcome instanceof Error)) outcome.discard();
        await pause(delay, prepared.signal);
        continue;
      }
      if (outcome instanceof Error) throw outcome;
      if (outcome.redirectUrl === null || !prepared.settings.allowRedirects) return outcome;
      follow(state, outcome, outcome.redirectUrl, rules);
      if (prepared.beforeRedirect) await inTime(state, request, prepared.beforeRedirect(state.asked.url));
      if (hooks.beforeRedirect.length > 0) await inTime(state, request, runBeforeRedirect(state, host.jar, outcome));
    }
  } catch (error) {
    // Nobody gets its body, unless the error has it.
    if (!(error instanceof RequestError)) current?.discard();
    throw error;
  } finally {
    settled();
    host.ended();
  }
}

const expired = ({ milliseconds }: Deadline) =>
  new GivenUp(constants.CURLE_OPERATION_TIMEDOUT, `the request was not over after ${milliseconds} milliseconds`);

/**
 * Waits for something that is not a transfer, but no longer than the request may take.
 * @throws {AcurlError} the deadline has passed
 * @throws the reason of the signal when it aborts meanwhile
 */
async function inTime<T>({ request: { signal }, deadline }: RequestState, request: Request, awaited: T | Promise<T>): Promise<T> {
  let free = () => {};
  if (signal) allowManyListeners(signal);
  const ended = new Promise<never>((_, reject) => {
    if (signal?.aborted) reject(signal.reason as Error);
    const abort = () => reject(signal!.reason as Error);
    const stop = deadline.onExpire(() => reject(expiredOutside(deadline, request)));
    signal?.addEventListener('abort', abort, { once: true });
    free = () => {
      stop();
      signal?.removeEventListener('abort', abort);
    };
  });
  try {
    return await Promise.race([awaited, ended]);
  } finally {
    free();
  }
}

/** The error of a deadline that passes while there is no transfer. */
function expiredOutside(deadline: Deadline, request: Request): unknown {
  using easy = new Easy();
  return errorOfTransfer(expired(deadline), easy, request);
}

function failureOf(request: Request, error: unknown): AcurlError {
  publish('error', { request, error });
  if (error instanceof AcurlError) return error;
  throw error;
}

/**
 * Tells everybody who wants to know of an outcome.
 * @param isAnswer whether a hook has made it, so that there was no transfer
 * @returns undefined when nobody has to be waited for
 */
function tell(
  host: RequestHost,
  state: RequestState,
  request: Request,
  outcome: Response | AcurlError,
  isAnswer: boolean,
): Promise<Response | Repetition | AcurlError> | undefined {
  const { hooks } = state.request;
  if (outcome instanceof Error) return hooks.onError.length > 0 ? runOnError(state, outcome).then(() => outcome) : undefined;
  if (!isAnswer) {
    publish('headers', { request, response: outcome });
    publish('end', { request, response: outcome });
  }
  return host.responseCallback || hooks.afterResponse.length > 0 ? callBack(host, state, outcome) : undefined;
}

async function callBack(host: RequestHost, state: RequestState, response: Response): Promise<Response | Repetition> {
  if (host.responseCallback) await guarded(host.responseCallback, response);
  return runAfterResponse(state, host.jar, response);
}

/** @returns milliseconds, undefined when the outcome stands */
function retryDelay({ request, deadline, attempt }: RequestState, outcome: Response | AcurlError): number | undefined {
  const { retry } = request.settings;
  if (retry.limit === 0 || !request.body.isRepeatable) return undefined;
  const delay = retry.delayFor(attempt, request.method, outcome);
  return delay !== undefined && delay < deadline.left ? delay : undefined;
}

/** Asks the hooks whether a retry is made. */
function askRetry(state: RequestState, request: Request, outcome: Response | AcurlError, delay: number): Promise<boolean> {
  const failed = outcome instanceof Error;
  const notice: RetryNotice = {
    request,
    attempt: state.attempt,
    delay,
    response: failed ? undefined : outcome,
    error: failed ? outcome : undefined,
  };
  return inTime(state, request, runBeforeRetry(state, notice));
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
