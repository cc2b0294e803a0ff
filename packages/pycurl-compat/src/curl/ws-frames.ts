import { isUtf8 } from 'node:buffer';
import { constants } from '@curlew/core-native';
import { OverflowError, UnicodeDecodeError, ValueError } from '../errors/errors.js';
import { typeName, wholeNumber } from '../python/arguments.js';
import { encode } from '../python/encode.js';

const { CURLWS_TEXT, CURLWS_BINARY, CURLWS_CONT, CURLWS_CLOSE, CURLWS_PING, CURLWS_PONG } = constants;
const CONTROL = [CURLWS_CLOSE, CURLWS_PING, CURLWS_PONG];
const UINT_MAX = 0xffffffff;
/** The maximum payload of a control frame in bytes, including the close code (RFC 6455). */
const LARGEST_PAYLOAD = 125;

export const notBytes = (value: unknown): TypeError => new TypeError(`a bytes-like object is required, not '${typeName(value)}'`);

/**
 * The flags of a frame, checked as pycurl does.
 * @throws {TypeError} neither text nor bytes, or text in a binary or closing frame
 * @throws {ValueError} negative, or flags that do not go together
 * @throws {OverflowError} too large
 */
export function frameFlags(data: unknown, flags: number | null | undefined): number {
  const given = flags === undefined || flags === null ? undefined : checkedFlags(flags);
  if (data === null || data === undefined)
    throw new TypeError('ws_send: data must be str or bytes-like, not NoneType (use empty bytes for an empty payload)');
  if (typeof data !== 'string') {
    if (!(data instanceof Uint8Array)) throw notBytes(data);
    return given ?? CURLWS_BINARY;
  }
  if (given !== undefined && given & CURLWS_BINARY)
    throw new TypeError('ws_send: str data is incompatible with WS_BINARY; give bytes for a binary frame');
  if (given !== undefined && given & CURLWS_CLOSE)
    throw new TypeError('ws_send: str data is incompatible with WS_CLOSE; use ws_close() or give bytes');
  return given ?? CURLWS_TEXT;
}

function checkedFlags(given: number): number {
  const flags = wholeNumber(given);
  if (flags < 0) throw new ValueError('flags must be non-negative');
  if (flags > UINT_MAX) throw new OverflowError('flags out of range for curl_ws_send');
  if (flags & CURLWS_TEXT && flags & CURLWS_BINARY) throw new ValueError('ws_send: cannot set both WS_TEXT and WS_BINARY');
  const controls = CONTROL.filter((flag) => flags & flag).length;
  if (controls > 0 && flags & CURLWS_CONT)
    throw new ValueError('ws_send: control frames cannot be fragmented (WS_CONT does not go with WS_PING, WS_PONG, WS_CLOSE)');
  if (controls > 1) throw new ValueError('ws_send: only one of WS_PING / WS_PONG / WS_CLOSE may be set');
  return flags;
}

/**
 * The payload of a CLOSE frame.
 * @throws {ValueError} an invalid code, a reason without a code, or one that is too long
 * @throws {UnicodeDecodeError} a reason that is not UTF-8
 * @throws {UnicodeEncodeError} a reason that the encoding cannot express
 */
export function closePayload(code: unknown, reason: string | Uint8Array | null | undefined, encoding: string): Buffer {
  const hasCode = code !== null && code !== undefined;
  const number = hasCode ? wholeNumber(code) : 0;
  if (hasCode && !isCloseCode(number)) throw new ValueError('ws_close: code must be a valid wire close status code');
  const bytes = reasonBytes(reason, hasCode, encoding);
  if (!hasCode) return Buffer.alloc(0);
  const payload = Buffer.concat([Buffer.from([number >> 8, number & 255]), bytes]);
  if (payload.length > LARGEST_PAYLOAD)
    throw new ValueError(`ws_close: payload too large (${payload.length} bytes, max ${LARGEST_PAYLOAD} including 2-byte status code)`);
  return payload;
}

const isCloseCode = (code: number) => (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);

function reasonBytes(reason: string | Uint8Array | null | undefined, hasCode: boolean, encoding: string): Uint8Array {
  if (reason === null || reason === undefined) return Buffer.alloc(0);
  if (!hasCode) throw new ValueError('ws_close: reason requires code (RFC 6455 §5.5.1)');
  const bytes = typeof reason === 'string' ? encode(reason, encoding) : reason;
  if (!(bytes instanceof Uint8Array)) throw notBytes(bytes);
  if (!isUtf8(bytes)) throw new UnicodeDecodeError("'utf-8' codec can't decode the reason of ws_close(): invalid sequence");
  return bytes;
}
