import { type Failed, Status, hasFailed } from '../binding.js';
import { checkObject, refusal } from '../errors/index.js';
import { constants } from '../generated/constants.js';
import { headerCodes } from '../generated/error-codes.js';
import type { BitSet } from '../option-values.js';
import { easyAccess } from './easy-base.js';
import { EasySettings } from './easy-settings.js';

/** A received header; libcurl's `struct curl_header`. */
export interface Header {
  /** The name, in the letters of the server. */
  name: string;
  /** The value, without space around it. */
  value: string;
  /** How many headers of this name there are. */
  amount: number;
  /** The position among the headers of this name, from 0. */
  index: number;
  /** One of CURLH_*. */
  origin: number;
}

/** Selects headers. */
export interface HeaderSelection {
  /** A set of CURLH_*; final headers by default. */
  origin?: BitSet<'CURLH_HEADER' | 'CURLH_TRAILER' | 'CURLH_CONNECT' | 'CURLH_1XX' | 'CURLH_PSEUDO'>;
  /** Which response of several (redirects, authentication), from 0; −1, the default, is the last. */
  request?: number;
}

/** Describes a piece of a WebSocket frame; libcurl's `struct curl_ws_frame`. */
export interface WsFrame {
  /** A set of CURLWS_*. */
  flags: number;
  /** The offset of the piece within the frame in bytes. */
  offset: number;
  /** The number of bytes of the frame that are still to come. */
  bytesLeft: number;
  /** The piece's length in bytes. */
  length: number;
}

/** A TLS session as `curl_easy_ssls_export()` gives it. */
export interface TlsSession {
  /** The peer that the session is for; null if only its salted hash is known. */
  key: string | null;
  /** The salted hash of `key`, which `importSession` takes in its place. */
  shmac: Buffer;
  /** The session's bytes. They are secret: whoever has them can resume the session. */
  session: Buffer;
  /** When the session expires. */
  validUntil: Date;
  /** The TLS version, such as 0x0304 for 1.3. */
  tlsId: number;
  /** The protocol that ALPN had chosen, such as `h2`; null when there was none. */
  alpn: string | null;
  /** How many bytes may be sent early. */
  earlyDataMax: number;
}

function frameOf(fields: [flags: number, offset: number, bytesLeft: number, length: number] | null): WsFrame | null {
  return fields && { flags: fields[0], offset: fields[1], bytesLeft: fields[2], length: fields[3] };
}

function headerOf([name, value, amount, index, origin]: [string, string, number, number, number]): Header {
  return { name, value, amount, index, origin };
}

const NO_HEADER: ReadonlySet<string | undefined> = new Set(['CURLHE_BADINDEX', 'CURLHE_MISSING', 'CURLHE_NOHEADERS', 'CURLHE_NOREQUEST']);

/** Received headers, and direct use of a transfer's connection. */
export abstract class EasyConnection extends EasySettings {
  /**
   * One received header; corresponds to `curl_easy_header()`.
   * @param index the position among headers of this name, from 0
   * @returns null when there is none
   * @throws {TypeError | RangeError} not a valid selection
   * @throws {CurlStateError} the handle is closed
   */
  header(name: string, index = 0, selection: HeaderSelection = {}): Header | null {
    checkObject('header', 'selection', selection);
    const { origin = constants.CURLH_HEADER, request = -1 } = selection;
    const answer = easyAccess.native(this)!.header(name, index, origin, request);
    if (!hasFailed(answer)) return headerOf(answer);
    const code = (headerCodes as Record<number, string>)[answer.failed];
    if (NO_HEADER.has(code)) return null;
    if (code) throw refusal('ERR_CURL_OUT_OF_RANGE', `header ${name}: libcurl refuses this selection (${code})`, { operation: 'header' });
    return this.refused(answer.failed, 'header', 'a name, a position, a set of CURLH_* and a request', [name, index, origin, request]);
  }

  /**
   * All received headers in their order, repeated ones included; corresponds to `curl_easy_nextheader()`.
   * @throws {TypeError | RangeError} no such selection
   * @throws {CurlStateError} the handle is closed
   */
  headers(selection: HeaderSelection = {}): Header[] {
    checkObject('headers', 'selection', selection);
    const { origin = constants.CURLH_HEADER, request = -1 } = selection;
    const answer = easyAccess.native(this)!.headers(origin, request);
    return this.#value(answer, 'headers', 'a set of CURLH_* and a request', [origin, request]).map(headerOf);
  }

  /**
   * Sends raw bytes over the connection of a CONNECT_ONLY transfer; corresponds to `curl_easy_send()`.
   * @returns how many bytes were taken
   * @throws {EasyError} CURLE_AGAIN when the connection takes nothing now, CURLE_UNSUPPORTED_PROTOCOL without CONNECT_ONLY
   * @throws {CurlStateError} closed, or called inside a callback
   */
  send(data: string | ArrayBufferView | ArrayBuffer): number {
    return this.#value(easyAccess.native(this)!.send(data), 'send', 'a string or bytes', data);
  }

