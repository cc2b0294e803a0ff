import { inspect } from 'node:util';
import { constants } from './generated/constants.js';
import { invalidArgument } from './errors.js';
import type { ChunkCallback, DebugCallback, ReadCallback, SeekCallback, TransferInfoCallback } from './option-values.js';

export type AnyCallback = (...values: never[]) => unknown;

function wrongAnswer(option: string, expected: string, answer: unknown): Error {
  return invalidArgument(TypeError, `the ${option} callback must return ${expected}, it returned ${inspect(answer, { depth: 0 })}`);
}

function guardChunk(option: string, callback: ChunkCallback) {
  return (chunk: Buffer): number => {
    const answer = callback(chunk);
    if (answer === undefined || answer === null) return chunk.length;
    if (typeof answer === 'number' && Number.isInteger(answer) && answer >= 0) return answer;
    throw wrongAnswer(option, 'nothing or the number of bytes it took', answer);
  };
}

const READ_CODES: ReadonlySet<unknown> = new Set([constants.CURL_READFUNC_ABORT, constants.CURL_READFUNC_PAUSE]);

function guardRead(option: string, callback: ReadCallback) {
  return (room: number): ArrayBufferView | number => {
    const answer = callback(room);
    if (answer === undefined || answer === null) return 0;
    if (typeof answer === 'number' && READ_CODES.has(answer)) return answer;
    const bytes = typeof answer === 'string' ? Buffer.from(answer) : answer;
    if (!ArrayBuffer.isView(bytes)) throw wrongAnswer(option, 'bytes, a string, nothing at the end, or a CURL_READFUNC_* code', answer);
    if (bytes.byteLength > room)
      throw invalidArgument(RangeError, `the ${option} callback returned ${bytes.byteLength} bytes where ${room} fit`);
    return bytes;
  };
}

function guardSeek(option: string, callback: SeekCallback) {
  return (offset: number, origin: number): number => {
    const answer = callback(offset, origin) ?? constants.CURL_SEEKFUNC_OK;
    if (answer === 0 || answer === 1 || answer === 2) return answer;
    throw wrongAnswer(option, 'nothing or a CURL_SEEKFUNC_* code', answer);
  };
}

function guardTransferInfo(option: string, callback: TransferInfoCallback) {
  return (...bytes: [number, number, number, number]): number => {
    const answer = callback(...bytes) ?? 0;
    if (typeof answer === 'boolean') return answer ? 1 : 0;
    if (Number.isInteger(answer) && Math.abs(answer) < 2 ** 31) return answer;
    throw wrongAnswer(option, 'nothing, a boolean or a whole number', answer);
  };
}

function guardDebug(_option: string, callback: DebugCallback) {
  return (type: number, data: Buffer): void => callback(type, data);
}

/** How each callback's answer is checked. Native code relies on it: it only sees numbers and bytes that fit. */
const guards: Readonly<Record<string, (option: string, callback: never) => AnyCallback>> = {
  WRITEFUNCTION: guardChunk,
  HEADERFUNCTION: guardChunk,
  READFUNCTION: guardRead,
  SEEKFUNCTION: guardSeek,
  XFERINFOFUNCTION: guardTransferInfo,
  DEBUGFUNCTION: guardDebug,
};

/**
 * The function that native code calls: the user's, with its answer checked and turned into libcurl's. What it throws
 * aborts the transfer and becomes the cause of its error; a wrong answer is such a throw, never taken for "go on".
 */
export function guardCallback(option: string, callback: AnyCallback): AnyCallback {
  return guards[option]!(option, callback as never);
}
