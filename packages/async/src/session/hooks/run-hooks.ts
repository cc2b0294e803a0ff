import { argumentError } from '@curlew/core-native';
import { RequestError, type AcurlError } from '../../http/errors.js';
import { fromStandard } from '../../http/made-response.js';
import type { Request } from '../../http/request.js';
import { Response } from '../../http/response.js';
import type { CookieJar } from '../pool/cookie-jar.js';
import { withChanges, type PreparedRequest } from '../request/prepared-request.js';
import type { RequestState } from '../request/request-state.js';
import { requestOf } from '../transfer/transfer.js';
import { Repetition, type ResponseContext, type RetryNotice } from './hooks.js';
import { OutgoingRequest, type RequestChanges } from './outgoing-request.js';

/** The maximum number of repetitions, so that a hook that always repeats cannot loop for ever. */
const MOST_REPEATS = 10;

/** Lets the hooks change the request of the state. @returns the response of a hook that answers it */
export async function runBeforeRequest(state: RequestState, jar: CookieJar): Promise<Response | undefined> {
  const outgoing = outgoingOf(state, state.request, jar);
  for (const hook of state.request.hooks.beforeRequest) {
    const answer = await hook(outgoing);
    if (answer === undefined) continue;
    return responseOf('beforeRequest', answer, requestOf(state.request, jar), jar);
  }
  state.request = changedRequest(state.request, outgoing);
  return undefined;
}

/** Lets the hooks change the request that follows a redirect. */
export async function runBeforeRedirect(state: RequestState, jar: CookieJar, response: Response): Promise<void> {
  const outgoing = outgoingOf(state, state.asked, jar);
  for (const hook of state.asked.hooks.beforeRedirect) await hook(outgoing, response);
  state.asked = changedRequest(state.asked, outgoing);
}

/** @returns the response to use, or the request to send it again */
export async function runAfterResponse(state: RequestState, jar: CookieJar, response: Response): Promise<Response | Repetition> {
  const context: ResponseContext = {
    repeats: state.repeats,
    keepsCredentials: state.request.withCredentials,
    repeat: (changes = {}) => new Repetition(changes),
  };
  let current = response;
  for (const hook of state.request.hooks.afterResponse) {
    const answer = await hook(current, context);
    if (answer === undefined || answer === current) continue;
    if (answer instanceof Repetition) return answer;
    const other = await responseOf('afterResponse', answer, response.request, jar);
    current.discard();
    current = other;
  }
  return current;
}

/** @returns whether to retry */
export async function runBeforeRetry(state: RequestState, notice: RetryNotice): Promise<boolean> {
  for (const hook of state.request.hooks.beforeRetry) if ((await hook(notice)) === false) return false;
  return true;
}

/** Runs the `onError` hooks; their own errors do not affect the request. */
export async function runOnError({ request }: RequestState, error: AcurlError): Promise<undefined> {
  for (const hook of request.hooks.onError) await guarded(hook, error);
}

/**
 * Calls a callback that only observes. An error that it throws is reported as an uncaught exception and does not affect
 * the request.
 */
export async function guarded<T>(callback: (value: T) => unknown, value: T): Promise<void> {
  try {
    await callback(value);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}

/**
 * Prepares the state for sending the same request again.
 * @throws {RequestError} it cannot be sent again
 */
export function repeat(state: RequestState, jar: CookieJar, { changes }: Repetition, response: Response): void {
  const { asked, repeats } = state;
  if (repeats >= MOST_REPEATS)
    throw new RequestError(`afterResponse requested more than ${MOST_REPEATS} repetitions`, response, 'ERR_CURL_REPEAT');
  if (!asked.body.isRepeatable && !replacesBody(changes))
    throw new RequestError('the request cannot be repeated: its body was a stream', response, 'ERR_CURL_REPEAT');
  response.discard();
  const outgoing = outgoingOf(state, asked, jar);
  outgoing.change(changes);
  state.asked = changedRequest(asked, outgoing);
  state.repeats += 1;
  state.attempt = 0;
}

const replacesBody = ({ data, json, body }: RequestChanges) => data !== undefined || json !== undefined || body !== undefined;

function outgoingOf(state: RequestState, prepared: PreparedRequest, jar: CookieJar): OutgoingRequest {
  return new OutgoingRequest({
    request: requestOf(prepared, jar),
    body: prepared.body,
    jar: jar.snapshot,
    signal: prepared.signal,
    attempt: Math.max(1, state.attempt),
    history: state.history,
    keepsCredentials: prepared.withCredentials,
  });
}

function changedRequest(prepared: PreparedRequest, outgoing: OutgoingRequest): PreparedRequest {
  const { changed } = outgoing;
  return changed ? withChanges(prepared, changed) : prepared;
}

/** @throws {TypeError} the hook returned something other than a response */
async function responseOf(name: string, answer: unknown, request: Request, jar: CookieJar): Promise<Response> {
  if (answer instanceof Response) return answer;
  if (answer instanceof globalThis.Response) return fromStandard(request, jar.snapshot, answer);
  throw argumentError('', `the result of hooks.${name}`, 'a response or undefined', answer);
}
