import { openSync } from 'node:fs';
import { devNull } from 'node:os';
import { checkBoolean, checkFunction, checkInteger, type EasyOptions } from '@curlew/core-native';
import { option, optionWithDefault, type CheckedOf, type Descriptors } from './descriptor.js';

/** How far a transfer is, in bytes; `total` is 0 while it is not known. */
export interface Progress {
  /** Bytes so far, as they are on the wire. */
  transferred: number;
  /** Bytes in all; 0 while it is not known. */
  total: number;
}

/** Called with the progress of a transfer. */
export type ProgressCallback = (progress: Progress) => void;

/** Options of bodies, in both directions. */
export interface BodyOptions {
  /** The most bytes that a body may have after decoding; of a WebSocket, that one message may have. Default: no limit, and 128 MiB for a message. */
  maxResponseSize?: number | undefined;
  /** Ask for compressed bodies, and undo the compression. Default true; false gives bodies as they are on the wire. */
  decompress?: boolean | undefined;
  /** Receive bodies and drop them: the response's body is empty. For those who only measure. Default false. */
  discardBody?: boolean | undefined;
  /** The most bytes per second, on average, that the body is sent with. Default: no limit. */
  maxSendSpeed?: number | undefined;
  /** The most bytes per second, on average, that the response is received with. Default: no limit. */
  maxRecvSpeed?: number | undefined;
  /** Called as the request's body is sent. */
  onUploadProgress?: ProgressCallback | undefined;
  /** Called as the response's body arrives. */
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
