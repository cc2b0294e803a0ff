import type { Easy } from '../easy/easy.js';
import { refusal, shown } from '../errors/index.js';
import type { MultiBase } from './multi-base.js';

// libcurl's callbacks of a multi handle in JavaScript. What one throws, or a wrong answer, has libcurl give up the multi's
// transfers; the call that libcurl was in throws a MultiError with it as the `cause`.

/**
 * Told which sockets to watch.
 * @param what one of CURL_POLL_*
 * @param assigned what {@link Multi.assign} was given for this socket
 * @returns nothing or 0; −1 has libcurl give up
 */
export type MultiSocketCallback<M = MultiBase> = (what: number, socket: number, multi: M, assigned: unknown) => number | void;

/**
 * Told when to call `socketAction(CURL_SOCKET_TIMEOUT, 0)`.
 * @param timeoutMs milliseconds from now, −1 for not at all
 * @returns nothing or 0; −1 has libcurl give up
 */
export type MultiTimerCallback<M = MultiBase> = (timeoutMs: number, multi: M) => number | void;

/**
 * Told of what was asked for with {@link Multi.notifyEnable}; needs libcurl 8.17.
 * @param notification one of CURLMNOTIFY_*
 * @param easy the handle that it is about, null for none of the user's
 */
export type MultiNotifyCallback<M = MultiBase> = (notification: number, easy: Easy | null, multi: M) => void;

type AnyCallback = (...values: never[]) => unknown;

/** What each callback gets of what native code passes, and whether its answer counts. */
const rows: Readonly<Record<string, { receives: (side: MultiSide, ...given: number[]) => unknown[]; answers: boolean }>> = {
  SOCKETFUNCTION: { receives: ({ multi, assigned }, what, socket) => [what, socket, multi, assigned.get(socket) ?? null], answers: true },
  TIMERFUNCTION: { receives: ({ multi }, timeoutMs) => [timeoutMs, multi], answers: true },
  NOTIFYFUNCTION: { receives: ({ multi, easyOf }, notification, id) => [notification, easyOf(id) ?? null, multi], answers: false },
};

/** What the callbacks need of their multi. */
export interface MultiSide {
  multi: MultiBase;
  assigned: ReadonlyMap<number, unknown>;
  easyOf: (id: number) => Easy | undefined;
}

/** The function that native code calls for a multi's callback. */
export function guardMultiCallback(option: string, callback: AnyCallback, side: MultiSide): (...given: number[]) => number {
  const { receives, answers } = rows[option]!;
  return (...given) => {
    const answer = callback(...(receives(side, ...given) as never[]));
    if (!answers || answer === undefined || answer === null) return 0;
    if (Number.isInteger(answer)) return answer as number;
    throw refusal(
      'ERR_CURL_INVALID_ARG_TYPE',
      `the ${option} callback must return nothing or a whole number, it returned ${shown(answer)}`,
    );
  };
}