  /**
   * Receives raw bytes into `target`; corresponds to `curl_easy_recv()`.
   * @returns the number of bytes received, 0 when the peer has closed
   * @throws {EasyError} CURLE_AGAIN when nothing has arrived
   * @throws {CurlStateError} closed, or called inside a callback
   */
  recv(target: ArrayBufferView | ArrayBuffer): number {
    return this.#value(easyAccess.native(this)!.recv(target), 'recv', 'bytes to receive into', target);
  }

  /**
   * Sends a WebSocket frame, or a piece of one; corresponds to `curl_ws_send()`. Inside a callback it blocks until
   * everything is sent.
   * @param flags a set of CURLWS_*; text for a string and binary for bytes by default
   * @param fragmentSize the whole frame's size in bytes, with CURLWS_OFFSET in the first piece's flags
   * @param framed send frames in CURLWS_RAW_MODE as well, so that only the received bytes are raw. Default false: the
   *   bytes are sent as they are then.
   * @returns how many bytes were taken
   * @throws {EasyError} CURLE_AGAIN when the connection takes nothing now
   * @throws {CurlStateError} closed
   */
  wsSend(data: string | ArrayBufferView | ArrayBuffer, flags?: number, fragmentSize: number | bigint = 0, framed = false): number {
    const kind = flags ?? (typeof data === 'string' ? constants.CURLWS_TEXT : constants.CURLWS_BINARY);
    const asked = [data, flags, fragmentSize];
    return this.#value(
      easyAccess.native(this)!.wsSend(data, kind, fragmentSize, framed),
      'wsSend',
      'a string or bytes, flags and a size',
      asked,
    );
  }

  /**
   * Receives the available part of a WebSocket frame; corresponds to `curl_ws_recv()`.
   * @throws {EasyError} CURLE_AGAIN when nothing has arrived, CURLE_GOT_NOTHING when the connection is closed
   * @throws {CurlStateError} closed, or called inside a callback
   */
  wsRecv(target: ArrayBufferView | ArrayBuffer): { received: number; frame: WsFrame | null } {
    const [received, fields] = this.#value(easyAccess.native(this)!.wsRecv(target), 'wsRecv', 'bytes to receive into', target);
    return { received, frame: frameOf(fields) };
  }

  /**
   * Begins a frame whose pieces follow with {@link Easy.wsSend}; corresponds to `curl_ws_start_frame()`.
   * @param flags a set of CURLWS_*
   * @param size of the frame in bytes
   * @throws {TypeError} flags or a size that is not a whole number
   * @throws {CurlStateError} closed
   * @throws {EasyError} libcurl refuses
   */
  wsStartFrame(flags: number, size: number | bigint): void {
    const status = easyAccess.native(this)!.wsStartFrame(flags, size);
    if (status !== Status.ok) this.refused(status, 'wsStartFrame', 'flags and a size', [flags, size]);
  }

  /**
   * The frame whose piece the running WRITEFUNCTION received; null outside of one; corresponds to `curl_ws_meta()`.
   * @throws {CurlStateError} closed
   */
  wsMeta(): WsFrame | null {
    return frameOf(this.#value(easyAccess.native(this)!.wsMeta(), 'wsMeta'));
  }

  /**
   * Sends HTTP/2 pings to keep idle connections alive; corresponds to `curl_easy_upkeep()`.
   * @throws {EasyError} libcurl refuses
   * @throws {CurlStateError} closed, or called inside a callback
   */
  upkeep(): void {
    const status = easyAccess.native(this)!.upkeep();
    if (status !== Status.ok) this.refused(status, 'upkeep');
  }

  /**
   * The TLS sessions that the handle could resume; corresponds to `curl_easy_ssls_export()`. They are the share's
   * (CURL_LOCK_DATA_SSL_SESSION), or those of the multi that the handle is in; a standalone handle has none.
   * @throws {EasyError} CURLE_NOT_BUILT_IN if libcurl does not support it
   * @throws {CurlStateError} closed, or called inside a callback
   */
  exportTlsSessions(): TlsSession[] {
    const rows = this.#value(easyAccess.native(this)!.exportSessions(), 'exportTlsSessions');
    return rows.map(([key, shmac, session, validUntil, tlsId, alpn, earlyDataMax]) => ({
      key,
      shmac,
      session,
      validUntil: new Date(validUntil * 1000),
      tlsId,
      alpn,
      earlyDataMax,
    }));
  }

  /**
   * Puts a session into the cache of the share, or of the multi that the handle is in; corresponds to
   * `curl_easy_ssls_import()`.
   * @throws {EasyError} libcurl refuses the session
   * @throws {CurlStateError} closed, or called inside a callback
   */
  importTlsSession(ticket: Pick<TlsSession, 'session'> & Partial<Pick<TlsSession, 'key' | 'shmac'>>): void {
    checkObject('importTlsSession', 'ticket', ticket, 'an object with a session');
    const { key, shmac, session } = ticket;
    const status = easyAccess.native(this)!.importSession(key ?? null, key ? null : (shmac ?? null), session);
    if (status !== Status.ok) this.refused(status, 'importTlsSession', 'a key or its hash, and a session', { key, shmac, session });
  }

  #value<T>(answer: T | Failed, operation: string, expected?: string, value?: unknown): T {
    return hasFailed(answer) ? this.refused(answer.failed, operation, expected, value) : answer;
  }
}
