import { argumentError, checkInteger } from '@curlew/core-native';
import type { HeaderField } from '../../http/header-fields.js';
import type { PreparedBody } from './prepared-body.js';

/**
 * Determines the length of a body. A Content-Length given by the caller is the length of a stream; libcurl then sends
 * the header itself. For a body of known length it must be equal to that, because otherwise the server would read
 * missing bytes from the next request on the connection.
 * @param length the option of this name
 * @throws {TypeError | RangeError} not a length, or not that of the body
 */
export function withLength(
  fields: readonly HeaderField[],
  body: PreparedBody,
  length: unknown,
): { fields: readonly HeaderField[]; body: PreparedBody } {
  const given = length === undefined ? undefined : checkInteger('', 'length', length, { unit: 'bytes' });
  const header = fields.find(([name]) => name.toLowerCase() === 'content-length');
  const wanted = given ?? (header && parseLength(header[1]));
  if (wanted === undefined) return { fields, body };
  const known = knownLength(body);
  if (known !== undefined && known !== wanted)
    throw argumentError(
      '',
      header ? 'header Content-Length' : 'length',
      `${known}, the length of the body`,
      wanted,
      'ERR_CURL_OUT_OF_RANGE',
    );
  return {
    fields: header ? fields.filter((field) => field !== header) : fields,
    body: body.kind === 'source' ? { ...body, length: wanted } : body,
  };
}

function parseLength(text: string): number {
  const length = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(length))
    throw argumentError('', 'header Content-Length', 'a whole number of bytes', text, 'ERR_CURL_INVALID_ARG_VALUE');
  return length;
}

function knownLength(body: PreparedBody): number | undefined {
  switch (body.kind) {
    case 'none':
      return 0;
    case 'bytes':
      return typeof body.data === 'string' ? Buffer.byteLength(body.data) : body.data.length;
    case 'source':
      return body.length;
    case 'mime':
      return undefined;
  }
}
