import type { Result } from './results.js';

const tenths = (milliseconds: number) => Math.round(milliseconds * 10) / 10;

/** A result as a line of --json; times are milliseconds. */
export function jsonLine({ method, url, status, httpVersion, bytes, attempts, start, phases, file, error, expected }: Result): string {
  return JSON.stringify({
    url,
    method,
    status,
    ok: error === undefined || expected,
    ...(error ? { error: { code: (error as { code?: string }).code ?? error.name, message: error.message } } : {}),
    ...(file === undefined ? {} : { file }),
    http: httpVersion,
    bytes,
    attempts,
    start: tenths(start),
    time: Object.fromEntries(Object.entries(phases).map(([name, value]) => [name, tenths(value as number)])),
  });
}
