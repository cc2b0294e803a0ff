import { contentRangeOf, isWhole, type Answer } from './answer.js';
import type { BodyFile } from './body-file.js';

/** The maximum size in bytes of an unsuccessful answer's body that the response keeps. */
const SHOWN = 16 * 1024 * 1024;

const paths = new WeakMap<object, string>();

/**
 * The absolute path of the file that holds the response's body; undefined when none was written.
 * @internal
 */
export const savedTo = (response: object): string | undefined => paths.get(response);

/** Remembers the file of a response's body. */
export function setSavedTo(response: object, path: string): void {
  paths.set(response, path);
}

/** The result of a transfer whose body was written to a file. */
export interface Received extends Answer {
  /** The protocol of the URL, with the colon. */
  protocol: string;
  /** Whether the request asked for a part of the file, so that a 206 is a success. */
  isPartWanted: boolean;
}

/**
 * Renames a file that libcurl has written to its target, if it is complete.
 * @returns otherwise the body, which then belongs to the response
 */
export function settle(file: BodyFile, received: Received): Buffer | undefined {
  if (isWanted(file, received)) {
    file.keep();
    return undefined;
  }
  const body = file.head(SHOWN);
  file.discard();
  return body;
}

function isWanted(file: BodyFile, received: Received): boolean {
  const { protocol, status, isPartWanted, header } = received;
  // For other protocols libcurl's own result is enough.
  if (!/^https?:$/i.test(protocol)) return true;
  if (status !== 206 || !isPartWanted) return isWhole(received);
  const { range } = contentRangeOf(header('content-range')) ?? {};
  return range !== undefined && range.end - range.start + 1 === file.size;
}
