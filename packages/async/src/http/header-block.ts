/** One response of a header block: there are several when interim ones (1xx) or a proxy's come before. */
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

/** The header block of a response that no server has sent, as one would have come. */
export function headerBlockOf(status: number, statusText: string, fields: readonly (readonly [name: string, value: string])[]): Buffer {
  const lines = [`HTTP/1.1 ${status} ${statusText}`.trimEnd(), ...fields.map(([name, value]) => `${name}: ${value}`)];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
}

/** A header block, taken apart. */
export interface ParsedHeaders {
  responses: HeaderBlock[];
  trailers: [name: string, value: string][];
}

const STATUS_LINE = /^HTTP\/(\d(?:\.\d)?) (\d{3}) ?(.*)$/;

const [SPACE, TAB, CR, COLON] = [0x20, 0x09, 0x0d, 0x3a];

/**
 * Takes a header block apart, as received: Latin-1, with lines that continue on the next one. Trailers of a chunked body
 * come behind the blank line of their response. It walks through the text once: every streamed response passes here.
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

/** @returns where the fields of the next line belong */
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
