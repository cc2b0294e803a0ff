import { isUtf8 } from 'node:buffer';
import { CurlStateError, EasyError, argumentError, constants, type Easy, type WsFrame } from '@curlew/core-native';
import { GivenUp } from '../session/given-up.js';

/** Bytes of messages that may wait for a reader before the server is held back. */
const HIGH_WATER_MARK = 1024 * 1024;

/** What a message that waits is counted beyond its length: empty ones take memory too. */
const OVERHEAD = 64;

/** How the other side closed: code and reason of its CLOSE frame, 1006 when the connection just ended. */
export interface WebSocketClose {
  code: number;
  reason: string;
}

type Message = string | Buffer;

interface Waiting {
  resolve(result: IteratorResult<Message>): void;
  reject(error: unknown): void;
}

/**
 * A WebSocket as an async iterable of messages: text as strings, binary ones as Buffers. While nobody reads, the server
 * is held back. Pings are answered by libcurl.
 */
export class WebSocketConnection implements AsyncIterable<Message> {
  readonly #easy: Easy;
  readonly #maxMessageSize: number;
  readonly #giveUp: (reason?: unknown) => void;
  readonly #messages: Message[] = [];
  readonly #readers: Waiting[] = [];
  /** The pieces of the message that is arriving. */
  #pieces: Buffer[] = [];
  #piecesLength = 0;
  /** Bytes of what libcurl has decoded at once that have come. */
  #handedOver = 0;
  /** Those of a CLOSE frame, which may come between the fragments of a message. */
  #closePieces: Buffer[] = [];
  #buffered = 0;
  #isHeld = false;
  #close: WebSocketClose | undefined;
  #ended: { error: unknown } | undefined;
  #sending: Promise<void> = Promise.resolve();
  #closeSent = false;

  /** @internal */
  constructor(easy: Easy, maxMessageSize: number | undefined, giveUp: (reason?: unknown) => void) {
    this.#easy = easy;
    this.#maxMessageSize = maxMessageSize ?? Infinity;
    this.#giveUp = giveUp;
    easy.setOpt('WRITEFUNCTION', (chunk) => this.#take(chunk));
  }

  /** What the other side said when it closed; undefined while it is open. */
  get closeInfo(): WebSocketClose | undefined {
    return this.#close;
  }

  /** Whether nothing can be sent any more. */
  get closed(): boolean {
    return this.#ended !== undefined || this.#closeSent;
  }

  /**
   * Sends a message, after those before it.
   * @param data text as a string, else a binary message
   * @returns when libcurl has taken all of it
   * @throws {TypeError} neither a string nor bytes
   * @throws {EasyError} the connection is gone
   */
  send(data: string | ArrayBufferView | ArrayBuffer): Promise<void> {
    if (typeof data !== 'string' && !ArrayBuffer.isView(data) && !(data instanceof ArrayBuffer))
      return Promise.reject(argumentError('send', 'data', 'a string or bytes', data));
    const bytes =
      typeof data === 'string'
        ? Buffer.from(data)
        : Buffer.from(ArrayBuffer.isView(data) ? data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength) : data);
    return this.#enqueue(bytes, typeof data === 'string' ? constants.CURLWS_TEXT : constants.CURLWS_BINARY);
  }

  /** Sends a ping; libcurl does not tell of the answer. @throws as {@link WebSocketConnection.send} */
  ping(data = ''): Promise<void> {
    return this.#enqueue(Buffer.from(data), constants.CURLWS_PING);
  }

  /**
   * Says goodbye; the iteration ends when the other side has said it too.
   * @param code 1000, or 3000 to 4999
   * @throws {TypeError} no such code, or a reason of more than 123 bytes
   */
  async close(code = 1000, reason = ''): Promise<void> {
    if (code !== 1000 && !(Number.isInteger(code) && code >= 3000 && code <= 4999))
      throw argumentError('close', 'code', '1000, or 3000 to 4999', code, 'ERR_CURL_OUT_OF_RANGE');
    if (Buffer.byteLength(reason) > 123) throw argumentError('close', 'reason', 'at most 123 bytes', reason, 'ERR_CURL_OUT_OF_RANGE');
    if (this.closed) return;
    this.#closeSent = true;
    await this.#enqueue(closeFrame(code, reason), constants.CURLWS_CLOSE);
  }

  /** Gives the connection up, without a goodbye. */
  terminate(): void {
    this.#giveUp();
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
      if (this.#isHeld && this.#buffered < HIGH_WATER_MARK / 2 && !this.#ended) {
        this.#isHeld = false;
        this.#goOn();
      }
      return Promise.resolve({ done: false, value: message });
    }
    if (this.#ended)
      return this.#ended.error === undefined ? Promise.resolve({ done: true, value: undefined }) : Promise.reject(this.#ended.error);
    return new Promise((resolve, reject) => this.#readers.push({ resolve, reject }));
  }

  #goOn(): void {
    try {
      this.#easy.unpause();
    } catch (error) {
      // What was held back was refused; libcurl tells only here.
      this.#giveUp(error);
    }
  }

