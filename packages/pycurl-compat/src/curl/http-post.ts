import { constants, easyStrError, type MimePart, Mime } from '@curlew/core-native';
import { pycurlConstants as pycurl } from '../constants.js';
import { UnicodeEncodeError, error } from '../errors/errors.js';
import { checkText, isText, type Text } from '../python/text.js';
import type { FormField } from './option-values.js';

/** The suffixes of file names from which libcurl guesses the content type. */
const TYPES: readonly (readonly [suffix: string, type: string])[] = [
  ['.gif', 'image/gif'],
  ['.jpg', 'image/jpeg'],
  ['.jpeg', 'image/jpeg'],
  ['.png', 'image/png'],
  ['.svg', 'image/svg+xml'],
  ['.txt', 'text/plain'],
  ['.htm', 'text/html'],
  ['.html', 'text/html'],
  ['.pdf', 'application/pdf'],
  ['.xml', 'application/xml'],
];
const DEFAULT_TYPE = 'application/octet-stream';

/** A file of a field, or its only content. */
interface Content {
  path?: string;
  data?: Text;
  type?: Text;
  /** The file name; libcurl sends all files of a field under the first one's name. */
  filename?: Text;
}

/** A field as curl_formadd() gathers it. */
interface Field {
  contents: Content[];
  kind?: 'text' | 'file' | 'buffer';
}

/**
 * The form of HTTPPOST: `[[name, value], [name, [FORM_FILE, path, FORM_CONTENTTYPE, type]]]`.
 * @throws {TypeError} another shape
 * @throws {error} with the CURLFORMcode of a field that libcurl would refuse
 */
export function formOf(fields: readonly FormField[]): Mime {
  const form = new Mime();
  for (const field of fields) {
    if (!Array.isArray(field)) throw new TypeError('list items must be list or tuple objects');
    if (field.length !== 2) throw new TypeError('list or tuple must contain two elements (name, value)');
    const [name, value] = field as FormField;
    const checked = checkedName(name);
    if (isText(value)) form.addPart().name(checked).data(plainContent(value));
    else addField(form, checked, gather(value));
  }
  return form;
}

function checkedName(name: unknown): Text {
  try {
    checkText(name as Text);
  } catch {
    throw new TypeError('list or tuple must contain a byte string or Unicode string with ASCII code points only as first element');
  }
  if ((name as Text).includes(0 as never) || (typeof name === 'string' && name.includes('\0'))) throw refused(constants.CURL_FORMADD_NULL);
  return name as Text;
}

function plainContent(value: Text): Text {
  try {
    return checkText(value);
  } catch (thrown) {
    if (!(thrown instanceof UnicodeEncodeError)) throw thrown;
    throw new error(constants.CURLE_BAD_FUNCTION_ARGUMENT, easyStrError(constants.CURLE_BAD_FUNCTION_ARGUMENT));
  }
}

/** pycurl uses the text of the CURLcode with the same number. */
const refused = (code: number) => new error(code, easyStrError(code));

function gather(pieces: unknown): Field {
  if (!Array.isArray(pieces)) throw new TypeError('unsupported second type in tuple');
  if (pieces.length < 2) throw new TypeError('list or tuple must contain at least one option and one value');
  if (pieces.length % 2 === 1) throw new TypeError('list or tuple must contain an even number of items');
  const field: Field = { contents: [] };
  for (let index = 0; index < pieces.length; index += 2) addPiece(field, pieces[index], pieces[index + 1]);
  const [first] = field.contents;
  if (first?.path === undefined && first?.data === undefined) throw refused(constants.CURL_FORMADD_INCOMPLETE);
  return field;
}

function addPiece(field: Field, option: unknown, value: unknown): void {
  if (!Number.isInteger(option)) throw new TypeError('option must be an integer');
  if (!isText(value)) throw new TypeError('value must be a byte string or a Unicode string with ASCII code points only');
  const setter = SETTERS.get(option as number);
  if (!setter) throw new TypeError('unsupported option');
  setter(field, checkText(value));
}

const twice = () => refused(constants.CURL_FORMADD_OPTION_TWICE);
const lastOf = ({ contents }: Field): Content => {
  if (contents.length === 0) contents.push({});
  return contents.at(-1)!;
};
const hasValue = ({ path, data }: Content) => path !== undefined || data !== undefined;
/** libcurl reads a path up to its first NUL. */
const cString = (value: Text) => Buffer.from(value).toString().split('\0', 1)[0]!;

function setData(field: Field, data: Text, kind: 'text' | 'buffer'): void {
  const content = lastOf(field);
  if (hasValue(content)) throw twice();
  content.data = data;
  field.kind = kind;
}

function setFilename(field: Field, value: Text): void {
  const content = lastOf(field);
  if (content.filename !== undefined) throw twice();
  content.filename = cString(value);
}

const SETTERS = new Map<number, (field: Field, value: Text) => void>([
  [pycurl.FORM_CONTENTS, (field, value) => setData(field, value, 'text')],
  [pycurl.FORM_BUFFERPTR, (field, value) => setData(field, value, 'buffer')],
  [pycurl.FORM_FILENAME, setFilename],
  [pycurl.FORM_BUFFER, setFilename],
  [
    pycurl.FORM_FILE,
    (field, value) => {
      let content = lastOf(field);
      if (hasValue(content)) {
        if (field.kind !== 'file') throw twice();
        field.contents.push((content = {}));
      }
      content.path = cString(value);
      field.kind = 'file';
    },
  ],
  [
    pycurl.FORM_CONTENTTYPE,
    (field, value) => {
      let content = lastOf(field);
      if (content.type !== undefined) {
        if (field.kind !== 'file') throw twice();
        field.contents.push((content = {}));
      }
      content.type = cString(value);
    },
  ],
]);

/** Adds a field; several files of one field become a nested multipart/mixed. */
function addField(form: Mime, name: Text, field: Field): void {
  const isSingle = field.contents.length === 1;
  const parts = isSingle ? form : new Mime();
  let previous: Text | undefined;
  for (const content of field.contents) {
    const part = parts.addPart();
    if (isSingle) part.name(name);
    const type = typeOf(field, content, previous);
    if (type !== undefined) part.type((previous = type));
    addContent(part, field, content);
  }
  if (!isSingle) form.addPart().name(name).subparts(parts);
}

function addContent(part: MimePart, { kind, contents }: Field, { path, data }: Content): void {
  const { filename } = contents[0]!;
  if (path !== undefined) part.file(path);
  else if (data !== undefined) part.data(data);
  if (filename !== undefined && kind !== 'text') part.filename(filename);
}

function typeOf({ kind }: Field, { path, type, filename }: Content, previous: Text | undefined): Text | undefined {
  if (type !== undefined || kind === 'text') return type;
  const name = String((kind === 'buffer' ? filename : path) ?? '').toLowerCase();
  return TYPES.find(([suffix]) => name.endsWith(suffix))?.[1] ?? previous ?? DEFAULT_TYPE;
}
