import { argumentError, checkFunction, checkNames, checkObject } from '@curlew/core-native';
import type { AcurlError } from '../../http/errors.js';
import type { Request } from '../../http/request.js';
import type { Response } from '../../http/response.js';
import type { OutgoingRequest, RequestChanges } from './outgoing-request.js';

type MaybePromise<T> = T | Promise<T>;

/** A hook, or several that are called one after the other. */
export type Hooks<Hook> = Hook | readonly Hook[];

/**
 * Called before each transfer, redirects and retries included. It may change the request, or return a response in place
 * of the server's: then nothing is sent, and the response is neither retried nor followed.
 */
export type BeforeRequest = (request: OutgoingRequest) => MaybePromise<Response | globalThis.Response | void>;

/**
 * Called for each response, redirects and answers that will be retried included. It may return another response, which
 * is neither retried nor followed, or `context.repeat()`.
 */
export type AfterResponse = (
  response: Response,
  context: ResponseContext,
) => MaybePromise<Response | globalThis.Response | Repetition | void>;

/**
 * Called before the delay of each retry. Returning false cancels the retry: the request ends with that response or
 * error.
 */
export type BeforeRetry = (retry: RetryNotice) => MaybePromise<boolean | void>;

/** Called before each redirect is followed; it may change the request that follows. */
export type BeforeRedirect = (request: OutgoingRequest, response: Response) => MaybePromise<void>;

/**
 * Called for each transfer that failed. An error that it throws itself does not affect the request and is reported as
 * an uncaught exception.
 */
export type OnError = (error: AcurlError) => MaybePromise<void>;

/**
 * Functions that are called around each request, those of the session before those of the request. Each is awaited,
 * within the request's `timeout`. If a hook other than `onError` throws, the request rejects with that error.
 *
 * @example
 * const session = wrapper.session({
 *   hooks: { beforeRequest: (request) => request.headers.set('X-Request-Id', randomUUID()) },
 * });
 */
export interface SessionHooks {
  /** Called before each transfer; may change the request, or answer it. */
  beforeRequest?: Hooks<BeforeRequest> | undefined;
  /** Called with the response; may replace it, or send the request again. */
  afterResponse?: Hooks<AfterResponse> | undefined;
  /** Called before each retry; false cancels it. */
  beforeRetry?: Hooks<BeforeRetry> | undefined;
  /** Called before a redirect is followed; may change the request that follows it. */
  beforeRedirect?: Hooks<BeforeRedirect> | undefined;
  /** Called with the failure of each transfer, of one that is tried again too. */
  onError?: Hooks<OnError> | undefined;
}

/** The second argument of an `afterResponse` hook: the state of its request. */
export interface ResponseContext {
  /** How often hooks have repeated the request so far. */
  readonly repeats: number;
  /** As {@link OutgoingRequest.keepsCredentials}. */
  readonly keepsCredentials: boolean;
  /**
   * Makes the hook's return value that sends the request again with these changes, through all of its hooks; ten times
   * at most.
   * @example
   * afterResponse: async (response, { repeat, repeats }) => (response.statusCode === 401 && repeats === 0 ? repeat() : undefined)
   */
  readonly repeat: (changes?: RequestChanges) => Repetition;
}

/** Returned by a hook to have the request sent again; made by {@link ResponseContext.repeat}. */
export class Repetition {
  /** The changes that the request is sent again with. */
  readonly changes: RequestChanges;

  /** @internal */
  constructor(changes: RequestChanges) {
    this.changes = changes;
  }
}

/** A retry that is about to be made. */
export interface RetryNotice {
  /** The request that is tried again. */
  readonly request: Request;
  /** 1 for the first retry. */
  readonly attempt: number;
  /** Milliseconds until the retry. */
  readonly delay: number;
  /** The response that is retried; undefined when the transfer failed. */
  readonly response: Response | undefined;
  /** The failure; undefined when there is a response. */
  readonly error: AcurlError | undefined;
}

/** An option of a session and of a request. */
export interface HookOptions {
  /** Functions that are called around each request; those of a request come after its session's. Default: none. */
  hooks?: SessionHooks | undefined;
}

/** The hooks of a request in their order. @internal */
export type HookLists = { readonly [Name in keyof SessionHooks]-?: readonly Extract<SessionHooks[Name], (...args: never[]) => unknown>[] };

/** @internal */
export const NO_HOOKS: HookLists = { beforeRequest: [], afterResponse: [], beforeRetry: [], beforeRedirect: [], onError: [] };

/** Appends the hooks of a session or request to existing ones. @throws {TypeError} not hooks @internal */
export function withHooks(before: HookLists, hooks: unknown): HookLists {
  if (hooks === undefined) return before;
  const given = checkObject('', 'hooks', hooks, 'an object of functions');
  checkNames('hooks', given, NO_HOOKS);
  const lists: Record<string, readonly unknown[]> = { ...before };
  for (const [name, value] of Object.entries(given) as [keyof HookLists, unknown][]) {
    if (value !== undefined) lists[name] = [...before[name], ...checkHook(name, value)];
  }
  return lists as HookLists;
}

function checkHook(name: string, value: unknown): unknown[] {
  if (!Array.isArray(value)) return [checkFunction('', `hooks.${name}`, value)];
  for (const each of value as unknown[])
    if (typeof each !== 'function') throw argumentError('', `hooks.${name}`, 'a function or an array of functions', each);
  return value as unknown[];
}
