import { isUtf8 } from 'node:buffer';
import { Opcode, ProtocolViolation, type Frame } from './frames.js';

/** A message: text as a string, a binary one as a Buffer. */
export type Message = string | Buffer;

/** How the other side closed: code and reason of its CLOSE frame, or 1006 if the connection ended without one. */
export interface WebSocketClose {
  /** The close code: 1000 for a normal end, 1006 if there was no CLOSE frame. */
  code: number;
  /** The reason given by the other side; may be empty. */
  reason: string;
}

/** The maximum number of pieces of a message that are kept separately until its end. */
const MOST_PIECES = 1024;

/** Assembles the data frames of a connection into messages. */
export class MessageAssembler {
  readonly #maxSize: number;
  #opcode: Opcode | undefined;
  #pieces: Buffer[] = [];
  #size = 0;

  constructor(maxSize: number) {
    this.#maxSize = maxSize;
  }

  /** @returns the message that the frame completes, if any @throws {ProtocolViolation} */
  take({ opcode, isFinal, payload }: Frame): Message | undefined {
    const continues = opcode === Opcode.continuation;
    if (continues !== (this.#opcode !== undefined))
      throw new ProtocolViolation('a message within another one, or a continuation without a message');
    this.#opcode ??= opcode;
    this.#size += payload.length;
    if (this.#size > this.#maxSize) throw new ProtocolViolation(`a message of more than ${this.#maxSize} bytes`, 1009);
    // Empty pieces are not kept, because a server may send any number of them.
    if (payload.length > 0) this.#pieces.push(payload);
    // Each piece has some overhead, so many tiny ones would exceed the memory limit.
    if (this.#pieces.length > MOST_PIECES) this.#pieces = [Buffer.concat(this.#pieces)];
    return isFinal ? this.#finish() : undefined;
  }

  #finish(): Message {
    const bytes = this.#pieces.length === 1 ? this.#pieces[0]! : Buffer.concat(this.#pieces);
    const isText = this.#opcode === Opcode.text;
    this.#opcode = undefined;
    this.#pieces = [];
    this.#size = 0;
    // Copied, so that a small part does not keep the whole received chunk alive.
    if (!isText) return bytes.length < bytes.buffer.byteLength / 2 ? Buffer.from(bytes) : bytes;
    if (!isUtf8(bytes)) throw new ProtocolViolation('a text message that is not UTF-8', 1007);
    return bytes.toString();
  }
}

/** Close codes that must not be sent: they are reserved, or mean that there was no CLOSE frame. */
const NEVER_SENT: ReadonlySet<number> = new Set([1004, 1005, 1006, 1015]);

/** @throws {ProtocolViolation} a code that may not be sent, or a reason that is not UTF-8 */
export function readClose(payload: Buffer): WebSocketClose {
  if (payload.length === 0) return { code: 1005, reason: '' };
  const code = payload.length >= 2 ? payload.readUInt16BE(0) : 0;
  const isKnown = (code >= 1000 && code <= 1014 && !NEVER_SENT.has(code)) || (code >= 3000 && code <= 4999);
  const reason = payload.subarray(2);
  if (!isKnown || !isUtf8(reason)) throw new ProtocolViolation('a CLOSE frame with an impossible code or reason');
  return { code, reason: reason.toString() };
}

/** The payload of a CLOSE frame. */
export function closePayload({ code, reason }: WebSocketClose): Buffer {
  if (code === 1005) return Buffer.alloc(0);
  const payload = Buffer.alloc(2 + Buffer.byteLength(reason));
  payload.writeUInt16BE(code, 0);
  payload.write(reason, 2);
  return payload;
}
