import { openSync } from 'node:fs';
import { devNull } from 'node:os';
import { checkBoolean, checkFunction, checkInteger, type EasyOptions } from '@curlew/core-native';
import { option, optionWithDefault, type CheckedOf, type Descriptors } from './descriptor.js';

/** The progress of a transfer. */
export interface Progress {
  /** Bytes transferred so far, as sent on the wire. */
  transferred: number;
  /** Total number of bytes; 0 while it is not known. */
  total: number;
}

/** Called with the progress of a transfer. */
export type ProgressCallback = (progress: Progress) => void;

/** Options of bodies, in both directions. */
export interface BodyOptions {
  /**
   * The maximum size of a body in bytes after decoding; for a WebSocket, of a message. Default: no limit for a body,
   * 128 MiB for a message.
   */
  maxResponseSize?: number | undefined;
  /** Ask for compressed bodies and decompress them (ACCEPT_ENCODING). Default true; with false bodies stay as sent on the wire. */
  decompress?: boolean | undefined;
  /** Receive bodies and drop them, so that `response.body` is empty; for measurements. Default false. */
  discardBody?: boolean | undefined;
  /** The maximum average speed for sending the body, in bytes per second (MAX_SEND_SPEED_LARGE). Default: no limit. */
  maxSendSpeed?: number | undefined;
  /** The maximum average speed for receiving the response, in bytes per second (MAX_RECV_SPEED_LARGE). Default: no limit. */
  maxRecvSpeed?: number | undefined;
  /**
   * Called as the request's body is sent (XFERINFOFUNCTION): first with 0 bytes of 0 when a transfer starts, at its end
   * with all of them, and in between as they are sent, on a thread ten times a second. An exception fails the request.
   */
  onUploadProgress?: ProgressCallback | undefined;
  /** Called as the response's body arrives, at the same times. An exception fails the request. */
  onDownloadProgress?: ProgressCallback | undefined;
}

const callback = option((value, name) => checkFunction<ProgressCallback>('', name, value));

const speed = option((value, name) => checkInteger('', name, value, { min: 1, unit: 'bytes per second' }));

/** @internal */
export const bodyOptions = {
  maxResponseSize: option((value, name) => checkInteger('', name, value, { unit: 'bytes' })),
  decompress: optionWithDefault(true, (value, name) => checkBoolean('', name, value)),
  discardBody: optionWithDefault(false, (value, name) => checkBoolean('', name, value)),
  maxSendSpeed: speed,
  maxRecvSpeed: speed,
  onUploadProgress: callback,
  onDownloadProgress: callback,
} satisfies Descriptors<BodyOptions>;

let devNullDescriptor: number | undefined;

/** @internal */
export function bodyCurl({ discardBody, maxSendSpeed, maxRecvSpeed }: CheckedOf<typeof bodyOptions>): Partial<EasyOptions> {
  return {
    ...(discardBody ? { WRITEDATA: (devNullDescriptor ??= openSync(devNull, 'w')) } : {}),
    ...(maxSendSpeed === undefined ? {} : { MAX_SEND_SPEED_LARGE: maxSendSpeed }),
    ...(maxRecvSpeed === undefined ? {} : { MAX_RECV_SPEED_LARGE: maxRecvSpeed }),
  };
}
