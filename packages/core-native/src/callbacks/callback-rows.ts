import { fstatSync } from 'node:fs';
import { constants } from '../generated/constants.js';
import { refusal } from '../errors/index.js';
import type { ConstantName } from '../option-values.js';
import type { CallbackHost } from './callback-host.js';
import { ChunkView } from './chunk-view.js';
import { hstsEntryOf, hstsFieldsOf } from './hsts-entry.js';

/** A callback's answer in the form that native code accepts. */
export type NativeAnswer = number | ArrayBufferView | readonly unknown[] | null;

/**
 * How the arguments and answers of one of libcurl's callbacks look in JavaScript. native/callbacks/table.cc has the
 * answer for a callback that throws.
 */
export interface CallbackRow {
  /** Converts the arguments of native code to the user's; if left out, they are the same. */
  receives?: (host: CallbackHost, ...given: never[]) => readonly unknown[];
  /** The same for a callback that gets a view of its chunk. */
  receivesView?: (host: CallbackHost, ...given: never[]) => readonly unknown[];
  /** The answer that undefined or null stands for; if left out, returning nothing is an error. */
  nothing?: NativeAnswer | ((...given: never[]) => NativeAnswer);
  /** Converts the answer for native code; undefined if it is invalid. */
  accepts: (answer: unknown, ...given: never[]) => NativeAnswer | undefined;
  /** The allowed answers, in the words of an error message. */
  expected: string;
  /** Whether it is also called when no transfer is running. */
  escapes?: boolean;
}

/** A row for a callback that returns one of some constants. */
function oneOf(names: readonly ConstantName[], rest: Partial<CallbackRow> = {}): CallbackRow {
  const values: ReadonlySet<unknown> = new Set(names.map((name) => constants[name]));
  const nothing = 'nothing' in rest ? 'nothing or ' : '';
  return {
    accepts: (answer) => (values.has(answer) ? (answer as number) : undefined),
    expected: `${nothing}${names.join(', ').replace(/, (?=[^,]*$)/, ' or ')}`,
    ...rest,
  };
}

/** The same, with true and false for the first two constants. */
function yesOrNo(names: readonly [yes: ConstantName, no: ConstantName, ...more: ConstantName[]]): CallbackRow {
  const row = oneOf(names);
  const answers = new Map([
    [true, constants[names[0]]],
    [false, constants[names[1]]],
  ]);
  return { ...row, accepts: (answer) => answers.get(answer as boolean) ?? row.accepts(answer), expected: `true, false, ${row.expected}` };
}

const isInt32 = (answer: unknown): answer is number => Number.isInteger(answer) && Math.abs(answer as number) < 2 ** 31;

const chunk: CallbackRow = {
  receivesView: (host, length: number, generation: number) => [new ChunkView(host.native, length, generation)],
  // Native code passes the bytes for a copy, and their number for a view.
  nothing: (bytes: Buffer | number) => (typeof bytes === 'number' ? bytes : bytes.length),
  accepts: (answer) =>
    Number.isInteger(answer) && (answer as number) >= 0 && (answer as number) < 2 ** 32 ? (answer as number) : undefined,
  expected: 'nothing or the number of bytes it took',
};

const READ_CODES: ReadonlySet<unknown> = new Set([constants.CURL_READFUNC_ABORT, constants.CURL_READFUNC_PAUSE]);

/** The row of a read callback; also used for the parts of a Mime, under another name. */
export const readRow = (name: string): CallbackRow => ({
  nothing: 0,
  accepts(answer, room: number) {
    if (READ_CODES.has(answer)) return answer as number;
    const bytes = typeof answer === 'string' ? Buffer.from(answer) : answer;
    if (!ArrayBuffer.isView(bytes)) return undefined;
    if (bytes.byteLength <= room) return bytes;
    throw refusal('ERR_CURL_OUT_OF_RANGE', `the ${name} callback returned ${bytes.byteLength} bytes where ${room} fit`);
  },
  expected: 'bytes, a string, nothing at the end, or a CURL_READFUNC_* code',
});

/** The row of a seek callback; also used for the parts of a Mime. */
export const seekRow = oneOf(['CURL_SEEKFUNC_OK', 'CURL_SEEKFUNC_FAIL', 'CURL_SEEKFUNC_CANTSEEK'], { nothing: 0 });

const progress: CallbackRow = {
  nothing: 0,
  accepts: (answer) => (typeof answer === 'boolean' ? Number(answer) : isInt32(answer) ? answer : undefined),
  expected: 'nothing, a boolean or a whole number',
};

function openSocketAnswer(answer: unknown): number | undefined {
  if (answer === false || answer === constants.CURL_SOCKET_BAD) return constants.CURL_SOCKET_BAD;
  if (!isInt32(answer) || answer < 0) return undefined;
  // libcurl will close the descriptor, so anything but a socket must be refused.
  if (!fstatSync(answer).isSocket())
    throw refusal('ERR_CURL_INVALID_ARG_VALUE', `the OPENSOCKETFUNCTION callback returned ${answer}, which is not a socket`);
  return answer;
}

