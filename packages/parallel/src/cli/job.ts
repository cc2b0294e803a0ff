import { ANYTHING, ForeignDataError, HEADERS, HTTP_URL, METHOD, TEXT, checkFields, isText, type Field } from '../foreign/fields.js';

/** One line of the user's input. */
export interface Job {
  url: string;
  method?: string;
  headers?: Record<string, string>;
  /** The body: a string is sent as it is, anything else as JSON. */
  body?: unknown;
  /** File name for the body, inside --out. */
  output?: string;
  /** The checksum that the file must have, as `sha256:HEX`. */
  checksum?: string;
  /** The HTTP status, or the name of the error, that does not count as a failure for this job. */
  expect?: number | string;
}

const FIELDS: Readonly<Record<string, Field>> = {
  url: HTTP_URL,
  method: METHOD,
  headers: HEADERS,
  body: ANYTHING,
  output: TEXT,
  checksum: { isRight: (value) => isText(value) && /^[\w-]+:[0-9a-f]+$/i.test(value), expected: 'a hash and its value, like sha256:0123…' },
  expect: { isRight: (value) => isText(value) || Number.isInteger(value), expected: 'a status or the name of an error' },
};

/** @returns undefined for a line without a job @throws {ForeignDataError} the line is not a valid job */
export function jobOf(raw: string): Job | undefined {
  const line = raw.trim();
  if (line === '' || line.startsWith('#')) return undefined;
  if (!line.startsWith('{')) return { url: checkedUrl(line) };
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw new ForeignDataError(`not JSON: ${(error as Error).message}`);
  }
  return checkFields(value, FIELDS) as unknown as Job;
}

/** @throws {ForeignDataError} */
export function checkedUrl(url: string): string {
  if (!URL.canParse(url)) throw new ForeignDataError(`not a URL: ${url} (expected http://… or https://…)`);
  if (!HTTP_URL.isRight(url)) throw new ForeignDataError(`not an http or https URL: ${url}`);
  return url;
}
