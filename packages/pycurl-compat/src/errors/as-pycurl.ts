import {
  CurlError,
  CurlStateError,
  MultiError,
  ShareError,
  UrlError,
  constants,
  easyStrError,
  multiStrError,
  shareStrError,
  urlStrError,
} from '@curlew/core-native';
import { OverflowError, error, type ErrorArgs } from '../errors/errors.js';

const RUNNING: ReadonlySet<string> = new Set(['ERR_CURL_IN_CALLBACK', 'ERR_CURL_BUSY']);

/** A pycurl.error with the error that it stands for as its cause. */
export const pycurlError = (args: ErrorArgs, cause: unknown): error => withCause(new error(...args), cause);

/** The same error with a cause. */
export function withCause<E extends Error>(made: E, cause: unknown): E {
  return Object.defineProperty(made, 'cause', { value: cause, configurable: true, writable: true });
}

/**
 * Runs a call of the core and throws pycurl's exceptions.
 * @param method pycurl's name of the call
 * @param handle pycurl's name of the handle that may be closed: `curl handle`, `multi handle`, `share handle`
 */
export function asPycurl<T>(method: string, action: () => T, handle = 'curl handle'): T {
  try {
    return action();
  } catch (thrown) {
    throw toPython(thrown, method, handle);
  }
}

/** pycurl's exception for one of the core's; others are passed on. */
export function toPython(thrown: unknown, method: string, handle = 'curl handle'): unknown {
  if (thrown instanceof CurlStateError) return pycurlError([stateText(thrown, method, handle)], thrown);
  if (thrown instanceof CurlError) return pycurlError([thrown.errno, textOf(thrown)], thrown);
  // A value out of range for a C type; this package's own checks come first.
  if (thrown instanceof RangeError && !(thrown instanceof OverflowError)) return withCause(new OverflowError(thrown.message), thrown);
  return thrown;
}

function stateText({ code }: CurlStateError, method: string, handle: string): string {
  const refused = `cannot invoke ${method}()`;
  if (code === 'ERR_CURL_CLOSED') return `${refused} - no ${handle}`;
  if (RUNNING.has(code)) return `${refused} - ${handle === 'multi handle' ? 'multi_perform()' : 'perform()'} is currently running`;
  if (code === 'ERR_CURL_NOT_IN_USE') return 'curl object not on this multi-stack';
  return `${refused} - curl object is in use`;
}

/** libcurl's text: the error buffer, or the general text of the code. */
function textOf(thrown: CurlError): string {
  if (thrown instanceof MultiError) return multiStrError(thrown.errno);
  if (thrown instanceof ShareError) return shareStrError(thrown.errno);
  if (thrown instanceof UrlError) return urlStrError(thrown.errno);
  // In these cases the detail is the core's own text; the cause has it.
  const isOfTheSystem = thrown.errno === constants.CURLE_READ_ERROR && (thrown.cause as Error | undefined)?.message === thrown.detail;
  if (thrown.errno === constants.CURLE_UNKNOWN_OPTION || isOfTheSystem) return easyStrError(thrown.errno);
  return thrown.detail || easyStrError(thrown.errno);
}
