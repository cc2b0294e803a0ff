import { redactUrl } from '@curlew/core-native';
import { shownHeaders } from './redaction.js';
import type { HeaderField } from './header-fields.js';

interface Showable {
  readonly statusCode: number;
  readonly url: string;
  readonly httpVersion: string;
  readonly redirectUrl: string | null;
  readonly headersTuple: readonly HeaderField[];
  readonly history: readonly object[];
  readonly request: object;
}

/** The parts of a response that `console.log` shows. @param body undefined if it is a stream */
export function shownResponse(response: Showable, body: Buffer | undefined): object {
  const { statusCode, url, httpVersion, redirectUrl, headersTuple, history, request } = response;
  return {
    statusCode,
    url: redactUrl(url),
    httpVersion,
    ...(redirectUrl === null ? {} : { redirectUrl: redactUrl(redirectUrl) }),
    headers: shownHeaders(headersTuple),
    body: body ?? '(a stream)',
    ...(history.length === 0 ? {} : { history }),
    request,
  };
}