const isListOfStrings = (answer: unknown): answer is string[] => Array.isArray(answer) && answer.every((line) => typeof line === 'string');

const keyOf = (key: Buffer | null, keytype: number) => (key ? { key, keytype } : null);

/** Every callback that an easy handle has, by its option. */
export const callbackRows: Readonly<Record<string, CallbackRow>> = {
  WRITEFUNCTION: chunk,
  HEADERFUNCTION: chunk,
  INTERLEAVEFUNCTION: chunk,
  READFUNCTION: readRow('READFUNCTION'),
  SEEKFUNCTION: seekRow,
  IOCTLFUNCTION: oneOf(['CURLIOE_OK', 'CURLIOE_UNKNOWNCMD', 'CURLIOE_FAILRESTART'], { nothing: 0 }),
  TRAILERFUNCTION: {
    nothing: [],
    // Copied, because native code must not run into a getter.
    accepts: (answer) => (isListOfStrings(answer) ? Array.from(answer) : undefined),
    expected: 'an array of lines such as "Name: value", or nothing',
  },
  XFERINFOFUNCTION: progress,
  PROGRESSFUNCTION: progress,
  // libcurl ignores the answer.
  DEBUGFUNCTION: { nothing: 0, accepts: () => 0, expected: 'nothing' },
  OPENSOCKETFUNCTION: {
    receives: (_host, purpose, family, socktype, protocol, address, port, flowInfo, scopeId, path) => [
      purpose,
      { family, socktype, protocol, address, port, flowInfo, scopeId, path },
    ],
    nothing: null,
    accepts: openSocketAnswer,
    expected: 'nothing, the descriptor of a socket, or CURL_SOCKET_BAD',
  },
  SOCKOPTFUNCTION: oneOf(['CURL_SOCKOPT_OK', 'CURL_SOCKOPT_ERROR', 'CURL_SOCKOPT_ALREADY_CONNECTED'], { nothing: 0 }),
  CLOSESOCKETFUNCTION: {
    nothing: null,
    accepts: (answer) => (answer === 0 || answer === 1 ? answer : undefined),
    expected: 'nothing, 0 (closed) or 1 (not closed)',
    escapes: true,
  },
  PREREQFUNCTION: oneOf(['CURL_PREREQFUNC_OK', 'CURL_PREREQFUNC_ABORT'], { nothing: 0 }),
  RESOLVER_START_FUNCTION: {
    nothing: 0,
    accepts: (answer) => (isInt32(answer) ? answer : undefined),
    expected: 'nothing, or a whole number other than 0 to end the transfer',
  },
  FNMATCH_FUNCTION: yesOrNo(['CURL_FNMATCHFUNC_MATCH', 'CURL_FNMATCHFUNC_NOMATCH', 'CURL_FNMATCHFUNC_FAIL']),
  CHUNK_BGN_FUNCTION: oneOf(['CURL_CHUNK_BGN_FUNC_OK', 'CURL_CHUNK_BGN_FUNC_FAIL', 'CURL_CHUNK_BGN_FUNC_SKIP'], {
    receives: (_host, remains, filename, filetype, flags, perm, uid, gid, size, hardlinks, ...texts: (string | null)[]) => {
      const [time, permText, user, group, target] = texts;
      const strings = { time, perm: permText, user, group, target };
      return [{ filename, filetype, flags, perm, uid, gid, size, hardlinks, strings }, remains];
    },
    nothing: 0,
  }),
  CHUNK_END_FUNCTION: oneOf(['CURL_CHUNK_END_FUNC_OK', 'CURL_CHUNK_END_FUNC_FAIL'], { nothing: 0 }),
  HSTSREADFUNCTION: {
    receives: () => [],
    nothing: null,
    accepts: (answer, room: number) => hstsFieldsOf(answer, room),
    expected: 'nothing or { host, expire?: Date | null, includeSubDomains?: boolean }',
  },
  HSTSWRITEFUNCTION: oneOf(['CURLSTS_OK', 'CURLSTS_DONE', 'CURLSTS_FAIL'], {
    receives: (_host, host: string, expire: string, includeSubDomains: boolean, index: number, total: number) => [
      hstsEntryOf(host, expire, includeSubDomains),
      { index, total },
    ],
    nothing: 0,
  }),
  SSH_KEYFUNCTION: oneOf(
    ['CURLKHSTAT_FINE_ADD_TO_FILE', 'CURLKHSTAT_FINE', 'CURLKHSTAT_REJECT', 'CURLKHSTAT_DEFER', 'CURLKHSTAT_FINE_REPLACE'],
    {
      receives: (_host, known: Buffer | null, knownType: number, found: Buffer | null, foundType: number, match: number) => [
        keyOf(known, knownType),
        keyOf(found, foundType),
        match,
      ],
    },
  ),
  SSH_HOSTKEYFUNCTION: yesOrNo(['CURLKHMATCH_OK', 'CURLKHMATCH_MISMATCH']),
  SSL_CTX_FUNCTION: {
    nothing: 0,
    accepts: (answer) => (isInt32(answer) && answer >= 0 ? answer : undefined),
    expected: 'nothing, or a CURLcode to fail with',
  },
};
