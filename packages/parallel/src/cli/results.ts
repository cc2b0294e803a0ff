import type { Response } from '@curlew/async';
import type { FetchResult } from '../fetch-all/fetch-options.js';
import type { Job } from './job.js';
import { phasesOf, type Phases } from './phases.js';
import { showableJson } from './terminal-text.js';

/** The result of a finished transfer. */
export interface Result {
  method: string;
  url: string;
  /** When it was started, in milliseconds from the start of the run. */
  start: number;
  /** The HTTP status; 0 without a response. */
  status: number;
  /** The response, whose headers are parsed only if a report shows them. */
  response: Response | undefined;
  bytes: number;
  attempts: number;
  phases: Phases;
  /** The file of the body. */
  file: string | undefined;
  /** Whether the file existed and was left unchanged. */
  isUnchanged: boolean;
  /** The error of a failed transfer. */
  error: Error | undefined;
  /** Whether the job's `expect` named this outcome. */
  expected: boolean;
}

/** The criteria for a result. */
export interface Judgement {
  /** The start of the run, in seconds since 1970. */
  runStart: number;
  /** Whether a status of 400 or more is a failure. */
  fail: boolean;
}

/** @param file the file that the body was meant for */
export function makeResult(job: Job, fetched: FetchResult, file: string | undefined, { runStart, fail }: Judgement): Result {
  const { response, error, attempts, startTime, duration, savedTo, isUnchanged = false } = fetched;
  const status = response?.statusCode ?? 0;
  const outcome = String((error as { code?: string } | undefined)?.code ?? status);
  // A 416 means that the file was complete already.
  const isRefused = fail && status >= 400 && savedTo === undefined;
  const expected = job.expect !== undefined && String(job.expect) === outcome;
  return {
    method: job.method?.toUpperCase() ?? (response?.history[0] ?? response)?.request.method ?? 'GET',
    url: job.url,
    start: (startTime - runStart) * 1000,
    status,
    response,
    bytes: response?.downloadSize ?? 0,
    attempts,
    phases: phasesOf(response, error, duration * 1000),
    file: savedTo === undefined ? undefined : file,
    isUnchanged,
    error: expected ? error : (unexpected(job, outcome) ?? error ?? (isRefused ? failed(status) : undefined)),
    expected,
  };
}

const unexpected = ({ expect }: Job, outcome: string) =>
  expect === undefined ? undefined : new Error(`expected ${expect}, got ${outcome}`);

const failed = (status: number) => Object.assign(new Error(`status ${status}`), { code: String(status) });

/** Whether the result counts as a failure for the exit code. */
export const isFailure = ({ error, expected }: Result): boolean => error !== undefined && !expected;

/** `200`, or the error's code; marked if it was expected. */
export function outcomeOf({ error, status, expected, isUnchanged }: Result): string {
  if (isUnchanged && status === 0) return 'skipped';
  const name = (error as { code?: string } | undefined)?.code ?? (status > 0 ? String(status) : (error?.name ?? 'unexpected'));
  return expected && (error || status >= 400) ? `${name} (expected)` : name;
}

export const tenths = (milliseconds: number): number => Math.round(milliseconds * 10) / 10;

/** A result as a line of --json; times are milliseconds. */
export function jsonLine(result: Result): string {
  const { method, url, status, response, bytes, attempts, start, phases, file, isUnchanged, error } = result;
  return showableJson({
    url,
    method,
    status,
    ok: !isFailure(result),
    ...(error ? { error: { code: (error as { code?: string }).code ?? error.name, message: error.message } } : {}),
    ...(file === undefined ? {} : { file }),
    ...(isUnchanged ? { unchanged: true } : {}),
    http: response?.httpVersion ?? '',
    bytes,
    attempts,
    start: tenths(start),
    time: Object.fromEntries(Object.entries(phases).map(([name, value]) => [name, tenths(value as number)])),
  });
}
