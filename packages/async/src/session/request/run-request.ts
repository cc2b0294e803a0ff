import { AcurlError, RequestError } from '../../http/errors.js';
import { fetchHeaderRule, sessionHeaderRule } from '../../http/header-policy.js';
import type { Request } from '../../http/request.js';
import type { Response } from '../../http/response.js';
import { runBeforeRequest } from '../hooks/run-hooks.js';
import type { ContentOptions } from '../options/content.js';
import { addressesOf } from '../options/names.js';
import { requestOf, type Transfer, type TransferHost } from '../transfer/transfer.js';
import { Deadline } from './deadline.js';
import { publishBody, publishError, publishStart } from './diagnostics.js';
import { expired, inTime } from './in-time.js';
import { withFields, type PreparedRequest } from './prepared-request.js';
import type { RedirectRules } from './redirect.js';
import { RequestState } from './request-state.js';
import { verdictOn, type ResponseCallback } from './verdict.js';

export type { ResponseCallback } from './verdict.js';

/** The part of a session that its requests use. */
export interface RequestHost extends TransferHost {
  /** Takes the place of the network, for tests. */
  readonly transport: Transport | undefined;
  responseCallback: ResponseCallback | undefined;
  /** Counts the running requests. An object with methods, because with closures V8 would compile the calls anew for each session. */
  readonly resources: {
    /** Called when a request starts. */
    begun(): void;
    /** Called when it is over. */
    ended(): void;
  };
}

/** Makes the transfers of a request. */
export type MakeTransfer = (host: TransferHost, state: RequestState, request: Request) => Transfer;

/** Replaces the way in which transfers (collected, streamed, or of a WebSocket) are made. */
export type Transport = (asked: MakeTransfer) => MakeTransfer;

/** A session's own rules for redirects. */
const SESSION_REDIRECTS: RedirectRules = { keepsHeader: sessionHeaderRule, allowsCredentials: true };

/** The Fetch standard's rules for redirects. */
export const FETCH_REDIRECTS: RedirectRules = { keepsHeader: fetchHeaderRule, allowsCredentials: false };

/**
 * Sends a request, with one transfer after another for redirects and retries. All requests (collected, streamed, fetch,
 * WebSocket) come through here; they differ in the transfers that they make.
 *
 * This is the only async function between a transfer's future and the caller's await: with two more, a request over
 * HTTP/2 cost some 5 % more. So each step returns a promise only if there is something to wait for.
 */
export async function runRequest(
  host: RequestHost,
  prepared: PreparedRequest,
  makeTransfer: MakeTransfer,
  rules: RedirectRules = SESSION_REDIRECTS,
  beforeRedirect?: ContentOptions['beforeRedirect'],
): Promise<Response> {
  const { jar, transport } = host;
  const { hooks, settings, signal } = prepared;
  const make = transport ? transport(makeTransfer) : makeTransfer;
  const state = new RequestState(prepared, Deadline.after(settings.timeout.total), beforeRedirect);
  let response: Response | undefined;
  const settled = watchDeadline(state);
  host.resources.begun();
  try {
    jar.add(prepared.cookies.added);
    jar.pin(prepared.url, prepared.cookies.pinned);
    for (; ; state.attempt++) {
      state.request = state.asked;
      let request = requestOf(state.request, jar);
      // No hook runs for a request that was aborted meanwhile.
      if (signal?.aborted) throw signal.reason;
      const isHooked = hooks.beforeRequest.length > 0;
      const answer = isHooked ? await inTime(state, request, 'waiting for a hook', runBeforeRequest(state, jar)) : undefined;
      if (state.request !== state.asked) request = requestOf(state.request, jar);
      response = answer;
      let outcome: Response | AcurlError | undefined = answer;
      if (!outcome) {
        if (settings.resolve) state.addresses = await inTime(state, request, 'resolving', addressesOf(settings.resolve, request.url));
        const fields = publishStart(request, state.transfers++);
        if (fields) state.request = withFields(state.request, fields);
        const transfer = (state.transfer = make(host, state, request));
        try {
          await transfer.start();
          outcome = response = transfer.collect();
          publishBody(request, response, transfer);
        } catch (error) {
          outcome = failureOf(request, transfer.errorOf(error));
        } finally {
          transfer.release();
        }
      }
      const { responseCallback } = host;
      const verdict = verdictOn({ state, jar, rules, responseCallback, request, outcome, isAnswer: answer !== undefined });
      const final = verdict instanceof Promise ? await verdict : verdict;
      if (final) return final;
    }
  } catch (error) {
    // The caller does not get this response, unless the error has it.
    if (!(error instanceof RequestError)) response?.discard();
    throw error;
  } finally {
    settled();
    host.resources.ended();
  }
}

/**
 * Aborts the current transfer when the deadline passes. The returned function ends that. A closure in {@link runRequest}
 * itself would cost each request a context, also without a deadline.
 */
function watchDeadline(state: RequestState): () => void {
  return state.deadline.onExpire(() => state.transfer?.giveUp(expired(state.deadline)));
}

function failureOf(request: Request, error: unknown): AcurlError {
  publishError(request, error);
  if (error instanceof AcurlError) return error;
  throw error;
}
