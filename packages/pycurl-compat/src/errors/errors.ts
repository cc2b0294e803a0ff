import { reprOf } from '../python/repr.js';

/** The type of `error.args`: libcurl's code and text, or the text of a misuse. */
export type ErrorArgs = readonly [code: number, message: string] | readonly [message: string];

/** pycurl's one error class: `pycurl.error`. Its `args` are `(code, message)`, or `(message,)` for a misuse of a handle. */
export class error extends Error {
  /** As in Python. */
  override readonly name = 'error';
  /** As in Python. */
  readonly args: ErrorArgs;

  /** @param args as in Python: `new pycurl.error(7, 'no route')`, `new pycurl.error('closed')` */
  constructor(...args: ErrorArgs) {
    super(args.length === 1 ? args[0] : reprOf(args));
    this.args = args;
  }
}

/** Python's ValueError: a value of the right type that is not allowed. */
export class ValueError extends Error {
  /** As in Python. */
  override readonly name: string = 'ValueError';
}

/** Python's UnicodeEncodeError: text that is not ASCII where pycurl requires it. */
export class UnicodeEncodeError extends ValueError {
  /** As in Python. */
  override readonly name = 'UnicodeEncodeError';
}

/**
 * Python's UnicodeDecodeError: bytes that are not UTF-8 where text was requested; the `_raw` methods return the bytes.
 */
export class UnicodeDecodeError extends ValueError {
  /** As in Python. */
  override readonly name = 'UnicodeDecodeError';
}

/** Python's RuntimeError: the state of an AsyncCurlMulti does not allow the call. */
export class RuntimeError extends Error {
  /** As in Python. */
  override readonly name = 'RuntimeError';
}

/** Python's LookupError: nothing has this name. */
export class LookupError extends Error {
  /** As in Python. */
  override readonly name: string = 'LookupError';
}

/** Python's KeyError. */
export class KeyError extends LookupError {
  /** As in Python. */
  override readonly name = 'KeyError';
  /** The key. */
  readonly args: readonly [unknown];

  constructor(key: unknown) {
    super(String(key));
    this.args = [key];
  }
}

/** Python's OverflowError: a number that does not fit. JavaScript's RangeError, so that both names catch it. */
export class OverflowError extends RangeError {
  /** As in Python. */
  override readonly name = 'OverflowError';
}

/** Python's MemoryError: more bytes than there is memory for. JavaScript's RangeError, so that both names catch it. */
export class MemoryError extends RangeError {
  /** As in Python. */
  override readonly name = 'MemoryError';
}

/** Python's BlockingIOError: nothing can be sent or received now. */
export class BlockingIOError extends Error {
  /** As in Python. */
  override readonly name = 'BlockingIOError';
  /** EAGAIN. */
  readonly errno = 11;
}
