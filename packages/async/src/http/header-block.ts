/** One response of a header block. A block has several when interim responses (1xx) or a proxy's answer come first. */
export interface HeaderBlock {
  /** `1.1`, `2`, `3`. */
  httpVersion: string;
  /** The HTTP status. */
  status: number;
  /** The reason phrase; empty over HTTP/2 and HTTP/3. */
  statusText: string;
  /** The fields in their order. */
  fields: [name: string, value: string][];
}

/** Builds the header block of a response that was made here, in the form in which a server would send it. */
export function headerBlockOf(status: number, statusText: string, fields: readonly (readonly [name: string, value: string])[]): Buffer {
  const lines = [`HTTP/1.1 ${status} ${statusText}`.trimEnd(), ...fields.map(([name, value]) => `${name}: ${value}`)];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
}

/** A parsed header block. */
export interface ParsedHeaders {
  responses: HeaderBlock[];
  trailers: [name: string, value: string][];
}

const STATUS_LINE = /^HTTP\/(\d(?:\.\d)?) (\d{3}) ?(.*)$/;

const [SPACE, TAB, CR, COLON] = [0x20, 0x09, 0x0d, 0x3a];

/**
 * Parses a header block as received: Latin-1, with folded lines. Trailers of a chunked body follow the blank line of
 * their response. One pass over the text, because every streamed response comes through here.
 */
export function parseHeaderBlock(text: string): ParsedHeaders {
  const parsed: ParsedHeaders = { responses: [], trailers: [] };
  let fields = parsed.trailers;
  for (let start = 0; start < text.length;) {
    let end = text.indexOf('\n', start);
    if (end < 0) end = text.length;
    const next = end + 1;
    if (end > start && text.charCodeAt(end - 1) === CR) end -= 1;
    if (end === start) fields = parsed.trailers;
    else fields = takeLine(text, start, end, fields, parsed);
    start = next;
  }
  return parsed;
}

/** @returns the list that the fields of the next line belong to */
function takeLine(
  text: string,
  start: number,
  end: number,
  fields: [name: string, value: string][],
  parsed: ParsedHeaders,
): [name: string, value: string][] {
  const first = text.charCodeAt(start);
  if ((first === SPACE || first === TAB) && fields.length > 0) {
    const last = fields.at(-1)!;
    last[1] = `${last[1]} ${text.slice(start, end).trim()}`;
    return fields;
  }
  const status = text.startsWith('HTTP/', start) ? STATUS_LINE.exec(text.slice(start, end)) : null;
  if (status) {
    const block: HeaderBlock = { httpVersion: status[1]!, status: Number(status[2]), statusText: status[3]!, fields: [] };
    parsed.responses.push(block);
    return block.fields;
  }
  let colon = start;
  while (colon < end && text.charCodeAt(colon) !== COLON) colon += 1;
  if (colon > start && colon < end) fields.push([text.slice(start, colon), text.slice(colon + 1, end).trim()]);
  return fields;
}
