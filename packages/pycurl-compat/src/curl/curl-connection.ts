import { constants } from '@curlew/core-native';
import { WsFrame } from '../callbacks/named-tuples.js';
import { asPycurl, withCause } from '../errors/as-pycurl.js';
import { BlockingIOError, MemoryError, ValueError, error } from '../errors/errors.js';
import { typeName, wholeNumber } from '../python/arguments.js';
import { encode } from '../python/encode.js';
import { CurlOptions } from './curl-options.js';
import { stateOf } from './curl-state.js';
import { closePayload, frameFlags, notBytes } from './ws-frames.js';

/** A Curl as a connection: CONNECT_ONLY's bytes, and WebSocket frames. */
export abstract class CurlConnection extends CurlOptions {
  get #own() {
    return stateOf(this);
  }

  /** Sends over the connection of CONNECT_ONLY. @throws {BlockingIOError} nothing can be sent now */
  send(data: Uint8Array): number {
    if (!(data instanceof Uint8Array)) throw notBytes(data);
    this.#own.checkIdle('send');
    return this.#nonBlocking('send', () => this.#own.easy.send(data));
  }

  /**
   * Receives at most `size` bytes; none at the end.
   * @throws {ValueError} negative
   * @throws {MemoryError} more than memory allows
   * @throws {BlockingIOError} nothing is there now
   */
  recv(size: number): Buffer {
    const room = roomFor(sizeOf(size, 'recv'));
    return room.subarray(0, this.#receive('recv', room));
  }

  /**
   * Receives into the caller's memory.
   * @param nbytes the maximum number; 0 for the size of the buffer
   * @throws {ValueError} negative, or more than there is room for
   * @throws {BlockingIOError} nothing is there now
   */
  recv_into(buffer: Uint8Array, nbytes = 0): number {
    return this.#receive('recv_into', roomOf('recv_into', buffer, nbytes));
  }

  #receive(method: string, room: Uint8Array): number {
    this.#own.checkIdle(method);
    return room.length === 0 ? 0 : this.#nonBlocking(method, () => this.#own.easy.recv(room));
  }

  /**
   * Sends a WebSocket frame: text as WS_TEXT, bytes as WS_BINARY unless `flags` say otherwise. Inside callbacks only
   * from WRITEFUNCTION.
   * @param encoding of text: utf-8, ascii, latin-1, utf-16le
   * @throws {ValueError} flags that do not go together
   * @throws {TypeError} text in a frame that is not text
   * @throws {UnicodeEncodeError} text that the encoding cannot express
   * @throws {LookupError} not a known encoding
   * @throws {BlockingIOError} nothing can be sent now
   */
  ws_send(data: string | Uint8Array, flags?: number | null, fragsize = 0, encoding = 'utf-8'): number {
    if (wholeNumber(fragsize) < 0) throw new ValueError('negative fragsize in ws_send');
    const kind = frameFlags(data, flags);
    return this.#sendFrame('ws_send', typeof data === 'string' ? encode(data, encoding) : data, kind, fragsize);
  }

  #sendFrame(method: string, bytes: Uint8Array, flags: number, fragsize = 0): number {
    this.#checkMaySendFrame(method);
    return this.#nonBlocking(method, () => this.#own.easy.wsSend(bytes, flags, fragsize));
  }

  /**
   * Receives at most `size` bytes of a frame.
   * @returns the bytes, and the frame that they belong to
   * @throws as {@link CurlConnection.recv}
   */
  ws_recv(size: number): [Buffer, WsFrame | null] {
    const room = roomFor(sizeOf(size, 'ws_recv'));
    const [received, frame] = this.#receiveFrame('ws_recv', room);
    return [room.subarray(0, received), frame];
  }

  /** The same, into the caller's memory. @throws as {@link CurlConnection.recv_into} */
  ws_recv_into(buffer: Uint8Array, nbytes = 0): [number, WsFrame | null] {
    return this.#receiveFrame('ws_recv_into', roomOf('ws_recv_into', buffer, nbytes));
  }

  #receiveFrame(method: string, room: Uint8Array): [number, WsFrame | null] {
    this.#own.checkIdle(method);
    const { received, frame } = this.#nonBlocking(method, () => this.#own.easy.wsRecv(room));
    return [received, frame && frameOf(frame)];
  }

  /** The frame that the running WRITEFUNCTION received, otherwise null. */
  ws_meta(): WsFrame | null {
    this.#own.checkOpen('ws_meta');
    const frame = this.#own.easy.wsMeta();
    return frame && frameOf(frame);
  }

  /**
   * Sends one CLOSE frame; does not wait for the answer.
   * @param encoding of a reason that is text
   * @throws {ValueError} an invalid code, a reason without a code, or one that is too long
   * @throws {UnicodeDecodeError} a reason that is not UTF-8
   * @throws {UnicodeEncodeError} a reason that the encoding cannot express
   */
  ws_close(code?: number | null, reason?: string | Uint8Array | null, encoding = 'utf-8'): number {
    return this.#sendFrame('ws_close', closePayload(code, reason, encoding), constants.CURLWS_CLOSE);
  }

  #checkMaySendFrame(method: string): void {
    this.#own.checkOpen(method);
    if (this.#own.isRunning && !this.#own.isInWriteCallback)
      throw new error(`cannot invoke ${method}() - perform() is currently running outside WRITEFUNCTION callback`);
  }

  #nonBlocking<T>(method: string, action: () => T): T {
    try {
      return asPycurl(method, action);
    } catch (thrown) {
      if (thrown instanceof error && thrown.args[0] === constants.CURLE_AGAIN)
        throw withCause(new BlockingIOError('Resource temporarily unavailable'), thrown);
      throw thrown;
    }
  }
}

function sizeOf(size: unknown, method: string): number {
  const number = wholeNumber(size);
  if (number < 0) throw new ValueError(`negative buffersize in ${method}`);
  return number;
}

function roomFor(size: number): Buffer {
  try {
    return Buffer.alloc(size);
  } catch (cause) {
    throw withCause(new MemoryError(), cause);
  }
}

function roomOf(method: string, buffer: Uint8Array, nbytes: unknown): Uint8Array {
  if (!(buffer instanceof Uint8Array))
    throw new TypeError(`${method}() argument 1 must be read-write bytes-like object, not ${typeName(buffer)}`);
  const size = sizeOf(nbytes, method);
  if (size > buffer.length) throw new ValueError('buffer too small for requested bytes');
  return size === 0 ? buffer : buffer.subarray(0, size);
}

const frameOf = ({ flags, offset, bytesLeft, length }: { flags: number; offset: number; bytesLeft: number; length: number }): WsFrame =>
  WsFrame(0, flags, offset, bytesLeft, length);
