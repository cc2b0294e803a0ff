import { channel } from 'node:diagnostics_channel';
import type { HeaderField } from '../../http/header-fields.js';
import { OutgoingHeaders } from '../../http/outgoing-headers.js';
import { Request } from '../../http/request.js';
import type { Response } from '../../http/response.js';

/** The message of the channels `curlew:request:headers`, `:end` and `:error`, for each transfer of a request. */
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

/** Costs nothing while nobody listens. */
export function publish(name: 'headers' | 'end' | 'error', message: DiagnosticsMessage): void {
  if (channels[name].hasSubscribers) channels[name].publish(message);
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
