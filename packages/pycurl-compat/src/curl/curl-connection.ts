import { constants } from '@curlew/core-native';
import { BlockingIOError, ValueError, asPycurl, error } from '../errors.js';
import { namedTuple, type WsFrame } from './callbacks.js';
import { CurlOptions } from './curl-options.js';
import { stateOf } from './curl-state.js';
import { closePayload, frameFlags } from './ws-frames.js';

/** A Curl as a connection: CONNECT_ONLY's bytes, and WebSocket frames. */
export abstract class CurlConnection extends CurlOptions {
  get #own() {
    return stateOf(this);
  }

  /** Sends over the connection of CONNECT_ONLY. @throws {BlockingIOError} nothing can be sent now */
  send(data: Uint8Array): number {
    if (!(data instanceof Uint8Array)) throw new TypeError('a bytes-like object is required');
    this.#own.checkIdle('send');
    return this.#nonBlocking('send', () => this.#own.easy.send(data));
  }

  /** Receives at most so many bytes; none at the end. @throws {BlockingIOError} nothing is there now */
  recv(size: number): Buffer {
    if (size < 0) throw new ValueError('negative buffersize in recv');
    const room = Buffer.alloc(size);
    return room.subarray(0, this.recv_into(room));
  }

  recv_into(buffer: Uint8Array, nbytes = 0): number {
    this.#own.checkIdle('recv');
    const room = roomOf(buffer, nbytes);
    return room.length === 0 ? 0 : this.#nonBlocking('recv', () => this.#own.easy.recv(room));
  }

  /**
   * Sends a WebSocket frame: text as WS_TEXT, bytes as WS_BINARY unless `flags` say else. Inside callbacks only from
   * WRITEFUNCTION.
   * @param encoding of text, as Node names it
   * @throws {ValueError} flags that do not go together @throws {TypeError} text in a frame that is not text
   * @throws {BlockingIOError} nothing can be sent now
   */
  ws_send(data: string | Uint8Array, flags?: number | null, fragsize = 0, encoding: BufferEncoding = 'utf8'): number {
    const kind = frameFlags(data, flags);
    if (fragsize < 0) throw new ValueError('ws_send(): negative fragsize');
    this.#checkMaySendFrame('ws_send');
    const bytes = typeof data === 'string' ? Buffer.from(data, encoding) : data;
    return this.#nonBlocking('ws_send', () => this.#own.easy.wsSend(bytes, kind, fragsize));
  }

  /** Receives at most so many bytes of a frame. @returns the bytes, and what frame they are of */
  ws_recv(size: number): [Buffer, WsFrame | null] {
    if (size < 0) throw new ValueError('negative buffersize in ws_recv');
    const room = Buffer.alloc(size);
    const [received, frame] = this.ws_recv_into(room);
    return [room.subarray(0, received), frame];
  }

  ws_recv_into(buffer: Uint8Array, nbytes = 0): [number, WsFrame | null] {
    this.#own.checkIdle('ws_recv');
    const room = roomOf(buffer, nbytes);
    const { received, frame } = this.#nonBlocking('ws_recv', () => this.#own.easy.wsRecv(room));
    return [received, frame && frameOf(frame)];
  }

  /** The frame that WRITEFUNCTION is being given, else null. */
  ws_meta(): WsFrame | null {
    this.#own.checkOpen('ws_meta');
    const frame = this.#own.easy.wsMeta();
    return frame && frameOf(frame);
  }

  /**
   * Sends one CLOSE frame; does not wait for the answer.
   * @throws {ValueError} no such code, a reason without one, or one that is too long or not UTF-8
   */
  ws_close(code?: number | null, reason?: string | Uint8Array | null, encoding: BufferEncoding = 'utf8'): number {
    return this.ws_send(closePayload(code ?? null, Buffer.from((reason ?? '') as string, encoding)), constants.CURLWS_CLOSE);
  }

  #checkMaySendFrame(method: string): void {
    this.#own.checkOpen(method);
    if (this.#own.callbackDepth > 0 && !this.#own.isInWriteCallback)
      throw new error([`cannot invoke ${method}() - perform() is currently running outside WRITEFUNCTION callback`]);
  }

  #nonBlocking<T>(method: string, action: () => T): T {
    try {
      return asPycurl(method, action);
    } catch (thrown) {
      if (thrown instanceof error && thrown.args[0] === 81)
        throw new BlockingIOError('Resource temporarily unavailable', { cause: thrown });
      throw thrown;
    }
  }
}

function roomOf(buffer: Uint8Array, nbytes: number): Uint8Array {
  if (!(buffer instanceof Uint8Array)) throw new TypeError('a writable bytes-like object is required');
  if (nbytes < 0) throw new ValueError('negative buffersize in recv_into');
  if (nbytes > buffer.length) throw new ValueError('buffer too small for requested bytes');
  return nbytes === 0 ? buffer : buffer.subarray(0, nbytes);
}

const frameOf = ({ flags, offset, bytesLeft, length }: { flags: number; offset: number; bytesLeft: number; length: number }): WsFrame =>
  namedTuple<WsFrame>({ age: 0, flags, offset, bytesleft: bytesLeft, len: length });
