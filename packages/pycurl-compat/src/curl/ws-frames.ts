import { isUtf8 } from 'node:buffer';
import { constants } from '@curlew/core-native';
import { OverflowError, ValueError } from '../errors.js';

const { CURLWS_TEXT, CURLWS_BINARY, CURLWS_CONT, CURLWS_CLOSE, CURLWS_PING, CURLWS_PONG } = constants;
const CONTROL = [CURLWS_CLOSE, CURLWS_PING, CURLWS_PONG];
const UINT_MAX = 0xffffffff;

/**
 * The flags of a frame, checked as pycurl does.
 * @throws {TypeError} neither text nor bytes, or text in a binary or closing frame
 * @throws {ValueError} negative, or flags that do not go together @throws {OverflowError} too large
 */
export function frameFlags(data: unknown, flags: number | null | undefined): number {
  const isText = typeof data === 'string';
  if (!isText && !(data instanceof Uint8Array)) throw new TypeError('ws_send() requires str or a bytes-like object');
  if (flags === undefined || flags === null) return isText ? CURLWS_TEXT : CURLWS_BINARY;
  if (flags < 0) throw new ValueError('ws_send(): negative flags');
  if (flags > UINT_MAX) throw new OverflowError('ws_send(): flags do not fit into an unsigned int');
  const controls = CONTROL.filter((flag) => flags & flag).length;
  if (flags & CURLWS_TEXT && flags & CURLWS_BINARY) throw new ValueError('ws_send(): WS_TEXT and WS_BINARY exclude each other');
  if (controls > 1) throw new ValueError('ws_send(): a frame has one control flag at most');
  if (controls === 1 && flags & CURLWS_CONT) throw new ValueError('ws_send(): a control frame cannot be fragmented');
  if (isText && flags & (CURLWS_BINARY | CURLWS_CLOSE)) throw new TypeError('ws_send(): str does not go into such a frame; give bytes');
  return flags;
}

/** The payload of a CLOSE frame. @throws {ValueError} no such code, a reason without one, or one that is too long or not UTF-8 */
export function closePayload(code: number | null, reason: Uint8Array): Buffer {
  if (code === null) {
    if (reason.length > 0) throw new ValueError('ws_close(): reason requires code');
    return Buffer.alloc(0);
  }
  const isCode = (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
  if (!isCode || !Number.isInteger(code)) throw new ValueError(`ws_close(): invalid close code ${code}`);
  if (reason.length > 123) throw new ValueError('ws_close(): reason is too long');
  if (!isUtf8(reason)) throw new ValueError('ws_close(): reason is not UTF-8');
  return Buffer.concat([Buffer.from([code >> 8, code & 255]), reason]);
}
