import type { ErrorKind } from './error-kinds.js';

/**
 * The names of HTTP/2's error codes that a server ends a stream or a connection with when it can, or will, not serve now.
 * With the others it says that the protocol was broken.
 */
const NOT_NOW = ['NO_ERROR', 'INTERNAL_ERROR', 'REFUSED_STREAM', 'CANCEL', 'ENHANCE_YOUR_CALM'];

/** The kinds of failures that share a code: what libcurl's text begins with or says, and the kind of such a failure. */
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

/** The kind of a failure whose code stands for several, by libcurl's text about it; undefined when the code alone says it. */
export function kindByText(code: string, detail: string | undefined): ErrorKind | undefined {
  return detail ? KINDS_BY_TEXT[code]?.find(({ text }) => text.test(detail))?.kind : undefined;
}

/**
 * Whether a transfer failed because the server said that it had not begun with the request: it refused the stream
 * (REFUSED_STREAM), or its GOAWAY named an earlier one as the last. So the request can be repeated whatever its method.
 * libcurl has done that five times before it fails. With a libcurl of the system this is always false.
 */
export function isUnprocessed({ detail }: { readonly detail: string }): boolean {
  return detail.startsWith('Stream refused by server');
}
