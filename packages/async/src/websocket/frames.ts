/** RFC 6455, 5.2: the kinds of frames. */
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
  /** Whether it ends its message. */
  isFinal: boolean;
  payload: Buffer;
}

/** The server has broken the protocol; `closeCode` is what it is told. */
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

/** Takes the bytes of a connection apart into frames, however they are cut. */
export class FrameParser {
  readonly #maxPayload: number;
  /** Bytes that have come and are no whole frame yet, in their order. */
  #chunks: Buffer[] = [];
  #length = 0;
  /** The bytes that the frame at hand needs, as far as its header says. */
  #needed = 2;

  /** @param maxPayload the longest payload that is taken at all */
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

  /** A frame that came in many pieces is joined once, when all of it is there. */
  #joined(): Buffer {
    if (this.#chunks.length > 1) this.#chunks = [Buffer.concat(this.#chunks, this.#length)];
    return this.#chunks[0]!;
  }
}

interface Header {
  opcode: Opcode;
  isFinal: boolean;
  /** Bytes of the header itself, and of the payload behind it. */
  size: number;
  length: number;
}

/** @returns the header, or how many bytes it has when they have not all come */
function readHeader(bytes: Buffer, maxPayload: number): Header | number {
  const [first, second] = [bytes[0]!, bytes[1]!];
  const opcode: Opcode = first & 0x0f;
  const isFinal = (first & 0x80) !== 0;
  if ((first & 0x70) !== 0) throw new ProtocolViolation('a frame with reserved bits');
  if (Opcode[opcode] === undefined) throw new ProtocolViolation(`a frame of the unknown kind ${opcode}`);
  if ((second & 0x80) !== 0) throw new ProtocolViolation('a masked frame');
  const short = second & 0x7f;
  if (opcode >= Opcode.close && (!isFinal || short > MAX_CONTROL_PAYLOAD))
    throw new ProtocolViolation('a control frame in pieces, or too long');
  const size = short === 126 ? 4 : short === 127 ? 10 : 2;
  if (bytes.length < size) return size;
  const length = short === 126 ? bytes.readUInt16BE(2) : short === 127 ? Number(bytes.readBigUInt64BE(2)) : short;
  if (length > maxPayload) throw new ProtocolViolation(`a message of more than ${maxPayload} bytes`, 1009);
  return { opcode, isFinal, size, length };
}
