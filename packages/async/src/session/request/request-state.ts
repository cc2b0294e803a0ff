import type { Response } from '../../http/response.js';
import type { Deadline } from './deadline.js';
import type { PreparedRequest } from './prepared-request.js';

/** How far a request has come: what its next transfer sends, and what came before. */
export class RequestState {
  /** The request as it was asked for, before the hooks of this transfer; a redirect replaces it. */
  asked: PreparedRequest;
  /** The request as the transfer at hand sends it. */
  request: PreparedRequest;
  /** 1 for the first transfer to a URL, 2 for its first retry. */
  attempt = 1;
  /** How often hooks had the request sent again. */
  repeats = 0;
  /** How many transfers have begun. */
  transfers = 0;
  /** The addresses of the request's host that the `resolve` option says; undefined for libcurl's own. */
  addresses: readonly string[] | undefined;
  /** The responses that were followed, the oldest first. */
  history: readonly Response[] = [];

  constructor(
    prepared: PreparedRequest,
    readonly deadline: Deadline,
  ) {
    this.asked = prepared;
    this.request = prepared;
  }
}
