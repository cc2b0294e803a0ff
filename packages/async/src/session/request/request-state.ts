import type { Response } from '../../http/response.js';
import type { ContentOptions } from '../options/content.js';
import type { Deadline } from './deadline.js';
import type { PreparedRequest } from './prepared-request.js';

/** The progress of a request: what its next transfer sends, and what happened before. */
export class RequestState {
  /** The request before the hooks of this transfer changed it; a redirect replaces it. */
  asked: PreparedRequest;
  /** The request as the current transfer sends it. */
  request: PreparedRequest;
  /** 1 for the first transfer to a URL, 2 for its first retry. */
  attempt = 1;
  /** The number of repetitions by hooks. */
  repeats = 0;
  /** The number of transfers started so far. */
  transfers = 0;
  /** The addresses that the `resolve` option returned for the request's host; undefined to let libcurl resolve it. */
  addresses: readonly string[] | undefined;
  /** The current transfer. */
  transfer: { giveUp(reason: unknown): void } | undefined;
  /** The redirects that were followed, the oldest first. */
  history: readonly Response[] = [];

  constructor(
    prepared: PreparedRequest,
    readonly deadline: Deadline,
    /** The caller's callback. It is no part of the prepared request, which requests without other options share. */
    readonly beforeRedirect: ContentOptions['beforeRedirect'],
  ) {
    this.asked = prepared;
    this.request = prepared;
  }
}
