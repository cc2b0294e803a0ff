import { STATUS_CODES } from 'node:http';
import { argumentError, checkInteger, checkNames, checkObject } from '@curlew/core-native';
import { headerBlockOf } from './header-block.js';
import { headerFields, hasField, type HeaderField, type HeadersInput } from './header-fields.js';
import type { Request } from './request.js';
import { RESPONSE_INFOS, Response } from './response.js';
import type { JarSnapshot } from './response-parts.js';

/** The content of a response that a hook makes instead of a server. */
export interface AnswerInit {
  /** Default 200. */
  statusCode?: number | undefined;
  /** Its headers. */
  headers?: HeadersInput | undefined;
  /** Text or bytes. */
  body?: string | Uint8Array | undefined;
  /** A value to be sent as JSON, with its Content-Type. */
  json?: unknown;
}

const KNOWN: Readonly<Record<keyof AnswerInit, true>> = { statusCode: true, headers: true, body: true, json: true };

/** @throws {TypeError | RangeError} naming the member with a wrong value */
export function makeResponse(request: Request, jar: JarSnapshot, init: AnswerInit = {}): Response {
  checkObject('answer', 'init', init, 'an object with statusCode, headers, body or json');
  checkNames('answer', init, KNOWN);
  const statusCode = checkInteger('answer', 'statusCode', init.statusCode ?? 200, { min: 200, max: 599 });
  const { body, type } = bodyOf(init);
  const given = headerFields(init.headers);
  const fields: HeaderField[] = type === undefined || hasField(given, 'content-type') ? given : [...given, ['Content-Type', type]];
  const numbers = Array.from(RESPONSE_INFOS, () => 0);
  // RESPONSE_CODE is the first of RESPONSE_INFOS.
  numbers[0] = statusCode;
  return new Response({
    request,
    startTime: Date.now() / 1000,
    outcome: { numbers, url: request.url, primaryIp: '', headerBlock: headerBlockOf(statusCode, STATUS_CODES[statusCode] ?? '', fields) },
    body,
    jar,
    history: [],
  });
}

/** Converts a standard Response; resolves when its whole body has been read. */
export async function fromStandard(request: Request, jar: JarSnapshot, standard: globalThis.Response): Promise<Response> {
  const body = new Uint8Array(await standard.arrayBuffer());
  return makeResponse(request, jar, { statusCode: standard.status, headers: [...standard.headers], body });
}

function bodyOf({ body, json }: AnswerInit): { body: Buffer; type?: string } {
  if (json !== undefined && body !== undefined)
    throw argumentError('answer', 'body', 'undefined, because there is json', body, 'ERR_CURL_INVALID_ARG_VALUE');
  if (json !== undefined) {
    const text = JSON.stringify(json) as string | undefined;
    if (text === undefined) throw argumentError('answer', 'json', 'a value that JSON can express', json);
    return { body: Buffer.from(text), type: 'application/json' };
  }
  if (body === undefined) return { body: Buffer.alloc(0) };
  if (typeof body === 'string') return { body: Buffer.from(body), type: 'text/plain;charset=UTF-8' };
  if (body instanceof Uint8Array) return { body: Buffer.from(body.buffer, body.byteOffset, body.byteLength) };
  throw argumentError('answer', 'body', 'a string or bytes', body);
}
