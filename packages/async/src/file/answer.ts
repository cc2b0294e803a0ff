/** The parts of a response that decide whether its body is a file. */
export interface Answer {
  /** The method of the request. */
  method: string;
  /** The HTTP status. */
  status: number;
  /** By name, in lower case. */
  header: (name: string) => string | undefined;
}

/** The remains of an earlier try. */
export interface Earlier {
  /** Bytes. */
  length: number;
  /** What If-Range asks with: a strong ETag, or the date of the last change. */
  validator: string;
  /** Bytes of the whole file, where the server had said. */
  total: number | undefined;
}

/** The bytes that a 206 has, or of a 416 none. */
export interface ContentRange {
  /** Of the first and of the last byte. */
  range: { start: number; end: number } | undefined;
  /** Of the whole; undefined when the server does not know. */
  total: number | undefined;
}

/** @returns undefined for none, or one that contradicts itself */
export function contentRangeOf(text: string | undefined): ContentRange | undefined {
  const match = /^bytes (?:(\d+)-(\d+)|\*)\/(\d+|\*)$/i.exec(text?.trim() ?? '');
  if (!match) return undefined;
  const [, first, last, whole] = match;
  const total = whole === '*' ? undefined : Number(whole);
  if (first === undefined) return { range: undefined, total };
  const range = { start: Number(first), end: Number(last) };
  return range.end < range.start || (total !== undefined && range.end >= total) ? undefined : { range, total };
}

/** A date says that a file is the same only when a second change within its second is ruled out (RFC 9110, 8.8.2.2). */
const STRONG_AFTER = 1000;

/** A validator that proves the file unchanged byte for byte; a weak ETag does not. */
export function validatorOf({ header }: Pick<Answer, 'header'>): string | undefined {
  const etag = header('etag');
  if (etag !== undefined && !etag.startsWith('W/')) return etag;
  const changed = header('last-modified');
  const age = Date.parse(header('date') ?? '') - Date.parse(changed ?? '');
  return age < STRONG_AFTER ? undefined : changed;
}

/** Bytes of the whole body of a 200 as they are on the wire. */
export function lengthOf({ header }: Pick<Answer, 'header'>): number | undefined {
  const text = header('content-length');
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

/** Whether the body of an answer is a whole file: a success that has one. A part of one is none. */
export function isWhole({ method, status }: Answer): boolean {
  return method !== 'HEAD' && status >= 200 && status < 300 && ![204, 205, 206].includes(status);
}

/**
 * The meaning of an answer to a request for the rest of a file:
 * - `rest`: exactly that, of the same file;
 * - `complete`: the file is complete already;
 * - `whole`: the file from its beginning;
 * - `unusable`: a piece of another file, or of an unknown one; the file must be requested again;
 * - `none`: not a success; write nothing.
 */
export type Resumption = 'rest' | 'complete' | 'whole' | 'unusable' | 'none';

/** What the answer to a request for the rest of a file has: see {@link Resumption}. */
export function judgeResumed(answer: Answer, earlier: Earlier): Resumption {
  if (isWhole(answer)) return 'whole';
  if (answer.status !== 206 && answer.status !== 416) return 'none';
  const range = contentRangeOf(answer.header('content-range'));
  if (!range || !isSameFile(answer, range, earlier)) return 'unusable';
  if (answer.status === 416) return range.range === undefined && range.total === earlier.length ? 'complete' : 'unusable';
  return range.range?.start === earlier.length ? 'rest' : 'unusable';
}

/** A server that says nothing of the file's version is believed only when it is as long as it was. */
function isSameFile(answer: Answer, { total }: ContentRange, earlier: Earlier): boolean {
  if (total !== undefined && earlier.total !== undefined && total !== earlier.total) return false;
  const now = answer.header(isEtag(earlier.validator) ? 'etag' : 'last-modified');
  if (now !== undefined) return now === earlier.validator;
  return total !== undefined && total === earlier.total;
}

const isEtag = (validator: string) => validator.startsWith('"');
