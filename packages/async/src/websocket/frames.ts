/** The opcodes of frames (RFC 6455, 5.2). */
export enum Opcode {
  continuation = 0,
  text = 1,
  binary = 2,
  close = 8,
  ping = 9,
  pong = 10,
}

/** One frame, as it was received. */
export interface Frame {
  opcode: Opcode;
  /** Whether the frame is the last of its message. */
  isFinal: boolean;
  payload: Buffer;
}

/** The server violated the protocol; `closeCode` is the code sent to it. */
export class ProtocolViolation extends Error {
  constructor(
    message: string,
    readonly closeCode: number = 1002,
  ) {
    super(message);
  }
}

/** The longest payload of a control frame. */
export const MAX_CONTROL_PAYLOAD = 125;

const EMPTY = Buffer.alloc(0);

/** Parses the bytes of a connection into frames, in chunks of any size. */
export class FrameParser {
  readonly #maxPayload: number;
  /** The received bytes that are not a whole frame yet, in order. */
  #chunks: Buffer[] = [];
  #length = 0;
  /** The number of bytes that the current frame needs, as far as known from its header. */
  #needed = 2;

  /** @param maxPayload the longest payload that is accepted */
  constructor(maxPayload: number) {
    this.#maxPayload = maxPayload;
  }

  push(bytes: Buffer): void {
    this.#chunks.push(bytes);
    this.#length += bytes.length;
  }

  /** The next whole frame; undefined when more bytes are needed. @throws {ProtocolViolation} */
  next(): Frame | undefined {
    for (;;) {
      if (this.#length < this.#needed) return undefined;
      const bytes = this.#joined();
      const header = readHeader(bytes, this.#maxPayload);
      const total = typeof header === 'number' ? header : header.size + header.length;
      if (this.#length < total) {
        this.#needed = total;
        return undefined;
      }
      if (typeof header === 'number') continue;
      this.#needed = 2;
      this.#chunks = total < bytes.length ? [bytes.subarray(total)] : [];
      this.#length -= total;
      return { opcode: header.opcode, isFinal: header.isFinal, payload: header.length > 0 ? bytes.subarray(header.size, total) : EMPTY };
    }
  }

  /** Joins the chunks of a frame, once, when all of it has arrived. */
  #joined(): Buffer {
    if (this.#chunks.length > 1) this.#chunks = [Buffer.concat(this.#chunks, this.#length)];
    return this.#chunks[0]!;
  }
}

interface Header {
  opcode: Opcode;
  isFinal: boolean;
  /** Sizes in bytes of the header and of the payload after it. */
  size: number;
  length: number;
}

/** @returns the header, or the number of bytes it needs if they have not all arrived */
function readHeader(bytes: Buffer, maxPayload: number): Header | number {
  const [first, second] = [bytes[0]!, bytes[1]!];
  const opcode: Opcode = first & 0x0f;
  const isFinal = (first & 0x80) !== 0;
  if ((first & 0x70) !== 0) throw new ProtocolViolation('a frame with reserved bits');
  if (Opcode[opcode] === undefined) throw new ProtocolViolation(`a frame with the unknown opcode ${opcode}`);
  if ((second & 0x80) !== 0) throw new ProtocolViolation('a masked frame');
  const short = second & 0x7f;
  if (opcode >= Opcode.close && (!isFinal || short > MAX_CONTROL_PAYLOAD))
    throw new ProtocolViolation('a control frame that is fragmented or too long');
  const size = short === 126 ? 4 : short === 127 ? 10 : 2;
  if (bytes.length < size) return size;
  const length = short === 126 ? bytes.readUInt16BE(2) : short === 127 ? Number(bytes.readBigUInt64BE(2)) : short;
  if (length > maxPayload) throw new ProtocolViolation(`a message of more than ${maxPayload} bytes`, 1009);
  return { opcode, isFinal, size, length };
}
