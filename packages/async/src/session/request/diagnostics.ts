import { channel } from 'node:diagnostics_channel';
import type { HeaderField } from '../../http/header-fields.js';
import { OutgoingHeaders } from '../../http/outgoing-headers.js';
import { Request } from '../../http/request.js';
import type { Response } from '../../http/response.js';

/**
 * The message of the channels `curlew:request:headers`, `:end` and `:error`, for each transfer of a request. One that has
 * begun has exactly one end: `end` when its body is over, or is not wanted any more; `error` when it, or its body, fails.
 */
export interface DiagnosticsMessage {
  /** The request as it is sent. */
  request: Request;
  /** With libcurl's timings; on `headers` and `end`. */
  response?: Response;
  /** On `error`: an AcurlError, or the reason of an aborted signal. */
  error?: unknown;
}

/** The message of `curlew:request:start`, before each transfer of a request. */
export interface DiagnosticsStartMessage {
  /** The request that is about to be sent. */
  request: Request;
  /** How many transfers the request has had before: retries, redirects and repetitions. */
  resends: number;
  /** The headers, which a subscriber may change: for tracing, say. */
  headers: OutgoingHeaders;
}

const channels = {
  start: channel('curlew:request:start'),
  headers: channel('curlew:request:headers'),
  end: channel('curlew:request:end'),
  error: channel('curlew:request:error'),
};

/** A transfer, as far as the end of its body is concerned. */
interface BodyEnd {
  /** Calls back when the body is over: with its failure, or undefined when all has come, or nobody wanted it. */
  whenOver(callback: (failure: unknown) => void): void;
}

/** That a response is there, and then the end of its body. Costs nothing while nobody listens. */
export function publishBody(request: Request, response: Response, transfer: BodyEnd): void {
  if (channels.headers.hasSubscribers) channels.headers.publish({ request, response } satisfies DiagnosticsMessage);
  if (!channels.end.hasSubscribers && !channels.error.hasSubscribers) return;
  // A transfer must not hold a response: one that nobody reads any more is collected.
  const reference = new WeakRef(response);
  transfer.whenOver((error) => {
    const there = reference.deref();
    const message: DiagnosticsMessage = { request, ...(there ? { response: there } : {}) };
    if (error === undefined) channels.end.publish(message);
    else channels.error.publish({ ...message, error });
  });
}

/** That there is no response. Costs nothing while nobody listens. */
export function publishError(request: Request, error: unknown): void {
  if (channels.error.hasSubscribers) channels.error.publish({ request, error } satisfies DiagnosticsMessage);
}

/** Costs nothing while nobody listens. @returns the headers, if a subscriber has changed them */
export function publishStart(request: Request, resends: number): readonly HeaderField[] | undefined {
  if (!channels.start.hasSubscribers) return undefined;
  const headers = new OutgoingHeaders(request.headersTuple);
  const message: DiagnosticsStartMessage = { request, resends, headers };
  channels.start.publish(message);
  if (headers.fields === request.headersTuple) return undefined;
  Request.setFields(request, headers.fields);
  return headers.fields;
}