  /** WRITEFUNCTION: a piece of a frame. */
  #take(chunk: Buffer): number {
    const frame = this.#easy.wsMeta();
    if (!frame) return chunk.length;
    if (this.#buffered >= HIGH_WATER_MARK) {
      this.#isHeld = true;
      return constants.CURL_WRITEFUNC_PAUSE;
    }
    const isWhole = this.#endsFrame(chunk, frame);
    if (frame.flags & constants.CURLWS_CLOSE) this.#takeClose(chunk, isWhole);
    else if (!(frame.flags & (constants.CURLWS_PING | constants.CURLWS_PONG))) this.#takeData(chunk, frame.flags, isWhole);
    return chunk.length;
  }

  /**
   * libcurl tells of what it has decoded at once, which may be as much as its buffer holds, and hands that over by 16 KiB:
   * nothing is left already when the first of them comes, and only the last one ends the frame.
   */
  #endsFrame(chunk: Buffer, { length, bytesLeft }: WsFrame): boolean {
    this.#handedOver += chunk.length;
    if (this.#handedOver < length) return false;
    this.#handedOver = 0;
    return bytesLeft === 0;
  }

  #takeClose(chunk: Buffer, isWhole: boolean): void {
    this.#closePieces.push(Buffer.from(chunk));
    if (isWhole) this.#closedByPeer(Buffer.concat(this.#closePieces));
  }

  #takeData(chunk: Buffer, flags: number, isWhole: boolean): void {
    this.#piecesLength += chunk.length;
    if (this.#piecesLength > this.#maxMessageSize)
      throw new GivenUp(constants.CURLE_FILESIZE_EXCEEDED, `a message of more than ${this.#maxMessageSize} bytes`);
    this.#pieces.push(Buffer.from(chunk));
    if (!isWhole || flags & constants.CURLWS_CONT) return;
    const bytes = this.#pieces.length === 1 ? this.#pieces[0]! : Buffer.concat(this.#pieces);
    this.#pieces = [];
    this.#piecesLength = 0;
    if (!(flags & constants.CURLWS_TEXT)) return this.#deliver(bytes);
    if (!isUtf8(bytes)) throw new GivenUp(constants.CURLE_WEIRD_SERVER_REPLY, 'a text message that is not UTF-8');
    this.#deliver(bytes.toString());
  }

  #deliver(message: Message): void {
    const reader = this.#readers.shift();
    if (reader) return reader.resolve({ done: false, value: message });
    this.#messages.push(message);
    this.#buffered += message.length + OVERHEAD;
  }

  #closedByPeer(payload: Buffer): void {
    this.#close = payload.length >= 2 ? { code: payload.readUInt16BE(0), reason: payload.toString('utf8', 2) } : { code: 1005, reason: '' };
    const answered = this.#closeSent ? this.#sending : this.#enqueue(payload, constants.CURLWS_CLOSE);
    this.#closeSent = true;
    // Both have said goodbye: a server that leaves the connection open keeps nobody waiting.
    void answered.catch(() => {}).then(() => setImmediate(() => this.#giveUp()));
  }

  /** The transfer is over. @internal */
  end(error: unknown): void {
    this.#close ??= { code: 1006, reason: '' };
    // After a goodbye it does not matter how the connection ends.
    const isClean = this.#closeSent || error === undefined;
    this.#ended = { error: isClean ? undefined : error };
    for (const reader of this.#readers.splice(0)) {
      if (isClean) reader.resolve({ done: true, value: undefined });
      else reader.reject(error);
    }
  }

  #enqueue(bytes: Buffer, flags: number): Promise<void> {
    const sent = this.#sending.then(() => this.#sendAll(bytes, flags));
    this.#sending = sent.catch(() => {});
    return sent;
  }

  /** libcurl takes what the connection takes; it does not tell when that is more again. */
  async #sendAll(bytes: Buffer, flags: number): Promise<void> {
    for (let [offset, wait] = [0, 1]; ;) {
      if (this.#ended) throw this.#ended.error ?? new CurlStateError('the connection is closed', 'ERR_CURL_CLOSED', 'send');
      let count = 0;
      try {
        count = this.#easy.wsSend(bytes.subarray(offset), flags);
      } catch (error) {
        if (!(error instanceof EasyError && error.code === 'CURLE_AGAIN')) throw error;
      }
      offset += count;
      if (offset >= bytes.length) return;
      wait = count > 0 ? 1 : Math.min(wait * 2, 50);
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}

function closeFrame(code: number, reason: string): Buffer {
  const frame = Buffer.alloc(2 + Buffer.byteLength(reason));
  frame.writeUInt16BE(code, 0);
  frame.write(reason, 2);
  return frame;
}
