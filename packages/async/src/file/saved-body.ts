import { contentRangeOf, isWhole, type Answer } from './answer.js';
import type { BodyFile } from './body-file.js';

/** The maximum size in bytes of an unsuccessful answer's body that the response keeps. */
const SHOWN = 16 * 1024 * 1024;

/** The result of a transfer whose body was written to a file. */
export interface Received extends Answer {
  url: string;
  /** Whether the request asked for a part of the file, so that a 206 is a success. */
  isPartWanted: boolean;
}

/**
 * Renames a part that is written to its target, if it is complete.
 * @returns otherwise the body, which then belongs to the response
 */
export function settle(file: BodyFile, received: Received): Buffer | undefined {
  if (isWanted(received, file.size)) {
    file.keep();
    return undefined;
  }
  const body = file.head(SHOWN);
  file.discard();
  return body;
}

/** Whether a body is what was asked for. @param size its size in bytes */
export function isWanted(received: Received, size: number): boolean {
  const { url, status, isPartWanted, header } = received;
  // For other protocols libcurl's own result is enough.
  if (!/^https?:/i.test(url)) return true;
  if (status !== 206 || !isPartWanted) return isWhole(received);
  const { range } = contentRangeOf(header('content-range')) ?? {};
  return range !== undefined && range.end - range.start + 1 === size;
}
