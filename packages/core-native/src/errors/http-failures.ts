import type { ErrorKind } from './error-kinds.js';

/**
 * The HTTP/2 error codes with which a server ends a stream or connection because it cannot or will not serve now. All
 * others mean a protocol violation.
 */
const NOT_NOW = ['NO_ERROR', 'INTERNAL_ERROR', 'REFUSED_STREAM', 'CANCEL', 'ENHANCE_YOUR_CALM'];

/** The kinds of failures that share a code, by patterns of libcurl's text. */
const KINDS_BY_TEXT: Readonly<Record<string, readonly { text: RegExp; kind: ErrorKind }[]>> = {
  CURLE_HTTP2: [
    {
      text: new RegExp(`^HTTP/2 connection closed by server with GOAWAY \\(error 0x[0-9a-f]+ (?:${NOT_NOW.join('|')})\\)`),
      kind: 'receive',
    },
    { text: /^HTTP\/2 connection closed by server before/, kind: 'receive' },
  ],
  CURLE_HTTP2_STREAM: [
    { text: new RegExp(`^HTTP/2 stream \\d+ reset by server \\(error 0x[0-9a-f]+ (?:${NOT_NOW.join('|')})\\)`), kind: 'receive' },
  ],
};

/** The kind of a failure whose code stands for several, found by libcurl's text; undefined if the code alone decides. */
export function kindByText(code: string, detail: string | undefined): ErrorKind | undefined {
  return detail ? KINDS_BY_TEXT[code]?.find(({ text }) => text.test(detail))?.kind : undefined;
}

/**
 * Whether a transfer failed because the server said that it had not begun with the request: it refused the stream
 * (REFUSED_STREAM), or its GOAWAY named an earlier one as the last. So the request can be repeated regardless of its
 * method. libcurl itself repeats it five times before it fails. With a libcurl of the system this is always false.
 */
export function isUnprocessed({ detail }: { readonly detail: string }): boolean {
  return detail.startsWith('Stream refused by server');
}
