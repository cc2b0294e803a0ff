import type { Response } from '../../http/response.js';
import type { Deadline } from './deadline.js';
import type { PreparedRequest } from './prepared-request.js';

/** How far a request has come: what its next transfer sends, and what came before. */
export interface RequestState {
  /** The request as it was asked for, before the hooks of this transfer; a redirect replaces it. */
  asked: PreparedRequest;
  /** The request as the transfer at hand sends it. */
  request: PreparedRequest;
  /** 1 for the first transfer to a URL, 2 for its first retry. */
  attempt: number;
  /** How often hooks had the request sent again. */
  repeats: number;
  /** How many transfers have begun. */
  transfers: number;
  /** The addresses of the request's host that the `resolve` option says; undefined for libcurl's own. */
  addresses: readonly string[] | undefined;
  /** The responses that were followed, the oldest first. */
  history: readonly Response[];
  readonly deadline: Deadline;
}
