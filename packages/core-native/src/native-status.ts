import { inspect } from 'node:util';
import { Status, binding } from './binding.js';
import { CurlStateError, invalidArgument, makeMultiError } from './errors.js';

/** What was asked, for the message of an error. */
export interface Asked {
  /** `setOpt URL`, `perform`, `addHandle`, … */
  operation: string;
  /** What would have been accepted, where a value was given. */
  expected?: string;
  value?: unknown;
}

function shown(value: unknown): string {
  return inspect(value, { depth: 0, maxArrayLength: 3, maxStringLength: 60, breakLength: Infinity });
}

const libcurlVersion = () => (binding.versionInfo() as { version: string }).version;

/** The error of one of the addon's own answers (negative), or undefined when the code is libcurl's. */
export function errorOfStatus(status: number, { operation, expected, value }: Asked): Error | undefined {
  switch (status) {
    case Status.closed:
      return new CurlStateError('the handle is closed', 'ERR_CURL_CLOSED', operation);
    case Status.insideCallback:
      return new CurlStateError('not allowed inside a callback: libcurl is still running this transfer', 'ERR_CURL_IN_CALLBACK', operation);
    case Status.inMulti:
      return new CurlStateError('the handle is in a multi handle; remove it first', 'ERR_CURL_IN_USE', operation);
    case Status.notInMulti:
      return new CurlStateError('the handle is not in this multi handle', 'ERR_CURL_NOT_IN_USE', operation);
    case Status.performing:
      return new CurlStateError("the handle's own perform() is running", 'ERR_CURL_BUSY', operation);
    case Status.attached:
      return new CurlStateError('the event loop drives this multi handle', 'ERR_CURL_ATTACHED', operation);
    case Status.notThreadSafe:
      return new CurlStateError(
        'libcurl allows only DNS results, TLS sessions and the public suffix list between threads; connections, cookies and HSTS it does not',
        'ERR_CURL_NOT_THREAD_SAFE',
        operation,
      );
    case Status.wrongType:
      return invalidArgument(TypeError, `${operation}: expected ${expected ?? 'another type'}, got ${shown(value)}`);
    case Status.outOfRange:
      return invalidArgument(RangeError, `${operation}: expected ${expected ?? 'another number'} in range, got ${shown(value)}`);
    case Status.nulByte:
      return invalidArgument(
        RangeError,
        `${operation}: the text contains a NUL byte, which libcurl would take for its end: ${shown(value)}`,
      );
    case Status.reserved:
      return invalidArgument(
        RangeError,
        `${operation}: this option belongs to the handle itself, whose callbacks are closures; it cannot be set`,
      );
    case Status.unsupported:
      return invalidArgument(RangeError, `${operation}: libcurl ${libcurlVersion()} has no use for it, or was built without it`);
    case Status.outOfMemory:
      return makeMultiError(3, operation);
    default:
      return undefined;
  }
}
