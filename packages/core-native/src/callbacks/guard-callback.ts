import { refusal, shown } from '../errors/index.js';
import type { CallbackHost } from './callback-host.js';
import { callbackRows, type CallbackRow, type NativeAnswer } from './callback-rows.js';

/** A function with any arguments; each kind of callback has its own type (callback-types.ts). */
export type AnyCallback = (...values: never[]) => unknown;

function wrongAnswer(option: string, row: CallbackRow, answer: unknown): Error {
  return refusal('ERR_CURL_INVALID_ARG_TYPE', `the ${option} callback must return ${row.expected}, it returned ${shown(answer)}`);
}

/**
 * Wraps a user's callback for native code, converting arguments and answer. An exception ends the transfer and becomes
 * the cause of its error; so does an invalid answer, which is never taken for "go on". Native code relies on seeing
 * only valid answers.
 * @throws {TypeError} not a function
 */
export function guardCallback(option: string, callback: AnyCallback, host: CallbackHost, asView: boolean): AnyCallback {
  const row = callbackRows[option]!;
  const { accepts } = row;
  const receives = asView ? row.receivesView! : row.receives;
  const guarded = (...given: never[]): NativeAnswer => {
    const received = (receives ? receives(host, ...given) : given) as never[];
    const answer = host.context === undefined ? callback(...received) : host.context.runInAsyncScope(() => callback(...received));
    const accepted = answer === undefined || answer === null ? row.nothing : accepts(answer, ...given);
    if (accepted === undefined) throw wrongAnswer(option, row, answer);
    return typeof accepted === 'function' ? accepted(...given) : accepted;
  };
  return row.escapes ? reportingUncaught(guarded, host) : guarded;
}

/** The same for a function that is not an option and needs no handle. */
export function guardPlain(name: string, row: CallbackRow, callback: AnyCallback): AnyCallback {
  return (...given) => {
    const answer = callback(...given);
    const accepted = answer === undefined || answer === null ? row.nothing : row.accepts(answer, ...given);
    if (accepted === undefined) throw wrongAnswer(name, row, answer);
    return accepted;
  };
}

/** For a callback that may also be called while no transfer is running that could fail. */
function reportingUncaught(guarded: AnyCallback, host: CallbackHost): AnyCallback {
  return (...given) => {
    try {
      return guarded(...given);
    } catch (error) {
      if (host.native.running) throw error;
      queueMicrotask(() => {
        throw error;
      });
      return null;
    }
  };
}
