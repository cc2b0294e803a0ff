import { isUtf8 } from 'node:buffer';

/** The charset of a Content-Type, in lower case and without quotes; undefined when it names none. */
function charsetOf(contentType: string | undefined): string | undefined {
  const match = /;\s*charset\s*=\s*(?:"([^"]*)"|([^;\s]*))/i.exec(contentType ?? '');
  return (match?.[1] ?? match?.[2])?.toLowerCase() || undefined;
}

/**
 * The charset of a body. JSON is UTF-8 by its definition (RFC 8259), whatever its Content-Type says. A text without a
 * charset is UTF-8 if its bytes are, and Latin-1 otherwise.
 * @param body undefined while it has not arrived
 */
export function encodingOf(contentType: string | undefined, body: Buffer | undefined): string {
  if (/^\s*[\w.+-]+\/(?:[\w.-]+\+)?json\b/i.test(contentType ?? '')) return 'utf-8';
  const named = charsetOf(contentType);
  if (named !== undefined && isKnown(named)) return named;
  return body !== undefined && isUtf8(body) ? 'utf-8' : 'latin1';
}

function isKnown(label: string): boolean {
  try {
    new TextDecoder(label);
    return true;
  } catch {
    return false;
  }
}

/** Decodes a body as text. A byte order mark takes precedence over the header. */
export function decodeBody(body: Buffer, encoding: string): string {
  if (body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf) return new TextDecoder('utf-8').decode(body);
  if ((body[0] === 0xff && body[1] === 0xfe) || (body[0] === 0xfe && body[1] === 0xff))
    return new TextDecoder(body[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(body);
  // Not TextDecoder's latin1, which is windows-1252.
  return encoding === 'latin1' ? body.toString('latin1') : new TextDecoder(encoding).decode(body);
}
