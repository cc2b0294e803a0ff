/** The rule for a field of untrusted data. */
export interface Field {
  isRight: (value: unknown) => boolean;
  /** The accepted values, in words that follow "expected". */
  expected: string;
}

export const isText = (value: unknown): value is string => typeof value === 'string';
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** An http or https URL; untrusted data must not make this process fetch other schemes. */
export const HTTP_URL: Field = {
  isRight: (value) => isText(value) && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol),
  expected: 'an http or https URL',
};

export const METHOD: Field = { isRight: (value) => isText(value) && /^[A-Za-z]+$/.test(value), expected: 'a word like GET' };

export const HEADERS: Field = {
  isRight: (value) => isObject(value) && Object.values(value).every(isText),
  expected: 'an object of strings',
};

export const ANYTHING: Field = { isRight: () => true, expected: 'anything' };
export const TEXT: Field = { isRight: isText, expected: 'a string' };

/** Untrusted data is invalid; the message names the field, the expected value, and the given one. */
export class ForeignDataError extends TypeError {
  override readonly name = 'ForeignDataError';
  readonly code = 'ERR_CURL_FOREIGN_DATA';
}

/**
 * Checks data against a table of its fields.
 * @throws {ForeignDataError} the data is not an object, a field is unknown or of a wrong type, or `url` is missing
 */
export function checkFields(data: unknown, fields: Readonly<Record<string, Field>>): Record<string, unknown> {
  if (!isObject(data)) throw new ForeignDataError(`expected an object, got ${shown(data)}`);
  for (const [name, value] of Object.entries(data)) {
    if (!Object.hasOwn(fields, name))
      throw new ForeignDataError(`unknown field ${JSON.stringify(name)}; expected ${Object.keys(fields).join(', ')}`);
    const { isRight, expected } = fields[name]!;
    if (value !== undefined && !isRight(value)) throw new ForeignDataError(`"${name}": expected ${expected}, got ${shown(value)}`);
  }
  if (data.url === undefined) throw new ForeignDataError('"url" is missing');
  return data;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
