import { randomBytes } from 'node:crypto';

/** A form as `multipart/form-data`, read while it is sent. */
export interface EncodedForm {
  contentType: string;
  length: number;
  open(): AsyncIterable<Uint8Array>;
}

const CRLF = Buffer.from('\r\n');

/** Escapes a name or file name for the header of a part, as the HTML standard does. */
const escapeName = (name: string) => name.replaceAll('\n', '%0A').replaceAll('\r', '%0D').replaceAll('"', '%22');

const withCrlf = (text: string) => text.replace(/\r\n|\r|\n/g, '\r\n');

/** Encodes a form by the rules of the HTML standard. Files are read only when they are sent. */
export function encodeForm(form: FormData): EncodedForm {
  const boundary = `----curlew-${randomBytes(18).toString('hex')}`;
  const pieces: (Uint8Array | Blob)[] = [];
  for (const [name, value] of form) {
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${escapeName(withCrlf(name))}"`;
    if (typeof value === 'string') {
      pieces.push(Buffer.from(`${head}\r\n\r\n${withCrlf(value)}\r\n`));
    } else {
      const type = value.type || 'application/octet-stream';
      pieces.push(Buffer.from(`${head}; filename="${escapeName(value.name)}"\r\nContent-Type: ${type}\r\n\r\n`), value, CRLF);
    }
  }
  pieces.push(Buffer.from(`--${boundary}--\r\n`));
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    length: pieces.reduce((sum, piece) => sum + (piece instanceof Blob ? piece.size : piece.length), 0),
    async *open() {
      for (const piece of pieces) {
        if (piece instanceof Blob) yield* piece.stream() as unknown as AsyncIterable<Uint8Array>;
        else yield piece;
      }
    },
  };
}
