import type { Easy } from '../easy/easy.js';
import { refusal, shown } from '../errors/index.js';
import type { MultiBase } from './multi-base.js';

// libcurl's callbacks of a multi handle in JavaScript. An exception or an invalid answer makes libcurl abort the
// multi's transfers; the call in which it happened throws a MultiError with it as the `cause`.

/**
 * Called when the events to watch on a socket change.
 * @param what one of CURL_POLL_*
 * @param assigned the value given to {@link Multi.assign} for this socket
 * @returns nothing or 0; −1 makes libcurl abort
 */
export type MultiSocketCallback<M = MultiBase> = (what: number, socket: number, multi: M, assigned: unknown) => number | void;

/**
 * Called when the timeout changes, after which to call `socketAction(CURL_SOCKET_TIMEOUT, 0)`.
 * @param timeoutMs milliseconds from now, −1 for no timeout
 * @returns nothing or 0; −1 makes libcurl abort
 */
export type MultiTimerCallback<M = MultiBase> = (timeoutMs: number, multi: M) => number | void;

/**
 * Called for notifications enabled by {@link Multi.notifyEnable}; needs libcurl 8.17.
 * @param notification one of CURLMNOTIFY_*
 * @param easy the handle that it is about, null for none of the user's
 */
export type MultiNotifyCallback<M = MultiBase> = (notification: number, easy: Easy | null, multi: M) => void;

type AnyCallback = (...values: never[]) => unknown;

/** For each callback: the arguments that it gets, and whether its answer matters. */
const rows: Readonly<Record<string, { receives: (side: MultiSide, ...given: number[]) => unknown[]; answers: boolean }>> = {
  SOCKETFUNCTION: { receives: ({ multi, assigned }, what, socket) => [what, socket, multi, assigned.get(socket) ?? null], answers: true },
  TIMERFUNCTION: { receives: ({ multi }, timeoutMs) => [timeoutMs, multi], answers: true },
  NOTIFYFUNCTION: { receives: ({ multi, easyOf }, notification, id) => [notification, easyOf(id) ?? null, multi], answers: false },
};

/** The part of a multi that its callbacks use. */
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
