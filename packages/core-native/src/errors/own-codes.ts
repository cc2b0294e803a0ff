import type { ErrorKind } from './error-kinds.js';

/** The class of an error with a code of this library's own. */
type OwnClass =
  | 'Error'
  | 'TypeError'
  | 'RangeError'
  | 'CurlStateError'
  | 'CurlResourceError'
  | 'CancelledError'
  | 'RequestError'
  | 'RobotsError'
  | 'SchemaError'
  | 'ChecksumError'
  | 'IncompleteFileError'
  | 'FileInUseError'
  | 'ForeignDataError'
  | 'UnmatchedRequestError';

interface OwnCode {
  class: OwnClass;
  kind: ErrorKind;
  /** The meaning of the code; docs/errors.md is generated from it and from `advice`. */
  meaning: string;
  advice: string;
}

/**
 * Every code that is this library's own, of all its packages. A TypeError or RangeError has `code`, `operation`,
 * `argument` and `expected`; the others are CurlErrors.
 */
export const ownCodes = {
  ERR_CURL_INVALID_ARG_TYPE: {
    class: 'TypeError',
    kind: 'config',
    meaning: 'An argument or option has the wrong type.',
    advice: 'Pass a value of the type that the message names.',
  },
  ERR_CURL_INVALID_ARG_VALUE: {
    class: 'TypeError',
    kind: 'config',
    meaning: 'An argument or option has the right type and an unusable value: not a URL, not a header name, not one of the listed words.',
    advice: 'Pass a value of the form that the message names.',
  },
  ERR_CURL_OUT_OF_RANGE: {
    class: 'RangeError',
    kind: 'config',
    meaning: 'A number is outside of the accepted range, or is not a whole number where one is needed.',
    advice: 'Pass a number in the range that the message names.',
  },
  ERR_CURL_NUL_BYTE: {
    class: 'RangeError',
    kind: 'config',
    meaning: 'A text contains a NUL byte, where libcurl would take it to end.',
    advice: 'Remove the NUL byte, or use an option that takes bytes with a length.',
  },
  ERR_CURL_UNKNOWN_OPTION: {
    class: 'TypeError',
    kind: 'config',
    meaning: 'No option, info or setting has this name.',
    advice: 'Check the spelling against the names in the message.',
  },
  ERR_CURL_RESERVED_OPTION: {
    class: 'RangeError',
    kind: 'config',
    meaning: 'The option belongs to the object itself and cannot be set from outside.',
    advice: 'Use the method that the message names, if it names one.',
  },
  ERR_CURL_UNSUPPORTED: {
    class: 'RangeError',
    kind: 'unsupported',
    meaning: 'The linked libcurl was built without the feature, or keeps only its name.',
    advice: 'Use a build of libcurl that has it; `versionInfo()` lists the features of this one.',
  },
  ERR_CURL_CLOSED: {
    class: 'CurlStateError',
    kind: 'config',
    meaning: 'The handle, session or other object is closed.',
    advice: 'Make a new one, or close it later.',
  },
  ERR_CURL_IN_CALLBACK: {
    class: 'CurlStateError',
    kind: 'config',
    meaning: 'The call is not allowed inside a callback, because libcurl is still on the stack.',
    advice: 'Call after the callback has returned, for example in `setImmediate`.',
  },
  ERR_CURL_IN_USE: {
    class: 'CurlStateError',
    kind: 'config',
    meaning: 'The handle is already in a multi handle, this one or another.',
    advice: 'Remove the handle first, or wait for its transfer.',
  },
  ERR_CURL_NOT_IN_USE: {
    class: 'CurlStateError',
    kind: 'config',
    meaning: 'The handle is not in this multi handle, or has no transfer running.',
    advice: 'Add the handle first.',
  },
  ERR_CURL_BUSY: {
    class: 'CurlStateError',
    kind: 'config',
    meaning: "The handle's own blocking perform() is running.",
    advice: 'Wait until it has returned, or use another handle.',
  },
  ERR_CURL_ATTACHED: {
    class: 'CurlStateError',
    kind: 'config',
    meaning: 'The event loop drives this multi handle, so it cannot be driven by hand.',
    advice: 'Use a multi handle that is not attached.',
  },
  ERR_CURL_NOT_THREAD_SAFE: {
    class: 'CurlStateError',
    kind: 'config',
    meaning: 'libcurl does not allow this kind of data to be shared between threads.',
    advice: 'Share only DNS results, TLS sessions and the public suffix list between threads.',
  },
  ERR_CURL_STREAMED: {
    class: 'CurlStateError',
    kind: 'config',
    meaning: 'The body of the response was requested as a stream, or saved to a file, and is not in memory.',
    advice: 'Read `response.stream`, or await `response.bytes()` first.',
  },
  ERR_CURL_OUT_OF_MEMORY: {
    class: 'CurlResourceError',
    kind: 'resource',
    meaning: 'Memory ran out during the operation.',
    advice: 'Lower the number or the size of transfers that run at once.',
  },
  ERR_CURL_TOO_MANY_DESCRIPTORS: {
    class: 'CurlResourceError',
    kind: 'resource',
    meaning: 'More file descriptors were given than the process may have open.',
    advice: 'Raise the limit (`ulimit -n`) or pass fewer descriptors.',
  },
  ERR_CURL_NO_ADDON: {
    class: 'Error',
    kind: 'unsupported',
    meaning: 'The native part for this platform is not installed, not made for it, or cannot be loaded. Thrown by the import.',
    advice: 'Install optional dependencies too, on the platform itself; the message names the package.',
  },
  ERR_CURL_CANCELLED: {
    class: 'CancelledError',
    kind: 'cancelled',
    meaning: 'The transfer was cancelled, or its handle was removed or closed before the end.',
    advice: 'Expected after `cancel()`, `removeHandle()`, `close()` or `abort()`.',
  },
  ERR_CURL_REDIRECT: {
    class: 'RequestError',
    kind: 'redirect',
    meaning: 'There were too many redirects, or one that must not be followed.',
    advice: 'See the message; `error.response` is the redirect. `maxRedirects` and `allowDowngrade` change the limits.',
  },
  ERR_CURL_REPEAT: {
    class: 'RequestError',
    kind: 'config',
    meaning: 'An `afterResponse` hook asked for a repetition that cannot be made: too many, or the body was a stream.',
    advice: 'Look at `repeats` in the hook; give the body as text, bytes, a form or a Blob.',
  },
  ERR_CURL_SCHEMA: {
    class: 'SchemaError',
    kind: 'body',
    meaning: 'The JSON of a response does not fit the schema that it was read with.',
    advice: 'Look at `issues`; `response` has the body.',
  },
  ERR_CURL_EVENTS: {
    class: 'RequestError',
    kind: 'protocol',
    meaning:
      'The answer is not a stream of server-sent events: its status is not 200, its type is not `text/event-stream`, or an event is too long.',
    advice: 'Look at `response`.',
  },
  ERR_CURL_ROBOTS: {
    class: 'RobotsError',
    kind: 'config',
    meaning: 'robots.txt of the host disallows the URL.',
    advice: 'Leave the URL out, or run without `robots`.',
  },
  ERR_CURL_INCOMPLETE_FILE: {
    class: 'IncompleteFileError',
    kind: 'receive',
    meaning: 'The file is shorter than the server announced, or the server sent a part (206) that was not asked for.',
    advice: 'Try again with `resume`: a part that was asked for is kept, and the next attempt continues it.',
  },
  ERR_CURL_FILE_IN_USE: {
    class: 'FileInUseError',
    kind: 'config',
    meaning: 'Another request, or another process, is writing the same file.',
    advice: 'Wait for it, or save under another name.',
  },
  ERR_CURL_FOREIGN_DATA: {
    class: 'ForeignDataError',
    kind: 'config',
    meaning: 'A job, or a line of input, has an unknown field or one of a wrong type.',
    advice: 'Correct the data; the message names the field.',
  },
  ERR_CURL_CHECKSUM: {
    class: 'ChecksumError',
    kind: 'body',
    meaning: 'The body does not have the expected checksum.',
    advice: 'Check the expected value; the file was not kept.',
  },
  ERR_CURL_NOT_MOCKED: {
    class: 'UnmatchedRequestError',
    kind: 'config',
    meaning: 'A request of a mocked session has no reply (`@curlew/async/testing`).',
    advice: 'Add a reply that matches it; the message says which replies come close, and why they do not match.',
  },
} as const satisfies Record<string, OwnCode>;

/** A code of this library's own. */
export type OwnErrorCode = keyof typeof ownCodes;

type CodesOf<Class extends OwnClass> = {
  [Code in OwnErrorCode]: (typeof ownCodes)[Code]['class'] extends Class ? Code : never;
}[OwnErrorCode];

/** Why an argument was refused; see {@link argumentError}. */
export type ArgumentErrorCode = CodesOf<'TypeError' | 'RangeError'>;

/** Why a handle cannot do what was asked; see {@link CurlStateError}. */
export type StateErrorCode = CodesOf<'CurlStateError'>;

/** The resource that ran out; see {@link CurlResourceError}. */
export type ResourceErrorCode = CodesOf<'CurlResourceError'>;
