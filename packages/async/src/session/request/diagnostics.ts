import { channel } from 'node:diagnostics_channel';
import type { Request } from '../../http/request.js';
import type { Response } from '../../http/response.js';

/** What the channels `curlew:request:start`, `:headers`, `:end` and `:error` publish, for each transfer of a request. */
export interface DiagnosticsMessage {
  request: Request;
  /** With libcurl's timings; on `headers` and `end`. */
  response?: Response;
  /** On `error`: an AcurlError, or the reason of an aborted signal. */
  error?: unknown;
}

const channels = {
  start: channel('curlew:request:start'),
  headers: channel('curlew:request:headers'),
  end: channel('curlew:request:end'),
  error: channel('curlew:request:error'),
};

/** Costs nothing while nobody listens. */
export function publish(name: keyof typeof channels, message: { request: Request; response?: Response; error?: unknown }): void {
  if (channels[name].hasSubscribers) channels[name].publish(message);
}
