import type { Cookie } from './cookie.js';

/** The cookies of the session when the response arrived. @internal */
export interface JarSnapshot {
  list(): readonly Cookie[];
}

/** Filled in by a streamed transfer when it ends. @internal */
export interface FinalParts {
  numbers?: readonly number[];
  /** The header lines after the body. */
  trailerBlock?: Buffer;
}

/** Those of a response that was complete at once. */
export const NOTHING_FOLLOWS: FinalParts = Object.freeze({});
