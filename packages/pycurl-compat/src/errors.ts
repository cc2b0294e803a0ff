import { CurlError, CurlStateError } from '@curlew/core-native';

/** What `error.args` has: libcurl's code and text, or the text of a misuse. */
export type ErrorArgs = readonly [code: number, message: string] | readonly [message: string];

/** pycurl's one error class: `pycurl.error`. Its `args` are `(code, message)`, or `(message,)` for a misuse of a handle. */
export class error extends Error {
  override readonly name = 'error';
  readonly args: ErrorArgs;

  constructor(args: ErrorArgs, options?: ErrorOptions) {
    super(args.length === 1 ? args[0] : `(${args[0]}, ${JSON.stringify(args[1])})`, options);
    this.args = args;
  }
}

/** Python's ValueError: a value of the right type that is not allowed. */
export class ValueError extends Error {
  override readonly name: string = 'ValueError';
}

/** Python's UnicodeEncodeError: text that is not ASCII where pycurl wants that. */
export class UnicodeEncodeError extends ValueError {
  override readonly name = 'UnicodeEncodeError';
}

/** Bytes that are no UTF-8 where text was asked for; the `_raw` methods give them as they are. */
export class UnicodeDecodeError extends ValueError {
  override readonly name = 'UnicodeDecodeError';
}

/** Python's RuntimeError: what AsyncCurlMulti is not in the state for. */
export class RuntimeError extends Error {
  override readonly name = 'RuntimeError';
}

/** Python's KeyError. */
export class KeyError extends Error {
  override readonly name = 'KeyError';
  readonly args: readonly [unknown];

  constructor(key: unknown) {
    super(String(key));
    this.args = [key];
  }
}

/** Python's OverflowError: a number that does not fit. JavaScript's RangeError, so that both names catch it. */
export class OverflowError extends RangeError {
  override readonly name = 'OverflowError';
}

/** Python's BlockingIOError: nothing can be sent or received now. */
export class BlockingIOError extends Error {
  override readonly name = 'BlockingIOError';
  /** EAGAIN. */
  readonly errno = 11;
}

const RUNNING = new Set(['ERR_CURL_IN_CALLBACK', 'ERR_CURL_BUSY']);

/**
 * Runs one of the core's calls and throws what pycurl would.
 * @param method pycurl's name of it
 * @param handle what pycurl calls the handle that may be closed: `curl handle`, `multi handle`, `share handle`
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
  if (thrown instanceof CurlStateError) {
    if (thrown.code === 'ERR_CURL_CLOSED') return new error([`cannot invoke ${method}() - no ${handle}`], { cause: thrown });
    const running = handle === 'multi handle' ? 'multi_perform() is currently running' : 'perform() is currently running';
    if (RUNNING.has(thrown.code)) return new error([`cannot invoke ${method}() - ${running}`], { cause: thrown });
    return new error([thrown.message], { cause: thrown });
  }
  if (thrown instanceof CurlError) return new error([thrown.errno, thrown.detail || textOf(thrown)], { cause: thrown });
  if (thrown instanceof RangeError) {
    if (/NUL byte/.test(thrown.message)) return new ValueError('embedded null byte', { cause: thrown });
    return new OverflowError(thrown.message, { cause: thrown });
  }
  return thrown;
}

/** libcurl's text without what the core adds behind it. */
const textOf = ({ message }: Error) => message.replace(/ \([A-Z][A-Z0-9_]*, [^)]*\)$/, '');
