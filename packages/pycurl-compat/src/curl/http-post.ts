import { Mime } from '@curlew/core-native';
import { pycurlConstants as pycurl } from '../constants.js';
import type { FormField, Text } from './option-values.js';

const bytesOf = (text: Text) => (typeof text === 'string' ? text : Buffer.from(text));

/** The form of HTTPPOST: `[[name, value], [name, [FORM_FILE, path, FORM_CONTENTTYPE, type]]]`. @throws {TypeError} another shape */
export function formOf(fields: readonly FormField[]): Mime {
  const form = new Mime();
  for (const field of fields) {
    if (!Array.isArray(field) || field.length !== 2 || typeof field[0] !== 'string')
      throw new TypeError('list items must be tuples of a name and a value');
    const [name, value] = field as FormField;
    const part = form.addPart().name(name);
    if (typeof value === 'string' || value instanceof Uint8Array) part.data(bytesOf(value));
    else addPieces(part, value);
  }
  return form;
}

function addPieces(part: ReturnType<Mime['addPart']>, pieces: readonly (number | Text)[]): void {
  if (pieces.length === 0 || pieces.length % 2 !== 0) throw new TypeError('list value must be a tuple of pairs of FORM_* and a value');
  let bufferName: string | undefined;
  for (let index = 0; index < pieces.length; index += 2) {
    const [kind, value] = [pieces[index], pieces[index + 1]];
    if (typeof value !== 'string' && !(value instanceof Uint8Array)) throw new TypeError('form values must be strings or bytes');
    const text = typeof value === 'string' ? value : Buffer.from(value).toString();
    if (kind === pycurl.FORM_CONTENTS) part.data(bytesOf(value));
    else if (kind === pycurl.FORM_FILE) part.file(text);
    else if (kind === pycurl.FORM_FILENAME) part.filename(text);
    else if (kind === pycurl.FORM_CONTENTTYPE) part.type(text);
    else if (kind === pycurl.FORM_BUFFER) bufferName = text;
    else if (kind === pycurl.FORM_BUFFERPTR) part.data(bytesOf(value));
    else throw new TypeError('form option is not supported');
  }
  if (bufferName !== undefined) part.filename(bufferName);
}
