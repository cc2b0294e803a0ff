import { CurlStateError, EasyError, argumentError, checkString, constants, type BodyQueue, type Easy } from '@curlew/core-native';
import { GivenUp } from '../session/given-up.js';
import { FrameParser, MAX_CONTROL_PAYLOAD, Opcode, ProtocolViolation, type Frame } from './frames.js';
import { MessageAssembler, closePayload, readClose, type Message, type WebSocketClose } from './messages.js';

/** The size in bytes of waiting messages above which the server is held back. */
const HIGH_WATER_MARK = 1024 * 1024;

/** The overhead in bytes that is counted for each waiting message, since empty messages take memory too. */
const OVERHEAD = 512;

/** Milliseconds of parsing frames after which the event loop gets its turn. */
const TURN = 8;

/** The number of frames between two checks of the clock. */
const FRAMES_PER_LOOK = 256;

interface Waiting {
  resolve(result: IteratorResult<Message>): void;
  reject(error: unknown): void;
}

/** The parts of a connection. @internal */
export interface ConnectionParts {
  easy: Easy;
  queue: BodyQueue;
  maxMessageSize: number;
  /** Milliseconds to wait for the server's CLOSE frame; 0 for no limit. */
  closeTimeout: number;
  giveUp(reason?: unknown): void;
}

/**
 * A WebSocket as an async iterable of messages: text as strings, binary ones as Buffers. While nobody reads, the server
 * is held back. Pings are answered automatically.
 */
export class WebSocketConnection implements AsyncIterable<Message> {
  readonly #parts: ConnectionParts;
  readonly #parser: FrameParser;
  readonly #assembler: MessageAssembler;
  readonly #messages: Message[] = [];
  readonly #readers: Waiting[] = [];
  #buffered = 0;
  #close: WebSocketClose | undefined;
  #ended: { error: unknown } | undefined;
  #sending: Promise<void> = Promise.resolve();
  #closeSent = false;
  #isTerminated = false;
  #closeTimer: NodeJS.Timeout | undefined;
  /** The last unanswered ping; of several, only the last must be answered (RFC 6455, 5.5.3). */
  #ping: Buffer | undefined;
  #isPumping = false;
  /** Whether more frames may be waiting than there was room or time for. */
  #isHeld = false;

  /** @internal */
  constructor(parts: ConnectionParts) {
    this.#parts = parts;
    this.#parser = new FrameParser(parts.maxMessageSize);
    this.#assembler = new MessageAssembler(parts.maxMessageSize);
  }

  /** Code and reason of the other side's CLOSE frame; undefined while the connection is open. */
  get closeInfo(): WebSocketClose | undefined {
    return this.#close;
  }

  /** Whether nothing can be sent any more. */
  get closed(): boolean {
    return this.#ended !== undefined || this.#closeSent;
  }

  /**
   * Sends a message. Messages are sent in the order of the calls.
   * @param data text as a string, else a binary message
   * @returns a promise that resolves when libcurl has accepted all of it
   * @throws {TypeError} neither a string nor bytes
   * @throws {CurlStateError} after {@link WebSocketConnection.close}, or when the connection has ended
   * @throws {EasyError} the connection is broken
   */
  send(data: string | ArrayBufferView | ArrayBuffer): Promise<void> {
    if (typeof data !== 'string' && !ArrayBuffer.isView(data) && !(data instanceof ArrayBuffer))
      return Promise.reject(argumentError('send', 'data', 'a string or bytes', data));
    return this.#enqueue(typeof data === 'string' ? Opcode.text : Opcode.binary, bytesOf(data));
  }

  /**
   * Sends a ping.
   * @param data at most 125 bytes
   * @throws {RangeError} more than that
   * @throws as {@link WebSocketConnection.send}
   */
  ping(data = ''): Promise<void> {
    if (typeof data !== 'string') return Promise.reject(argumentError('ping', 'data', 'a string', data));
    if (Buffer.byteLength(data) > MAX_CONTROL_PAYLOAD)
      return Promise.reject(argumentError('ping', 'data', `at most ${MAX_CONTROL_PAYLOAD} bytes`, data, 'ERR_CURL_OUT_OF_RANGE'));
    return this.#enqueue(Opcode.ping, Buffer.from(data));
  }

