import { channel } from 'node:diagnostics_channel';
import type { HeaderField } from '../../http/header-fields.js';
import { OutgoingHeaders } from '../../http/outgoing-headers.js';
import { Request } from '../../http/request.js';
import type { Response } from '../../http/response.js';

/**
 * The message of the channels `curlew:request:headers`, `:end` and `:error`, for each transfer of a request. A transfer
 * that has started publishes exactly one of `end`, when its body is complete or dropped, and `error`, when it or its
 * body fails.
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
  /** The number of earlier transfers of the request: retries, redirects and repetitions. */
  resends: number;
  /** The headers. A subscriber may change them, for tracing for example. */
  headers: OutgoingHeaders;
}

const channels = {
  start: channel('curlew:request:start'),
  headers: channel('curlew:request:headers'),
  end: channel('curlew:request:end'),
  error: channel('curlew:request:error'),
};

/** The part of a transfer that tells the end of its body. */
interface BodyEnd {
  /** Calls back when the body has ended: with its failure, or undefined when it is complete or was dropped. */
  whenOver(callback: (failure: unknown) => void): void;
}

/** Publishes that a response has arrived, and later the end of its body. Costs nothing without subscribers. */
export function publishBody(request: Request, response: Response, transfer: BodyEnd): void {
  if (channels.headers.hasSubscribers) channels.headers.publish({ request, response } satisfies DiagnosticsMessage);
  if (!channels.end.hasSubscribers && !channels.error.hasSubscribers) return;
  // The transfer must not hold the response, so that an abandoned response can be collected.
  const reference = new WeakRef(response);
  transfer.whenOver((error) => {
    const there = reference.deref();
    const message: DiagnosticsMessage = { request, ...(there ? { response: there } : {}) };
    if (error === undefined) channels.end.publish(message);
    else channels.error.publish({ ...message, error });
  });
}

/** Publishes that a transfer failed without a response. Costs nothing without subscribers. */
export function publishError(request: Request, error: unknown): void {
  if (channels.error.hasSubscribers) channels.error.publish({ request, error } satisfies DiagnosticsMessage);
}

/**
 * Publishes that a transfer is about to start. Costs nothing without subscribers.
 * @returns the headers, if a subscriber has changed them
 */
export function publishStart(request: Request, resends: number): readonly HeaderField[] | undefined {
  if (!channels.start.hasSubscribers) return undefined;
  const headers = new OutgoingHeaders(request.headersTuple);
  const message: DiagnosticsStartMessage = { request, resends, headers };
  channels.start.publish(message);
  if (headers.fields === request.headersTuple) return undefined;
  Request.setFields(request, headers.fields);
  return headers.fields;
}
