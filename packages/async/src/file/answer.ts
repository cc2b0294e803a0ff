/** The parts of a response that decide whether its body is a file. */
export interface Answer {
  /** The method of the request. */
  method: string;
  /** The HTTP status. */
  status: number;
  /** By name, in lower case. */
  header: (name: string) => string | undefined;
}

/** The part of a file that an earlier attempt has left. */
export interface Earlier {
  /** Bytes. */
  length: number;
  /** The validator for If-Range: a strong ETag, or the date of the last change. */
  validator: string;
  /** Size of the whole file in bytes, if the server announced it. */
  total: number | undefined;
}

/** A parsed Content-Range: the bytes of a 206, or only the total of a 416. */
export interface ContentRange {
  /** Positions of the first and the last byte; undefined in a 416. */
  range: { start: number; end: number } | undefined;
  /** Size of the whole file; undefined when the server does not know it. */
  total: number | undefined;
}

/** @returns undefined if there is none, or if it contradicts itself */
export function contentRangeOf(text: string | undefined): ContentRange | undefined {
  const match = /^bytes (?:(\d+)-(\d+)|\*)\/(\d+|\*)$/i.exec(text?.trim() ?? '');
  if (!match) return undefined;
  const [, first, last, whole] = match;
  const total = whole === '*' ? undefined : Number(whole);
  if (first === undefined) return { range: undefined, total };
  const range = { start: Number(first), end: Number(last) };
  return range.end < range.start || (total !== undefined && range.end >= total) ? undefined : { range, total };
}

/**
 * A Last-Modified date is a strong validator only if the file cannot have changed twice within that second (RFC 9110,
 * 8.8.2.2).
 */
const STRONG_AFTER = 1000;

/** A validator that proves the file unchanged byte for byte; a weak ETag does not. */
export function validatorOf({ header }: Pick<Answer, 'header'>): string | undefined {
  const etag = header('etag');
  if (etag !== undefined && !etag.startsWith('W/')) return etag;
  const changed = header('last-modified');
  const age = Date.parse(header('date') ?? '') - Date.parse(changed ?? '');
  return age < STRONG_AFTER ? undefined : changed;
}

/** Size in bytes of the body of a 200, as sent on the wire. */
export function lengthOf({ header }: Pick<Answer, 'header'>): number | undefined {
  const text = header('content-length');
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

/** Whether the body of an answer is a whole file: a success with a body, but not a partial one (206). */
export function isWhole({ method, status }: Answer): boolean {
  return method !== 'HEAD' && status >= 200 && status < 300 && ![204, 205, 206].includes(status);
}

/**
 * The meaning of an answer to a request for the rest of a file:
 * - `rest`: the rest that was asked for, of the same file;
 * - `complete`: the file is complete already;
 * - `whole`: the file from its beginning;
 * - `unusable`: a piece of another file, or of an unknown one; the file must be requested again;
 * - `none`: not a success; write nothing.
 */
type Resumption = 'rest' | 'complete' | 'whole' | 'unusable' | 'none';

/** Decides what an answer to a request for the rest of a file means; see {@link Resumption}. */
export function judgeResumed(answer: Answer, earlier: Earlier): Resumption {
  if (isWhole(answer)) return 'whole';
  if (answer.status !== 206 && answer.status !== 416) return 'none';
  const range = contentRangeOf(answer.header('content-range'));
  if (!range || !isSameFile(answer, range, earlier)) return 'unusable';
  if (answer.status === 416) return range.range === undefined && range.total === earlier.length ? 'complete' : 'unusable';
  return range.range?.start === earlier.length ? 'rest' : 'unusable';
}

/** Without a validator in the answer, the file counts as the same only if its length is unchanged. */
function isSameFile(answer: Answer, { total }: ContentRange, earlier: Earlier): boolean {
  if (total !== undefined && earlier.total !== undefined && total !== earlier.total) return false;
  const now = answer.header(isEtag(earlier.validator) ? 'etag' : 'last-modified');
  if (now !== undefined) return now === earlier.validator;
  return total !== undefined && total === earlier.total;
}

const isEtag = (validator: string) => validator.startsWith('"');