  /**
   * Sends a CLOSE frame. The iteration ends when the other side has answered it, or after the session's
   * `timeout.close`.
   * @param code 1000, or 3000 to 4999
   * @throws {RangeError} no such code, or a reason of more than 123 bytes
   */
  async close(code = 1000, reason = ''): Promise<void> {
    if (code !== 1000 && !(Number.isInteger(code) && code >= 3000 && code <= 4999))
      throw argumentError('close', 'code', '1000, or 3000 to 4999', code, 'ERR_CURL_OUT_OF_RANGE');
    checkString('close', 'reason', reason);
    if (Buffer.byteLength(reason) > MAX_CONTROL_PAYLOAD - 2)
      throw argumentError('close', 'reason', `at most ${MAX_CONTROL_PAYLOAD - 2} bytes`, reason, 'ERR_CURL_OUT_OF_RANGE');
    if (this.closed || this.#isTerminated) return;
    await this.#sayGoodbye({ code, reason });
  }

  #sayGoodbye(close: WebSocketClose): Promise<void> {
    const sent = this.#enqueue(Opcode.close, closePayload(close));
    this.#closeSent = true;
    const { closeTimeout } = this.#parts;
    if (closeTimeout > 0) this.#closeTimer = setTimeout(() => this.terminate(), closeTimeout);
    return sent;
  }

  /** Drops the connection without a CLOSE frame. */
  terminate(): void {
    this.#isTerminated = true;
    this.#parts.giveUp();
  }

  [Symbol.asyncIterator](): AsyncIterator<Message> {
    return {
      next: () => this.#next(),
      return: async () => {
        this.terminate();
        return { done: true, value: undefined };
      },
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.terminate();
  }

  #next(): Promise<IteratorResult<Message>> {
    const message = this.#messages.shift();
    if (message !== undefined) {
      this.#buffered -= message.length + OVERHEAD;
      if (this.#isHeld && this.#buffered < HIGH_WATER_MARK / 2) this.#pumpLater();
      return Promise.resolve({ done: false, value: message });
    }
    if (this.#ended)
      return this.#ended.error === undefined ? Promise.resolve({ done: true, value: undefined }) : Promise.reject(this.#ended.error);
    return new Promise((resolve, reject) => this.#readers.push({ resolve, reject }));
  }

  /** Processes the received frames while there is room and time. @internal */
  pump(): void {
    if (this.#isPumping) return;
    this.#isPumping = true;
    try {
      this.#isHeld = this.#takeUntil(performance.now() + TURN);
    } catch (error) {
      this.#violated(error);
    }
    this.#isPumping = false;
    this.#answerPing();
    if (this.#isHeld && this.#buffered < HIGH_WATER_MARK / 2) this.#pumpLater();
  }

  /** Continues later: a reader that always gets the next message at once would block the event loop. */
  #pumpLater(): void {
    this.#isHeld = false;
    setImmediate(() => this.pump());
  }

  /** @returns whether more frames may be waiting */
  #takeUntil(deadline: number): boolean {
    for (let frames = 1; this.#buffered < HIGH_WATER_MARK; frames++) {
      const frame = this.#close ? undefined : this.#nextFrame();
      if (!frame) return false;
      this.#take(frame);
      if (frames % FRAMES_PER_LOOK === 0 && performance.now() > deadline) return true;
    }
    return true;
  }

  #nextFrame(): Frame | undefined {
    for (;;) {
      const frame = this.#parser.next();
      if (frame) return frame;
      const bytes = this.#parts.queue.read(64 * 1024);
      if (!bytes) return undefined;
      this.#parser.push(bytes);
    }
  }

  #take(frame: Frame): void {
    if (frame.opcode === Opcode.close) return this.#closedByPeer(readClose(frame.payload));
    if (frame.opcode === Opcode.ping) return void (this.#ping = Buffer.from(frame.payload));
    if (frame.opcode === Opcode.pong) return;
    const message = this.#assembler.take(frame);
    if (message !== undefined) this.#deliver(message);
  }

  #deliver(message: Message): void {
    const reader = this.#readers.shift();
    if (reader) return reader.resolve({ done: false, value: message });
    this.#messages.push(message);
    this.#buffered += message.length + OVERHEAD;
  }

  #answerPing(): void {
    const ping = this.#ping;
    this.#ping = undefined;
    if (ping && !this.closed) void this.#enqueue(Opcode.pong, ping).catch(() => {});
  }

