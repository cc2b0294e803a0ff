/** One response of a header block: there are several when interim ones (1xx) or a proxy's come before. */
export interface HeaderBlock {
  /** `1.1`, `2`, `3`. */
  httpVersion: string;
  status: number;
  statusText: string;
  fields: [name: string, value: string][];
}

/**
 * Takes a header block apart, as received: Latin-1, with lines that continue on the next one. Trailers of a chunked body
 * come behind the blank line of their response.
 */
export function parseHeaderBlock(text: string): { responses: HeaderBlock[]; trailers: [name: string, value: string][] } {
  const responses: HeaderBlock[] = [];
  const trailers: [string, string][] = [];
  let fields: [string, string][] = trailers;
  for (const line of text.split(/\r?\n/)) {
    const status = /^HTTP\/(\d(?:\.\d)?) (\d{3}) ?(.*)$/.exec(line);
    if (status) {
      fields = [];
      responses.push({ httpVersion: status[1]!, status: Number(status[2]), statusText: status[3]!, fields });
    } else if (line === '') {
      fields = trailers;
    } else if (/^[ \t]/.test(line) && fields.length > 0) {
      const last = fields.at(-1)!;
      last[1] = `${last[1]} ${line.trim()}`;
    } else {
      const colon = line.indexOf(':');
      if (colon > 0) fields.push([line.slice(0, colon), line.slice(colon + 1).trim()]);
    }
  }
  return { responses, trailers };
}
