import type { Response } from '../../http/response.js';
import type { Deadline } from './deadline.js';
import type { PreparedRequest } from './prepared-request.js';

/** How far a request has come: what its next transfer sends, and what came before. */
export interface RequestState {
  /** The request of the next transfer; a redirect replaces it. */
  request: PreparedRequest;
  /** The responses that were followed, the oldest first. */
  history: readonly Response[];
  readonly deadline: Deadline;
}