  /** Tells the server about its violation and drops the connection. */
  #violated(error: unknown): void {
    const isViolation = error instanceof ProtocolViolation;
    const code = isViolation && error.closeCode === 1009 ? constants.CURLE_FILESIZE_EXCEEDED : constants.CURLE_WEIRD_SERVER_REPLY;
    const reason = isViolation ? new GivenUp(code, error.message) : error;
    const told = isViolation && !this.closed ? this.#sayGoodbye({ code: error.closeCode, reason: '' }) : Promise.resolve();
    void told.catch(() => {}).then(() => this.#parts.giveUp(reason));
  }

  #closedByPeer(close: WebSocketClose): void {
    this.#close = close;
    const answered = this.#closeSent ? this.#sending : this.#sayGoodbye(close);
    // Both sides have sent CLOSE, so do not wait for the server to close the connection.
    void answered.catch(() => {}).then(() => setImmediate(() => this.#parts.giveUp()));
  }

  /** Called when the transfer has ended. @internal */
  end(error: unknown): void {
    clearTimeout(this.#closeTimer);
    this.#close ??= { code: 1006, reason: '' };
    // After CLOSE the way the connection ends does not matter, but a protocol violation does.
    const isClean = error === undefined || (this.#closeSent && !(error instanceof EasyError && error.kind !== 'cancelled'));
    this.#ended = { error: isClean ? undefined : error };
    for (const reader of this.#readers.splice(0)) {
      if (isClean) reader.resolve({ done: true, value: undefined });
      else reader.reject(error);
    }
  }

  #enqueue(opcode: Opcode, payload: Uint8Array): Promise<void> {
    if (this.closed) return Promise.reject(new CurlStateError('the connection is closed', 'ERR_CURL_CLOSED', 'send'));
    const sent = this.#sending.then(() => this.#sendAll(opcode, payload));
    this.#sending = sent.catch(() => {});
    return sent;
  }

  /**
   * Sends all bytes, with retries: libcurl accepts what the connection accepts, and does not tell when there is room
   * again.
   */
  async #sendAll(opcode: Opcode, payload: Uint8Array): Promise<void> {
    for (let [offset, wait] = [0, 1]; ;) {
      if (this.#ended) throw this.#ended.error ?? new CurlStateError('the connection is closed', 'ERR_CURL_CLOSED', 'send');
      const count = this.#sendSome(payload.subarray(offset), FLAGS[opcode]!);
      offset += count ?? 0;
      if (count !== undefined && offset >= payload.length) return;
      wait = count ? 1 : Math.min(wait * 2, 50);
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }

  /**
   * Sends a part of a message. libcurl frames and masks it; only received data is raw.
   * @returns undefined if libcurl accepts nothing now
   */
  #sendSome(bytes: Uint8Array, flags: number): number | undefined {
    try {
      return this.#parts.easy.wsSend(bytes, flags, 0, true);
    } catch (error) {
      if (error instanceof EasyError && error.code === 'CURLE_AGAIN') return undefined;
      throw error;
    }
  }
}

/** libcurl's flag for each kind of frame. */
const FLAGS: Readonly<Partial<Record<Opcode, number>>> = {
  [Opcode.text]: constants.CURLWS_TEXT,
  [Opcode.binary]: constants.CURLWS_BINARY,
  [Opcode.close]: constants.CURLWS_CLOSE,
  [Opcode.ping]: constants.CURLWS_PING,
  [Opcode.pong]: constants.CURLWS_PONG,
};

function bytesOf(data: string | ArrayBufferView | ArrayBuffer): Uint8Array {
  if (typeof data === 'string') return Buffer.from(data);
  // Copied, because the caller may reuse its memory at once.
  return ArrayBuffer.isView(data)
    ? Uint8Array.from(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
    : new Uint8Array(data.slice(0));
}
