// The few DER encodings (X.690) that a certificate needs.

const [INTEGER, BIT_STRING, OCTET_STRING, OBJECT_IDENTIFIER, UTF8_STRING, UTC_TIME, SEQUENCE, SET] = [
  0x02, 0x03, 0x04, 0x06, 0x0c, 0x17, 0x30, 0x31,
];

/** A value with its tag and length. */
export function tagged(tag: number, content: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([tag, ...lengthOf(content.length)]), content]);
}

/** Encodes a length: up to 127 in one byte, otherwise preceded by the number of its bytes. */
function lengthOf(length: number): number[] {
  if (length < 0x80) return [length];
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return [0x80 | bytes.length, ...bytes];
}

export const sequence = (...parts: Uint8Array[]): Buffer => tagged(SEQUENCE, Buffer.concat(parts));
export const set = (...parts: Uint8Array[]): Buffer => tagged(SET, Buffer.concat(parts));
export const octets = (content: Uint8Array): Buffer => tagged(OCTET_STRING, content);
export const utf8 = (text: string): Buffer => tagged(UTF8_STRING, Buffer.from(text));
export const truth = Buffer.from([0x01, 0x01, 0xff]);

/** A whole number of any size; a leading zero keeps it positive. */
export const integer = (bytes: Uint8Array): Buffer => tagged(INTEGER, bytes[0]! < 0x80 ? bytes : Buffer.from([0, ...bytes]));

/** @param unused bits at the end that do not count */
export const bits = (content: Uint8Array, unused = 0): Buffer => tagged(BIT_STRING, Buffer.from([unused, ...content]));

/** An object identifier from its text (`2.5.4.3`). */
export function oid(text: string): Buffer {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number);
  return tagged(OBJECT_IDENTIFIER, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

/** Encodes a number in base 128: seven bits per byte, the high bit set in all but the last. */
function base128(value: number): number[] {
  const bytes = [value & 0x7f];
  for (let rest = value >> 7; rest > 0; rest >>= 7) bytes.unshift(0x80 | (rest & 0x7f));
  return bytes;
}

/** A time before 2050. */
export const utcTime = (date: Date): Buffer => tagged(UTC_TIME, Buffer.from(`${date.toISOString().slice(2, 19).replace(/[-:T]/g, '')}Z`));
