import { Status, binding } from '../binding.js';
import { argumentError, refusal, shownFor } from './argument-error.js';
import { CurlResourceError, CurlStateError } from './families.js';

/** A call that the addon refused, for the error message. */
export interface RefusedCall {
  /** `setOpt URL`, `perform`, `addHandle`, … */
  operation: string;
  /** The accepted values, if the call has a value. */
  expected?: string;
  value?: unknown;
}

const libcurlVersion = () => (binding.versionInfo() as { version: string }).version;

/** The error of one of the addon's own statuses (negative), or undefined when the code is libcurl's. */
export function errorOfStatus(status: number, { operation, expected, value }: RefusedCall): Error | undefined {
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
        'libcurl allows only DNS results, TLS sessions and the public suffix list between threads; connections, cookies and HSTS may not be shared',
        'ERR_CURL_NOT_THREAD_SAFE',
        operation,
      );
    case Status.wrongType:
      return argumentError(operation, '', expected ?? 'another type', value);
    case Status.outOfRange:
      return argumentError(operation, '', `${expected ?? 'another number'} in range`, value, 'ERR_CURL_OUT_OF_RANGE');
    case Status.nulByte:
      return refusal(
        'ERR_CURL_NUL_BYTE',
        `${operation}: the text contains a NUL byte, which libcurl would take for its end: ${shownFor(operation, value)}`,
        { operation },
      );
    case Status.reserved:
      return refusal('ERR_CURL_RESERVED_OPTION', `${operation}: the option belongs to the handle itself, whose callbacks are closures`, {
        operation,
      });
    case Status.unsupported:
      return refusal('ERR_CURL_UNSUPPORTED', `${operation}: libcurl ${libcurlVersion()} does not support it, or was built without it`, {
        operation,
      });
    case Status.outOfMemory:
      return new CurlResourceError('out of memory', 'ERR_CURL_OUT_OF_MEMORY', operation);
    case Status.tooManyDescriptors:
      return new CurlResourceError(
        'more descriptors than this process may have open (ulimit -n)',
        'ERR_CURL_TOO_MANY_DESCRIPTORS',
        operation,
      );
    case Status.needsEventLoop:
      return refusal(
        'ERR_CURL_UNSUPPORTED',
        `${operation}: a transfer that calls JavaScript before its end needs libuv's event loop, which this runtime does not have: ` +
          'unset its callbacks, or use Easy.perform(), or Node',
        { operation },
      );
    default:
      return undefined;
  }
}
