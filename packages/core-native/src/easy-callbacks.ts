import { inspect } from 'node:util';
import { constants } from './generated/constants.js';
import { invalidArgument } from './errors.js';
import type { ChunkCallback } from './option-values.js';

/**
 * The function that native code calls for a chunk: the user's, with its answer turned into a count. What it throws
 * aborts the transfer and becomes the cause of its error; a wrong answer is such a throw, never taken for "go on".
 */
export function guardChunkCallback(option: string, callback: ChunkCallback): (chunk: Buffer) => number {
  return (chunk) => {
    const answer = callback(chunk);
    if (answer === undefined || answer === null) return chunk.length;
    if (typeof answer !== 'number' || !Number.isInteger(answer) || answer < 0)
      throw invalidArgument(
        TypeError,
        `the ${option} callback must return nothing or the number of bytes it took, it returned ${inspect(answer)}`,
      );
    if (answer === constants.CURL_WRITEFUNC_PAUSE)
      throw invalidArgument(RangeError, `the ${option} callback asked to pause; this version of Curlew cannot unpause a transfer yet`);
    return answer;
  };
}
