import { contentRangeOf, isWhole, type Answer } from './answer.js';
import type { BodyFile } from './body-file.js';

/** Of the body of an answer that is no success, how much a response has. */
const SHOWN = 16 * 1024 * 1024;

const paths = new WeakMap<object, string>();

/**
 * The file that a response's body has gone to; undefined when none was written. As an absolute path.
 * @internal
 */
export const savedTo = (response: object): string | undefined => paths.get(response);

/** Notes it. */
export function setSavedTo(response: object, path: string): void {
  paths.set(response, path);
}

/** What the transfer of a body that was written to a file has brought. */
export interface Received extends Answer {
  /** Of its URL, with the colon. */
  protocol: string;
  /** Whether the request had asked for a part of the file, which then is what it wanted. */
  isPartWanted: boolean;
}

/**
 * Gives a file that libcurl has written its name, if it is whole.
 * @returns else the body: it is the response's, for whoever wants to read what a server has to say
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
  // Of other protocols libcurl's own answer says all.
  if (!/^https?:$/i.test(protocol)) return true;
  if (status !== 206 || !isPartWanted) return isWhole(received);
  const { range } = contentRangeOf(header('content-range')) ?? {};
  return range !== undefined && range.end - range.start + 1 === file.size;
}
